"""The quality of a record as a list of sentences: which criteria it meets, measured on the record itself."""

from collections.abc import Callable

from terra_build.pages.edition import Edition
from terra_catalog.dataset import Dataset

_CRITERIA: tuple[tuple[str, Callable[[Dataset], bool]], ...] = (
    ("title", lambda d: bool(d.title.fr and d.title.en)),
    ("summary", lambda d: bool(d.summary.fr and d.summary.en)),
    ("description", lambda d: bool(d.description.fr and d.description.en)),
    ("uses", lambda d: bool(d.useful_for or d.not_for)),
    ("variables", lambda d: bool(d.variables)),
    ("box", lambda d: bool(d.boxes)),
    ("period", lambda d: bool(d.intervals)),
    ("resolution", lambda d: d.resolution is not None),
    ("update", lambda d: d.update is not None),
    ("licence", lambda d: bool(d.licence or d.rights)),
    ("access", lambda d: bool(d.distributions or d.services or d.landing_page)),
    ("doi", lambda d: bool(d.identifiers.doi)),
    ("producer", lambda d: bool(d.providers)),
    ("contact", lambda d: bool(d.contacts)),
)


def met(dataset: Dataset) -> tuple[bool, ...]:
    """For each criterion, in the order of the page, whether the record meets it."""
    return tuple([test(dataset) for _, test in _CRITERIA])


def words_of(answers: tuple[bool, ...]) -> list[str]:
    """The key of the sentence that says each answer, in the order of the criteria."""
    return [f"quality-{'yes' if yes else 'no'}-{name}" for (name, _), yes in zip(_CRITERIA, answers, strict=True)]


class Checklists:
    """The checklist of each pattern of answers, rendered once: ten thousand records share a few dozen."""

    def __init__(self, edition: Edition) -> None:
        self._edition = edition
        self._known: dict[tuple[bool, ...], bytes] = {}

    def __call__(self, answers: tuple[bool, ...]) -> bytes:
        """The section of a dataset's page, from what `met` says of it, in UTF-8."""
        if answers not in self._known:
            words = self._edition.words
            rows = [(yes, words(key)) for key, yes in zip(words_of(answers), answers, strict=True)]
            rows.sort(key=lambda row: not row[0])
            sentence = words("quality-sentence", n=str(sum(answers)), all=str(len(answers)))
            page = self._edition.templates("quality", {"rows": rows, "sentence": sentence, "complete": all(answers)})
            self._known[answers] = page.encode()
        return self._known[answers]
