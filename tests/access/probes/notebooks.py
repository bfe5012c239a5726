"""Validate, compile and, when asked, run notebooks. `python notebooks.py check|run FILE...`; prints a JSON report."""

import json
import sys
import tempfile
from pathlib import Path

import nbformat
from nbclient import NotebookClient


def check(notebook: nbformat.NotebookNode, name: str) -> None:
    """A valid notebook whose every code cell is Python, and whose cell names are its own."""
    nbformat.validate(notebook)
    ids = [cell.id for cell in notebook.cells]
    if len(set(ids)) != len(ids):
        raise ValueError("two cells have one name")
    for cell in notebook.cells:
        if cell.cell_type == "code":
            compile(cell.source, name, "exec")


def run(notebook: nbformat.NotebookNode) -> list[str]:
    """Run it in an empty folder; the media types that its last cell shows."""
    with tempfile.TemporaryDirectory() as folder:
        NotebookClient(notebook, timeout=120, resources={"metadata": {"path": folder}}).execute()
    shown = [output for cell in notebook.cells if cell.cell_type == "code" for output in cell.outputs]
    return sorted({kind for output in shown for kind in output.get("data", {})})


report = {}
for file in map(Path, sys.argv[2:]):
    try:
        notebook = nbformat.read(file, as_version=nbformat.NO_CONVERT)
        check(notebook, file.name)
        report[file.name] = run(notebook) if sys.argv[1] == "run" else "sound"
    except Exception as error:  # noqa: BLE001 - whatever goes wrong is what the test wants to read
        report[file.name] = f"{type(error).__name__}: {str(error)[-1500:]}"
print(json.dumps(report))
