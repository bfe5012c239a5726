"""Tell the build of sources that were never harvested: it sees only `catalog/`, and the status page names them all."""

from collections.abc import Iterable
from pathlib import Path

from terra_catalog.status import SourceStatus, status_bytes
from terra_harvest.concluding import status_file
from terra_harvest.save import put
from terra_harvest.source import Source


def announce(root: Path, sources: Iterable[Source]) -> list[str]:
    """Write a status without a run for every source that has none; the ids of these. [I/O]

    Only a run over all sources does so: jobs of single sources, beside each other, would write the same files.

    Raises:
        SaveError: a file could not be written.
    """
    new: list[str] = []
    for source in sources:
        file = root / status_file(source.id)
        if file.is_file():
            continue
        status = SourceStatus(
            source=source.id,
            title=source.title,
            endpoint=source.endpoint,
            pole=source.pole,
            schedule=source.schedule,
            standing=source.standing,
        )
        put(file, status_bytes(status))
        new.append(source.id)
    return new
