from pathlib import Path

import pytest

from terra_harvest.original import UnreadableError
from terra_harvest.xml import NAME, local, namespace, parse_repaired, parse_xml, to_bytes


def test_a_sound_document_needs_no_repair() -> None:
    root, repairs = parse_repaired(b'\xef\xbb\xbf<?xml version="1.0"?><!-- hello --><a>\xc3\xa9<?x?></a>')
    assert (root.tag, root.text, repairs) == ("a", "é", ())


def test_blanks_before_the_declaration_are_removed_and_said() -> None:
    root, repairs = parse_repaired(b'\xef\xbb\xbf\r\n \xef\xbb\xbf<?xml version="1.0" encoding="UTF-8"?><a/>')
    assert root.tag == "a"
    assert repairs == ("blanks or byte order marks before the XML declaration, removed",)


def test_forbidden_control_characters_are_removed_and_said() -> None:
    root, repairs = parse_repaired(b"<a>1\x0b2&#11;3&#x1F;4&#0;5\xef\xbf\xbe6&#9;7</a>")
    assert root.text == "123456\t7"
    assert repairs == ("control characters that XML forbids, removed",)


def test_bytes_of_windows_in_a_utf_8_document_are_read_as_such_and_said() -> None:
    root, repairs = parse_repaired(b'<?xml version="1.0" encoding="utf-8"?><a>\xc3\xa9t\xe9 \x93ici\x94</a>')
    assert root.text == "été “ici”"
    assert repairs == ("bytes that are not UTF-8, read as Windows-1252",)


@pytest.mark.parametrize("bad", [b"\x81", b"\xed\xa0\x80"])
def test_bytes_of_no_text_are_refused(bad: bytes) -> None:
    with pytest.raises(UnreadableError, match="line 1"):
        parse_xml(b"<a>" + bad + b"</a>")


def test_forgotten_prefixes_that_everybody_knows_are_declared_and_said() -> None:
    root, repairs = parse_repaired(b'<a><gmx:Anchor xlink:href="x"/><gml:Point/></a>')
    assert [child.tag for child in root] == [
        "{http://www.isotc211.org/2005/gmx}Anchor",
        "{http://www.opengis.net/gml}Point",
    ]
    assert repairs == ("prefixes without a namespace, declared here: xlink, gmx, gml",)


def test_a_forgotten_gml_is_the_one_the_document_names_elsewhere() -> None:
    root = parse_xml(b'<a b="http://www.opengis.net/gml/3.2"><gml:Point/></a>')
    assert namespace(root[0].tag) == "http://www.opengis.net/gml/3.2"


def test_a_prefix_that_nobody_knows_is_refused() -> None:
    with pytest.raises(UnreadableError, match=r"line 1.*prefix foo"):
        parse_xml(b"<a><foo:b/></a>")


@pytest.mark.parametrize(
    "body",
    [
        b'<!DOCTYPE a [<!ENTITY x "y">]><a>&x;</a>',
        b'\xef\xbb\xbf<?xml version="1.0"?>\n<!-- <!DOCTYPE --> <!DOCTYPE a SYSTEM "file:///etc/hostname"><a/>',
        '<?xml version="1.0" encoding="UTF-16"?><!DOCTYPE a [<!ENTITY x "y">]><a>&x;</a>'.encode("utf-16"),
    ],
)
def test_a_dtd_is_refused(body: bytes) -> None:
    with pytest.raises(UnreadableError, match="DTD"):
        parse_xml(body)


def test_the_file_that_a_dtd_names_is_never_opened(tmp_path: Path) -> None:
    # In UTF-16 the DTD is seen only after parsing: what the parser itself does counts.
    named = tmp_path / "named.dtd"
    named.write_text("not a DTD: a parser that opens it says so")
    body = f'<?xml version="1.0" encoding="UTF-16"?><!DOCTYPE a SYSTEM "{named.as_uri()}"><a/>'.encode("utf-16")
    with pytest.raises(UnreadableError, match="DTD"):
        parse_xml(body)


def test_the_words_of_a_dtd_in_a_text_are_no_dtd() -> None:
    assert parse_xml(b"<a><![CDATA[<!DOCTYPE html>]]></a>").text == "<!DOCTYPE html>"


@pytest.mark.parametrize(
    ("body", "words"),
    [
        (b" \n", "empty"),
        (b'{"a": 1}', "not XML"),
        (b"<!doctype HTML><p>", "HTML page"),
        (b"<html><br></html>", "HTML page"),
        (b"<a>\n<b></a>", "line 2, column"),
        (b"<a>&eacute;</a>", "eacute"),
        (b"<a>" * 300 + b"</a>" * 300, "depth"),
        (b"<!-- never closed", "not well formed"),
        (b'<?xml version="1.0" encoding="nope"?><a/>', "encoding"),
    ],
)
def test_what_cannot_be_read_is_refused_with_what_and_where(body: bytes, words: str) -> None:
    with pytest.raises(UnreadableError, match=words):
        parse_xml(body)


def test_blanks_between_elements_can_be_left_out() -> None:
    body = b"<a> <b>x y</b>\n</a>"
    assert parse_repaired(body)[0].text == " "
    assert parse_repaired(body, blanks=False)[0].text is None
    assert parse_repaired(body, blanks=False)[0][0].text == "x y"


def test_an_element_alone_keeps_its_namespaces_and_leaves_what_follows() -> None:
    root = parse_xml(b'<p:a xmlns:p="urn:p"><p:b>\xc3\xa9</p:b> after</p:a>')
    assert to_bytes(root[0]) == '<p:b xmlns:p="urn:p">é</p:b>'.encode()


def test_a_tag_is_cut_into_namespace_and_name() -> None:
    assert (local("{urn:a}b"), namespace("{urn:a}b")) == ("b", "urn:a")
    assert (local("b"), namespace("b")) == ("b", "")


def test_the_tags_of_strangers_do_not_fill_the_memory() -> None:
    assert [NAME[f"{{urn:x}}n{number}"] for number in range(12_000)][-1] == "n11999"
    assert len(NAME) <= 10_000
