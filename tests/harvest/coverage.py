"""What the readers find in the real documents of ../shared/fixtures: `python -m tests.harvest.coverage`.

Prints one line per format: documents, records, documents refused, and the share of the records that have a box, a
period, a licence... Below, each refusal with its reason; then what features.jsonl marks as present and no record of the
document has, the known gaps with their reason and the others by name. Exits 1 if a document breaks a reader, or an
element that is no known gap is found in less than 98 % of the documents that have it.
"""

import json
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path

import msgspec
import yaml
from tests.conftest import SHARED

from terra_harvest.formats.doi_mention import find_doi
from terra_harvest.formats.languages import side
from terra_harvest.formats.registry import READERS, recognise
from terra_harvest.original import Original, Texts, UnreadableError

REAL = SHARED / "fixtures"
SHARE = 0.98

# Documents of features.jsonl that are no metadata of datasets, by their format there.
NO_METADATA = {
    "cads",
    "cf-xml",
    "cmip6-cv",
    "csw-capabilities",
    "csw-server-list",
    "eodag-config",
    "eodag-test",
    "esdd",
    "formater-json",
    "formater-thesaurus",
    "gcmd-json",
    "json",
    "json-schema",
    "nvs-jsonld",
    "ows-exception",
    "skos",
    "stac-ext",
}
Found = Callable[[Original], object]

COLUMNS: dict[str, Found] = {
    "box": lambda record: any(area.box for area in record.areas),
    "period": lambda record: record.periods,
    "licence": lambda record: record.terms,
    "DOI": lambda record: record.doi,
    "keywords": lambda record: record.keywords,
    "contacts": lambda record: record.parties,
    "links": lambda record: record.links,
    "French": lambda record: is_french(record),
}
# Left out of the marks of features.jsonl: depths (`Original` has no place for them), and two that judge what is there
# (an open licence; texts in several languages, German and Italian among them).
MARKS: dict[str, Found] = {
    "bbox": COLUMNS["box"],
    "polygon": lambda record: any(area.wkt for area in record.areas),
    "temporal": COLUMNS["period"],
    "licence": COLUMNS["licence"],
    # The scan counts a DOI mentioned anywhere; the record's own is only the one that the format says is its own.
    "doi": lambda record: find_doi(msgspec.json.encode(record).decode()),
    "keywords": COLUMNS["keywords"],
    "thesaurus": lambda record: any(word.thesaurus for word in record.keywords),
    "contacts": COLUMNS["contacts"],
    "links": lambda record: record.links or record.related or any(term.url for term in record.terms),
    "links_protocol": lambda record: any(link.protocol for link in (*record.links, *record.related)),
    "title": lambda record: record.title,
    "abstract": lambda record: record.abstract,
    "service": lambda record: record.kind == "service",
    "fr": lambda record: is_french(record),
}


class Document(msgspec.Struct):
    """A document of the fixtures: what the scan says of it, and its records or the reason why it is refused."""

    path: str
    label: str
    marks: set[str]
    format: str | None
    records: list[Original] = []
    refused: str | None = None


def texts_of(record: Original) -> Iterator[Texts]:
    """The texts of a record that a publisher translates first."""
    yield from (record.title, record.abstract, record.lineage, *record.alternate_titles)
    yield from (word.text for word in record.keywords)
    yield from (term.text for term in record.terms)
    yield from (text for link in (*record.links, *record.related) for text in (link.name, link.description))


def is_french(record: Original) -> bool:
    """Whether a record has French texts, or says that its texts are French."""
    return bool(any(text.fr for text in texts_of(record)) or side(record.language) == "fr")


def read_all(labels: re.Pattern[str] = re.compile("")) -> Iterator[Document]:
    """Every document whose format in features.jsonl begins like this, read by the reader that its look asks for."""
    for features in map(json.loads, (REAL / "features.jsonl").read_text("utf-8").splitlines()):
        label = features["format"]
        if label in NO_METADATA or not labels.match(label):
            continue
        marks = {name for name, value in features.items() if value is True} & MARKS.keys()
        document = Document(features["path"], label, marks, None)
        body = (REAL / document.path).read_bytes()
        try:
            document.format = recognise(body)
            if document.format is None:
                document.refused = f"no record of a format that a reader reads; it begins {looks_like(body)}"
            else:
                document.records = list(READERS[document.format](body))
        except UnreadableError as error:
            document.refused = str(error)
        yield document


