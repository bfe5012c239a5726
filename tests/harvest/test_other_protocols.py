"""AERIS, DataONE, DCAT, ESGF, GeoNetwork, folders of files: each over answers written here."""

import json
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import pytest
from fetching import Asked, a_source, bodies, harvest

from terra_harvest.fetch import Request, Response
from terra_harvest.formats.registry import READERS
from terra_harvest.protocols.page import Checkpoint, Validator, trace
from terra_harvest.protocols.registry import walk


def query(request: Request) -> dict[str, str]:
    return dict(parse_qsl(urlsplit(request.url).query))


AERIS = {
    "https://data.example/api/metadata/summaries": b'{"results": [{"id": "a"}, {"id": "b"}]}',
    "https://data.example/api/metadata/a": b'{"id": "a", "resourceTitle": {"fr": "A"}}',
    "https://data.example/api/metadata/b": b'{"id": "b", "resourceTitle": {"fr": "B"}}',
}


class TestAeris:
    def test_every_record_of_the_summaries_is_asked_for(self):
        found, pages = harvest(a_source("aeris"), Asked(AERIS))
        assert (found.verdict, bodies(pages)) == ("COMPLETE", {key[-1]: AERIS[key] for key in list(AERIS)[1:]})

    def test_summaries_may_be_a_bare_list_and_of_one_project(self):
        answers = AERIS | {"https://data.example/api/metadata/summaries?project=IAGOS": b'[{"id": "a"}]'}
        found, _ = harvest(a_source("aeris", options="project: IAGOS"), Asked(answers))
        assert (found.verdict, found.published) == ("COMPLETE", 1)

    def test_a_record_that_cannot_be_had_is_quarantined_by_name(self):
        found, _ = harvest(a_source("aeris"), Asked({key: body for key, body in AERIS.items() if key[-1] != "b"}))
        assert (found.verdict, found.published, list(found.quarantine)) == ("COMPLETE", 1, ["b"])

    def test_a_catalogue_of_which_no_record_can_be_had_has_failed(self):
        found, _ = harvest(a_source("aeris"), Asked(dict(list(AERIS.items())[:1])))
        assert (found.verdict, found.published, found.quarantined, found.may_withdraw) == ("FAILED", 0, 2, False)
        assert found.reasons

    def test_the_record_of_another_identifier_is_refused(self):
        wrong = AERIS | {"https://data.example/api/metadata/b": AERIS["https://data.example/api/metadata/a"]}
        found, _ = harvest(a_source("aeris"), Asked(wrong))
        assert "answers the record `a`, not `b`" in found.quarantine["b"]

    def test_an_unchanged_record_is_not_sent_again(self):
        def answer(request: Request) -> bytes | Response | None:
            return Response(request.url, 304, {}, b"") if request.etag == '"1"' else AERIS.get(request.url)

        known = Checkpoint(known={"a": Validator(etag='"1"')})
        found, pages = harvest(a_source("aeris"), Asked(answer), known)
        unchanged = {r.native_id: r.unchanged for page in pages for r in page.records}
        assert (found.verdict, unchanged) == ("COMPLETE", {"a": True, "b": False})


EML = "https://eml.ecoinformatics.org/eml-2.2.0"


def node(request: Request) -> bytes | None:
    """A member node: three EML (one superseded, one archived), one CSV."""
    path = urlsplit(request.url).path.removeprefix("/api/")
    objects = {"doi:10.5/a": EML, "b": EML, "c": EML, "t.csv": "text/csv"}
    if path == "object":
        start, count = int(query(request)["start"]), int(query(request)["count"])
        shown = list(objects.items())[start : start + count]
        infos = "".join(
            f"<objectInfo><identifier>{i}</identifier><formatId>{f}</formatId>"
            f'<checksum algorithm="MD5">sum-{i}</checksum></objectInfo>'
            for i, f in shown
        )
        return f'<d1:objectList xmlns:d1="urn:d1" total="{len(objects)}">{infos}</d1:objectList>'.encode()
    kind, _, pid = path.partition("/")
    pid = pid.replace("%3A", ":").replace("%2F", "/")
    if kind == "meta":
        more = {"b": "<obsoletedBy>b2</obsoletedBy>", "c": "<archived>true</archived>"}.get(pid, "")
        return f'<d1:systemMetadata xmlns:d1="urn:d1"><checksum>sum-{pid}</checksum>{more}</d1:systemMetadata>'.encode()
    return f"<eml>{pid}</eml>".encode()


