import json
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import pytest
from fetching import Asked, a_source, bodies, harvest

from terra_harvest.fetch import Request
from terra_harvest.original import UnreadableError
from terra_harvest.protocols.page import Checkpoint, trace
from terra_harvest.protocols.registry import walk
from terra_harvest.strict_json import read_json

API = "https://data.example/api"


def collection(native_id: str, **more: Any) -> dict[str, Any]:
    return {"type": "Collection", "stac_version": "1.1.0", "id": native_id, "links": [], **more}


def serving(count: int, total: bool = False, limit: bool = True, landing: bool = False) -> Asked:
    """An API of `count` collections; without `limit` it gives all of them on its one page."""
    ids = [f"c{n}" for n in range(1, count + 1)]

    def answer(request: Request) -> bytes | None:
        parts = urlsplit(request.url)
        if request.url == API:
            links = [{"rel": "child", "href": f"./collections/{i}"} for i in ids] if landing else []
            return json.dumps({"links": links}).encode()
        if parts.path != "/api/collections":
            return json.dumps(collection(parts.path.rpartition("/")[2])).encode()
        query = json.loads(request.body) if request.body else dict(parse_qsl(parts.query))
        at, size = int(query.get("at", 0)), int(query["limit"]) if limit else count
        links = []
        if at + size < count:
            following = {"at": at + size, "limit": size}
            if request.body:
                links = [
                    {
                        "rel": "next",
                        "href": "/api/collections",
                        "method": "POST",
                        "body": {"at": at + size},
                        "merge": True,
                    }
                ]
            else:
                links = [{"rel": "next", "href": "?" + "&".join(f"{k}={v}" for k, v in following.items())}]
        page = {"collections": [collection(i) for i in ids[at : at + size]], "links": links}
        return json.dumps(page | ({"numberMatched": count} if total else {})).encode()

    return Asked(answer)


def test_an_api_with_a_total_is_read_once():
    fetch = serving(7, total=True)
    found, _ = harvest(a_source("stac-api"), fetch)
    assert (found.verdict, found.published, len(fetch.requests)) == ("COMPLETE", 7, 3)


@pytest.mark.parametrize("word", ["NaN", "Infinity", "-Infinity"])
def test_a_collection_that_holds_what_is_no_number_takes_no_other_along(word):
    """Python's servers write these words; texts that hold them stay."""
    honest = serving(7, total=True)
    spoilt = f'"x": [{word}, "\\"NaN, Infinity"], "id": "c4"'.encode()

    def answer(request: Request) -> bytes:
        return honest(request).body.replace(b'"id": "c4"', spoilt)

    found, pages = harvest(a_source("stac-api"), Asked(answer))
    assert (found.verdict, found.received, found.faults) == ("COMPLETE", 7, ())
    assert b', "\\"NaN, Infinity"]' in bodies(pages)["c4"]
    assert read_json(bodies(pages)["c3"])
    with pytest.raises(UnreadableError, match="infinity"):
        read_json(bodies(pages)["c4"])


def test_an_api_without_total_is_read_again_in_smaller_pages():
    fetch = serving(7)
    found, pages = harvest(a_source("stac-api", page_size=50), fetch)
    assert (found.verdict, found.published) == ("COMPLETE", 7)
    assert [page.asked for page in pages] == [50, 4, 4]


def test_pages_are_asked_by_post_where_the_source_says_so():
    fetch = serving(7, total=True)
    found, _ = harvest(a_source("stac-api", options="method: POST"), fetch)
    assert found.verdict == "COMPLETE"
    assert [json.loads(request.body) for request in fetch.requests] == [
        {"limit": 3},
        {"limit": 3, "at": 3},
        {"limit": 3, "at": 6},
    ]


def test_an_api_that_gives_twelve_whatever_is_asked_is_not_believed():
    found, _ = harvest(a_source("stac-api", page_size=50), serving(12, limit=False))
    assert (found.verdict, found.published) == ("PARTIAL", 12)
    assert "whole_in_one_page" in found.reasons[0]


def test_unless_its_landing_page_links_to_the_same_collections():
    found, _ = harvest(a_source("stac-api", page_size=50), serving(12, limit=False, landing=True))
    assert found.verdict == "COMPLETE"


def test_or_the_source_says_so():
    source = a_source("stac-api", options="whole_in_one_page: true")
    fetch = serving(12, limit=False)
    found, _ = harvest(source, fetch)
    assert (found.verdict, len(fetch.requests)) == ("COMPLETE", 1)


def test_a_page_that_fails_is_made_up_for_by_the_links_of_the_landing_page():
    honest = serving(7, total=True, landing=True)

    def answer(request: Request) -> bytes:
        return b"{" if "at=3" in request.url else honest(request).body

    found, _ = harvest(a_source("stac-api"), Asked(answer))
    assert (found.verdict, found.published) == ("COMPLETE", 7)


