"""Read every citation back with the readers that people use. `python citations.py FOLDER`; prints a JSON report.

For each stem: the titles, DOIs and addresses that BibTeX, RIS, CSL-JSON, DataCite JSON and RO-Crate give back.
"""

import json
import sys
import tempfile
from pathlib import Path

import bibtexparser
import rispy
from rocrate.rocrate import ROCrate


def bib(text: str) -> list[object]:
    """Title, DOI, address."""
    [entry] = bibtexparser.loads(text).entries
    return [entry["title"], entry.get("doi", ""), entry["url"]]


def ris(text: str) -> list[object]:
    """Title, DOI, address."""
    [entry] = rispy.loads(text)
    return [entry["title"], entry.get("doi", ""), entry["urls"][0]]


def crate(text: str) -> list[object]:
    """Titles of the datasets that the crate speaks of."""
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "ro-crate-metadata.json").write_text(text, "utf-8")
        read = ROCrate(folder)
        return [read.dereference(part.id)["name"] for part in read.root_dataset["hasPart"]]


report = {}
ENDS = (".bib", ".ris", "-csl.json", "-datacite.json", "-ro-crate-metadata.json")
for file in sorted(Path(sys.argv[1]).glob("*.bib")):
    stem = file.with_suffix("")
    text = {
        end: Path(f"{stem}{end}").read_text("utf-8")
        for end in (".bib", ".ris", "-csl.json", "-datacite.json", "-ro-crate-metadata.json")
    }
    [csl] = json.loads(text["-csl.json"])
    datacite = json.loads(text["-datacite.json"])
    report[stem.name] = {
        "bibtex": bib(text[".bib"]),
        "ris": ris(text[".ris"]),
        "csl": [csl["title"], csl.get("DOI", ""), csl["URL"]],
        "datacite": [datacite["titles"][0]["title"], datacite.get("doi", ""), datacite["url"]],
        "crate": crate(text["-ro-crate-metadata.json"]),
    }
print(json.dumps(report))
