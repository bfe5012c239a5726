"""The summary of a dataset: the first sentences of its description, as many as a card shows, never other words."""

import re

from terra_catalog.rules.texts import MAX_SUMMARY
from terra_harvest.normalise.plain import cut

_END = re.compile(r"[.!?…](?:\s?»|[\"'”’)\]])*(?=\s+(?:[\"'“(\[]|«\s?)?[A-ZÀ-ÖØ-Þ0-9]|\s*\Z)")
_WORD_BEFORE = re.compile(
    r"(?:\b(?:cf|e\.g|i\.e|etc|vs|approx|ca|no|nos|fig|figs|eq|al|st|dr|mr|mrs|pr|prof|ex|env|"
    r"resp|vol|pp?|min|max|ref|refs|sp|spp|ed|eds|inc|dept|univ|mme|mlle|n°|art)|\b[A-Za-z])\Z",
    re.IGNORECASE,
)
_ITEM = re.compile(r"(?:[-*•–]|\d+[.)]) ")


def summary_of(description: str) -> str | None:
    """The first sentences of a text that fit in the limit of the rules; the first one cut at a word if it does not.

    Only the first paragraph counts; a list or a table has no sentence, and gives its first line.
    """
    paragraph = description.partition("\n\n")[0]
    if _ITEM.match(paragraph):
        paragraph = paragraph.partition("\n")[0]
    text = " ".join(paragraph.split())
    if len(text) <= MAX_SUMMARY:
        return text or None
    fits = 0
    for found in _END.finditer(text, 0, MAX_SUMMARY + 1):
        if found.end() > MAX_SUMMARY:
            break
        if found[0][0] != "." or not _WORD_BEFORE.search(text, max(0, found.start() - 12), found.start()):
            fits = found.end()
    return text[:fits] if fits else cut(text, MAX_SUMMARY)