class TestDataOne:
    def test_metadata_is_read_and_data_superseded_and_archived_objects_are_counted_apart(self):
        found, pages = harvest(a_source("dataone"), Asked(node))
        assert (found.verdict, found.matched) == ("COMPLETE", 4)
        assert (found.published, found.skipped, found.deleted) == (1, 2, 1)
        assert bodies(pages)["doi:10.5/a"] == b"<eml>doi:10.5/a</eml>"

    def test_objects_with_a_known_checksum_are_not_asked_for(self):
        fetch = Asked(node)
        known = {"doi:10.5/a": Validator(checksum="sum-doi:10.5/a")}
        found, _ = harvest(a_source("dataone"), fetch, Checkpoint(known=known))
        assert (found.verdict, found.published) == ("COMPLETE", 1)
        assert not [url for url in fetch.urls if "10.5" in url]


FEED = """
@prefix dcat: <http://www.w3.org/ns/dcat#> . @prefix dct: <http://purl.org/dc/terms/> .
@prefix hydra: <http://www.w3.org/ns/hydra/core#> . @prefix foaf: <http://xmlns.com/foaf/0.1/> .
<https://data.example/cat> a dcat:Catalog ; dcat:dataset %s .
%s
"""


def feed(numbers: range, following: str | None = None, total: int | None = None) -> bytes:
    about = "".join(
        f'<https://data.example/d/{n}> a dcat:Dataset ; dct:title "Jeu {n}"@fr, "Set {n}"@en ; '
        f'dct:description "d" ; dcat:distribution [ dcat:accessURL <https://data.example/f/{n}> ] ;'
        f"dct:publisher <https://data.example/org> .\n"
        for n in numbers
    )
    about += '<https://data.example/org> foaf:name "Org" .\n'
    if following or total:
        about += "<https://data.example/view> a hydra:PartialCollectionView"
        about += f" ; hydra:next <{following}>" if following else ""
        about += f" ; hydra:totalItems {total}" if total else ""
        about += " .\n"
    return (FEED % (", ".join(f"<https://data.example/d/{n}>" for n in numbers), about)).encode()


class TestDcat:
    def test_one_document_is_the_whole_feed(self):
        found, pages = harvest(a_source("dcat"), Asked({"https://data.example/api": feed(range(3))}))
        assert (found.verdict, found.published) == ("COMPLETE", 3)
        assert list(bodies(pages)) == [f"https://data.example/d/{n}" for n in range(3)]

    def test_a_dataset_is_cut_out_with_all_that_is_said_about_it_and_nothing_else(self):
        _, pages = harvest(a_source("dcat"), Asked({"https://data.example/api": feed(range(3))}))
        body = bodies(pages)["https://data.example/d/1"].decode()
        assert '<https://data.example/org> <http://xmlns.com/foaf/0.1/name> "Org"' in body
        assert "<https://data.example/f/1>" in body
        assert "/d/0" not in body
        (original,) = READERS["dcat"](body.encode())
        assert (original.title.fr, original.title.en, len(original.links)) == ("Jeu 1", "Set 1", 1)

    def test_the_same_dataset_gives_the_same_bytes_wherever_it_stands(self):
        first = harvest(a_source("dcat"), Asked({"https://data.example/api": feed(range(3))}))[1]
        second = harvest(a_source("dcat"), Asked({"https://data.example/api": feed(range(1, 9))}))[1]
        assert bodies(first)["https://data.example/d/1"] == bodies(second)["https://data.example/d/1"]

    def test_hydra_pages_are_followed_and_their_total_is_held_against_them(self):
        two = "https://data.example/api?page=2"
        pages = {"https://data.example/api": feed(range(3), two, 5), two: feed(range(3, 5), None, 5)}
        assert harvest(a_source("dcat"), Asked(pages))[0].verdict == "COMPLETE"
        pages[two] = feed(range(3, 4), None, 5)
        found, _ = harvest(a_source("dcat"), Asked(pages))
        assert (found.verdict, found.missing) == ("PARTIAL", 1)

    def test_a_page_of_html_is_no_feed(self):
        fetch = Asked(lambda _request: b"<!DOCTYPE html><html></html>")
        found, _ = harvest(a_source("dcat"), fetch)
        assert (found.verdict, found.faults[0].kind) == ("FAILED", "wrong-root")


