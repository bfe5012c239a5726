import pytest
from tests.harvest.iso_records import record_about, record_with, says
from tests.harvest.reading import body_of

from terra_harvest.formats import iso19139
from terra_harvest.original import Area, Link, Measured, Original, Party, Period, Term, Texts, UnreadableError, Word
from terra_harvest.xml import parse_xml, to_bytes


@pytest.fixture(scope="module")
def record() -> Original:
    (found,) = iso19139.read(body_of("iso/gmd-two-languages.xml"))
    return found


def test_what_the_record_is(record: Original) -> None:
    assert (record.format, record.native_id, record.kind, record.parent) == (
        "iso19139",
        "tide-gauge-1",
        "series",
        "tide-gauges",
    )
    assert (record.modified, record.published, record.version) == ("2024-05-06", "2019", "3.1")
    assert (record.status, record.update, record.language) == ("onGoing", "daily", "fre")


def test_french_and_english_are_kept_apart(record: Original) -> None:
    assert record.title == Texts(fr="Hauteur de la mer à Brest", en="Sea level at Brest")
    assert record.abstract == Texts(fr="Mesures horaires.")
    assert record.lineage == Texts(fr="Marégraphe numérique.")
    assert record.alternate_titles == (Texts(fr="BREST"),)


def test_the_doi_is_found_and_every_identifier_kept(record: Original) -> None:
    assert record.doi == "10.1234/brest"
    assert record.identifiers == ("doi:10.1234/brest", "https://doi.org/10.1234/brest")


def test_keywords_keep_their_thesaurus_kind_and_address(record: Original) -> None:
    assert record.keywords == (
        Word(
            text=Texts(fr="niveau de la mer", en="sea level"),
            thesaurus="Paramètres",
            uri="http://vocab.example.org/ASLV",
            kind="theme",
        ),
    )
    assert record.topics == ("oceans",)


def test_who_keeps_the_record_is_told_from_who_keeps_the_data(record: Original) -> None:
    assert record.parties == (
        Party(
            organisation="Service des marées",
            person="Anne Martin",
            email="anne@example.org",
            url="https://example.org/marees",
            role="originator",
        ),
        Party(organisation="Bureau du catalogue", role="metadataContact"),
    )


def test_where_and_when(record: Original) -> None:
    assert record.areas == (Area(box=("-4.50", "48.3", "-4.4", "48.4")),)
    assert record.periods == (Period(start="1846", end_word="now"),)
    assert record.resolution == ("10 m",)


def test_links_and_what_is_related(record: Original) -> None:
    assert record.links == (
        Link(url="https://example.org/brest.png", function="browseGraphic"),
        Link(
            url="https://example.org/brest.nc",
            protocol="WWW:DOWNLOAD",
            name=Texts(fr="brest.nc"),
            function="download",
            media_type="application/x-netcdf",
            size=1_500_000,
        ),
    )
    assert record.related == (Link(url="tide-gauges-old", function="revisionOf"),)
    assert record.formats == ("NetCDF",)


def test_conditions_and_variables(record: Original) -> None:
    assert record.terms == (
        Term(text=Texts(fr="Citer le DOI."), kind="limitation"),
        Term(
            text=Texts(fr="CC BY 4.0"),
            url="https://creativecommons.org/licenses/by/4.0/",
            code="license",
            kind="use",
        ),
    )
    assert record.variables == (Measured(name=Texts(fr="hauteur"), unit="metre"),)
    assert record.remarks == ()


def test_a_record_is_found_in_any_wrapper_and_alone(record: Original) -> None:
    root = parse_xml(body_of("iso/gmd-two-languages.xml"))
    page = b"<GetRecordsResponse><SearchResults>%b%b</SearchResults></GetRecordsResponse>"
    assert list(iso19139.read(page % (to_bytes(root), to_bytes(root)))) == [record, record]
    assert iso19139.from_element(root) == record


@pytest.mark.parametrize(
    ("body", "words"),
    [
        (b"<FC_FeatureCatalogue/>", "feature catalogue"),
        (b"<TRANSFER><MD_Metadata REF='x'/></TRANSFER>", "GM03"),
        (b"<MD_Metadata/>", "expected"),
        (b"<a><b/></a>", "root is a"),
    ],
)
def test_a_document_without_a_record_is_refused(body: bytes, words: str) -> None:
    with pytest.raises(UnreadableError, match=words):
        list(iso19139.read(body))


