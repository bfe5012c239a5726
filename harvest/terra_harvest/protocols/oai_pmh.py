"""OAI-PMH 2.0: ListRecords by resumption tokens; ListIdentifiers in small windows of dates where no total is given.

The `cursor` of a token is never read (some servers put there what remains), and a list that just stops proves nothing:
without `completeListSize`, the same identifiers must come again in lists cut so small by date that each fits in a page.
"""

from collections import Counter
from collections.abc import Iterator

import msgspec

from terra_catalog.quote import quote, shown
from terra_harvest.accounting import SMALLEST_PAGE, Account
from terra_harvest.fetch import Fetch, Request, Response, sample
from terra_harvest.protocols.addresses import with_parameters
from terra_harvest.protocols.answers import integer, xml_answer
from terra_harvest.protocols.options import OaiOptions
from terra_harvest.protocols.page import Answer, AnswerError, Checkpoint, End, Page, Received, identified
from terra_harvest.protocols.port import Plan, Port
from terra_harvest.protocols.walk import walk_port
from terra_harvest.source import Source
from terra_harvest.xml import Element, local, to_bytes, trimmed

_ACCEPT = "text/xml, application/xml;q=0.9"
_MOST_WINDOWS = 2000
_MOST_SWEEPS = 7


class _List(msgspec.Struct, frozen=True):
    """One list to ask for: a set, a window of dates, or everything. `page`: the length a cut list would have."""

    set: str | None = None
    start: str | None = None
    until: str | None = None
    page: int = 0


def walk(source: Source, options: OaiOptions, fetch: Fetch, checkpoint: Checkpoint) -> Iterator[Page]:
    """The pages of an OAI-PMH repository."""
    return walk_port(_Oai(source, options, fetch, checkpoint).port(), checkpoint)


