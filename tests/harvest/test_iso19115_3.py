import pytest
from tests.harvest.reading import body_of

from terra_harvest.formats import iso19115_3
from terra_harvest.original import Area, Link, Measured, Original, Party, Term, Texts

OLD = b"""
<mdb:MD_Metadata xmlns:mdb="http://standards.iso.org/iso/19115/-3/%b" xmlns:gco="http://standards.iso.org/iso/19115/-3/gco/1.0">
  <mdb:fileIdentifier><gco:CharacterString>old</gco:CharacterString></mdb:fileIdentifier>
</mdb:MD_Metadata>
"""


@pytest.fixture(scope="module")
def record() -> Original:
    (found,) = iso19115_3.read(body_of("iso/mdb-two-languages.xml"))
    return found


def test_what_the_record_is(record: Original) -> None:
    assert (record.format, record.native_id, record.kind, record.parent) == (
        "iso19115-3",
        "front-sst",
        "dataset",
        "fronts",
    )


def test_the_revision_is_the_date_of_the_record_wherever_it_stands(record: Original) -> None:
    assert record.modified == "2023-02-03T04:05:06Z"


def test_french_and_english_are_kept_apart(record: Original) -> None:
    assert record.title == Texts(fr="Fronts océaniques", en="Ocean fronts")
    assert record.lineage == Texts(en="From altimetry.")


def test_each_individual_of_an_organisation_is_a_party(record: Original) -> None:
    assert record.parties == (
        Party(organisation="Laboratoire A", person="Ana", email="lab@example.org", role="author"),
        Party(
            organisation="Laboratoire A",
            person="Bob",
            email="lab@example.org",
            url="https://orcid.org/0000-0001-2345-6789",
            role="author",
        ),
    )


def test_a_polygon_keeps_its_numbers_in_their_order_and_its_reference_system(record: Original) -> None:
    assert record.areas == (Area(wkt="POLYGON ((-40 5, -40 30, -20 30, -40 5))", srs="urn:ogc:def:crs:EPSG::4326"),)
    assert record.resolution == ("P7D",)


def test_the_doi_is_that_of_the_link_that_says_so(record: Original) -> None:
    assert record.doi == "10.24400/front-sst"
    assert [link.url for link in record.links] == [
        "https://doi.org/10.24400/front-sst",
        "https://doi.org/10.1000/article",
    ]


def test_conditions_formats_and_what_is_related(record: Original) -> None:
    assert record.terms == (Term(text=Texts(en="Etalab 2.0"), url="https://example.org/etalab", kind="licence"),)
    assert record.formats == ("Zarr",)
    assert record.related == (Link(url="all-fronts", function="largerWorkCitation"),)


def test_what_is_measured_and_with_what(record: Original) -> None:
    assert record.variables == (
        Measured(name=Texts(en="Sea temperature"), unit="Degrees Celsius", uri="http://vocab.example.org/TEMP"),
    )
    assert (record.platforms, record.instruments) == (("SWOT",), ("KaRIn",))


@pytest.mark.parametrize("edition", [b"mdb/1.0", b"mdb/2.0", b"gmd", b"mdb/9.9"])
def test_every_edition_of_the_namespaces_is_read(edition: bytes) -> None:
    (found,) = iso19115_3.read((OLD % edition).strip())
    assert (found.format, found.native_id) == ("iso19115-3", "old")