def solr(request: Request) -> bytes:
    ids = [f"CMIP6.x.{n}|esgf.example" for n in range(8)]
    asked = query(request)
    if "id" in asked:
        ids = [i for i in ids if i == asked["id"]]
    at, size = int(asked.get("offset", 0)), int(asked["limit"])
    docs = [{"id": i, "title": "t", "data_node": "esgf.example"} for i in ids[at : at + size]]
    return json.dumps({"response": {"numFound": len(ids), "start": at, "docs": docs}}).encode()


class TestEsgf:
    def test_datasets_are_paged_by_offset_and_limit(self):
        fetch = Asked(solr)
        found, pages = harvest(a_source("esgf", options="facets: {project: CMIP6}"), fetch)
        assert (found.verdict, found.published) == ("COMPLETE", 8)
        first = query(fetch.requests[0])
        assert first | {"type": "Dataset", "latest": "true", "replica": "false", "project": "CMIP6"} == first
        (original,) = READERS["esgf"](bodies(pages)["CMIP6.x.0|esgf.example"])
        assert original.title

    def test_a_bad_document_is_named_and_the_others_are_read(self):
        def answer(request: Request) -> bytes:
            return solr(request).replace(b'{"id": "CMIP6.x.4|esgf.example", "title"', b'{"id": NaN, "title"')

        found, _ = harvest(a_source("esgf"), Asked(answer))
        assert (found.published, found.quarantined + found.missing) == (7, 1)


class GeoNetwork:
    """Eight records sorted by uuid; `after` says whether hits carry what they were sorted by."""

    def __init__(self, after: bool = True, relation: str = "eq") -> None:
        self.after, self.relation = after, relation
        self.fetch = Asked(self.answer)

    def answer(self, request: Request) -> bytes:
        asked = json.loads(request.body)
        ids = [f"u{n}" for n in range(8)]
        terms = [f["term"]["uuid"] for f in asked["query"]["bool"]["filter"] if "uuid" in f.get("term", {})]
        ids = [i for i in ids if not terms or i in terms]
        begin = ids.index(asked["search_after"][0]) + 1 if "search_after" in asked else asked.get("from", 0)
        hits: list[dict[str, Any]] = [
            {"_id": i, "_source": {"uuid": i, "resourceTitleObject": {"default": i}}}
            | ({"sort": [i]} if self.after else {})
            for i in ids[begin : begin + asked["size"]]
        ]
        total = {"value": len(ids), "relation": self.relation}
        return json.dumps({"timed_out": False, "hits": {"total": total, "hits": hits}}).encode()