def test_repairs_are_remarks() -> None:
    (found,) = iso19139.read(b"\n<?xml version='1.0'?>" + b"<MD_Metadata><gmd:language/></MD_Metadata>")
    assert found.remarks == (
        "blanks or byte order marks before the XML declaration, removed",
        "prefixes without a namespace, declared here: gmd",
    )


def test_what_is_given_by_reference_only_is_said_and_not_followed() -> None:
    found = record_about('<pointOfContact xlink:href="local://contacts/7"/>')
    assert found.parties == ()
    assert found.remarks == ("pointOfContact is given by reference only, not followed: local://contacts/7",)


def test_a_doi_of_the_test_system_of_datacite_is_none() -> None:
    code = says("code", "https://handle.test.datacite.org/10.5065/x")
    found = record_about(
        f"<citation><CI_Citation><identifier><MD_Identifier>{code}</MD_Identifier></identifier></CI_Citation></citation>"
    )
    assert found.doi is None
    assert found.identifiers == ("https://handle.test.datacite.org/10.5065/x",)
    assert "test system" in found.remarks[0]


def test_the_address_of_the_dataset_is_a_link_and_may_be_its_doi() -> None:
    found = record_with(says("dataSetURI", "https://doi.org/10.5065/d6"))
    assert (found.doi, found.links) == ("10.5065/d6", (Link(url="https://doi.org/10.5065/d6"),))


def test_the_licence_of_the_record_is_marked_as_such() -> None:
    found = record_with(
        f"<metadataConstraints><MD_Constraints>{says('useLimitation', 'CC0')}</MD_Constraints></metadataConstraints>"
    )
    assert found.terms == (Term(text=Texts(any="CC0"), kind="metadata"),)


def test_a_service_says_its_operations_and_what_it_gives() -> None:
    point = "<CI_OnlineResource><linkage><URL>https://example.org/wms</URL></linkage></CI_OnlineResource>"
    found = record_with(
        "<identificationInfo><srv:SV_ServiceIdentification>"
        "<srv:serviceType><gco:LocalName>view</gco:LocalName></srv:serviceType>"
        "<srv:containsOperations><srv:SV_OperationMetadata>"
        f"{says('srv:operationName', 'GetMap')}<srv:connectPoint>{point}</srv:connectPoint>"
        "</srv:SV_OperationMetadata></srv:containsOperations>"
        "<srv:operatesOn uuidref='tide-gauge-1'/>"
        "</srv:SV_ServiceIdentification></identificationInfo>"
    )
    assert found.kind == "service"
    assert found.links == (Link(url="https://example.org/wms", protocol="view", name=Texts(any="GetMap")),)
    assert found.related == (Link(url="tide-gauge-1", function="operatesOn"),)
    assert found.remarks == ()


def test_a_level_that_is_said_is_believed_before_the_class() -> None:
    found = record_with(
        "<hierarchyLevel><MD_ScopeCode codeListValue='application'/></hierarchyLevel>"
        "<identificationInfo><srv:SV_ServiceIdentification/></identificationInfo>"
    )
    assert found.kind == "application"


def test_the_parameters_of_the_australian_profile_are_variables_and_equipment() -> None:
    def term(text: str, url: str = "") -> str:
        address = f"<vocabularyTermURL><URL>{url}</URL></vocabularyTermURL>" if url else ""
        return f"<DP_Term>{says('term', text)}{address}</DP_Term>"

    found = record_about(
        "<dataParameters><DP_DataParameters><dataParameter><DP_DataParameter>"
        f"<parameterName>{term('Salinity', 'http://vocab.example.org/PSAL')}</parameterName>"
        f"<parameterUnits>{term('psu')}</parameterUnits>"
        f"<parameterDeterminationInstrument>{term('CTD')}</parameterDeterminationInstrument>"
        f"<platform>{term('ship')}</platform>"
        "</DP_DataParameter></dataParameter></DP_DataParameters></dataParameters>"
    )
    assert found.variables == (Measured(name=Texts(en="Salinity"), unit="psu", uri="http://vocab.example.org/PSAL"),)
    assert (found.platforms, found.instruments) == (("ship",), ("CTD",))
