import pytest
from tests.harvest.iso_records import record_about, record_with, says

from terra_harvest.original import Area, Link, Measured, Original, Party, Period, Term, Texts


def record_in_area(inside: str) -> Original:
    return record_about(
        f"<extent><EX_Extent><geographicElement>{inside}</geographicElement></EX_Extent></extent>",
    )


def box(**bounds: str) -> str:
    names = {"w": "westBoundLongitude", "e": "eastBoundLongitude", "s": "southBoundLatitude", "n": "northBoundLatitude"}
    return "".join(
        f"<{names[side]}><gco:Decimal>{value}</gco:Decimal></{names[side]}>" for side, value in bounds.items()
    )


def test_the_order_of_the_bounds_does_not_matter() -> None:
    found = record_in_area(f"<EX_GeographicBoundingBox>{box(n='4', w='1', s='2', e='3')}</EX_GeographicBoundingBox>")
    assert found.areas == (Area(box=("1", "2", "3", "4")),)


def test_a_box_without_a_bound_is_no_area_and_said() -> None:
    found = record_in_area(f"<EX_GeographicBoundingBox>{box(w='1', s='2', e='3')}</EX_GeographicBoundingBox>")
    assert found.areas == ()
    assert "lacks one of its four bounds" in found.remarks[0]


@pytest.mark.parametrize("said", ["false", "0"])
def test_an_area_that_the_data_leave_out_is_no_area_and_said(said: str) -> None:
    found = record_in_area(
        f"<EX_GeographicBoundingBox><extentTypeCode><gco:Boolean>{said}</gco:Boolean></extentTypeCode>"
        f"{box(w='1', s='2', e='3', n='4')}</EX_GeographicBoundingBox>"
    )
    assert found.areas == ()
    assert "leave out" in found.remarks[0]


@pytest.mark.parametrize(
    ("shape", "wkt"),
    [
        ("<gml:Point><gml:pos>48.4 -4.5 12</gml:pos></gml:Point>", "POINT (48.4 -4.5)"),
        ("<gml:Point><gml:coordinates>-4.5,48.4</gml:coordinates></gml:Point>", "POINT (-4.5 48.4)"),
        ("<gml:Point><gml:coord><gml:X>1</gml:X><gml:Y>2</gml:Y></gml:coord></gml:Point>", "POINT (1 2)"),
        ("<gml:LineString><gml:posList>1 2 3 4</gml:posList></gml:LineString>", "LINESTRING (1 2, 3 4)"),
        (
            "<gml:LineString><gml:posList srsDimension='3'>1 2 9 3 4 9</gml:posList></gml:LineString>",
            "LINESTRING (1 2, 3 4)",
        ),
        (
            "<gml:MultiPoint><gml:pointMember><gml:Point><gml:pos>1 2</gml:pos></gml:Point></gml:pointMember>"
            "<gml:pointMember><gml:Point><gml:pos>3 4</gml:pos></gml:Point></gml:pointMember></gml:MultiPoint>",
            "MULTIPOINT ((1 2), (3 4))",
        ),
        (
            "<gml:Polygon><gml:outerBoundaryIs><gml:LinearRing><gml:coordinates>0,0 0,9 9,9 0,0</gml:coordinates>"
            "</gml:LinearRing></gml:outerBoundaryIs><gml:innerBoundaryIs><gml:LinearRing>"
            "<gml:coordinates>1,1 1,2 2,2 1,1</gml:coordinates></gml:LinearRing></gml:innerBoundaryIs></gml:Polygon>",
            "POLYGON ((0 0, 0 9, 9 9, 0 0), (1 1, 1 2, 2 2, 1 1))",
        ),
        (
            "<gml:MultiSurface><gml:surfaceMember><gml:Polygon><gml:exterior><gml:LinearRing>"
            "<gml:pos>0 0</gml:pos><gml:pos>0 1</gml:pos><gml:pos>1 1</gml:pos><gml:pos>0 0</gml:pos>"
            "</gml:LinearRing></gml:exterior></gml:Polygon></gml:surfaceMember><gml:surfaceMember><gml:Polygon>"
            "<gml:exterior><gml:LinearRing><gml:posList>5 5 5 6 6 6 5 5</gml:posList></gml:LinearRing></gml:exterior>"
            "</gml:Polygon></gml:surfaceMember></gml:MultiSurface>",
            "MULTIPOLYGON (((0 0, 0 1, 1 1, 0 0)), ((5 5, 5 6, 6 6, 5 5)))",
        ),
    ],
)
def test_a_gml_shape_becomes_wkt(shape: str, wkt: str) -> None:
    found = record_in_area(f"<EX_BoundingPolygon><polygon>{shape}</polygon></EX_BoundingPolygon>")
    assert found.areas == (Area(wkt=wkt),)


