"""Which fields of a record changed from one night to the next, and whether a reader would call it news. Pure."""

from terra_catalog.dataset import Dataset, Provenance

_OWN = frozenset({"id", "created", "updated"})
_DATES = frozenset({"provenance.modified", "provenance.digest"})
_ORIGIN = Provenance(source="")


def changed_fields(old: Dataset, new: Dataset) -> tuple[str, ...]:
    """The names of the fields that differ, in the order of the record; those of the provenance one by one."""
    fields = []
    for field in Dataset.__struct_fields__:
        if field in _OWN or getattr(old, field) == getattr(new, field):
            continue
        if field == "provenance":
            before, after = old.provenance or _ORIGIN, new.provenance or _ORIGIN
            fields += [
                f"provenance.{f}" for f in Provenance.__struct_fields__ if getattr(before, f) != getattr(after, f)
            ]
        else:
            fields.append(field)
    return tuple(fields)


def is_news(fields: tuple[str, ...]) -> bool:
    """Whether anything but the dates and the digest of the original changed."""
    return any(field not in _DATES for field in fields)
