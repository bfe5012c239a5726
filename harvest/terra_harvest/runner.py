"""Run the sources of a night: each walked, then concluded, in a child of its own that can be killed. [I/O]

Several sources are walked at once, since most of that is waiting; one at a time is concluded, because nicknames are
shared. Whatever one source does, the others go on, and what was published of it before stays.
"""

from collections import deque
from contextlib import suppress
from multiprocessing.connection import Connection, wait
from typing import Protocol

from terra_catalog.status import Run, Scope, status_bytes
from terra_harvest.children import Broken, Message, Told
from terra_harvest.concluding import status_file
from terra_harvest.plan import time_text
from terra_harvest.reporting import SourceReport, status_after
from terra_harvest.save import put
from terra_harvest.source import Source
from terra_harvest.stages import Conclusion, Walking, Wish, status_before
from terra_harvest.transform import Tools

_GLANCE = 0.5
"""Seconds between two looks at what the children have in hands."""


class Watcher(Protocol):
    """Who looks at a run while it goes on."""

    def walking(self, source: str, done: int, total: int | None) -> None:
        """A source has given so many records, of a total that it claims."""

    def concluding(self, source: str, done: int, total: int | None) -> None:
        """So many records of a source are read, of all that came."""

    def finished(self, report: SourceReport) -> None:
        """A source is done with."""


def run_sources(wish: Wish, tools: Tools, watcher: Watcher) -> list[SourceReport]:
    """Harvests the sources of a wish; the caller holds the lock. [I/O]

    Returns:
        The report of each source, in the order of the wish. Nothing is raised for what one of them does.
    """
    night = _Night(wish, tools, watcher)
    try:
        while night.goes_on():
            night.step()
    finally:
        night.end()
    return [night.reports[source.id] for source in wish.sources]


class _Night:
    """A night in progress: who waits, who is walked, who is concluded."""

    def __init__(self, wish: Wish, tools: Tools, watcher: Watcher) -> None:
        self._wish, self._tools, self._watcher = wish, tools, watcher
        self._over = wish.clock.monotonic() + wish.night
        self._waiting = deque(wish.sources)
        self._walking: dict[str, Walking] = {}
        self._ready: dict[str, Walking] = {}
        self._concluding: Conclusion | None = None
        self.reports: dict[str, SourceReport] = {}

    def goes_on(self) -> bool:
        return bool(self._waiting or self._walking or self._ready or self._concluding)

    def step(self) -> None:
        """Starts what can start, hears what the children say, ends those whose time is over."""
        self._start()
        heard = self._hear()
        now = self._wish.clock.monotonic()
        for source_id, walking in list(self._walking.items()):
            if source_id not in heard and now > walking.deadline:
                walking.ended_for_time()
                self._walked(walking)
        concluding = self._concluding
        if concluding and concluding.source.id not in heard and concluding.is_stuck(now):
            self._concluded(concluding.ended_for_time())

    def end(self) -> None:
        """Leaves no child behind."""
        for walking in self._walking.values():
            walking.child.end()
        if self._concluding:
            self._concluding.child.end()

    def _start(self) -> None:
        while self._waiting and len(self._walking) < self._wish.jobs:
            source = self._waiting.popleft()
            left = self._over - self._wish.clock.monotonic()
            if left < 1:
                self._failed(source, "the night was over before its turn came; the next run begins with it.")
                continue
            try:
                self._walking[source.id] = Walking(self._wish, source, left)
            except OSError as error:
                self._failed(source, str(error), error=str(error))
        if self._concluding is None and self._ready:
            # In the order of their names, as far as they are ready: new nicknames depend on it.
            walking = self._ready.pop(min(self._ready))
            try:
                self._concluding = Conclusion(self._wish, walking, self._tools)
            except OSError as error:
                self._failed(walking.source, str(error), error=str(error))

    def _hear(self) -> set[str]:
        """Handles a message of each child that has one; the names of their sources."""
        pipes: dict[Connection, Walking | Conclusion] = {w.child.pipe: w for w in self._walking.values()}
        if self._concluding:
            pipes[self._concluding.child.pipe] = self._concluding
        heard = set()
        for ready in wait(list(pipes), _GLANCE) if pipes else ():
            assert isinstance(ready, Connection)  # noqa: S101  nothing else was waited for
            stage = pipes[ready]
            heard.add(stage.source.id)
            message = stage.child.hear()
            if isinstance(stage, Walking):
                self._of_walk(stage, message)
            else:
                self._of_conclusion(stage, message)
        return heard

    def _of_walk(self, walking: Walking, message: Message) -> None:
        if isinstance(message, Told):
            self._watcher.walking(walking.source.id, message.done, message.total)
            return
        walking.ended(message)
        if isinstance(message, Broken) and message.disk:
            del self._walking[walking.source.id]
            self._failed(walking.source, message.message, error=message.message)
        else:
            self._walked(walking)

    def _walked(self, walking: Walking) -> None:
        del self._walking[walking.source.id]
        self._ready[walking.source.id] = walking

    def _of_conclusion(self, concluding: Conclusion, message: Message) -> None:
        if isinstance(message, Told):
            concluding.alive(self._wish.clock.monotonic())
            self._watcher.concluding(concluding.source.id, message.done, message.total)
        else:
            self._concluded(concluding.ended(message))

    def _concluded(self, outcome: SourceReport | Broken | None) -> None:
        """A conclusion came to its end, failed, or (None) begins again without the record that it was stuck on."""
        concluding = self._concluding
        assert concluding is not None  # noqa: S101  only called while there is one
        if outcome is None:
            return
        self._concluding = None
        if isinstance(outcome, SourceReport):
            self._finished(outcome)
        else:
            self._failed(concluding.source, outcome.message, error=outcome.message)

    def _failed(self, source: Source, reason: str, error: str | None = None) -> None:
        """A source of which nothing can be concluded: what was published stays, and its status says so."""
        moment = time_text(self._wish.moment())
        scope: Scope = "full" if self._wish.since is None and self._wish.limit is None else "limited"
        run = Run(verdict="FAILED", scope=scope, started=moment, ended=moment)
        before = status_before(self._wish.root, source)
        status = status_after(
            before,
            source,
            run,
            records=before.records if before else 0,
            recipe=(before.recipe if before else None) or "",
            reasons=(reason,),
            quarantine=before.quarantine if before else {},
        )
        if not self._wish.dry:
            # The disk may be what failed: then the old status stays too.
            with suppress(OSError):
                put(self._wish.root / status_file(source.id), status_bytes(status))
        self._finished(SourceReport(source=source.id, run=run, reasons=(reason,), error=error))

    def _finished(self, report: SourceReport) -> None:
        self.reports[report.source] = report
        self._watcher.finished(report)
