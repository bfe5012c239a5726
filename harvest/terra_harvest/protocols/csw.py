"""CSW 2.0.2 by GET: GetRecords in pages, GetRecordById for one record.

Neither `nextRecord` nor `numberOfRecordsReturned` is believed: real servers send 0, 1 or a number beyond the last
record. Positions move on by the records that came.
"""

from collections.abc import Iterator

from terra_catalog.quote import quote, shown
from terra_harvest.fetch import Fetch, Request, sample
from terra_harvest.protocols.addresses import with_parameters
from terra_harvest.protocols.answers import integer, xml_answer
from terra_harvest.protocols.options import CswOptions
from terra_harvest.protocols.page import Answer, AnswerError, Checkpoint, Page, Received, identified
from terra_harvest.protocols.port import Port, three_sweeps
from terra_harvest.protocols.walk import walk_port
from terra_harvest.source import Source
from terra_harvest.xml import Element, local, to_bytes

CSW = "http://www.opengis.net/cat/csw/2.0.2"

_ACCEPT = "application/xml, text/xml;q=0.9"
_LIST_SIZE = 200
# What a server writes in the place of a record that it could not write; it must not be counted as one.
_NO_RECORD = frozenset({"ExceptionReport", "Exception", "ServiceException", "error", "apiError", "html"})


def walk(source: Source, options: CswOptions, fetch: Fetch, checkpoint: Checkpoint) -> Iterator[Page]:
    """The pages of a CSW."""
    return walk_port(_Csw(source, options, fetch).port(), checkpoint)


class _Csw:
    """A CSW bound to its source: the questions, and what is read in the answers."""

    def __init__(self, source: Source, options: CswOptions, fetch: Fetch) -> None:
        self._options = options
        self._source = source
        self._fetch = fetch

    def port(self) -> Port:
        size = self._source.politeness.page_size
        plan = three_sweeps("1", size, _LIST_SIZE, self.records, self.identifiers)
        return Port(paging="positions", plan=plan, one=self.one, name=self.name)

    def records(self, token: str, size: int) -> Answer:
        """Whole records from a position (from 1) on."""
        return self._page(token, size, "full", listed=False)

    def identifiers(self, token: str, size: int) -> Answer:
        """The identifiers of the records from a position on."""
        return self._page(token, size, "brief", listed=True)

    def name(self, position: int) -> str | None:
        """The identifier of the record at a position, which may not be readable as a whole."""
        for schema in dict.fromkeys((self._options.output_schema, CSW)):
            try:
                answer = self._page(str(position), 1, "brief", listed=True, schema=schema)
            except AnswerError:
                continue
            if len(answer.listed) == 1:
                return answer.listed[0]
        return None

    def one(self, native_id: str) -> Received:
        """A record by its identifier."""
        parameters = [
            ("service", "CSW"),
            ("version", "2.0.2"),
            ("request", "GetRecordById"),
            ("elementSetName", "full"),
            ("outputSchema", self._options.output_schema),
            ("id", native_id),
        ]
        request = self._request(parameters)
        response = self._fetch(request)
        root, repairs = xml_answer(request, response, "GetRecordByIdResponse")
        children = [child for child in root if local(child.tag)]
        if len(children) != 1:
            message = f"{quote(request.url)} answers {len(children)} records where one was expected."
            raise AnswerError("no-answer", request, message, sample(response.body))
        found = self._received(request, children[0], repairs, response.body)
        if found.native_id != native_id:
            message = f"{quote(request.url)} answers the record {quote(found.native_id)}, not {quote(native_id)}."
            raise AnswerError("no-answer", request, message, sample(response.body))
        return found

    def _page(self, token: str, size: int, elements: str, listed: bool, schema: str | None = None) -> Answer:
        options = self._options
        parameters = [
            ("service", "CSW"),
            ("version", "2.0.2"),
            ("request", "GetRecords"),
            ("resultType", "results"),
            ("typeNames", options.type_names),
            ("elementSetName", elements),
            ("outputSchema", schema or options.output_schema),
            ("outputFormat", "application/xml"),
            ("startPosition", token),
            ("maxRecords", str(size)),
            ("sortBy", options.sort_by),
            ("constraintLanguage", "CQL_TEXT" if options.constraint else None),
            ("constraint_language_version", "1.1.0" if options.constraint else None),
            ("constraint", options.constraint),
            *options.parameters.items(),
        ]
        request = self._request(parameters)
        response = self._fetch(request)
        root, repairs = xml_answer(request, response, "GetRecordsResponse")
        results = next((child for child in root if local(child.tag) == "SearchResults"), None)
        if results is None:
            message = f"{quote(request.url)} answers a GetRecordsResponse without SearchResults."
            raise AnswerError("no-answer", request, message, sample(response.body))
        records = [self._received(request, child, repairs, response.body) for child in results if local(child.tag)]
        return Answer(
            url=request.url,
            records=() if listed else tuple(records),
            listed=tuple(record.native_id for record in records) if listed else (),
            matched=integer(results.get("numberOfRecordsMatched")),
            length=len(records),
        )

    def _request(self, parameters: list[tuple[str, str]] | list[tuple[str, str | None]]) -> Request:
        return Request(url=with_parameters(self._source.endpoint, parameters), accept=_ACCEPT)

    def _received(self, request: Request, element: Element, repairs: tuple[str, ...], page: bytes) -> Received:
        if local(element.tag) in _NO_RECORD:
            said = shown(" ".join(" ".join(element.itertext()).split()), 200)
            message = (
                f"{quote(request.url)} answers <{local(element.tag)}> in the place of a record: {said or 'no text'}."
            )
            raise AnswerError("exception", request, message, sample(page))
        body = to_bytes(element)
        native_id, anonymous = identified(record_id(element), body)
        return Received(
            native_id=native_id,
            url=request.url,
            body=body,
            format=self._source.format,
            anonymous=anonymous,
            repairs=repairs,
        )


def record_id(element: Element) -> str | None:
    """The identifier of a record in any schema that a CSW serves.

    ISO 19139 `fileIdentifier`, ISO 19115-3 `metadataIdentifier/*/code`, Dublin Core and DCAT `identifier`; an RDF
    record without any goes by the address of its dataset.
    """
    direct: dict[str, Element] = {}
    for child in element:
        direct.setdefault(local(child.tag), child)
    if "fileIdentifier" in direct:
        return _text(direct["fileIdentifier"])
    if "metadataIdentifier" in direct:
        # The authority of the identifier has a code too, one level below.
        codes = (node for holder in direct["metadataIdentifier"] for node in holder if local(node.tag) == "code")
        return next(map(_text, codes), None)
    if local(element.tag) == "RDF":
        return _rdf_id(element)
    for name in ("identifier", "id"):
        if name in direct:
            return _text(direct[name])
    return None


def _rdf_id(element: Element) -> str | None:
    """The identifier of the catalogue record, else of the dataset, else the address of either."""
    subjects = sorted(
        (child for child in element if local(child.tag) in ("CatalogRecord", "Dataset", "DataService", "Description")),
        key=lambda child: ("CatalogRecord", "Dataset", "DataService", "Description").index(local(child.tag)),
    )
    for subject in subjects:
        for node in subject:
            if local(node.tag) == "identifier" and (found := _text(node)):
                return found
    about = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}about"
    return next((found for subject in subjects if (found := subject.get(about))), None)


def _text(element: Element) -> str | None:
    return "".join(element.itertext()).strip() or None
