from collections.abc import Callable
from urllib.parse import parse_qsl, urlsplit

import pytest
from fetching import Asked, a_source, bodies, harvest

from terra_harvest.fetch import Request
from terra_harvest.protocols.page import Checkpoint, trace
from terra_harvest.protocols.registry import walk


def envelope(inner: str) -> bytes:
    return f'<OAI-PMH xmlns="http://www.openarchives.org/OAI/2.0/">{inner}</OAI-PMH>'.encode()


def header(number: int, more: str = "") -> str:
    return f"<header{more}><identifier>oai:x:{number}</identifier><datestamp>2026-01-{number:02d}</datestamp></header>"


def record(number: int) -> str:
    return f"<record>{header(number)}<metadata><dc><title>T{number}</title></dc></metadata></record>"


class Repository:
    """`count` records in pages, each of its own day; `total` says whether lists tell how long they are."""

    def __init__(
        self, count: int, total: bool = True, write: Callable[[int], str] = record, cut: int = 99, page: int = 3
    ) -> None:
        self.count, self.total, self.write, self.cut, self.page = count, total, write, cut, page
        self.fetch = Asked(self.answer)

    def answer(self, request: Request) -> bytes:
        query = dict(parse_qsl(urlsplit(request.url).query))
        verb = query["verb"]
        if verb == "GetRecord":
            return envelope(f"<GetRecord>{self.write(int(query['identifier'][6:]))}</GetRecord>")
        state = dict(parse_qsl(query.get("resumptionToken", ""))) or query
        first, last = int(state.get("from", "-01")[-2:]), int(state.get("until", "-31")[-2:])
        numbers = [n for n in range(1, self.count + 1) if first <= n <= last][: self.cut]
        if not numbers:
            return envelope('<error code="noRecordsMatch"/>')
        at = int(state.get("at", 0))
        shown = "".join((self.write if verb == "ListRecords" else header)(n) for n in numbers[at : at + self.page])
        token = (
            f"from=-{first:02d}&amp;until=-{last:02d}&amp;at={at + self.page}" if at + self.page < len(numbers) else ""
        )
        size = f' completeListSize="{len(numbers)}"' if self.total else ""
        after = f"<resumptionToken{size}>{token}</resumptionToken>" if token or self.total else ""
        return envelope(f"<{verb}>{shown}{after}</{verb}>")


def verbs(fetch: Asked) -> list[str]:
    return [dict(parse_qsl(urlsplit(url).query))["verb"] for url in fetch.urls]


def test_a_list_with_a_total_is_read_once():
    repository = Repository(8)
    found, pages = harvest(a_source("oai-pmh"), repository.fetch)
    assert (found.verdict, found.published) == ("COMPLETE", 8)
    assert verbs(repository.fetch) == ["ListRecords"] * 3
    assert bodies(pages)["oai:x:1"].endswith(b"<title>T1</title></dc>")


def test_the_first_request_names_prefix_set_and_date_and_the_others_only_the_token():
    repository = Repository(8)
    source = a_source("oai-pmh", options="prefix: oai_datacite, sets: [a]")
    harvest(source, repository.fetch, Checkpoint(since="2026-01-02"))
    first, second = (dict(parse_qsl(urlsplit(url).query)) for url in repository.fetch.urls[:2])
    assert first == {"verb": "ListRecords", "metadataPrefix": "oai_datacite", "set": "a", "from": "2026-01-02"}
    assert set(second) == {"verb", "resumptionToken"}


def test_a_list_without_total_is_confirmed_by_windows_of_dates():
    repository = Repository(8, total=False)
    found, _ = harvest(a_source("oai-pmh"), repository.fetch)
    assert (found.verdict, found.published) == ("COMPLETE", 8)
    windows = [dict(parse_qsl(urlsplit(url).query)) for url in repository.fetch.urls[3:]]
    assert {query["verb"] for query in windows} == {"ListIdentifiers"}
    assert "from" not in windows[0]
    assert "until" not in windows[-1]
    assert [query["until"] for query in windows[:-1]] == [query["from"] for query in windows[1:]]


@pytest.mark.parametrize("cut", [6, 9])
def test_a_repository_that_cuts_its_lists_without_a_word_gives_itself_away(cut):
    repository = Repository(14, total=False, cut=cut)
    found, pages = harvest(a_source("oai-pmh"), repository.fetch)
    assert len(bodies(pages)) > cut
    assert found.verdict != "COMPLETE" or found.published == 14


def test_a_deleted_record_is_counted_apart():
    def write(number: int) -> str:
        return (
            f"<record>{header(number, ' status=' + chr(34) + 'deleted' + chr(34))}</record>"
            if number == 2
            else record(number)
        )

    found, _ = harvest(a_source("oai-pmh"), Repository(4, write=write).fetch)
    assert (found.verdict, found.published, found.deleted, found.matched) == ("COMPLETE", 3, 1, 4)


