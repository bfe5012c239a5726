"""Why a text was matched to a concept: the kind of reason, and how far it is to be trusted."""

from typing import Literal

import msgspec

Kind = Literal["address", "cf-name", "variable", "keyword", "path", "title", "instrument", "theme", "topic", "abstract"]
"""What was matched: an address in another vocabulary, a CF standard name, the name of a variable of the record, a
keyword, a path of keywords, the title, an instrument, a theme of INSPIRE, a topic of ISO 19115, the abstract."""

Confidence = Literal["certain", "strong", "fair", "weak"]

RANK: dict[Confidence, int] = {"certain": 3, "strong": 2, "fair": 1, "weak": 0}
"""The stronger the higher: of two reasons for one concept the stronger is told."""


class Match(msgspec.Struct, frozen=True, gc=False):
    """A text of the record, the concept it was matched to ("variables/ozone") and the reason."""

    text: str
    concept: str
    kind: Kind
    confidence: Confidence
