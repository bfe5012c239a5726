"""The links from page to page of a list: the neighbours, the first, the last and those around."""

from markupsafe import Markup

from terra_build.pages.edition import Edition
from terra_build.pages.engine import markup


def pager(number: int, pages: int, address: str, edition: Edition) -> Markup:
    """The links of page `number` of the list at `address`, whose further pages are below page/; empty for one page."""
    if pages == 1:
        return markup("")
    words = edition.words
    shown = sorted({1, pages, *range(max(1, number - 2), min(pages, number + 2) + 1)})
    items = []
    for before, page in zip([0, *shown], shown, strict=False):
        if page > before + 1:
            items.append("<li><span>…</span></li>")
        current = ' aria-current="page"' if page == number else ""
        label = Markup.escape(words("page-n", n=str(page)))
        items.append(f'<li><a href="{_page(address, page)}" aria-label="{label}"{current}>{page}</a></li>')
    if number > 1:
        before_it = Markup.escape(words("page-previous"))
        items.insert(0, f'<li><a rel="prev" href="{_page(address, number - 1)}">{before_it}</a></li>')
    if number < pages:
        items.append(
            f'<li><a rel="next" href="{_page(address, number + 1)}">{Markup.escape(words("page-next"))}</a></li>'
        )
    return markup("<ul>" + "".join(items) + "</ul>")


def _page(address: str, page: int) -> str:
    return address if page == 1 else f"{address}page/{page}/"
