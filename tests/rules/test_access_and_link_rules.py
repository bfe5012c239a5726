import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import NamedNode
from sound_record import says

from terra_catalog.dataset import Access, Contact, Distribution, Location, Provenance, Provider, Related, Service
from terra_catalog.urls import COPIES, DATA, MAX_URL, WEB, is_canonical, safe_url
from terra_vocab.text import Text

_URL = "https://example.org"
_WEB = "Write one with a host and one of the schemes http, https."


def test_a_licence_is_a_concept_or_an_address():
    assert says("unknown-licence", licence=None) == []
    assert says("unknown-licence", licence="https://example.org/terms") == []
    assert says("unknown-licence", licence="CC-BY-4.0") == [
        ("licence", "`CC-BY-4.0` is no licence of the thesaurus. Nearest: cc-by-4.0 (CC BY 4.0).")
    ]
    assert says("unknown-licence", licence="javascript:alert(1)") == [
        ("licence", f"`javascript:alert(1)` is no address. {_WEB}")
    ]


def test_a_record_without_terms_is_told():
    assert says("no-terms", licence=None, rights=Text(fr="Recherche seulement.")) == []
    assert says("no-terms", licence=None) == [
        ("licence", "neither licence nor rights. Name a licence, or write the terms in `rights`.")
    ]


def test_an_embargo_and_only_an_embargo_has_an_end():
    assert says("embargo-end", access=Access(condition="open")) == []
    assert says("embargo-end", access=Access(condition="embargo", until="2027-06-30")) == []
    assert says("embargo-end", access=Access(condition="embargo")) == [
        ("access.until", "an embargo without end. Write in `until` the date at which it is lifted.")
    ]
    assert says("embargo-end", access=Access(condition="embargo", until="soon")) == [
        ("access.until", "`soon` is no date. Write YYYY, YYYY-MM or YYYY-MM-DD.")
    ]
    assert says("embargo-end", access=Access(condition="open", until="2027")) == [
        ("access.until", "`until` goes with `condition: embargo`, not with `open`. Change one of the two.")
    ]


@pytest.mark.parametrize("size", [0, -1, 2**53])
def test_a_size_is_a_number_of_bytes(size):
    assert says("file-size", distributions=(Distribution(url=_URL), Distribution(url=_URL, size=1))) == []
    assert says("file-size", distributions=(Distribution(url=_URL, size=size),)) == [
        ("distributions[0].size", f"`{size}` is no size. Write a number of bytes, greater than 0.")
    ]


@pytest.mark.parametrize(
    "good", ["text/csv", "image/tiff; application=geotiff", 'application/ld+json;profile="http://x"']
)
def test_a_media_type_is_accepted(good):
    assert says("media-type-shape", distributions=(Distribution(url=_URL, media_type=good),)) == []


@pytest.mark.parametrize("bad", ["NetCDF", "text/", "/csv", "text/csv\n", "text/csv;", "a/b<script>"])
def test_whatever_else_is_no_media_type(bad):
    assert says("media-type-shape", distributions=(Distribution(url=_URL, media_type=bad),))[0][0] == (
        "distributions[0].media_type"
    )


def test_the_message_about_a_media_type_shows_one():
    assert says("media-type-shape", distributions=(Distribution(url=_URL, media_type="NetCDF"),)) == [
        (
            "distributions[0].media_type",
            "`NetCDF` is no media type. Write type/subtype, such as `application/x-netcdf`.",
        )
    ]


_BAD = "javascript:alert(1)"
_PLACES = {
    "landing_page": {"landing_page": _BAD},
    "services[0].url": {"services": (Service(url=_BAD, protocol="wms"),)},
    "related[0].url": {"related": (Related(kind="code", url=_BAD),)},
    "providers[0].url": {"providers": (Provider(name="x", url=_BAD),)},
    "contacts[0].url": {"contacts": (Contact(name="x", url=_BAD),)},
    "provenance.url": {"provenance": Provenance(source="x", url=_BAD)},
    "provenance.also[1]": {"provenance": Provenance(source="x", also=("oai:x.org:12", _BAD))},
}


@pytest.mark.parametrize("path", _PLACES)
def test_an_address_of_another_kind_is_refused_in_every_field(path):
    assert says("url-shape", **_PLACES[path]) == [(path, f"`javascript:alert(1)` is no address. {_WEB}")]


def test_files_and_copies_have_schemes_of_their_own():
    assert (
        says("url-shape", distributions=(Distribution(url="ftp://example.org/a"), Distribution(url="s3://b/c"))) == []
    )
    assert says("url-shape", locations=(Location(site="x", href="irods:///GaiaDataZone/catalog/a"),)) == []
    assert says("url-shape", distributions=(Distribution(url="file:///etc/passwd"),)) == [
        (
            "distributions[0].url",
            "`file:///etc/passwd` is no address. "
            "Write one with a host and one of the schemes ftp, http, https, irods, s3, sftp.",
        )
    ]
    assert says("url-shape", locations=(Location(site="x", href="http://example.org"),)) == [
        (
            "locations[0].href",
            "`http://example.org` is no address. Write one with a host and one of the schemes https, irods, s3.",
        )
    ]


