"""The notebooks: each is sound, and those whose data can be opened run to their end."""

import json
import os
from pathlib import Path

import pytest
from tests.access.conftest import asked


def test_every_notebook_of_the_embedded_catalogue_is_valid_and_compiles(
    real_readers: Path, embedded_exports: Path
) -> None:
    files = sorted(embedded_exports.glob("*.ipynb"))
    assert len(files) == 2 * 171
    found = asked(real_readers, "notebooks.py", "check", *files)
    assert {name: said for name, said in found.items() if said != "sound"} == {}


@pytest.mark.parametrize(
    ("dataset", "lang"), [("sst-netcdf", "fr"), ("sst-zarr", "en"), ("map-cog", "fr"), ("stations-csv", "en")]
)
def test_a_notebook_with_open_data_runs_to_its_first_plot(
    real_readers: Path,
    open_exports: Path,
    dataset: str,
    lang: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    # EODAG would ask the web for a newer list of collections: nothing but loopback is reached here.
    monkeypatch.setitem(os.environ, "EODAG_EXT_COLLECTIONS_CFG_URI", "")
    found = asked(real_readers, "notebooks.py", "run", open_exports / f"{dataset}-{lang}.ipynb")
    assert isinstance(found[f"{dataset}-{lang}.ipynb"], list), found
    assert "image/png" in found[f"{dataset}-{lang}.ipynb"]


def test_what_a_record_says_is_never_code(open_exports: Path) -> None:
    notebook = json.loads((open_exports / "map-cog-en.ipynb").read_text("utf-8"))
    code = "\n".join(cell["source"] for cell in notebook["cells"] if cell["cell_type"] == "code")
    text = "\n".join(cell["source"] for cell in notebook["cells"] if cell["cell_type"] == "markdown")
    assert '"Trial &quot;map-cog&quot; &amp; $x$ `y` &lt; 3"' in code
    assert 'Trial "map-cog" &amp; \\$x\\$ \\`y\\` &lt; 3' in text
