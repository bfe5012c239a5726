import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.harvest.normalising import SOURCE, an_original, dataset_of, dataset_with, errors_in, rules_of, rules_with

from terra_catalog.dataset import Dataset
from terra_harvest.original import Link, Party, Texts, Word


def links(*found: Link, **fields: object) -> Dataset:
    return dataset_with(links=found, **fields)


@pytest.mark.parametrize(
    ("link", "protocol"),
    [
        (Link(url="https://a.org/x.nc", function="download"), "http"),
        (Link(url="https://a.org/x", protocol="WWW:DOWNLOAD-1.0-http--download"), "http"),
        (Link(url="https://a.org/data.csv"), "http"),
        (Link(url="ftp://a.org/x.nc"), "ftp"),
        (Link(url="s3://bucket/x.zarr", protocol="https"), "s3"),
        (Link(url="https://a.org/thredds/dodsC/x.nc", protocol="OPENDAP"), "opendap"),
        (Link(url="https://a.org/thredds/fileServer/x.nc", protocol="HTTPServer"), "http"),
        (Link(url="https://a.org/form", function="ORDER_LINK"), "web"),
        (Link(url="https://a.org/form", function="download", media_type="text/html"), "web"),
    ],
)
def test_what_gives_the_data_is_a_distribution(link: Link, protocol: str) -> None:
    (found,) = links(link).distributions
    assert (found.url, found.protocol) == (link.url, protocol)


@pytest.mark.parametrize(
    ("link", "protocol"),
    [
        (Link(url="https://a.org/geoserver/wms", protocol="OGC:WMS-1.1.1-http-get-map"), "wms"),
        (Link(url="https://a.org/geoserver/ows", protocol="http://www.opengis.net/def/serviceType/ogc/wms"), "wms"),
        (Link(url="https://a.org/g", protocol="urn:ogc:serviceType:WebMapService:1.3.0"), "wms"),
        (Link(url="https://a.org/ows?SERVICE=WFS&request=GetCapabilities"), "wfs"),
        (Link(url="https://a.org/ows", media_type="OGC:WMS", function="access"), "wms"),
        (Link(url="https://a.org/map", protocol="WWW:LINK", name=Texts(fr="Flux WFS des stations")), "wfs"),
        (Link(url="https://a.org/erddap/tabledap/x", function="download"), "erddap"),
        (Link(url="https://a.org/thredds/catalog/x.html", protocol="THREDDS"), "thredds"),
        (Link(url="https://a.org/stac", protocol="STAC API"), "stac-api"),
        (Link(url="https://a.org/sparql"), "sparql"),
    ],
)
def test_what_a_program_asks_is_a_service(link: Link, protocol: str) -> None:
    (found,) = links(link).services
    assert (found.url, found.protocol) == (link.url, protocol)


def test_a_service_that_the_thesaurus_does_not_know_is_a_web_api_and_said() -> None:
    link = Link(url="https://a.org/wps", protocol="OGC:WPS-1.0.0-http-describe-process")
    assert links(link).services[0].protocol == "rest"
    assert rules_with(links=(link,)) == ["protocol-unknown"]


@pytest.mark.parametrize(
    ("written", "format_id", "media_type"),
    [
        ("NetCDF", "netcdf", None),
        ("text/csv", "csv", None),
        ("image/tiff; application=geotiff; profile=cloud-optimized", "cog", None),
        ("image/tiff;application=geotiff", "geotiff", None),
        ("application/vnd+zarr", "zarr", None),
        ("application/zip", None, "application/zip"),
        ("???", None, None),
        (None, "netcdf", None),
    ],
)
def test_a_format_is_a_concept_or_a_media_type(
    written: str | None, format_id: str | None, media_type: str | None
) -> None:
    url = "https://a.org/x.nc?v=1" if written is None else "https://a.org/x"
    (found,) = links(Link(url=url, function="download", media_type=written)).distributions
    assert (found.format, found.media_type) == (format_id, media_type)


def test_the_page_of_a_dataset_is_found_or_its_doi_leads_there() -> None:
    assert links(Link(url="https://a.org/p", function="landing page")).landing_page == "https://a.org/p"
    assert dataset_with(doi="10.17882/42182").landing_page == "https://doi.org/10.17882/42182"
    record = Link(url="https://a.org/records/1", function="completeMetadata")
    assert links(record).landing_page == "https://a.org/records/1"
    assert links(Link(url="https://a.org/1"), format="oai_dc").landing_page == "https://a.org/1"