def test_an_address_that_can_be_mended_is_told_with_its_right_spelling():
    assert says("url-shape", landing_page=" https://example.org/a b") == [
        ("landing_page", "` https://example.org/a b` is not spelt as an address. Write `https://example.org/a%20b`.")
    ]


@pytest.mark.parametrize(
    ("text", "clean"),
    [
        ("https://example.org", "https://example.org"),
        ("HTTPS://Example.ORG/A", "https://example.org/A"),
        ("https://example.org:8080/a?b=c&d=%20#e", "https://example.org:8080/a?b=c&d=%20#e"),
        ("https://user:secret@example.org/", "https://example.org/"),
        ("https://example.org/\u200ba\nb", "https://example.org/ab"),
        ("ht\ttps://example.org", "https://example.org"),
        ("https://example.org/été?q={x}|y", "https://example.org/%C3%A9t%C3%A9?q=%7Bx%7D%7Cy"),
        ("https://example.org/100%", "https://example.org/100%25"),
        ("https://example.org/a#b#c", "https://example.org/a#b%23c"),
        ("https://example.org/a\\b", "https://example.org/a%5Cb"),
        ("https://éxample.org/", "https://xn--xample-9ua.org/"),
        ("https://[2001:db8::1]/", "https://[2001:db8::1]/"),
        ("https:\\\\example.org/a", "https://example.org/a"),
    ],
)
def test_an_address_has_one_spelling(text, clean):
    assert safe_url(text) == clean
    assert is_canonical(clean)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "example.org",
        "//example.org",
        "https://",
        "https:///a",
        "javascript:alert(1)",
        "java\tscript:alert(1)",
        "data:text/html,x",
        "https://a b/",
        "https://example.org:port/",
        "https://<b>/",
        "https://[::zz]/",
        "ftp://a.b/",
        "https://\ud800/",
        "https://example.org/\ud800",
        "https://good\\@evil/",
        "https://-x/",
        "https://é" + "e" * 80,
        "https://a/" + "a" * MAX_URL,
        "x" * 10_000_000,
        "https://a/" + "é" * 10_000_000,
    ],
    ids=lambda text: ascii(text[:30]),
)
def test_what_has_no_safe_reading_is_none(text):
    assert safe_url(text) is None


@given(
    st.one_of(st.text(), st.text().map(lambda rest: f"https://example.org/{rest}"), st.text().map("https://{}".format))
)
def test_every_address_given_back_is_canonical_and_an_iri(text):
    clean = safe_url(text)
    if clean is not None:
        assert safe_url(clean) == clean
        assert clean.isascii()
        assert clean.startswith(("http://", "https://"))
        assert not set(clean) & set(' <>"{}|\\^`@') - {"@"}
        NamedNode(clean)


@pytest.mark.parametrize("url", ["s3://data/a", "irods:///Zone/a", "sftp://example.org/a"])
def test_a_browser_opens_none_of_the_schemes_of_data(url):
    assert not is_canonical(url, WEB)
    assert is_canonical(url, DATA)
    assert not is_canonical("http://example.org", COPIES)


def test_a_related_thing_has_exactly_one_target():
    assert says("related-target", related=(Related(kind="code", url=_URL),)) == []
    message = "of `url`, `doi` and `dataset`, exactly one expected. Keep the best."
    assert says("related-target", related=(Related(kind="code"),)) == [("related[0]", f"0 {message}")]
    assert says("related-target", related=(Related(kind="code", url=_URL, dataset="x"),)) == [
        ("related[0]", f"2 {message}")
    ]


@pytest.mark.parametrize("good", ["data@example.org", "o'neil+x@a-b.example.org"])
def test_an_email_address_is_accepted(good):
    assert says("email-shape", contacts=(Contact(name="x", email=good), Contact(name="y"))) == []


@pytest.mark.parametrize("bad", ["x", "mailto:a@b.fr", "A B <a@b.fr>", "a@b", "a@b.fr\n", "a@b.fr?cc=x", "@b.fr"])
def test_whatever_else_is_no_email_address(bad):
    assert len(says("email-shape", contacts=(Contact(name="x", email=bad),))) == 1


def test_the_message_about_an_email_address_says_what_to_write():
    assert says("email-shape", contacts=(Contact(name="x", email="a(at)b.fr"),)) == [
        ("contacts[0].email", "`a(at)b.fr` is no e-mail address. Write name@host.")
    ]


def test_a_superseded_dataset_names_its_successor():
    assert says("superseded-without-successor", status="superseded", successor="other") == []
    assert says("superseded-without-successor", status="superseded") == [
        ("successor", "superseded by what? Write in `successor` the id of the dataset that replaces it.")
    ]


def test_a_priority_is_small():
    assert says("location-priority", locations=(Location(site="x", href="s3://b/c", priority=-1000),)) == []
    assert says("location-priority", locations=(Location(site="x", href="s3://b/c", priority=10**400),)) == [
        (
            "locations[0].priority",
            "`an integer of more than 80 digits` is out of range. Write a number from -1000 to 1000.",
        )
    ]