@pytest.mark.parametrize(
    "shape",
    [
        "<gml:Point><gml:coordinates decimal='1,2'/></gml:Point>",
        "<gml:Point><gml:pos>here there</gml:pos></gml:Point>",
        "<gml:Point><gml:pos>nan 1</gml:pos></gml:Point>",
        "<gml:LineString><gml:posList>1 2 3</gml:posList></gml:LineString>",
        "<gml:Polygon/>",
        "<gml:Solid/>",
    ],
)
def test_a_shape_that_cannot_be_read_is_said(shape: str) -> None:
    found = record_in_area(f"<EX_BoundingPolygon><polygon>{shape}</polygon></EX_BoundingPolygon>")
    assert found.areas == ()
    assert "no coordinates that can be read" in found.remarks[0]


def test_the_reference_system_may_stand_on_a_part_of_the_shape() -> None:
    found = record_in_area(
        "<EX_BoundingPolygon><polygon><gml:MultiPoint><gml:pointMember><gml:Point srsName='EPSG:3857'>"
        "<gml:pos>1 2</gml:pos></gml:Point></gml:pointMember></gml:MultiPoint></polygon></EX_BoundingPolygon>"
    )
    assert found.areas == (Area(wkt="POINT (1 2)", srs="EPSG:3857"),)


def test_places_have_names_or_addresses() -> None:
    code = '<code><gmx:Anchor xlink:href="http://id.example.org/29"/></code>'
    for inside, name in ((says("code", "Finistère"), "Finistère"), (code, "http://id.example.org/29")):
        identifier = f"<geographicIdentifier><MD_Identifier>{inside}</MD_Identifier></geographicIdentifier>"
        found = record_in_area(f"<EX_GeographicDescription>{identifier}</EX_GeographicDescription>")
        assert found.areas == (Area(name=name),)


def test_a_description_beside_a_period_is_not_a_place() -> None:
    place = f"<extent><EX_Extent>{says('description', 'Iroise')}</EX_Extent></extent>"
    rhythm = f"<extent><EX_Extent>{says('description', 'monthly')}<temporalElement/></EX_Extent></extent>"
    assert record_about(place + rhythm).areas == (Area(name="Iroise"),)


@pytest.mark.parametrize(
    ("inside", "periods"),
    [
        (
            "<gml:TimePeriod><gml:beginPosition>2001-02</gml:beginPosition><gml:endPosition>2003</gml:endPosition></gml:TimePeriod>",
            (Period(start="2001-02", end="2003"),),
        ),
        (
            "<gml:TimePeriod>"
            "<gml:begin><gml:TimeInstant><gml:timePosition>2001</gml:timePosition></gml:TimeInstant></gml:begin>"
            "<gml:end><gml:TimeInstant><gml:timePosition indeterminatePosition='unknown'/></gml:TimeInstant></gml:end>"
            "</gml:TimePeriod>",
            (Period(start="2001", end_word="unknown"),),
        ),
        (
            "<gml:TimeInstant><gml:timePosition>1999-12-31T23:59:59Z</gml:timePosition></gml:TimeInstant>",
            (Period(start="1999-12-31T23:59:59Z", end="1999-12-31T23:59:59Z"),),
        ),
        (
            "<TimePeriod xmlns='http://www.opengis.net/gml'><beginPosition>8 juillet 1974</beginPosition></TimePeriod>",
            (Period(start="8 juillet 1974"),),
        ),
        ("<gml:TimePeriod><gml:beginPosition/><gml:endPosition> </gml:endPosition></gml:TimePeriod>", ()),
        ("", ()),
    ],
)
def test_a_period_is_kept_as_written(inside: str, periods: tuple[Period, ...]) -> None:
    found = record_about(
        "<extent><EX_Extent><temporalElement><EX_TemporalExtent>"
        f"<extent>{inside}</extent></EX_TemporalExtent></temporalElement></EX_Extent></extent>"
    )
    assert found.periods == periods


@pytest.mark.parametrize(
    ("inside", "words"),
    [
        (
            "<equivalentScale><MD_RepresentativeFraction><denominator><gco:Integer>25000</gco:Integer></denominator>"
            "</MD_RepresentativeFraction></equivalentScale>",
            ("1:25000",),
        ),
        ("<distance><gco:Distance uom='km'>1</gco:Distance></distance>", ("1 km",)),
        ("<distance><gco:Distance/></distance>", ()),
    ],
)
def test_a_resolution_is_said_with_its_unit(inside: str, words: tuple[str, ...]) -> None:
    assert (
        record_about(f"<spatialResolution><MD_Resolution>{inside}</MD_Resolution></spatialResolution>").resolution
        == words
    )


def legal(*codes: str, text: str) -> str:
    restrictions = "".join(
        f"<{code}><MD_RestrictionCode codeListValue='otherRestrictions'/></{code}>" for code in codes
    )
    return f"<resourceConstraints><MD_LegalConstraints>{restrictions}{text}</MD_LegalConstraints></resourceConstraints>"