def test_no_change_since_a_date_is_complete():
    found, _ = harvest(a_source("oai-pmh"), Repository(4).fetch, Checkpoint(since="2026-01-20"))
    assert (found.verdict, found.matched, found.may_withdraw) == ("COMPLETE", 0, False)


def test_an_empty_repository_is_not_believed():
    found, _ = harvest(a_source("oai-pmh"), Repository(0).fetch)
    assert (found.verdict, found.reasons[0]) == ("FAILED", "no record at all.")


def test_a_lost_token_is_made_up_for_record_by_record():
    repository = Repository(8)

    def answer(request: Request) -> bytes:
        if "ListRecords" in request.url and "resumptionToken" in request.url:
            return envelope('<error code="badResumptionToken">expired</error>')
        return repository.answer(request)

    fetch = Asked(answer)
    found, _ = harvest(a_source("oai-pmh"), fetch)
    assert (found.verdict, found.published) == ("COMPLETE", 8)
    assert verbs(fetch).count("GetRecord") == 5


@pytest.mark.parametrize("total", [True, False])
@pytest.mark.parametrize("page", [6, 25])
@pytest.mark.parametrize("bad", range(1, 15))
def test_a_record_that_breaks_its_page_is_named(bad, page, total):
    """Wherever it stands: on the first page, where nothing came before it, too."""

    def write(number: int) -> str:
        return "<record>&broken</record>" if number == bad else record(number)

    found, _ = harvest(a_source("oai-pmh"), Repository(14, total, write, page=page).fetch)
    assert (found.verdict, found.published, list(found.quarantine)) == ("COMPLETE", 13, [f"oai:x:{bad}"])


def test_several_sets_are_several_lists_and_a_record_of_two_counts_once():
    repository = Repository(5, total=False)
    found, _ = harvest(a_source("oai-pmh", options="sets: [a, b]"), repository.fetch)
    assert found.published == 5
    assert {dict(parse_qsl(urlsplit(url).query)).get("set") for url in repository.fetch.urls} >= {"a", "b"}


@pytest.mark.parametrize("kept", range(5))
def test_a_walk_killed_after_any_page_goes_on_to_the_same_records(kept):
    source = a_source("oai-pmh")
    whole = list(walk(source, Repository(10, total=False).fetch))
    before = whole[:kept]
    after = list(walk(source, Repository(10, total=False).fetch, Checkpoint(traces=tuple(map(trace, before)))))
    assert bodies([*before, *after]) == bodies(whole)
    assert [page.token for page in [*before, *after]] == [page.token for page in whole]


def test_the_error_of_the_repository_is_in_the_report():
    fetch = Asked(lambda _request: envelope('<error code="cannotDisseminateFormat">no such prefix</error>'))
    found, _ = harvest(a_source("oai-pmh"), fetch)
    assert found.verdict == "FAILED"
    assert any("answers with the error cannotDisseminateFormat: no such prefix." in reason for reason in found.reasons)


def as_pycsw(count: int, last: str) -> Asked:
    """Wants the prefix with every token; the last page has a token too, which leads to `last`."""

    def answer(request: Request) -> bytes:
        query = dict(parse_qsl(urlsplit(request.url).query))
        if "metadataPrefix" not in query:
            return envelope('<error code="badArgument">Missing metadataPrefix parameter</error>')
        at = int(query.get("resumptionToken", "1"))
        if not at and last == "an error":
            return envelope('<error code="badResumptionToken"/>')
        numbers = range(at or 1, min(at + 3, count + 1))
        following = numbers.stop if numbers.stop <= count else 0
        shown = "".join(record(number) for number in numbers)
        token = f'<resumptionToken completeListSize="{count}">{following}</resumptionToken>'
        return envelope(f"<ListRecords>{shown}{token}</ListRecords>")

    return Asked(answer)


@pytest.mark.parametrize("last", ["an error", "the first page"])
def test_a_token_after_the_last_record_is_no_fault(last):
    found, pages = harvest(a_source("oai-pmh"), as_pycsw(7, last))
    assert (found.verdict, found.published, found.faults) == ("COMPLETE", 7, ())
    assert pages[-1].end == "refused"


def test_a_token_that_leads_nowhere_before_the_last_record_is_a_fault():
    def answer(request: Request) -> bytes:
        if "resumptionToken" in request.url:
            return envelope('<error code="badResumptionToken"/>')
        more = '<resumptionToken completeListSize="4">x</resumptionToken>'
        return envelope(f"<ListRecords>{record(1)}{record(2)}{record(3)}{more}</ListRecords>")

    found, _ = harvest(a_source("oai-pmh"), Asked(answer))
    assert (found.verdict, found.missing) == ("PARTIAL", 1)
