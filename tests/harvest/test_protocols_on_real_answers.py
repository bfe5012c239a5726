"""The protocols over answers of real servers, which lie beside the project and not in it."""

import os
from collections.abc import Callable
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

import pytest
from fetching import Asked, a_source, bodies, harvest

from terra_harvest.fetch import Request
from terra_harvest.formats.registry import recognise

FIXTURES = Path(os.environ.get("TERRA_SHARED", Path(__file__).resolve().parents[3] / "shared")) / "fixtures"
SICKLE = "oai/mloesch+sickle/sickle/tests/sample_data"
UDATA = "csw/opendatateam+udata/udata/harvest/tests/csw_dcat"
MAGDA = "csw/magda-io+magda-csw-connector/src/test"
ESGF = "esgf/esgf2-us+esg_fastapi/tests/fixtures"
GEONETWORK = "geonetwork-es/geonetwork+geonetwork-ui/apps/datahub-e2e/src/fixtures"


def real(name: str) -> bytes:
    file = FIXTURES / name
    if not file.is_file():
        pytest.skip(f"{file} is not here: this test reads the answers of real servers")
    return file.read_bytes()


def parameters(request: Request) -> dict[str, str]:
    return dict(parse_qsl(urlsplit(request.url).query))


def positions(page: Callable[[int], str | None]) -> Asked:
    """A CSW whose page at a position is a file; without one, it has nothing to give."""

    def answer(request: Request) -> bytes:
        asked = parameters(request)
        name = page(int(asked["startPosition"])) if asked["request"] == "GetRecords" else None
        if name:
            return real(name)
        return b'<GetRecordsResponse><SearchResults numberOfRecordsMatched="6"/></GetRecordsResponse>'

    return Asked(answer)


@pytest.mark.parametrize("schema", ["iso19139", "dcat"])
def test_the_pages_of_a_french_geonetwork_are_six_records(schema):
    pages = {1, 3, 5}
    fetch = positions(lambda at: f"{UDATA}/geonetwork-{schema}-page-{at}.xml" if at in pages else None)
    found, received = harvest(a_source("csw", page_size=2), fetch)
    assert (found.verdict, found.published) == ("COMPLETE", 6)
    assert {recognise(body) for body in bodies(received).values()} == {schema}


def test_a_total_of_6952_behind_twenty_records_is_not_believed_to_be_reached():
    """This server gave twenty records to a page of ten and said that the next began at 30."""
    real("csw/magda-io+magda-csw-connector/sample.xml")
    fetch = positions(lambda at: "csw/magda-io+magda-csw-connector/sample.xml" if at == 1 else None)
    found, _ = harvest(a_source("csw", page_size=10), fetch)
    assert found.verdict == "PARTIAL"
    assert found.published == 20


@pytest.mark.parametrize("name", ["env.xml", "tern.xml"])
def test_a_blank_line_before_the_declaration_is_mended_and_told(name):
    _, received = harvest(a_source("csw", page_size=10), positions(lambda at: f"{MAGDA}/{name}" if at == 1 else None))
    records = received[0].records
    assert len(records) == 10
    assert all("before the XML declaration" in record.repairs[0] for record in records)


def test_the_sample_lists_of_sickle_are_eight_records():
    def answer(request: Request) -> bytes:
        return real(f"{SICKLE}/{parameters(request).get('resumptionToken', 'ListRecords.xml')}")

    found, _ = harvest(a_source("oai-pmh"), Asked(answer))
    assert found.claims == (8,)
    assert found.verdict != "FAILED"
    assert found.published + found.quarantined + found.deleted + found.missing == found.matched


@pytest.mark.parametrize("name", ["badResumptionToken", "noRecordsMatch", "cannotDisseminateFormat", "badArgument"])
def test_the_errors_of_sickle_are_errors(name):
    found, _ = harvest(a_source("oai-pmh"), Asked(lambda _request: real(f"{SICKLE}/{name}.xml")))
    assert found.verdict == "FAILED"


def test_an_answer_of_an_esgf_index_gives_its_documents():
    body = real(f"{ESGF}/2_record_dataset_response.json")
    if b'"numFound"' not in body:
        pytest.skip("this answer holds the question only")
    _, received = harvest(a_source("esgf"), Asked(lambda _request: body))
    assert all(recognise(record.body) == "esgf" for record in received[0].records)


def test_an_answer_of_a_geonetwork_search_gives_its_record():
    body = real(f"{GEONETWORK}/_search_Exemple_de_catalogue_ISO19110_de_la_BDTOPO.json")
    _, received = harvest(a_source("geonetwork"), Asked(lambda _request: body))
    (record,) = received[0].records
    assert record.native_id == "50aa3037-ac17-4c0d-ad15-b43a5a0929ae"
    assert recognise(record.body) == "geonetwork"


def test_a_real_static_catalogue_is_crawled_to_its_end_and_what_is_not_there_is_told():
    """The theme "oceans" of the Open Science Catalogue; of what it links to, only some files are here."""
    root = FIXTURES / "stac/ESA-EarthCODE+open-science-catalog-metadata"
    real("stac/ESA-EarthCODE+open-science-catalog-metadata/themes/oceans/catalog.json")
    base = "https://data.example/osc/"

    def answer(request: Request) -> bytes | None:
        file = root / request.url.removeprefix(base)
        return file.read_bytes() if file.is_file() else None

    found, received = harvest(a_source("stac-static", f"{base}themes/oceans/catalog.json"), Asked(answer))
    assert found.published > 50
    assert found.verdict == ("PARTIAL" if found.faults else "COMPLETE")
    assert all(recognise(body) == "stac" for body in list(bodies(received).values())[:20])
    print(f"Open Science Catalogue, oceans: {found.verdict}, {found.published} collections, {len(found.faults)} faults")
