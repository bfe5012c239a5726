"""The pole and the data centre of a record: those of its source, or the centre that the record names exactly."""

from functools import lru_cache

from terra_harvest.normalise.plain import line
from terra_harvest.original import Original, Word
from terra_harvest.source import Source
from terra_vocab.concept import Thesaurus

_KINDS = frozenset({"aerisdatacenter", "datacentre", "datacenter"})
_THESAURUS = ("centre_donnees", "centre-donnees", "data centre", "data_centre", "centre de données")


def centre_of(original: Original, source: Source, thesaurus: Thesaurus) -> str | None:
    """The data centre, one of the source's pole where the source has one."""
    if source.data_centre:
        return source.data_centre
    known = _centres(thesaurus)
    for word in original.keywords:
        if not _names_centre(word):
            continue
        for text in (word.text.fr, word.text.en, word.text.any):
            centre = known.get(line(text).casefold()) if text else None
            if centre and (source.pole is None or source.pole in _poles(centre, thesaurus)):
                return centre
    return None


def pole_of(centre: str | None, source: Source, thesaurus: Thesaurus) -> str | None:
    """The pole of the source, or that of the data centre if it belongs to one alone."""
    if source.pole:
        return source.pole
    poles = _poles(centre, thesaurus) if centre else []
    return poles[0] if len(poles) == 1 else None


def _names_centre(word: Word) -> bool:
    if (word.kind or "").lower() in _KINDS:
        return True
    written = (word.thesaurus or "").lower()
    return any(mark in written for mark in _THESAURUS)


def _poles(centre: str, thesaurus: Thesaurus) -> list[str]:
    concept = thesaurus.find("data-centres", centre)
    return [key.partition("/")[2] for key in concept.part_of if key.startswith("poles/")] if concept else []


@lru_cache(maxsize=4)
def _centres(thesaurus: Thesaurus) -> dict[str, str]:
    """The id of each data centre by its labels; a label of two centres names none."""
    found: dict[str, str | None] = {}
    for concept in thesaurus.of("data-centres"):
        labels = {concept.id, concept.label.fr, concept.label.en, *concept.alt.fr, *concept.alt.en, *concept.alt.any}
        for label in {label.casefold() for label in labels if label}:
            found[label] = None if label in found and found[label] != concept.id else concept.id
    return {label: centre for label, centre in found.items() if centre}
