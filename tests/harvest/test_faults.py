import random
from collections import Counter
from collections.abc import Iterator
from copy import copy

import faults_csw
import faults_oai
import faults_stac
import pytest
from faults import BENIGN, COMMON, COUNT, IDS, Ask, Fault, Honest, Reply, Server, listening, run, silent

SERVERS: dict[str, tuple[Honest, dict[str, Fault]]] = {
    "csw": (faults_csw.Csw(), faults_csw.FAULTS),
    "oai-pmh": (faults_oai.Oai(), faults_oai.FAULTS),
    "stac-api": (faults_stac.Stac(), faults_stac.FAULTS),
}
CASES = [
    (protocol, name, once) for protocol, (_, faults) in SERVERS.items() for name in faults for once in (True, False)
]


@pytest.fixture(scope="module")
def listener() -> Iterator[object]:
    with listening() as found:
        yield found


@pytest.fixture(scope="module")
def verdicts() -> Iterator[Counter]:
    found: Counter = Counter()
    yield found
    print("\nfault matrix:", len(CASES), "cases,", dict(found))


def test_there_are_at_least_a_hundred_kinds_of_fault():
    assert sum(len(faults) for _, faults in SERVERS.values()) >= 100


@pytest.mark.parametrize(
    "honest",
    [
        faults_csw.Csw(),
        faults_oai.Oai(),
        faults_oai.Oai(total=False),
        faults_stac.Stac(),
        faults_stac.Stac(total=False),
        faults_stac.Stac(method="POST"),
        faults_stac.Stac(total=False, method="POST"),
    ],
    ids=lambda honest: honest.name,
)
def test_a_faultless_server_is_harvested_completely(listener, honest):
    outcome = run(listener, honest)
    assert outcome.report.verdict == "COMPLETE", outcome.report
    assert (outcome.report.matched, outcome.report.published, outcome.report.missing) == (COUNT, COUNT, 0)
    assert set(outcome.records) == set(IDS)


@pytest.mark.parametrize(("protocol", "name", "once"), CASES, ids=lambda value: str(value))
def test_a_fault_is_never_silent_and_never_hangs(listener, verdicts, protocol, name, once):
    honest, faults = SERVERS[protocol]
    outcome = run(listener, honest, faults[name], once)
    assert outcome.struck, "the fault never struck: the case tests nothing"
    assert not outcome.hung, f"{outcome.requests} requests"
    assert silent(outcome) is None, (silent(outcome), outcome.report)
    if name in BENIGN:
        assert outcome.report.verdict == "COMPLETE", outcome.report
    verdicts[outcome.report.verdict] += 1


SLOW = ("silence", "byte by byte", "bomb", "too large", "ten days", "within the host")
QUICK = tuple(fault for name, fault in COMMON.items() if not any(word in name for word in SLOW))


def at_random(seed: int, honest: Honest, share: float) -> Fault:
    """A share of all answers is a fault of any server, wherever it falls."""
    dice = random.Random(seed)  # noqa: S311  a test that can be run again

    anywhere = copy(honest)
    anywhere.strikes = lambda _ask: True  # type: ignore[method-assign]

    def fault(server: Server, ask: Ask) -> Reply | None:
        if dice.random() > share:
            return None
        standing = Server(anywhere, None, once=False)
        standing.last = server.last
        return dice.choice(QUICK)(standing, ask)

    return fault


@pytest.mark.parametrize("protocol", SERVERS)
def test_a_thousand_faults_at_random_lose_nothing_silently(listener, protocol):
    honest, _ = SERVERS[protocol]
    struck, verdicts, seed = 0, Counter(), 0
    while struck < 1000:
        seed += 1
        outcome = run(listener, honest, at_random(seed, honest, share=(0.35, 0.6)[seed % 2]))
        assert not outcome.hung, seed
        assert silent(outcome) is None, (seed, silent(outcome), outcome.report)
        struck += outcome.struck
        verdicts[outcome.report.verdict] += 1
    print(f"\nrandom faults: {protocol}, {struck} in {seed} harvests,", dict(verdicts))