def test_a_picture_is_no_page_and_no_file() -> None:
    found = links(
        Link(url="https://a.org/x.png", function="browseGraphic"),
        Link(url="https://a.org/y.png", function="page"),
        Link(url="https://a.org/", function="self"),
    )
    assert (found.landing_page, found.distributions, found.related) == (None, (), ())


@pytest.mark.parametrize(
    ("url", "kind"),
    [
        ("https://github.com/a/b", "code"),
        ("https://a.org/x.ipynb", "notebook"),
        ("https://a.org/guide.pdf", "documentation"),
    ],
)
def test_what_is_to_read_is_related(url: str, kind: str) -> None:
    (found,) = links(Link(url=url, protocol="WWW:LINK", name=Texts(fr="Voir", en="See"))).related
    assert (found.kind, found.url, found.title.fr) == (kind, url, "Voir")


@pytest.mark.parametrize(
    ("function", "kind"),
    [
        ("IsCitedBy", "publication"),
        ("IsDerivedFrom", "source"),
        ("IsNewVersionOf", "previous"),
        ("IsPreviousVersionOf", "next"),
        ("predecessor-version", "previous"),
        ("latest-version", "next"),
        ("IsPartOf", "part-of"),
        ("largerWorkCitation", "part-of"),
        ("HasPart", "dataset"),
    ],
)
def test_relations_are_those_of_the_record(function: str, kind: str) -> None:
    (found,) = dataset_with(related=(Link(url="10.17882/1", function=function),)).related
    assert (found.kind, found.doi, found.url) == (kind, "10.17882/1", None)


def test_a_dataset_is_not_related_to_itself() -> None:
    own = Link(url="https://doi.org/10.17882/42182", function="cite-as")
    assert dataset_with(doi="10.17882/42182", related=(own,), links=(own,)).related == ()


def test_a_password_in_an_address_is_removed_and_said() -> None:
    link = Link(url="https://user:secret@a.org/x.nc", function="download")
    (found,) = links(link).distributions
    assert (found.url, found.auth) == ("https://a.org/x.nc", "account")
    (issue,) = [rule for rule in rules_with(links=(link,)) if rule == "credentials-in-address"]
    assert "secret" not in issue


@pytest.mark.parametrize(
    "url", ["thumbnail.gif", "globus:dead/beef", "gsiftp://a.org/x", "/x", "http://", "file:///etc/passwd"]
)
def test_an_address_that_cannot_be_published_is_left_out_and_said(url: str) -> None:
    link = Link(url=url, function="download")
    assert links(link).distributions == ()
    assert rules_with(links=(link,)) == ["address-unusable"]


@pytest.mark.parametrize("url", ["javascript:alert(1)", "java\tscript:alert(1)", "data:text/html,x", "vbscript:x"])
def test_an_address_that_runs_is_left_out(url: str) -> None:
    found = links(Link(url=url), Link(url=url, function="landing page"))
    assert (found.landing_page, found.distributions, found.related) == (None, (), ())


def test_an_address_escaped_once_too_often_is_mended() -> None:
    assert (
        links(Link(url="https://a.org/wms?SERVICE=WMS&amp;VERSION=1.3.0")).services[0].url.endswith("WMS&VERSION=1.3.0")
    )


def test_each_address_is_shown_once() -> None:
    file = Link(url="https://a.org/x.nc", function="download")
    found = links(file, file, Link(url="https://a.org/x.nc", function="information", name=Texts(en="x")))
    assert (len(found.distributions), found.related) == (1, ())


def test_a_record_of_thousands_of_links_keeps_the_first() -> None:
    many = tuple(Link(url=f"https://a.org/{n}.nc", function="download") for n in range(300))
    assert len(links(*many).distributions) == 100
    assert "too-many" in rules_with(links=many)


def test_parties_are_organisations_with_their_roles() -> None:
    parties = (
        Party(organisation="Ifremer", role="originator", url="https://www.ifremer.fr"),
        Party(organisation="IFREMER", role="distributor"),
        Party(organisation="CNRS", person="Ada Lovelace", role="author"),
        Party(organisation="inapplicable", role="publisher"),
        Party(organisation="Funder", role="funder"),
    )
    found = dataset_with(parties=parties).providers
    assert [(provider.name, provider.roles) for provider in found] == [
        ("Ifremer", ("producer", "host")),
        ("CNRS", ("producer",)),
    ]
    assert found[0].url == "https://www.ifremer.fr"


def test_people_produce_where_no_organisation_does() -> None:
    found = dataset_with(
        parties=(Party(person="Lovelace, Ada", role="creator"), Party(organisation="SEANOE", role="publisher"))
    )
    assert [(provider.name, provider.roles) for provider in found.providers] == [
        ("SEANOE", ("host",)),
        ("Lovelace, Ada", ("producer",)),
    ]


