import pytest
from tests.harvest.reading import body_of, record_in, records_in

from terra_harvest.formats import dcat
from terra_harvest.original import Area, Link, Party, Period, Term, Texts, UnreadableError, Word


def test_datasets_series_and_services_are_records_and_the_catalogue_is_not() -> None:
    kinds = [(record.native_id, record.kind) for record in records_in("dcat/feed.ttl")]
    assert kinds == [("d-1", "dataset"), ("https://example.org/s/1", "series"), ("https://example.org/api", "service")]


def test_literals_go_to_the_side_of_their_language() -> None:
    record = records_in("dcat/feed.ttl")[0]
    assert record.title == Texts(fr="Nappes", en="Groundwater")
    assert record.keywords == (
        Word(text=Texts(fr="nappe")),
        Word(text=Texts(en="aquifer")),
        Word(
            text=Texts(fr="Eau", en="Water"),
            thesaurus="https://example.org/themes",
            uri="https://example.org/theme/eau",
            kind="theme",
        ),
    )


def test_topic_categories_are_topics_and_not_keywords() -> None:
    assert records_in("dcat/feed.ttl")[0].topics == ("inlandWaters",)


def test_vcards_and_agents_are_parties() -> None:
    assert records_in("dcat/feed.ttl")[0].parties == (
        Party(organisation="BRGM", person="Ada Lovel", email="ada@brgm.example", role="contactPoint"),
        Party(organisation="BRGM", url="https://brgm.example", role="publisher"),
    )


def test_one_place_drawn_twice_is_one_area() -> None:
    assert records_in("dcat/feed.ttl")[0].areas == (Area(box=("1", "47", "2", "48"), name="Beauce"),)


def test_a_file_and_the_service_that_opens_it_are_two_links() -> None:
    assert records_in("dcat/feed.ttl")[0].links == (
        Link(
            url="https://example.org/d/1.csv",
            name=Texts(any="CSV"),
            function="download",
            media_type="text/csv",
            size=123,
        ),
        Link(
            url="https://example.org/wms",
            protocol="http://www.opengis.net/def/serviceType/ogc/wms",
            name=Texts(any="WMS"),
            function="service",
        ),
    )


def test_codes_of_known_lists_lose_their_address() -> None:
    record = records_in("dcat/feed.ttl")[0]
    assert (record.update, record.resolution) == ("ANNUAL", ("100 m",))


def test_licences_and_rights_are_terms() -> None:
    assert records_in("dcat/feed.ttl")[0].terms == (
        Term(url="https://spdx.org/licenses/etalab-2.0", kind="license"),
        Term(text=Texts(fr="Libre"), kind="access"),
    )


def test_an_open_period_has_no_end() -> None:
    assert records_in("dcat/feed.ttl")[0].periods == (Period(start="1970-01-01"),)


def test_text_beside_a_resource_is_its_label_and_is_remarked() -> None:
    record = record_in("dcat/text-beside-resource.xml")
    assert record.keywords[0].text == Texts(any="Environmental monitoring facilities")
    assert record.remarks == ("text beside rdf:resource, which RDF forbids, read as the label of the resource",)


def test_latitude_comes_first_in_epsg_4326() -> None:
    assert record_in("dcat/text-beside-resource.xml").areas == (Area(box=("3.9", "44.0", "4.0", "44.1")),)


def test_a_period_written_in_words_is_read_across_lines() -> None:
    assert record_in("dcat/text-beside-resource.xml").periods == (Period(start="2004-11-03", end="2005-03-30"),)


def test_a_known_remote_context_is_replaced_by_ours() -> None:
    record = record_in("dcat/hub.json")
    assert (record.title.any, record.parties[0].email) == ("Pistes", "ada@ville.example")
    assert record.areas == (Area(box=("2.3", "48.8", "2.4", "48.9")),)
    assert record.links[0].url == "https://hub.example/1.geojson"


def test_records_inside_a_csw_answer_are_read() -> None:
    answer = b"<csw:R xmlns:csw='http://www.opengis.net/cat/csw/2.0.2'>%s</csw:R>"
    assert len(list(dcat.read(answer % body_of("dcat/text-beside-resource.xml")))) == 1


@pytest.mark.parametrize(
    ("body", "message"),
    [
        (
            b'{"@context": "https://evil.example/c", "@type": "dcat:Dataset"}',
            "the JSON-LD context 'https://evil.example/c' is remote and not known here, and contexts are never "
            "fetched: ask the publisher to write it inline",
        ),
        (
            b'{"@context": {"@import": "https://evil.example/c"}}',
            "the JSON-LD context imports another (@import), and contexts are never fetched",
        ),
        (
            b'{"@context": {"a": {"@id": "http://e.example/a", "@context": "file:///etc/passwd"}}, "a": 1}',
            "the JSON-LD context 'file:///etc/passwd' is remote and not known here, and contexts are never fetched: "
            "ask the publisher to write it inline",
        ),
        (
            body_of("dcat/entities.xml"),
            "the document has a DTD (<!DOCTYPE>), which can hide attacks and is never read: "
            "ask the publisher to remove it",
        ),
        (b"<a/>", "no RDF in the document, whose root is a: rdf:RDF was expected"),
        (
            b"@prefix a: <http://a.example/> . a:b a a:C .",
            "no DCAT record in the RDF: a dcat:Dataset, DatasetSeries or DataService was expected",
        ),
    ],
)
def test_what_cannot_be_read_safely_is_refused(body: bytes, message: str) -> None:
    with pytest.raises(UnreadableError) as caught:
        list(dcat.read(body))
    assert str(caught.value) == message


def test_broken_turtle_says_where() -> None:
    with pytest.raises(UnreadableError, match=r"not Turtle: .*line 1.*; the publisher must repair it"):
        list(dcat.read(b"@prefix a: <http://a.example/> . a:b a"))
