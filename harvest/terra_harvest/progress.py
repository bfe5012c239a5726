"""Show a run on a terminal while it goes on: a line per source. On anything else, silence."""

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeElapsedColumn

from terra_harvest.reporting import SourceReport


class Bars:
    """A watcher that draws a bar per source while it is at work."""

    def __init__(self, console: Console) -> None:
        # Drawn when something is heard, not by a thread: a child forked beside a thread may never get its locks.
        self._progress = Progress(
            TextColumn("{task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            TimeElapsedColumn(),
            console=console,
            auto_refresh=False,
            transient=True,
        )
        self._tasks: dict[str, TaskID] = {}

    def __enter__(self) -> "Bars":
        self._progress.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._progress.stop()

    def walking(self, source: str, done: int, total: int | None) -> None:
        """Draws the records received."""
        self._draw(source, f"{source}: asking", done, total)

    def concluding(self, source: str, done: int, total: int | None) -> None:
        """Draws the records read."""
        self._draw(source, f"{source}: reading", done, total)

    def finished(self, report: SourceReport) -> None:
        """Takes the bar away."""
        if task := self._tasks.pop(report.source, None):
            self._progress.remove_task(task)
        self._progress.refresh()

    def _draw(self, source: str, description: str, done: int, total: int | None) -> None:
        if source not in self._tasks:
            self._tasks[source] = self._progress.add_task(description)
        self._progress.update(self._tasks[source], description=description, completed=done, total=total)
        self._progress.refresh()
