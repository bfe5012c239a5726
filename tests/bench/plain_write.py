"""Write the same bytes to as many files, with nothing else: the floor of any build.

`python -m tests.bench.plain_write SITE OUT` reads a built site into memory, says how much time the reading took, and
writes it anew; the bench subtracts the reading, measured by a run with no OUT.
"""

import os
import sys
from pathlib import Path


def read(site: Path) -> dict[str, bytes]:
    """Every file of a site, by its path."""
    return {str(p.relative_to(site)): p.read_bytes() for p in sorted(site.rglob("*")) if p.is_file()}


def write(files: dict[str, bytes], out: Path) -> None:
    """Write them below `out`, one open and one write each."""
    made: set[str] = set()
    for name, body in files.items():
        folder = os.path.dirname(name)
        if folder not in made:
            os.makedirs(f"{out}/{folder}", exist_ok=True)
            made.add(folder)
        handle = os.open(f"{out}/{name}", os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o644)
        os.write(handle, body)
        os.close(handle)


if __name__ == "__main__":
    content = read(Path(sys.argv[1]).resolve())
    if len(sys.argv) > 2:
        write(content, Path(sys.argv[2]))
