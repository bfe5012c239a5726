"""Duplicates across sources: certain ones become one page, doubtful ones a list, and nobody is merged by chance."""

from itertools import permutations
from typing import Any

import pytest

from terra_catalog.dataset import Dataset, Identifiers, Interval, Provenance, Provider
from terra_catalog.duplicates import Pair, merged
from terra_catalog.load import Record
from terra_vocab.text import Text

UUID = "6f1b2a3c-0d4e-4f5a-8b6c-7d8e9f0a1b2c"
BREST = (-5.0, 48.0, -4.0, 49.0)
NICE = (7.0, 43.0, 8.0, 44.0)


def rec(id_: str, source: str = "", title: str = "", doi: str | None = None, **fields: Any) -> Record:
    upstream = fields.pop("upstream", f"u-{id_}")
    uuid = fields.pop("uuid", None)
    dataset = Dataset(
        id=id_,
        title=Text(en=title or f"Dataset number {id_}"),
        pole="odatis",
        created=fields.pop("created", "2026-11-01"),
        updated="2026-11-01",
        identifiers=Identifiers(doi=doi, uuid=uuid),
        provenance=Provenance(source=source, upstream_id=upstream, url=f"https://{source}.example/{id_}")
        if source
        else None,
        **fields,
    )
    return Record(dataset, f"catalog/records/{source}/{id_}.json" if source else f"catalog/curated/odatis/{id_}.yml")


STANDINGS = {"rdg": "aggregator"}


def run(*records: Record) -> Any:
    return merged(records, STANDINGS)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"doi": "10.17882/ABC"}, {"doi": "10.17882/abc"}),
        ({"uuid": UUID}, {"uuid": UUID.upper()}),
        ({"uuid": UUID}, {"upstream": f"fr.ifremer:{UUID}"}),
        ({"doi": "10.17882/1"}, {"upstream": "doi:10.17882/1"}),
    ],
)
def test_one_name_in_two_sources_is_one_dataset(one: dict[str, Any], other: dict[str, Any]) -> None:
    result = run(rec("a", "rdg", **one), rec("b", "seanoe", **other))
    assert [r.dataset.id for r in result.records] == ["b"], "the pole wins over the aggregator"
    assert result.redirects == {"a": "b"}
    origin = result.records[0].dataset.provenance
    assert origin.also == ("https://rdg.example/a",)
    assert result.doubtful == []


def test_what_people_wrote_wins_then_the_pole_then_the_oldest_whatever_the_order() -> None:
    records = [
        rec("a", "rdg", doi="10.1/x", created="2020-01-01"),
        rec("b", "seanoe", doi="10.1/x", created="2026-11-02"),
        rec("c", "sextant", doi="10.1/x", created="2026-11-01"),
        rec("d", doi="10.1/x", created="2026-11-03"),
    ]
    for some in permutations(records):
        result = run(*some)
        assert [r.dataset.id for r in result.records] == ["d"]
        assert result.redirects == {"a": "d", "b": "d", "c": "d"}
    assert run(*records[:3]).redirects == {"a": "c", "b": "c"}
    assert run(records[0], records[1]).redirects == {"a": "b"}


def test_a_tombstone_never_stands_for_a_living_record() -> None:
    result = run(rec("a", "seanoe", doi="10.1/x", status="withdrawn"), rec("b", "rdg", doi="10.1/x"))
    assert result.redirects == {"a": "b"}


def test_the_same_title_extent_and_producer_is_one_dataset() -> None:
    same = {"title": "Température de la mer à Brest", "boxes": (BREST,), "providers": (Provider(name="Ifremer"),)}
    other = {**same, "title": "TEMPERATURE DE LA MER A BREST", "boxes": ((-5.01, 48.0, -4.0, 49.01),)}
    assert run(rec("a", "seanoe", **same), rec("b", "sextant", **other)).redirects == {"b": "a"}


@pytest.mark.parametrize(
    ("change", "doubt"),
    [
        ({"boxes": (NICE,)}, "title"),
        ({"providers": (Provider(name="SHOM"),)}, "title"),
        ({"boxes": ()}, "title"),
        ({"doi": "10.1/v2"}, "doi"),
        ({"intervals": (Interval(start="1990", end="1999"),)}, "period"),
    ],
)
def test_the_same_title_alone_or_against_a_contradiction_is_a_doubt_to_look_at(
    change: dict[str, Any], doubt: str
) -> None:
    same = {
        "title": "Température de la mer à Brest",
        "boxes": (BREST,),
        "providers": (Provider(name="Ifremer"),),
        "doi": "10.1/v1",
        "intervals": (Interval(start="2000"),),
    }
    result = run(rec("a", "seanoe", **same), rec("b", "sextant", **{**same, "doi": None, **change}))
    assert result.redirects == {}
    assert result.doubtful == [Pair("a", "b", doubt)]


@pytest.mark.parametrize(
    ("one", "other", "doubt"),
    [
        ({"boxes": (BREST,)}, {"boxes": (NICE,)}, "extent"),
        (
            {"intervals": (Interval(start="1990", end="1991"),)},
            {"intervals": (Interval(start="1995"),)},
            "period",
        ),
    ],
)
def test_one_doi_on_two_places_or_periods_is_a_doubt(one: dict[str, Any], other: dict[str, Any], doubt: str) -> None:
    result = run(rec("a", "seanoe", doi="10.1/x", **one), rec("b", "sextant", doi="10.1/x", **other))
    assert (result.redirects, result.doubtful) == ({}, [Pair("a", "b", doubt)])


def test_boxes_over_the_antimeridian_meet_on_either_side() -> None:
    pacific, fiji = (170.0, -20.0, -170.0, 20.0), (-180.0, -18.0, -178.0, -16.0)
    result = run(rec("a", "seanoe", doi="10.1/x", boxes=(pacific,)), rec("b", "rdg", doi="10.1/x", boxes=(fiji,)))
    assert result.redirects == {"b": "a"}


def test_a_doi_that_a_source_gives_to_a_whole_series_merges_nothing() -> None:
    series = [rec(f"s{n}", "hydroweb", doi="10.1/series") for n in range(50)]
    result = run(*series, rec("x", "rdg", doi="10.1/series"))
    assert result.redirects == {}
    assert result.doubtful == [Pair("s0", "x", "several")]


def test_two_records_of_one_source_are_never_merged_even_through_a_third() -> None:
    result = run(
        rec("a1", "seanoe", doi="10.1/x"),
        rec("a2", "seanoe", uuid=UUID),
        rec("b", "rdg", doi="10.1/x", uuid=UUID),
    )
    assert result.redirects == {}
    assert {pair.doubt for pair in result.doubtful} == {"several"}


def test_short_titles_and_records_of_one_source_raise_no_doubt() -> None:
    assert run(rec("a", "seanoe", "Salinity"), rec("b", "rdg", "Salinity")).doubtful == []
    assert run(*(rec(f"a{n}", "seanoe", "A title that many bear") for n in range(5))).doubtful == []


def test_a_thousand_records_of_one_title_in_two_sources_give_one_doubt_and_not_a_million() -> None:
    records = [rec(f"r{n:04}", "one" if n % 2 else "two", "Station of the network") for n in range(1000)]
    assert len(run(*records).doubtful) == 1