def test_contacts_are_those_of_the_data() -> None:
    parties = (
        Party(person="Ada", organisation="CNRS", email="mailto:ada@cnrs.fr", role="pointOfContact"),
        Party(person="Bob", email="bob@cnrs.fr", role="metadataContact"),
        Party(person="Eve", email="eve@cnrs.fr", role="principalInvestigator"),
    )
    (found,) = dataset_with(parties=parties).contacts
    assert (found.name, found.email) == ("Ada (CNRS)", "ada@cnrs.fr")


def test_an_e_mail_address_is_only_kept_where_it_is_published_as_a_contact() -> None:
    found = dataset_with(parties=(Party(person="Eve", email="eve@cnrs.fr", role="principalInvestigator"),))
    assert [(contact.name, contact.email) for contact in found.contacts] == [("Eve", None)]
    assert "eve@cnrs.fr" not in repr(found)


@pytest.mark.parametrize(
    ("written", "email"),
    [
        ('"a@b.fr"', "a@b.fr"),
        ("a@b.fr, c@d.fr", "a@b.fr"),
        ("a@b.fr (head)", "a@b.fr"),
        ("a at b dot fr", None),
        ("n/a", None),
    ],
)
def test_an_e_mail_address_is_bare_or_left_out(written: str, email: str | None) -> None:
    (found,) = dataset_with(parties=(Party(person="Ada", email=written, role="contact"),)).contacts
    assert found.email == email


def test_identifiers_are_sorted_by_kind() -> None:
    uuid = "6F1B2A3C-0D4E-4F5A-8B6C-7D8E9F0A1B2C"
    found = dataset_with(
        native_id=f"urn:uuid:{uuid}",
        doi="https://doi.org/10.17882/42182",
        identifiers=("10.17882/42182", "hdl:1/2", "n/a"),
    )
    assert found.identifiers.doi == "10.17882/42182"
    assert (found.identifiers.uuid, found.identifiers.other) == (uuid.lower(), ("hdl:1/2",))


@pytest.mark.parametrize("doi", ["10.5072/FK2", "https://handle.test.datacite.org/10.17882/1", "10.xxxx/1"])
def test_a_doi_of_a_test_system_is_left_out_and_said(doi: str) -> None:
    original = an_original(doi=doi)
    assert dataset_of(original).identifiers.doi is None
    assert rules_of(original) == ["doi-unusable"]


def test_a_doi_that_an_address_cannot_hold_is_encoded() -> None:
    assert dataset_with(doi="10.1175/1520-0469(2003)<a>2.0").identifiers.doi == "10.1175/1520-0469(2003)%3Ca%3E2.0"


def test_a_data_centre_is_the_one_that_the_record_names_exactly() -> None:
    named = (Word(text=Texts(any="ICARE"), kind="aerisDataCenter"),)
    assert dataset_with(keywords=named).data_centre is None, "ICARE is none of the pole of the source"
    aeris = msgspec.structs.replace(SOURCE, pole="aeris")
    assert dataset_of(an_original(keywords=named), aeris).data_centre == "icare"


_schemes = st.sampled_from(["http://", "https://", "ftp://", "s3://", "javascript:", "//", "doi:10.1/", "HTTP://"])
_ends = st.sampled_from(["", ".nc", ".png", "?service=WMS", "/wms"])
urls = st.one_of(
    st.text(max_size=30),
    st.builds("{}{}{}".format, _schemes, st.text(alphabet='ab./:@?#&=%é \u202e<>"', max_size=20), _ends),
)
link = st.builds(
    Link,
    url=urls,
    protocol=st.sampled_from([None, "OGC:WMS", "WWW:LINK", "DOI", "WWW:DOWNLOAD", "<b>"]),
    function=st.sampled_from([None, "download", "landing page", "information", "IsPartOf", "order", "data"]),
    media_type=st.one_of(st.none(), st.text(max_size=12), st.sampled_from(["text/html", "image/png", "NetCDF", "a/b"])),
    name=st.builds(Texts, any=st.text(max_size=10)),
    size=st.one_of(st.none(), st.integers(-5, 2**60)),
)


@settings(max_examples=1200, deadline=None)
@given(st.lists(link, max_size=4), st.lists(link, max_size=2))
def test_whatever_the_links_the_rules_are_kept(found: list[Link], related: list[Link]) -> None:
    assert errors_in(dataset_with(links=tuple(found), related=tuple(related))) == []