def test_the_bytes_of_a_collection_reach_its_reader_as_they_came():
    body = b'{"collections": [{"id": "a", "b":  1.10, "b": 2 }], "links": []}'
    _, pages = harvest(a_source("stac-api"), Asked(lambda _request: body))
    assert bodies(pages)["a"] == b'{"id": "a", "b":  1.10, "b": 2 }'


def test_an_entry_that_is_no_collection_is_told_and_does_not_hide_the_next_pages():
    honest = serving(7, total=True)

    def answer(request: Request) -> bytes:
        return honest(request).body.replace(
            b'{"type": "Collection", "stac_version": "1.1.0", "id": "c5", "links": []}', b"null"
        )

    found, pages = harvest(a_source("stac-api"), Asked(answer))
    assert (found.verdict, len(bodies(pages)), found.missing) == ("PARTIAL", 6, 1)
    assert any("holds something that is no collection" in reason for reason in found.reasons)


def test_a_link_over_plain_http_to_the_same_host_is_taken_over_tls():
    pages = {
        f"{API}/collections?limit=3": {
            "collections": [collection("a")],
            "links": [{"rel": "next", "href": "http://data.example/api/collections?token=b"}],
            "numberMatched": 2,
        },
        f"{API}/collections?token=b": {"collections": [collection("b")], "links": [], "numberMatched": 2},
    }
    found, _ = harvest(a_source("stac-api"), Asked({url: json.dumps(page).encode() for url, page in pages.items()}))
    assert (found.verdict, found.published) == ("COMPLETE", 2)


@pytest.mark.parametrize("kept", range(4))
def test_a_walk_killed_after_any_page_goes_on_to_the_same_records(kept):
    source = a_source("stac-api")
    whole = list(walk(source, serving(8)))
    before = whole[:kept]
    after = list(walk(source, serving(8), Checkpoint(traces=tuple(map(trace, before)))))
    assert [page.token for page in [*before, *after]] == [page.token for page in whole]
    assert bodies([*before, *after]) == bodies(whole)


ROOT = "https://data.example/stac/catalog.json"


def files(**documents: dict[str, Any]) -> dict[str, bytes]:
    """A tree of files: each name is a path below the root, with "_" for "/"."""
    return {
        f"https://data.example/stac/{name.replace('_', '/')}.json": json.dumps(document).encode()
        for name, document in documents.items()
    }


def catalog(*children: str) -> dict[str, Any]:
    links = [{"rel": "child", "href": href} for href in children]
    return {"type": "Catalog", "stac_version": "1.1.0", "id": "root", "links": [{"rel": "self", "href": ROOT}, *links]}


TREE = files(
    catalog=catalog("./land/catalog.json", "sea.json"),
    land_catalog=catalog("../snow.json", "../catalog.json"),
    sea=collection("sea", links=[{"rel": "child", "href": "ice.json"}, {"rel": "item", "href": "one.json"}]),
    ice=collection("ice"),
    snow=collection("snow"),
)


def test_a_static_catalogue_is_followed_by_its_child_links_and_each_file_read_once():
    fetch = Asked(TREE)
    found, pages = harvest(a_source("stac-static", ROOT), fetch)
    assert (found.verdict, set(bodies(pages))) == ("COMPLETE", {"sea", "ice", "snow"})
    assert len(fetch.urls) == len(set(fetch.urls)) == 5


def test_a_missing_file_of_a_static_catalogue_makes_it_partial_and_is_named():
    found, pages = harvest(a_source("stac-static", ROOT), Asked({u: b for u, b in TREE.items() if "snow" not in u}))
    assert (found.verdict, set(bodies(pages))) == ("PARTIAL", {"sea", "ice"})
    assert any("the file https://data.example/stac/snow.json" in reason for reason in found.reasons)


def test_a_file_that_is_no_stac_makes_it_partial():
    found, _ = harvest(a_source("stac-static", ROOT), Asked(TREE | {"https://data.example/stac/snow.json": b"{}"}))
    assert found.verdict == "PARTIAL"
    assert any("is no STAC catalogue nor collection" in reason for reason in found.reasons)


def test_two_collections_under_one_identifier_are_both_counted():
    twin = {"https://data.example/stac/snow.json": json.dumps(collection("sea", title="other")).encode()}
    found, _ = harvest(a_source("stac-static", ROOT), Asked(TREE | twin))
    assert (found.published, found.quarantined, found.may_withdraw) == (2, 1, False)


def test_a_catalogue_deeper_than_the_source_allows_is_partial():
    found, _ = harvest(a_source("stac-static", ROOT, options="depth: 1"), Asked(TREE))
    assert found.verdict == "PARTIAL"


@pytest.mark.parametrize("kept", range(5))
def test_a_crawl_killed_after_any_file_goes_on_with_the_others(kept):
    source = a_source("stac-static", ROOT)
    whole = list(walk(source, Asked(TREE)))
    before = whole[:kept]
    after = list(walk(source, Asked(TREE), Checkpoint(traces=tuple(map(trace, before)))))
    assert [page.token for page in [*before, *after]] == [page.token for page in whole]