class TestGeoNetwork:
    @pytest.mark.parametrize("after", [True, False])
    def test_records_are_paged_by_what_they_are_sorted_by_or_else_by_position(self, after):
        server = GeoNetwork(after)
        found, pages = harvest(a_source("geonetwork"), server.fetch)
        assert (found.verdict, found.published) == ("COMPLETE", 8)
        asked = [json.loads(request.body) for request in server.fetch.requests]
        assert [body.get("search_after") or body.get("from") for body in asked] == (
            [None, ["u2"], ["u5"], ["u7"], ["u7"]] if after else [None, 3, 6, 8, 8]
        )
        assert bodies(pages)["u0"] == b'{"_source":{"uuid": "u0", "resourceTitleObject": {"default": "u0"}}}'

    def test_a_total_that_is_only_a_lower_bound_is_no_total(self):
        found, _ = harvest(a_source("geonetwork"), GeoNetwork(relation="gte").fetch)
        assert (found.verdict, found.claims) == ("COMPLETE", ())

    def test_the_filters_of_the_source_are_sent(self):
        server = GeoNetwork()
        harvest(a_source("geonetwork", options="query: '+a', terms: {owner: '7'}"), server.fetch)
        filters = json.loads(server.fetch.requests[0].body)["query"]["bool"]["filter"]
        assert {"term": {"owner": "7"}} in filters
        assert {"query_string": {"query": "+a"}} in filters

    def test_an_answer_of_a_part_of_the_index_is_refused(self):
        fetch = Asked(lambda _request: b'{"timed_out": true, "hits": {"hits": []}}')
        found, _ = harvest(a_source("geonetwork"), fetch)
        assert found.verdict == "FAILED"
        assert "answers a part only" in found.reasons[-1]


def listing(*names: str) -> bytes:
    links = "".join(f'<a href="{name}">{name}</a>' for name in ("?C=M;O=A", "/", "../", "http://evil.example/", *names))
    return f"<html><body>{links}</body></html>".encode()


WAF = {
    "https://data.example/waf/./": listing("b.xml", "a%20b.xml", "readme.txt", "sub/"),
    "https://data.example/waf/sub/": listing("c.XML", "../b.xml"),
    "https://data.example/waf/b.xml": b"<b/>",
    "https://data.example/waf/a%20b.xml": b"<a/>",
    "https://data.example/waf/sub/c.XML": b"<c/>",
}
WAF["https://data.example/waf/"] = WAF.pop("https://data.example/waf/./")


class TestFolder:
    def test_files_of_the_folder_and_its_sub_folders_are_read_and_nothing_else(self):
        fetch = Asked(WAF)
        found, pages = harvest(a_source("waf", "https://data.example/waf"), fetch)
        assert found.verdict == "COMPLETE"
        assert bodies(pages) == {"b.xml": b"<b/>", "a b.xml": b"<a/>", "sub/c.XML": b"<c/>"}
        assert all(url.startswith("https://data.example/waf/") for url in fetch.urls)

    def test_a_listing_cut_short_is_refused(self):
        cut = WAF | {"https://data.example/waf/sub/": listing("c.XML")[:-7]}
        found, _ = harvest(a_source("waf", "https://data.example/waf"), Asked(cut))
        assert found.verdict == "PARTIAL"
        assert any("without its end (</html>)" in reason for reason in found.reasons)

    def test_an_error_page_in_the_place_of_a_file_is_quarantined_by_name(self):
        wrong = WAF | {"https://data.example/waf/b.xml": b"<!DOCTYPE html><html>gone</html>"}
        found, _ = harvest(a_source("waf", "https://data.example/waf"), Asked(wrong))
        assert (found.verdict, found.published, list(found.quarantine)) == ("COMPLETE", 2, ["b.xml"])


@pytest.mark.parametrize("protocol", ["aeris", "dataone", "dcat", "esgf", "geonetwork", "waf"])
def test_a_walk_killed_after_its_first_page_goes_on_to_the_same_records(protocol):
    answering: dict[str, Any] = {
        "aeris": AERIS,
        "dataone": node,
        "dcat": {"https://data.example/api": feed(range(3))},
        "esgf": solr,
        "geonetwork": GeoNetwork().answer,
        "waf": WAF,
    }
    source = a_source(protocol, "https://data.example/waf" if protocol == "waf" else "https://data.example/api")
    whole = list(walk(source, Asked(answering[protocol])))
    after = list(walk(source, Asked(answering[protocol]), Checkpoint(traces=(trace(whole[0]),))))
    assert [page.token for page in after] == [page.token for page in whole[1:]]
    assert bodies([whole[0], *after]) == bodies(whole)
