"""A folder of XML files listed by a web server, with its sub-folders: the path of a file is its identifier."""

from collections.abc import Iterator
from html.parser import HTMLParser
from urllib.parse import quote as encode
from urllib.parse import unquote, urljoin

from terra_catalog.quote import quote
from terra_harvest.egress import joined, upgrade
from terra_harvest.fetch import Fetch, Request, Response, sample
from terra_harvest.protocols.answers import looks_like_xml
from terra_harvest.protocols.conditional import conditional, validator_of
from terra_harvest.protocols.options import WafOptions
from terra_harvest.protocols.page import Answer, AnswerError, Checkpoint, Page, Received
from terra_harvest.protocols.port import Port, two_listings
from terra_harvest.protocols.walk import walk_port
from terra_harvest.source import Source

_MOST_FOLDERS = 5000


def walk(source: Source, options: WafOptions, fetch: Fetch, checkpoint: Checkpoint) -> Iterator[Page]:
    """The pages of a folder: a page per sub-folder, then the files."""
    root = source.endpoint if source.endpoint.endswith("/") else f"{source.endpoint}/"

    def folder(token: str, _size: int) -> Answer:
        """The folder that the token begins with; the others that are still to be read follow it, between blanks."""
        path, *waiting = token.split(" ")
        request = Request(url=urljoin(root, path), accept="text/html")
        folders, files = [], []
        for link in _entries(request, fetch(request), root):
            if link.endswith("/"):
                if link.count("/") <= options.depth:
                    folders.append(link)
            elif link.lower().endswith(options.suffix.lower()):
                files.append(unquote(link))
        remaining = list(dict.fromkeys([*waiting, *folders]))[:_MOST_FOLDERS]
        return Answer(
            url=request.url,
            listed=tuple(dict.fromkeys(files)),
            length=len(files),
            next=" ".join(remaining) or None,
            end="whole",
        )

    def one(native_id: str) -> Received:
        known = checkpoint.known.get(native_id)
        request = conditional(Request(url=urljoin(root, _quoted(native_id)), accept="application/xml, */*"), known)
        response = fetch(request)
        if response.unchanged:
            return Received(native_id=native_id, url=request.url, unchanged=True, validator=known)
        looks_like_xml(request, response)
        return Received(
            native_id=native_id,
            url=request.url,
            body=response.body,
            format=source.format,
            validator=validator_of(response),
        )

    return walk_port(Port(paging="tokens", plan=two_listings("./", folder), one=one), checkpoint)


class _Links(HTMLParser):
    """The links of a listing, and whether it has come to its end."""

    def __init__(self) -> None:
        super().__init__()
        self.hrefs: list[str] = []
        self.closed = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "a":
            self.hrefs += [value for name, value in attrs if name == "href" and value]

    def handle_endtag(self, tag: str) -> None:
        self.closed = self.closed or tag == "html"


def _entries(request: Request, response: Response, root: str) -> list[str]:
    """The paths, below the root, of what a listing links to in its own folder.

    Raises:
        AnswerError: no listing, or one that stops before its end.
    """
    links = _Links()
    links.feed(response.body.decode("utf-8", "replace"))
    links.close()
    if not links.closed:
        message = f"{quote(request.url)} answers no listing of files, or one without its end (</html>)."
        raise AnswerError("wrong-root", request, message, sample(response.body))
    found = []
    for href in links.hrefs:
        url = upgrade(joined(response.url, href), root)
        below = url.removeprefix(root)
        # Columns sort by links such as "?C=M;O=A"; the parent folder and other sites lie outside.
        inside = url.startswith(response.url.rpartition("/")[0] + "/") and url != response.url
        if inside and below != url and below and "?" not in below:
            found.append(below)
    return found


def _quoted(path: str) -> str:
    return encode(path, safe="/~!$&'()*+,;=@")
