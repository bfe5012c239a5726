"""The status page: what each source says it holds, what came of it, what is missing, and what waits for a person."""

from collections import Counter

from markupsafe import Markup

from terra_build.escaping import escape
from terra_build.harvest_sums import LATE, STATES, age, data_of, state, sums, unmatched
from terra_build.output import Output
from terra_build.pages.edition import Edition
from terra_build.pages.engine import BASE, markup
from terra_build.pages.trend import share_bar, trend
from terra_catalog.duplicates import Pair
from terra_catalog.status import Run, SourceStatus

_NAMED = 20
"""Records of a quarantine that are named; /status.json and the file of the source have them all."""

_PAIRS, _WORDS = 100, 50
_LONG = 300


def page(edition: Edition) -> Output:
    """status/ of one language."""
    words, catalogue = edition.words, edition.catalogue
    statuses = sorted(
        catalogue.statuses, key=lambda s: (STATES.index(state(s)), s.title.shown(edition.lang)[0].casefold())
    )
    today = data_of(statuses)
    total = sums(statuses)
    counts = Counter(state(status) for status in statuses)
    newest = max((dataset.updated for dataset in catalogue.datasets), default="")
    content = edition.templates(
        "status",
        {
            "beacon": markup(_beacon(edition, today, newest)),
            "harvested": today is not None,
            "sources": [_source(status, edition, today) for status in statuses],
            "states": [(name, counts[name], words.count(f"word-source-{name}", counts[name])) for name in STATES]
            if statuses
            else [],
            "balance": _balance(edition, total.matched, total.parts) if today else "",
            "unbalanced": ", ".join(total.unbalanced),
            "datasets": words.count("n-datasets", len(catalogue.datasets)),
            "withdrawn": words.count("n-withdrawn", len(catalogue.withdrawn)) if catalogue.withdrawn else "",
            "redirects": words.count("n-redirects", len(catalogue.redirects)) if catalogue.redirects else "",
            "pairs": [_pair(pair, edition) for pair in catalogue.doubtful[:_PAIRS]],
            "more_pairs": _more(edition, len(catalogue.doubtful) - _PAIRS),
            "unmatched": [
                (text, words.number(records), words.count("n-sources", sources))
                for text, records, sources in unmatched(statuses, _WORDS)
            ],
        },
    )
    sentence = words("status-sentence")
    return edition.page("status/", words("status-title"), content, description=sentence, section="status")


def _beacon(edition: Edition, today: str | None, newest: str) -> str:
    """The date of what is shown. A script warns when it is old: the build knows no clock."""
    if today:
        return edition.words("status-data-of", date="{date}").replace("{date}", edition.time(today))
    return edition.words("status-records-of", date="{date}").replace("{date}", edition.time(newest)) if newest else ""


def _balance(edition: Edition, matched: int, parts: dict[str, int]) -> str:
    """The invariant in words: announced = published + ... (only what is not nought)."""
    words = edition.words
    terms = [words.count(f"sum-{name}", number) for name, number in parts.items() if number or name == "published"]
    return words("status-balance", matched=words.number(matched), parts=" + ".join(terms))


def _source(status: SourceStatus, edition: Edition, today: str | None) -> dict[str, object]:
    """What the page says of one source."""
    words, run = edition.words, status.last
    pole = edition.link.get(f"poles/{status.pole}") if status.pole else None
    values: dict[str, object] = {
        "id": status.source,
        "title": edition.text(status.title),
        "pole": pole or "",
        "schedule": words(f"schedule-{status.schedule}") if status.schedule in _SCHEDULES else "",
        "state": state(status),
        "state_words": words(f"state-{state(status)}"),
        "run": run is not None,
    }
    if run is None:
        return values
    names = [(key, _cut(why)) for key, why in list(status.quarantine.items())[:_NAMED]]
    return values | {
        "late": words("status-late", n=str(status.failures)) if status.failures >= LATE else "",
        "got": words("status-got", got=words.number(run.published), all=words.number(run.matched))
        if run.matched
        else words("status-got-nothing"),
        "bar": markup(share_bar(run, _parts(run, edition))) if run.matched else "",
        "parts": _parts(run, edition) if run.matched else "",
        "stays": words.count("n-stay", status.records) if state(status) != "complete" and status.records else "",
        "trend": markup(trend(status.history, words("status-trend", n=str(len(status.history))))),
        "when": markup(edition.time(run.ended)),
        "complete": _complete(status, edition, today),
        "outcomes": _outcomes(run, edition),
        "adds_up": run.adds_up,
        "reasons": [_cut(reason) for reason in status.reasons],
        "held": _cut(status.held or ""),
        "quarantine": names,
        "more": _more(edition, len(status.quarantine) - _NAMED),
    }


_SCHEDULES = frozenset({"nightly", "weekly", "manual"})


def _complete(status: SourceStatus, edition: Edition, today: str | None) -> Markup:
    """The last COMPLETE run, and how long ago that was when it is not tonight's."""
    words, days = edition.words, age(status, today)
    if not status.last_complete or days is None:
        return Markup.escape(words("status-never-complete"))
    shown = edition.time(status.last_complete)
    return markup(f"{shown} <small>({escape(words.count('n-days-ago', days))})</small>" if days else shown)


def _parts(run: Run, edition: Edition) -> str:
    """What became of the records of a run, in words; what did not happen is not said."""
    words = edition.words
    numbers = {
        "published": run.published,
        "quarantined": run.quarantined,
        "held": run.held,
        "deleted": run.deleted,
        "skipped": run.skipped,
        "missing": run.missing,
    }
    return ", ".join(words.count(f"sum-{name}", n) for name, n in numbers.items() if n or name == "published")


def _outcomes(run: Run, edition: Edition) -> str:
    words, told = edition.words, run.outcomes
    numbers = {
        "created": told.created,
        "updated": told.updated,
        "withdrawn": told.withdrawn,
        "failed": told.failed,
    }
    said = [words.count(f"outcome-{name}", number) for name, number in numbers.items() if number]
    return ", ".join(said) or words("outcome-none")


def _more(edition: Edition, number: int) -> str:
    return edition.words.count("and-more", number) if number > 0 else ""


def _pair(pair: Pair, edition: Edition) -> dict[str, object]:
    """Two datasets that may be one, each with its link."""
    return {
        "first": _dataset(pair.first, edition),
        "second": _dataset(pair.second, edition),
        "why": edition.words(f"doubt-{pair.doubt}"),
    }


def _dataset(id_: str, edition: Edition) -> Markup:
    dataset = edition.catalogue.by_id.get(id_)
    if dataset is None:
        return Markup.escape(id_)
    source = dataset.provenance.source if dataset.provenance else ""
    small = f" <small>{escape(source)}</small>" if source else ""
    return markup(f'<a href="{BASE}datasets/{id_}/">{edition.html(dataset.title)}</a>{small}')


def _cut(text: str) -> str:
    """A message of the harvest, which may quote a server at length."""
    return text if len(text) <= _LONG else f"{text[: _LONG - 1]}…"
