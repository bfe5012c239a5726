"""The citations, read back by the programs that people use: title, DOI and address are those of the record."""

from pathlib import Path

from tests.access.conftest import asked

from terra_build.addresses import doi_url
from terra_build.catalogue import Catalogue
from terra_vocab.text import LANGS


def test_every_format_gives_back_title_doi_and_address(
    real_readers: Path, catalogue: Catalogue, embedded_exports: Path
) -> None:
    report = asked(real_readers, "citations.py", embedded_exports)
    wrong = []
    for dataset in catalogue.datasets:
        for lang in LANGS:
            page = f"{catalogue.site_url}{lang}/datasets/{dataset.id}/"
            doi = dataset.identifiers.doi or ""
            title = " ".join(dataset.title.shown(lang)[0].split())
            address = doi_url(doi) if doi else dataset.landing_page or page
            found = report[f"{dataset.id}-{lang}"]
            for form in ("bibtex", "ris", "csl", "datacite"):
                shown, number, where = found[form]
                shown = _plain(shown) if form == "bibtex" else shown
                if [" ".join(shown.split()), number, where] != [title, doi, address]:
                    wrong.append((dataset.id, lang, form, found[form]))
            if [" ".join(name.split()) for name in found["crate"]] != [title]:
                wrong.append((dataset.id, lang, "crate", found["crate"]))
    assert wrong == []


def _plain(tex: str) -> str:
    """The text that TeX would print, for the few characters that titles escape."""
    text = tex.removeprefix("{").removesuffix("}")
    for character in "&%$#_":
        text = text.replace(f"\\{character}", character)
    return text.replace("\\textasciitilde{}", "~").replace("\\textasciicircum{}", "^")
