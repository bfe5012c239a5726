"""Five hundred nights of drops, renames, retitles and colliding identifiers: no address dies, nothing goes wrongly."""

import random
import unicodedata

import pytest
from tests.harvest_nights import COMPLETE, PARTIAL, a_dataset, decided, nothing_known, record, run

from terra_harvest.night import Item, Known

NIGHTS = 500
TITLES = ("Salinité de surface", "SALINITE DE SURFACE", "Salinity", "L’eau", "Sea level", "Niveau de la mer", "Neige")
STEMS = ("a/b", "a_b", "A/B", "a b", "caf\u00e9", "CAF\u00c9", "oai:x:1", "OAI:X:1", "10.1/x", "10.1_x")


class Upstream:
    """A source that lives: what it truly holds, and what it shows on a bad night."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)  # noqa: S311
        self.truth: dict[str, tuple[str, str | None]] = {}
        self.born = 0
        self.used: set[str] = set()
        self.person: dict[str, int] = {}
        """Native identifier -> who it is, whatever it is called; so the test knows what the code must find out."""
        for _ in range(60):
            self.add()

    def add(self) -> None:
        self.born += 1
        key = f"{self.random.choice(STEMS)}{self.random.choice(('', '-', '_'))}{self.born // 3}"
        if key in self.used:
            key = f"{key}#{self.born}"
        self.used.add(key)
        doi = f"10.5/{self.born}" if self.born % 2 else None
        self.truth[key] = (self.random.choice(TITLES), doi)
        self.person[key] = self.born

    def live(self, night: int) -> None:
        """One day at the source: some appear, are retitled, renamed; one may truly go."""
        for _ in range(self.random.choice((0, 0, 1, 2))):
            self.add()
        keys = sorted(self.truth)
        for key in self.random.sample(keys, 3):
            self.truth[key] = (self.random.choice(TITLES), self.truth[key][1])
        dated = [key for key in keys if self.truth[key][1]]
        for key in self.random.sample(dated, self.random.choice((0, 0, 1))):
            new = f"{key}~{night}"
            self.truth[new] = self.truth.pop(key)
            self.person[new] = self.person[key]
        if self.random.random() < 0.3:
            key = self.random.choice(sorted(self.truth))
            del self.truth[key]

    def shown(self, share: float) -> list[Item]:
        keys = sorted(self.truth)
        left = keys if share >= 1 else self.random.sample(keys, int(len(keys) * share))
        self.random.shuffle(left)
        # The same identifier is written in either Unicode form, as servers do after an update.
        form = self.random.choice(("NFC", "NFD"))
        return [
            Item(native_id=unicodedata.normalize(form, key), dataset=a_dataset(title, key=key, doi=doi))  # type: ignore[arg-type]
            for key in left
            for title, doi in [self.truth[key]]
        ]


@pytest.mark.parametrize("seed", [1, 2])
def test_no_address_dies_nothing_goes_wrongly_and_what_is_gone_gets_its_tombstone(seed: int) -> None:
    upstream = Upstream(seed)
    known: Known = nothing_known()
    addresses: dict[str, int] = {}
    good_nights_since: dict[str, int] = {}
    wrong: list[str] = []
    late: list[str] = []
    for number in range(NIGHTS):
        upstream.live(number)
        drop = upstream.random.choice((0, 0, 0, 0, 1, 2, 3, 5, 10, 30, 60, 90, 100)) / 100
        shown = upstream.shown(1 - drop)
        complete = upstream.random.random() < 0.8
        ids_before = known.ledger.ids
        night, known = run(known, shown, f"2027-{number // 28 % 12 + 1:02}-{number % 28 + 1:02}",
                           COMPLETE if complete and shown else PARTIAL)  # fmt: skip
        there = {upstream.person[key] for key in upstream.truth}
        truly_gone = {id_ for key, id_ in ids_before.items() if upstream.person[key] not in there}
        for change in night.changes:
            person = upstream.person[change.key]
            if change.outcome == "created":
                assert change.id not in addresses, "a nickname was given twice"
                addresses[change.id] = person
            elif change.outcome == "withdrawn" and change.id not in truly_gone:
                wrong.append(f"night {number}: {change.id}")
        if complete and shown and drop == 0 and night.hold is None:
            for id_ in truly_gone - known.ledger.withdrawn.keys():
                good_nights_since[id_] = good_nights_since.get(id_, 0) + 1
                if good_nights_since[id_] > 4:
                    late.append(f"night {number}: {id_}")
        if night.hold is not None and drop == 0 and complete:
            # An operator looks: the source shows all it has, so what is missing is really gone.
            known = decided(known, "remove")
    assert wrong == []
    assert late == []
    assert len(addresses) > 200
    assert all(id_ in known.records and record(known, id_).id == id_ for id_ in addresses), "a dead address"
    present = {known.ledger.ids[unicodedata.normalize("NFC", key)]: person for key, person in upstream.person.items()
               if unicodedata.normalize("NFC", key) in known.ledger.ids and key in upstream.truth}  # fmt: skip
    assert all(addresses[id_] == person for id_, person in present.items()), "an address leads to another dataset"
    assert len(known.ledger.withdrawn) > 50
