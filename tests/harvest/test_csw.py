from urllib.parse import parse_qs, urlsplit

import pytest
from fetching import Asked, a_source, bodies, harvest

from terra_harvest.fetch import FetchError, Request
from terra_harvest.protocols.csw import record_id
from terra_harvest.protocols.page import Checkpoint, trace
from terra_harvest.protocols.registry import walk
from terra_harvest.xml import parse_xml

GMD = 'xmlns:gmd="http://www.isotc211.org/2005/gmd" xmlns:gco="http://www.isotc211.org/2005/gco"'


def record(native_id: str) -> str:
    text = f"<gco:CharacterString>{native_id}</gco:CharacterString>"
    return f"<gmd:MD_Metadata {GMD}><gmd:fileIdentifier>{text}</gmd:fileIdentifier></gmd:MD_Metadata>"


def results(records: list[str], matched: int) -> bytes:
    return (
        '<?xml version="1.0"?><csw:GetRecordsResponse xmlns:csw="http://www.opengis.net/cat/csw/2.0.2">'
        f'<csw:SearchResults numberOfRecordsMatched="{matched}">{"".join(records)}</csw:SearchResults>'
        "</csw:GetRecordsResponse>"
    ).encode()


def parameter(request: Request, name: str) -> str:
    return parse_qs(urlsplit(request.url).query).get(name, [""])[0]


def serving(count: int, poison: frozenset[int] = frozenset()):
    """A server of `count` records; a page of whole records that holds a poisoned one is an exception."""

    def answer(request: Request) -> bytes:
        if parameter(request, "request") == "GetRecordById":
            number = int(parameter(request, "id")[1:])
            found = "<ExceptionReport/>" if number in poison else record(f"r{number}")
            return f"<GetRecordByIdResponse>{found}</GetRecordByIdResponse>".encode()
        start, size = int(parameter(request, "startPosition")), int(parameter(request, "maxRecords"))
        numbers = range(start, min(start + size, count + 1))
        if parameter(request, "elementSetName") == "full" and poison & set(numbers):
            return b"<ows:ExceptionReport xmlns:ows='http://www.opengis.net/ows'>null</ows:ExceptionReport>"
        return results([record(f"r{n}") for n in numbers], count)

    return Asked(answer)


def test_the_request_is_a_get_of_getrecords():
    fetch = serving(1)
    harvest(a_source("csw", "https://data.example/csw?map=a&REQUEST=GetCapabilities"), fetch)
    request = fetch.requests[0]
    assert (request.method, parameter(request, "map"), parameter(request, "REQUEST")) == ("GET", "a", "")
    asked = {
        name: parameter(request, name) for name in ("service", "version", "request", "resultType", "startPosition")
    }
    assert asked == {
        "service": "CSW",
        "version": "2.0.2",
        "request": "GetRecords",
        "resultType": "results",
        "startPosition": "1",
    }
    assert parameter(request, "constraint") == ""


def test_a_constraint_goes_with_its_language():
    fetch = serving(1)
    harvest(a_source("csw", options="constraint: \"dc:type = 'dataset'\""), fetch)
    names = ("constraint", "constraintLanguage", "constraint_language_version")
    assert [parameter(fetch.requests[0], name) for name in names] == ["dc:type = 'dataset'", "CQL_TEXT", "1.1.0"]


def test_pages_follow_each_other_and_the_end_is_probed():
    fetch = serving(7)
    found, pages = harvest(a_source("csw"), fetch)
    assert found.verdict == "COMPLETE"
    assert [page.token for page in pages] == ["1", "4", "7", "8"]
    assert [page.end for page in pages] == [None, None, None, "empty"]


@pytest.mark.parametrize("position", range(1, 12))
def test_one_bad_record_is_named_and_the_others_are_published(position):
    """The poison at every position of the list."""
    found, pages = harvest(a_source("csw", page_size=5), serving(11, frozenset({position})))
    assert (found.verdict, found.published, found.quarantined) == ("COMPLETE", 10, 1)
    assert list(found.quarantine) == [f"r{position}"]
    assert f"r{position}" not in bodies(pages)


def test_a_page_of_bad_records_is_given_up_loudly_and_the_next_ones_are_read():
    found, _ = harvest(a_source("csw", page_size=8), serving(40, frozenset(range(9, 17))))
    assert found.verdict == "PARTIAL" or found.quarantined == 8
    assert found.published == 32
    assert found.quarantined + found.missing == 8


def test_a_server_that_is_gone_stops_the_walk_where_it_can_go_on():
    good = serving(9)

    def until_the_third(request: Request) -> bytes:
        if len(good.requests) >= 2:
            raise FetchError("budget", request, "no time left")
        return good(request).body

    found, pages = harvest(a_source("csw"), Asked(until_the_third))
    assert (found.verdict, pages[-1].end, pages[-1].next) == ("PARTIAL", "stopped", "7")
    resumed, rest = harvest(a_source("csw"), serving(9), Checkpoint(traces=tuple(map(trace, pages))))
    assert [page.token for page in rest] == ["7", "10"]
    assert (resumed.verdict, resumed.published) == ("COMPLETE", 9)


@pytest.mark.parametrize("kept", range(5))
def test_a_walk_killed_after_any_page_goes_on_to_the_same_records(kept):
    source = a_source("csw")
    whole = list(walk(source, serving(10)))
    before = whole[:kept]
    after = list(walk(source, serving(10), Checkpoint(traces=tuple(map(trace, before)))))
    assert bodies([*before, *after]) == bodies(whole)
    assert [page.token for page in [*before, *after]] == [page.token for page in whole]


def test_the_report_of_a_failure_has_its_class_its_place_and_its_beginning():
    fetch = Asked(lambda _request: b"<html><body>Under   maintenance</body></html>")
    found, _ = harvest(a_source("csw"), fetch)
    fault = found.faults[0]
    assert (found.verdict, fault.sample) == ("FAILED", "<html><body>Under maintenance</body></html>")
    assert "answers <html> where <GetRecordsResponse> was expected." in fault.message
    assert fault.url.startswith("https://data.example/api?service=CSW")
    assert fault.curl.startswith("curl ")


@pytest.mark.parametrize(
    ("document", "identifier"),
    [
        (f"<gmd:MD_Metadata {GMD}/>", None),
        (record(" r1 "), "r1"),
        (
            '<m:MD_Metadata xmlns:m="http://standards.iso.org/iso/19115/-3/mdb/2.0" xmlns:mcc="urn:c">'
            "<m:metadataIdentifier><mcc:MD_Identifier><mcc:authority><mcc:code>EPSG</mcc:code></mcc:authority>"
            "<mcc:code>r0</mcc:code></mcc:MD_Identifier></m:metadataIdentifier></m:MD_Metadata>",
            "r0",
        ),
        ('<Record xmlns:dc="urn:dc"><dc:identifier>r2</dc:identifier></Record>', "r2"),
        ("<entry><id>r3</id></entry>", "r3"),
        (
            '<r:RDF xmlns:r="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><Dataset r:about="urn:d"/>'
            "<CatalogRecord><identifier>r4</identifier></CatalogRecord></r:RDF>",
            "r4",
        ),
        ('<r:RDF xmlns:r="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><Dataset r:about="urn:d"/></r:RDF>', "urn:d"),
    ],
)
def test_a_record_of_any_schema_gives_its_identifier(document, identifier):
    assert record_id(parse_xml(document.encode())) == identifier
