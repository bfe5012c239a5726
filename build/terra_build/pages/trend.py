"""The drawings of the status page: what was got of what was expected, and the last runs of a source."""

from collections.abc import Sequence

from terra_build.escaping import escape
from terra_catalog.status import Run

_WIDTH, _HEIGHT, _MARGIN = 160, 34, 4
_BAR, _SEEN = 1000, 8


def share_bar(run: Run, label: str) -> str:
    """One bar: published, kept back (quarantine, held), left out (deleted, skipped) and missing, to scale."""
    parts = (
        ("got", run.published),
        ("kept", run.quarantined + run.held),
        ("out", run.deleted + run.skipped),
        ("lost", run.missing),
    )
    total = max(1, run.matched, sum(number for _, number in parts))
    # What is there is seen: a single lost record among a hundred thousand takes its pixels from the largest part.
    widths = {name: max(_SEEN, round(number / total * _BAR)) for name, number in parts if number}
    if widths:
        largest = max(widths, key=lambda name: widths[name])
        widths[largest] -= max(0, sum(widths.values()) - _BAR)
    at, drawn = 0, ""
    for name, width in widths.items():
        drawn += f'<rect class="share-{name}" x="{at}" width="{width}" height="10"/>'
        at += width
    return (
        f'<svg class="share" viewBox="0 0 {_BAR} 10" preserveAspectRatio="none" role="img" '
        f'aria-label="{escape(label)}">{drawn}</svg>'
    )


def trend(history: Sequence[Run], label: str) -> str:
    """The records published by the last runs, as a line; runs that were not COMPLETE are marked. Empty for one run."""
    if len(history) < 2:
        return ""
    most = max(max(run.published, run.matched) for run in history) or 1
    # From zero, a source that loses a tenth would look like one that loses nothing.
    least = min(0.8 * most, *(min(run.published, run.matched) for run in history))
    step = (_WIDTH - 2 * _MARGIN) / (len(history) - 1)

    def x(place: int) -> str:
        return f"{_MARGIN + place * step:.1f}"

    def y(value: int) -> str:
        return f"{_HEIGHT - _MARGIN - (value - least) / (most - least) * (_HEIGHT - 2 * _MARGIN):.1f}"

    expected = " ".join(f"{x(place)},{y(run.matched)}" for place, run in enumerate(history))
    got = " ".join(f"{x(place)},{y(run.published)}" for place, run in enumerate(history))
    marks = "".join(
        f'<circle class="trend-{run.verdict.lower()}" cx="{x(place)}" cy="{y(run.published)}" r="2.6"/>'
        for place, run in enumerate(history)
        if run.verdict != "COMPLETE"
    )
    return (
        f'<svg class="trend" viewBox="0 0 {_WIDTH} {_HEIGHT}" width="{_WIDTH}" height="{_HEIGHT}" role="img" '
        f'aria-label="{escape(label)}"><polyline class="trend-expected" points="{expected}"/>'
        f'<polyline class="trend-got" points="{got}"/>{marks}</svg>'
    )