def looks_like(body: bytes) -> str:
    """The first words of a document after its declaration and comments."""
    text = body[:4000].decode("utf-8", "replace")
    return repr(re.sub(r"\A(?:\s|\ufeff|<\?.*?\?>|<!--.*?-->)*", "", text, flags=re.DOTALL)[:40])


def known_gaps() -> dict[tuple[str, str], str]:
    """The reason of each known gap, by path and element."""
    return {
        (path, gap["element"]): gap["reason"]
        for listing in sorted(Path(__file__).parent.glob("known_gaps*.yml"))
        for gap in yaml.safe_load(listing.read_text("utf-8"))["gaps"]
        for path in gap["files"]
    }


def missed_in(document: Document) -> list[str]:
    """The marks of a document that was read and that no record of it has."""
    if document.refused is not None:
        return []
    return sorted(mark for mark in document.marks if not any(map(MARKS[mark], document.records)))


def too_often_missed(documents: list[Document]) -> dict[tuple[str, str], list[str]]:
    """Paths where a mark is missed without a known reason, for each format and mark found in less than 98 %."""
    known = known_gaps()
    present: Counter[tuple[str, str]] = Counter()
    missed: dict[tuple[str, str], list[str]] = defaultdict(list)
    for document in documents:
        for mark in document.marks if document.refused is None else ():
            present[document.label, mark] += (document.path, mark) not in known
        for mark in missed_in(document):
            if (document.path, mark) not in known:
                missed[document.label, mark].append(document.path)
    return {key: paths for key, paths in missed.items() if len(paths) > (1 - SHARE) * present[key]}


def main() -> int:
    """Print the tables."""
    documents = list(read_all())
    _print_table(documents)
    _print_refusals(documents)
    _print_misses(documents)
    worst = too_often_missed(documents)
    for (label, mark), paths in sorted(worst.items()):
        print(f"TOO OFTEN MISSED {label} {mark}: {len(paths)} documents")
    return 1 if worst else 0


def _print_table(documents: list[Document]) -> None:
    by_format: dict[str, list[Document]] = defaultdict(list)
    for document in documents:
        by_format[document.format or "(none)"].append(document)
    print(f"{'format':<12}{'docs':>6}{'records':>8}{'refused':>8}", *(f"{name:>9}" for name in COLUMNS), sep="")
    for name, group in sorted(by_format.items()):
        records = [record for document in group for record in document.records]
        refused = sum(document.refused is not None for document in group)
        shares = [
            f"{100 * sum(map(bool, map(found, records))) / len(records):8.0f}%" if records else f"{'-':>9}"
            for found in COLUMNS.values()
        ]
        print(f"{name:<12}{len(group):>6}{len(records):>8}{refused:>8}", *shares, sep="")


def _print_refusals(documents: list[Document]) -> None:
    refused = [document for document in documents if document.refused is not None]
    print(f"\nrefused: {len(refused)} documents")
    for document in refused:
        print(f"  {document.label:<18}{document.path}: {document.refused}")


def _print_misses(documents: list[Document]) -> None:
    known = known_gaps()
    read = [document for document in documents if document.refused is None]
    print("\nmarked by the scan and found: found + known gaps of marked")
    for mark in MARKS:
        marked = [document for document in read if mark in document.marks]
        missed = [document for document in marked if mark in missed_in(document)]
        gaps = [document for document in missed if (document.path, mark) in known]
        print(f"  {mark:<16}{len(marked) - len(missed):>6} +{len(gaps):>4} of {len(marked)}")
        for reason, count in Counter(known[document.path, mark] for document in gaps).most_common():
            print(f"      {count:>4} {reason}")
        for document in missed:
            if (document.path, mark) not in known:
                print(f"      MISSED {document.path}")


if __name__ == "__main__":
    sys.exit(main())
