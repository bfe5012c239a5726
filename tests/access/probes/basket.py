"""Read the exports of a basket back with real readers. `python basket.py FOLDER STAC`; prints a JSON report.

`FOLDER` holds the files as a browser saved them, `STAC` is the address of the catalogue of a shared basket.
"""

import json
import os
import sys
import tempfile
import warnings
from pathlib import Path

import bibtexparser
import nbformat
import pystac
import rispy
from rocrate.rocrate import ROCrate

folder = Path(sys.argv[1])
notebook = nbformat.read(folder / "basket.ipynb", as_version=nbformat.NO_CONVERT)
nbformat.validate(notebook)
for cell in notebook.cells:
    if cell.cell_type == "code":
        compile(cell.source, "basket.ipynb", "exec")
with tempfile.TemporaryDirectory() as crate:
    (Path(crate) / "ro-crate-metadata.json").write_bytes((folder / "basket-ro-crate-metadata.json").read_bytes())
    read = ROCrate(crate)
    parts = [part.id for part in read.root_dataset["hasPart"]]
warnings.simplefilter("ignore")
os.environ["EODAG_EXT_COLLECTIONS_CFG_URI"] = ""
os.environ["HOME"] = tempfile.mkdtemp()
os.environ["EODAG_CFG_FILE"] = str(folder / "basket-eodag.yml")
from eodag import EODataAccessGateway  # noqa: E402 - reads the environment

EODataAccessGateway()
shared = pystac.Catalog.from_file(sys.argv[2])
print(
    json.dumps(
        {
            "cells": len(notebook.cells),
            "bibtex": [entry["ID"] for entry in bibtexparser.loads((folder / "basket.bib").read_text("utf-8")).entries],
            "ris": [entry["id"] for entry in rispy.loads((folder / "basket.ris").read_text("utf-8"))],
            "csl": [entry["id"] for entry in json.loads((folder / "basket-csl.json").read_text("utf-8"))],
            "datacite": len(json.loads((folder / "basket-datacite.json").read_text("utf-8"))),
            "crate": parts,
            "shared": [child.id for child in shared.get_children()],
        }
    )
)
