"""Search and download with a real EODAG. `python eodag_search.py CONFIG < questions.json`; prints the answers as JSON.

A question is {"search": {...}, "download": bool}; an answer the provider, the ids, the errors and the digests of files.
"""

import hashlib
import json
import os
import sys
import tempfile
import warnings
from pathlib import Path

warnings.simplefilter("ignore")
os.environ["EODAG_EXT_COLLECTIONS_CFG_URI"] = ""  # the list of the release itself, not the one on the web
os.environ["HOME"] = tempfile.mkdtemp()
os.environ["EODAG_CFG_FILE"] = sys.argv[1]
from eodag import EODataAccessGateway  # noqa: E402 - reads the environment
from eodag.utils.logging import setup_logging  # noqa: E402

setup_logging(0)
dag = EODataAccessGateway()


def digests(product: object) -> list[str]:
    """The SHA-256 of what the product's assets are on this machine, fetched where they are not."""
    local = [Path(a["href"].removeprefix("file://")) for a in product.assets.values() if a["href"].startswith("file:")]
    if not local:
        place = Path(dag.download(product, output_dir=tempfile.mkdtemp()).removeprefix("file://"))
        local = [p for p in place.rglob("*") if p.is_file()] if place.is_dir() else [place]
    return sorted(hashlib.sha256(p.read_bytes()).hexdigest() for p in local)


answers = []
for question in json.load(sys.stdin):
    found = dag.search(count=True, **question["search"])
    answers.append(
        {
            "providers": sorted({p.provider for p in found}),
            "ids": sorted(p.properties["id"] for p in found),
            "collections": sorted({p.collection for p in found}),
            "errors": [name for name, _ in found.errors],
            "digests": [d for p in found for d in digests(p)] if question.get("download") else [],
        }
    )
print(json.dumps(answers))
