"""A real server in front of us, pycsw as CSW and as OAI-PMH, and a proxy before it that fails at random."""

import http.client
from collections import Counter
from collections.abc import Iterator
from urllib.parse import quote, urlsplit

import pytest
from faults import Ask, Honest, Reply, listening, run, silent
from made_records import iso_record, native_id
from real_pycsw import pycsw_of
from test_faults import at_random

from terra_harvest.http import Limits

COUNT = 47
IDS = tuple(native_id(number) for number in range(1, COUNT + 1))
PATIENT = Limits(connect=10, read=30, total=60)
FAULTS = 500
"""For each of the two protocols: a thousand in all."""


class Pycsw(Honest):
    """Passes every question on to a real pycsw, once: its records stay the same, and it takes 50 ms an answer."""

    def __init__(self, name: str, address: str, options: str, extra: str = "") -> None:
        self.name = name
        self.options = options
        self._extra = extra
        self._host = urlsplit(address).netloc
        self._answers: dict[str, Reply] = {}

    def answer(self, ask: Ask) -> Reply:
        words = "&".join(f"{key}={quote(value, safe='')}" for key, value in ask.query.items())
        if words not in self._answers:
            self._answers[words] = self._ask(words)
        return self._answers[words]

    def _ask(self, words: str) -> Reply:
        connection = http.client.HTTPConnection(self._host, timeout=30)
        try:
            connection.request("GET", f"/?{self._extra}{words}")
            answer = connection.getresponse()
            return Reply(answer.read(), answer.status, {"Content-Type": answer.headers["Content-Type"]})
        finally:
            connection.close()


@pytest.fixture(scope="module")
def servers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Pycsw]]:
    records = {str(number): iso_record(number) for number in range(1, COUNT + 1)}
    with pycsw_of(tmp_path_factory.mktemp("pycsw"), records) as address:
        yield {
            "csw": Pycsw("csw", address, ""),
            "oai-pmh": Pycsw("oai-pmh", address, "prefix: iso19139", "mode=oaipmh&"),
        }


@pytest.fixture(scope="module")
def listener() -> Iterator[object]:
    with listening() as found:
        yield found


@pytest.mark.parametrize("protocol", ["csw", "oai-pmh"])
def test_pycsw_is_harvested_completely(servers, listener, protocol):
    outcome = run(listener, servers[protocol], limits=PATIENT)
    assert outcome.report.verdict == "COMPLETE", outcome.report
    assert (outcome.report.matched, outcome.report.published, outcome.report.missing) == (COUNT, COUNT, 0)
    assert set(outcome.records) == set(IDS)
    assert silent(outcome, IDS) is None


@pytest.mark.parametrize("protocol", ["csw", "oai-pmh"])
def test_random_faults_before_pycsw_lose_nothing_silently(servers, listener, protocol):
    honest = servers[protocol]
    struck, verdicts, seed = 0, Counter(), 0
    while struck < FAULTS:
        seed += 1
        outcome = run(listener, honest, at_random(seed, honest, share=0.35))
        assert not outcome.hung, seed
        assert silent(outcome, IDS) is None, (seed, silent(outcome, IDS), outcome.report)
        struck += outcome.struck
        verdicts[outcome.report.verdict] += 1
    print(f"\npycsw behind faults: {protocol}, {struck} in {seed} harvests,", dict(verdicts))
