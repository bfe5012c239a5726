"""What lets a server say "unchanged" of a record: a cache of the last run, whose loss costs only time. [I/O]"""

from collections.abc import Mapping
from pathlib import Path

import msgspec

from terra_harvest.protocols.page import Validator

_decoder = msgspec.json.Decoder(dict[str, Validator])


def known_validators(file: Path) -> dict[str, Validator]:
    """The validators in a file, by identifier; none when there is no such file, or it cannot be read."""
    try:
        return _decoder.decode(file.read_bytes())
    except (OSError, msgspec.DecodeError, UnicodeDecodeError):
        return {}


def remember(validators: Mapping[str, Validator], file: Path) -> None:
    """Writes the validators of the records that are published as they came.

    Raises:
        OSError: the disk refuses it.
    """
    if not validators:
        file.unlink(missing_ok=True)
        return
    file.parent.mkdir(parents=True, exist_ok=True)
    beside = file.with_suffix(".new")
    beside.write_bytes(msgspec.json.encode(dict(validators)))
    beside.replace(file)