class _Oai:
    """A repository bound to its source: the questions, and what is read in the answers."""

    def __init__(self, source: Source, options: OaiOptions, fetch: Fetch, checkpoint: Checkpoint) -> None:
        self._options = options
        self._source = source
        self._fetch = fetch
        self._since = checkpoint.since

    def port(self) -> Port:
        return Port(paging="tokens", plan=self._plan, one=self.one)

    def _plan(self, number: int, account: Account) -> Plan | None:
        lists = [_List(set=name, start=self._since) for name in (self._options.sets or (None,))]
        if not number:
            return self._sweep("ListRecords", lists)
        if any(sweep.claims for sweep in account.sweeps):
            return self._sweep("ListIdentifiers" if number == 1 else "ListRecords", lists) if number < 3 else None
        if number == 1 and not account.sweeps[0].ended:
            # A record that breaks its page hides all behind it: of those nothing is known yet to draw windows by.
            return self._sweep("ListIdentifiers", lists)
        # Ever smaller windows, as long as they show something that was cut off before.
        deaf = number > 1 and not any(sweep.ids for sweep in account.sweeps if sweep.aim == "identifiers")
        verb = "ListRecords" if deaf else "ListIdentifiers"
        return self._sweep(verb, windows(account, lists, 2**number)) if number < _MOST_SWEEPS else None

    def _sweep(self, verb: str, lists: list[_List]) -> Plan:
        def read(token: str, _size: int) -> Answer:
            return self._page(verb, lists, token)

        return Plan(aim="records" if verb == "ListRecords" else "identifiers", first="0 ", size=0, read=read)

    def one(self, native_id: str) -> Received:
        """A record by its identifier."""
        request = self._request(
            ("verb", "GetRecord"), ("identifier", native_id), ("metadataPrefix", self._options.prefix)
        )
        response = self._fetch(request)
        answer, repairs = self._answer(request, response, "GetRecord")
        record = next((child for child in answer if local(child.tag) == "record"), None)
        found = self._received(request, record, repairs) if record is not None else None
        if found is None or found.native_id != native_id:
            came = f"the record {quote(found.native_id)}" if found else "no record"
            message = f"{quote(request.url)} answers {came} where {quote(native_id)} was expected."
            raise AnswerError("no-answer", request, message, sample(response.body))
        return found

    def _page(self, verb: str, lists: list[_List], token: str) -> Answer:
        """A page of the list whose number the token begins with; its last page leads on to the next list."""
        number, _, resumption = token.partition(" ")
        asked = lists[int(number)]
        if resumption:
            request = self._request(("verb", verb), ("resumptionToken", resumption))
        else:
            request = self._request(
                ("verb", verb),
                ("metadataPrefix", self._options.prefix),
                ("set", asked.set),
                ("from", asked.start),
                ("until", asked.until),
            )
        response = self._fetch(request)
        following = f"{int(number) + 1} " if int(number) + 1 < len(lists) else None
        try:
            try:
                answer, repairs = self._answer(request, response, verb)
            except _BadArgumentError:
                if not resumption:
                    raise
                # pycsw 2.6 wants the prefix with every token, which the standard forbids.
                prefix = ("metadataPrefix", self._options.prefix)
                request = self._request(("verb", verb), prefix, ("resumptionToken", resumption))
                answer, repairs = self._answer(request, self._fetch(request), verb)
        except _NothingError as nothing:
            if resumption or asked.page:
                # Neither the rest of a list nor a window drawn around known records can be empty.
                raise nothing.error from None
            return Answer(url=request.url, next=following, matched=0 if len(lists) == 1 else None, end="empty")
        headers = verb == "ListIdentifiers"
        elements = [child for child in answer if local(child.tag) == ("header" if headers else "record")]
        records = [self._received(request, element, repairs) for element in elements]
        token_element = next((child for child in answer if local(child.tag) == "resumptionToken"), None)
        total = integer(token_element.get("completeListSize")) if token_element is not None else None
        resumption = trimmed(token_element.text) or "" if token_element is not None else ""
        end: End = "marked"
        if asked.page and not resumption:
            end = "whole"
            if len(records) >= asked.page:
                message = f"{quote(request.url)} ends on a full page of {len(records)}: the list may have been cut."
                raise AnswerError("no-answer", request, message)
        return Answer(
            url=request.url,
            records=() if headers else tuple(records),
            listed=tuple(record.native_id for record in records) if headers else (),
            matched=total if len(lists) == 1 else None,
            length=len(records),
            next=f"{number} {resumption}" if resumption else following,
            end=end,
        )

    def _request(self, *parameters: tuple[str, str | None]) -> Request:
        return Request(url=with_parameters(self._source.endpoint, parameters), accept=_ACCEPT)

    def _answer(self, request: Request, response: Response, verb: str) -> tuple[Element, tuple[str, ...]]:
        """The element of the verb. An `error` becomes an AnswerError, noRecordsMatch a _NothingError."""
        root, repairs = xml_answer(request, response, "OAI-PMH")
        errors = [child for child in root if local(child.tag) == "error"]
        if errors:
            code = shown(errors[0].get("code") or "without code", 40)
            words = " ".join("".join(errors[0].itertext()).split())
            message = f"{quote(request.url)} answers with the error {code}: {shown(words, 200) or 'no text'}."
            error = AnswerError(
                "bad-token" if code == "badResumptionToken" else "exception", request, message, sample(response.body)
            )
            if code == "badArgument":
                raise _BadArgumentError(error.kind, request, message, error.sample)
            raise _NothingError(error) if code == "noRecordsMatch" else error
        found = next((child for child in root if local(child.tag) == verb), None)
        if found is None:
            message = f"{quote(request.url)} answers without {verb} nor error."
            raise AnswerError("no-answer", request, message, sample(response.body))
        return found, repairs

    def _received(self, request: Request, element: Element, repairs: tuple[str, ...]) -> Received:
        """A `record`, or a bare `header` for an identifier."""
        parts = {local(child.tag): child for child in element}
        header = element if local(element.tag) == "header" else parts.get("header")
        fields = {local(child.tag): trimmed(child.text) for child in header} if header is not None else {}
        content = next(iter(parts["metadata"]), None) if "metadata" in parts else None
        body = to_bytes(content) if content is not None else b""
        native_id, anonymous = identified(fields.get("identifier"), body or to_bytes(element))
        return Received(
            native_id=native_id,
            url=request.url,
            body=body,
            format=self._source.format,
            modified=fields.get("datestamp"),
            anonymous=anonymous,
            deleted=header is not None and header.get("status") == "deleted",
            repairs=repairs,
        )


class _BadArgumentError(AnswerError):
    """The repository says that the question is not put as it wants it."""


class _NothingError(Exception):
    """The repository says that nothing fits the question."""

    def __init__(self, error: AnswerError) -> None:
        super().__init__(str(error))
        self.error = error


def windows(account: Account, lists: list[_List], finer: int = 2) -> list[_List]:
    """Windows of dates that cover all time, each with at most half a page (or less) of the records seen so far.

    A repository that cuts its lists at a page shows in them what it had cut off, between the known records or after.
    Windows share their borders, dates being inclusive; many records of one date fall into one window.
    """
    page = max((length for sweep in account.sweeps for length in sweep.lengths), default=0)
    if all(len(sweep.lengths) <= 1 for sweep in account.sweeps):
        # Nothing was paged: a list shorter than any page is no sign of one.
        page = max(page, SMALLEST_PAGE)
    dates = Counter(seen.modified for seen in account.received.values())
    if None in dates or not page or len(lists) > 1 or len({len(date or "") for date in dates}) > 1:
        return [msgspec.structs.replace(asked, page=page) for asked in lists]
    part = max(1, page // finer, len(account.received) // _MOST_WINDOWS)
    borders: list[str] = []
    held = 0
    for date, count in sorted((date, count) for date, count in dates.items() if date):
        if held and held + count > part:
            borders.append(date)
            held = 0
        held += count
    first = lists[0]
    starts = [first.start, *borders]
    return [
        _List(set=first.set, start=start, until=until, page=page)
        for start, until in zip(starts, [*borders, None], strict=True)
    ]
