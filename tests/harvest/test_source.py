from pathlib import Path

import msgspec
import pytest

from terra_harvest.fetch import Request, Response
from terra_harvest.protocols.options import OPTIONS, CswOptions, Options
from terra_harvest.protocols.page import FRESH
from terra_harvest.protocols.registry import PROTOCOLS
from terra_harvest.source import Budget, Contact, Politeness, Source, SourceError, load_sources, read_source

SOURCES = Path(__file__).resolve().parents[2] / "harvest/sources"
SOUND = """id: trial
title: {fr: Essai, en: Trial}
endpoint: https://data.example/csw
protocol: csw
pole: odatis
certainty: high
"""


def refusal(text: str) -> str:
    with pytest.raises(SourceError) as caught:
        read_source(text, "trial.yml")
    return str(caught.value)


def test_a_source_is_read_with_its_defaults():
    source = read_source(SOUND, "trial.yml")
    assert (source.politeness.page_size, source.politeness.concurrency, source.schedule) == (50, 1, "nightly")
    assert source.options == CswOptions()
    assert source.allowed == ("https://data.example/csw",)


def test_the_options_are_those_of_the_protocol():
    source = read_source(SOUND + "options:\n  output_schema: http://example.org/ns\n", "trial.yml")
    assert source.options == CswOptions(output_schema="http://example.org/ns")


def test_an_unknown_protocol_is_answered_with_the_known_ones():
    assert refusal(SOUND.replace("protocol: csw", "protocol: cswt")) == (
        "trial.yml:4: protocol: `cswt` is no protocol. Write one of: "
        "aeris, csw, dataone, dcat, esgf, geonetwork, oai-pmh, stac-api, stac-static, waf."
    )


def test_an_option_of_another_protocol_is_refused_with_its_line():
    assert refusal(SOUND + "options:\n  prefix: oai_dc\n") == (
        "trial.yml:7: options: Object contains unknown field `prefix`. See harvest/README.md."
    )


@pytest.mark.parametrize(
    "url", ["ftp://data.example/", "https://user:secret@data.example/", "file:///etc/hostname", "data.example"]
)
def test_an_endpoint_that_cannot_be_asked_is_refused(url):
    said = refusal(SOUND.replace("https://data.example/csw", url))
    assert said.startswith("trial.yml:3: endpoint: ")
    assert said.endswith("is no address that can be asked. Write http(s)://host/path, without user name.")


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ("politeness: {delay: 61}\n", "politeness.delay: 61.0 seconds: 0 to 60 expected."),
        ("politeness: {page_size: 0}\n", "politeness.page_size: 0: 1 to 1000 records expected."),
        ("budget: {seconds: 9000}\n", "budget.seconds: 9000: 1 to 7200 expected."),
        ("hosts: ['http://[']\n", "hosts[0]: `http://[` is no address that can be asked."),
        ("ca: ../../secret.pem\n", "ca: `../../secret.pem` is no file name."),
    ],
)
def test_a_value_out_of_range_is_refused_with_its_place(more, said):
    assert f"trial.yml:7: {said}" in refusal(SOUND + more)


def test_two_requests_at_once_are_not_an_option():
    assert "politeness.concurrency" in refusal(SOUND + "politeness: {concurrency: 2}\n")


def test_yaml_that_is_none_is_refused_with_its_line():
    assert (
        refusal("id: [\n") == "trial.yml:2: not YAML: did not find expected node content. Check indentation and quotes."
    )


def test_a_file_named_unlike_its_source_is_refused(tmp_path):
    (tmp_path / "other.yml").write_text(SOUND)
    with pytest.raises(SourceError, match=r"Name the file trial\.yml"):
        load_sources(tmp_path)


def test_every_protocol_has_its_options():
    assert set(PROTOCOLS) == set(OPTIONS)


def never(request: Request) -> Response:
    raise AssertionError(f"asked {request.url} before the first page was")


@pytest.mark.parametrize("protocol", OPTIONS)
def test_a_protocol_takes_its_own_options_and_no_others(protocol):
    source = read_source(SOUND.replace("protocol: csw", f"protocol: {protocol}"), "trial.yml")
    PROTOCOLS[protocol].walk(source, never, FRESH)
    with pytest.raises(TypeError, match=f"has Options where {protocol} takes {OPTIONS[protocol].__name__}"):
        PROTOCOLS[protocol].walk(msgspec.structs.replace(source, options=Options()), never, FRESH)


def test_every_source_of_the_project_is_sound(thesaurus):
    sources = load_sources(SOURCES)
    assert len(sources) >= 15
    for source in sources:
        assert source.title.fr and source.title.en, source.id
        assert bool(source.remark.fr) == bool(source.remark.en), source.id
        for scheme, concept in (("poles", source.pole), ("data-centres", source.data_centre)):
            assert concept is None or concept in {c.id for c in thesaurus.of(scheme)}, (source.id, concept)
        assert source.contact is not None, source.id


def test_the_formats_of_the_sources_have_readers():
    from terra_harvest.formats.registry import READERS

    assert {source.format for source in load_sources(SOURCES)} <= set(READERS)


def test_every_source_field_protocol_and_option_is_in_the_readme():
    readme = (SOURCES.parent / "README.md").read_text("utf-8")
    words = {source.id for source in load_sources(SOURCES)} | set(OPTIONS)
    for struct in (Source, Contact, Politeness, Budget, *OPTIONS.values()):
        words |= set(struct.__struct_fields__)
    assert sorted(word for word in words if f"`{word}`" not in readme) == []