@pytest.mark.parametrize(
    ("codes", "kind", "code"),
    [
        (("accessConstraints",), "access", "otherRestrictions"),
        (("useConstraints",), "use", "otherRestrictions"),
        (("accessConstraints", "useConstraints"), "other", "otherRestrictions"),
        ((), "other", None),
    ],
)
def test_other_constraints_are_of_what_stands_beside_them(codes: tuple[str, ...], kind: str, code: str | None) -> None:
    found = record_about(legal(*codes, text=says("otherConstraints", "ask")))
    assert found.terms == (Term(text=Texts(en="ask"), code=code, kind=kind),)


def test_a_restriction_code_without_words_is_a_term() -> None:
    found = record_about(legal("accessConstraints", text=""))
    assert found.terms == (Term(code="otherRestrictions", kind="access"),)


def test_a_security_class_is_a_term() -> None:
    found = record_about(
        "<resourceConstraints><MD_SecurityConstraints>"
        "<classification><MD_ClassificationCode codeListValue='restricted'/></classification>"
        "</MD_SecurityConstraints></resourceConstraints>"
    )
    assert found.terms == (Term(code="restricted", kind="security"),)


def test_a_party_that_says_nothing_is_none() -> None:
    role = "<role><CI_RoleCode codeListValue='author'/></role>"
    assert (
        record_about(f"<pointOfContact><CI_ResponsibleParty>{role}</CI_ResponsibleParty></pointOfContact>").parties
        == ()
    )


def test_a_position_is_a_person_only_where_nobody_is_named() -> None:
    alone = (
        f"<pointOfContact><CI_ResponsibleParty>{says('positionName', 'editor')}</CI_ResponsibleParty></pointOfContact>"
    )
    both = says("positionName", "editor") + says("organisationName", "Lab")
    found = record_about(f"{alone}<pointOfContact><CI_ResponsibleParty>{both}</CI_ResponsibleParty></pointOfContact>")
    assert found.parties == (
        Party(person="editor", role="pointOfContact"),
        Party(organisation="Lab", role="pointOfContact"),
    )


def test_the_swiss_profile_names_people_in_two_parts() -> None:
    names = says("individualFirstName", "Ana") + says("individualLastName", "Frei")
    found = record_about(f"<pointOfContact><CHE_CI_ResponsibleParty>{names}</CHE_CI_ResponsibleParty></pointOfContact>")
    assert found.parties == (Party(person="Ana Frei", role="pointOfContact"),)


def transfer(inside: str) -> Original:
    return record_with(
        "<distributionInfo><MD_Distribution><transferOptions><MD_DigitalTransferOptions>"
        f"{inside}</MD_DigitalTransferOptions></transferOptions></MD_Distribution></distributionInfo>"
    )


def online(url: str, more: str = "") -> str:
    return f"<onLine><CI_OnlineResource><linkage><URL>{url}</URL></linkage>{more}</CI_OnlineResource></onLine>"


@pytest.mark.parametrize(
    ("size", "unit", "bytes_"),
    [("2", "", 2_000_000), ("1,5", "", None), ("3", "GB", 3_000_000_000), ("3", "files", None), ("nan", "", None)],
)
def test_a_size_is_in_megabytes_unless_said_otherwise(size: str, unit: str, bytes_: int | None) -> None:
    units = says("unitsOfDistribution", unit) if unit else ""
    found = transfer(f"{units}<transferSize><gco:Real>{size}</gco:Real></transferSize>{online('http://a')}")
    assert found.links == (Link(url="http://a", size=bytes_),)


def test_a_size_of_several_links_is_of_none_of_them() -> None:
    found = transfer(f"<transferSize><gco:Real>2</gco:Real></transferSize>{online('http://a')}{online('http://b')}")
    assert [link.size for link in found.links] == [None, None]


def test_a_link_without_an_address_is_none() -> None:
    assert transfer(online(" ", says("name", "soon"))).links == ()


def test_two_dois_in_links_are_not_chosen_from_and_an_article_is_never_the_dataset() -> None:
    def said(doi: str, name: str) -> str:
        return online(f"https://doi.org/{doi}", says("protocol", "DOI") + says("name", name))

    assert transfer(said("10.1234/a", "data")).doi == "10.1234/a"
    assert transfer(said("10.1234/a", "data") + said("10.1234/b", "more data")).doi is None
    assert transfer(said("10.1234/a", "data") + said("10.1234/b", "the article")).doi == "10.1234/a"
    assert transfer(said("10.1234/b", "Publication")).doi is None


def test_a_coverage_that_is_one_variable_is_read() -> None:
    found = record_with(
        "<contentInfo><MD_CoverageDescription><attributeDescription>"
        "<gco:RecordType>air_temperature</gco:RecordType></attributeDescription></MD_CoverageDescription></contentInfo>"
    )
    assert found.variables == (Measured(name=Texts(any="air_temperature")),)
