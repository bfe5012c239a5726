"""Every text of a record, with its path."""

from collections.abc import Iterator

import msgspec

from terra_catalog.dataset import Dataset
from terra_vocab.text import LANGS, Text

_encode = msgspec.json.Encoder().encode
# Three rules in a row ask for the same record: the last one is kept, as one tuple so that threads never mix two.
_last: tuple[Dataset | None, bytes | None] = (None, None)


def encoded(dataset: Dataset) -> bytes | None:
    """All texts of the record at once, as JSON: searching these bytes is far cheaper than walking the record.

    None when the record holds what JSON cannot say (half a surrogate pair, a bottomless geometry).
    """
    global _last
    known, blob = _last
    if known is not dataset:
        try:
            blob = _encode(dataset)
        except (ValueError, TypeError, OverflowError, RecursionError):
            blob = None
        _last = (dataset, blob)
    return blob


def every_string(dataset: Dataset) -> Iterator[tuple[str, str]]:
    """Path and value of every string of the record, the keys of its geometry included, in no given order."""
    # A stack of our own: a geometry nested a hundred thousand deep must not end in a RecursionError.
    stack: list[tuple[str, object]] = [("", dataset)]
    while stack:
        path, value = stack.pop()
        if isinstance(value, str):
            yield path, value
        elif isinstance(value, msgspec.Struct):
            head = f"{path}." if path else ""
            stack.extend((head + field, getattr(value, field)) for field in value.__struct_fields__)
        elif isinstance(value, list | tuple):
            # The index of a bottomless list would make its path as long as the list is deep.
            at = path if len(path) < 200 else path[:200]
            stack.extend((f"{at}[{index}]", part) for index, part in enumerate(value))
        elif isinstance(value, dict):
            for key, part in value.items():
                yield path, str(key)
                stack.append((path, part))


def texts(dataset: Dataset) -> Iterator[tuple[str, Text]]:
    """Path and value of the texts that a page shows as prose, in the order of the record."""
    yield "title", dataset.title
    yield "summary", dataset.summary
    yield "description", dataset.description
    for index, text in enumerate(dataset.useful_for):
        yield f"useful_for[{index}]", text
    for index, text in enumerate(dataset.not_for):
        yield f"not_for[{index}]", text
    for index, prefer in enumerate(dataset.prefer):
        yield f"prefer[{index}].when", prefer.when
    yield "rights", dataset.rights
    if dataset.access:
        yield "access.note", dataset.access.note
    for index, distribution in enumerate(dataset.distributions):
        yield f"distributions[{index}].title", distribution.title
    for index, service in enumerate(dataset.services):
        yield f"services[{index}].title", service.title
    for index, related in enumerate(dataset.related):
        yield f"related[{index}].title", related.title


def french(dataset: Dataset) -> Iterator[tuple[str, str]]:
    """Path and value of every French text and keyword of the record."""
    for path, text in texts(dataset):
        if text.fr:
            yield f"{path}.fr", text.fr
    for index, word in enumerate(dataset.keywords.fr):
        yield f"keywords.fr[{index}]", word


def one_language(text: Text) -> str | None:
    """The language that is missing from a text said in the other one only; None when both or neither are there."""
    missing = [lang for lang in LANGS if not text.get(lang)]
    return missing[0] if len(missing) == 1 else None
