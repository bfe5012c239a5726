"""Give a harvested dataset another nickname, as people wish: its former address redirects to the new one. [I/O]"""

from pathlib import Path

import msgspec

from terra_catalog.dataset import Dataset
from terra_catalog.load import canonical
from terra_catalog.quote import quote
from terra_catalog.rules.identity import is_free_id
from terra_harvest.ledger import Moved, folded, load_ledgers
from terra_harvest.save import append, save_redirects, write


class MoveError(ValueError):
    """The dataset cannot have that nickname. The message says why, and what to do."""


def move(root: Path, old: str, new: str, today: str) -> Path:
    """Rename the dataset `old` to `new` and return its new file. Run again, a killed rename comes to its end. [I/O]

    Raises:
        MoveError: no source gave that nickname, or the new one is not free.
        LedgerError: a ledger cannot be trusted.
        SaveError: a file could not be written.
    """
    ledgers = load_ledgers(root / "harvest/ledger")
    ledger = next((found for found in ledgers.values() if old in found.first), None)
    if ledger is None:
        raise MoveError(f"no source has a dataset {quote(old)}. Write the id that its page address ends with.")
    folder = root / "catalog/records" / ledger.source
    line = Moved(on=today, id=new, was=old)
    if ledger.redirects.get(old) != new:
        _check_free(
            root, old, new, {id_ for found in ledgers.values() for id_ in found.first}, ledger.redirects.get(new)
        )
        append(root, ledger.source, [line])
        ledger = folded(ledger, [line])
    before, after = folder / f"{old}.json", folder / f"{new}.json"
    if before.is_file():
        dataset = msgspec.json.decode(before.read_bytes(), type=Dataset)
        write(after, canonical(msgspec.structs.replace(dataset, id=new)))
    save_redirects(root, ledger.source, ledger.redirects)
    before.unlink(missing_ok=True)
    return after


def _check_free(root: Path, old: str, new: str, given: set[str], leads_to: str | None) -> None:
    if not is_free_id(new):
        raise MoveError(
            f"{quote(new)} is no free id. Write 3 to 80 characters among a-z, 0-9 and hyphens, no reserved name."
        )
    curated = next((root / "catalog").glob(f"curated/*/{new}.y*ml"), None)
    if curated is not None or (new in given and leads_to != old):
        raise MoveError(f"{quote(new)} is, or was, the id of another dataset. Choose one that was never given.")
