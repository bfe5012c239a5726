"""A DataONE member node (Metacat): the list of its objects, then each metadata object by its identifier.

The list holds data files and superseded versions too. Its checksums spare the objects that have not changed.
"""

from collections.abc import Iterator

from terra_harvest.accounting import Account
from terra_harvest.fetch import Fetch, Request
from terra_harvest.protocols.addresses import below, with_parameters
from terra_harvest.protocols.answers import integer, looks_like_xml, xml_answer
from terra_harvest.protocols.options import DataOneOptions
from terra_harvest.protocols.page import Answer, Checkpoint, Page, Received, Validator
from terra_harvest.protocols.port import Plan, Port, other_size
from terra_harvest.protocols.walk import walk_port
from terra_harvest.source import Source
from terra_harvest.xml import local, trimmed

_ACCEPT = "text/xml, application/xml;q=0.9"
_LIST_SIZE = 500


def walk(source: Source, options: DataOneOptions, fetch: Fetch, checkpoint: Checkpoint) -> Iterator[Page]:
    """The pages of a member node."""
    return walk_port(_Node(source, options, fetch, checkpoint).port(), checkpoint)


class _Node:
    """A member node bound to its source: the questions, and what is read in the answers."""

    def __init__(self, source: Source, options: DataOneOptions, fetch: Fetch, checkpoint: Checkpoint) -> None:
        self._options = options
        self._source = source
        self._fetch = fetch
        self._since = checkpoint.since
        self._known = checkpoint.known

    def port(self) -> Port:
        return Port(paging="positions", plan=self._plan, one=self.one)

    def _plan(self, number: int, _account: Account) -> Plan | None:
        size = max(_LIST_SIZE, self._source.politeness.page_size)
        if number < 2:
            size = size if number == 0 else other_size(size)
            return Plan(aim="identifiers", first="0", size=size, read=self.objects)
        return None

    def objects(self, token: str, size: int) -> Answer:
        """The objects from a position on; those of the wanted formats that have not changed are records already."""
        url = with_parameters(
            below(self._source.endpoint, "object"), [("start", token), ("count", str(size)), ("fromDate", self._since)]
        )
        request = Request(url=url, accept=_ACCEPT)
        root, _ = xml_answer(request, self._fetch(request), "objectList")
        listed, skipped, unchanged, length = [], [], [], 0
        for entry in root:
            if local(entry.tag) != "objectInfo":
                continue
            length += 1
            fields = {local(child.tag): trimmed(child.text) or "" for child in entry}
            native_id = fields.get("identifier", "")
            if not native_id:
                continue
            validator = Validator(checksum=fields.get("checksum"), modified=fields.get("dateSysMetadataModified"))
            if not fields.get("formatId", "").startswith(self._options.formats):
                skipped.append(native_id)
            elif validator.checksum and validator == self._known.get(native_id):
                unchanged.append(
                    Received(
                        native_id=native_id,
                        url=request.url,
                        unchanged=True,
                        modified=validator.modified,
                        validator=validator,
                    )
                )
            else:
                listed.append(native_id)
        return Answer(
            url=request.url,
            records=tuple(unchanged),
            listed=tuple(listed),
            skipped=tuple(skipped),
            matched=integer(root.get("total")),
            length=length,
        )

    def one(self, native_id: str) -> Received | None:
        """An object by its identifier; None for a version that another one has replaced."""
        meta = Request(url=below(self._source.endpoint, "meta", native_id), accept=_ACCEPT)
        root, _ = xml_answer(meta, self._fetch(meta), "systemMetadata")
        fields = {local(child.tag): trimmed(child.text) or "" for child in root}
        if self._options.current_only and fields.get("obsoletedBy"):
            return None
        validator = Validator(checksum=fields.get("checksum"), modified=fields.get("dateSysMetadataModified"))
        request = Request(url=below(self._source.endpoint, "object", native_id))
        if fields.get("archived") == "true":
            return Received(native_id=native_id, url=request.url, deleted=True, validator=validator)
        response = self._fetch(request)
        looks_like_xml(request, response)
        return Received(
            native_id=native_id,
            url=request.url,
            body=response.body,
            format=self._source.format,
            modified=validator.modified,
            validator=validator,
        )
