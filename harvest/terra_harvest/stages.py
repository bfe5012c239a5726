"""The two stages of a source's run as the parent sees them: a walk, then a conclusion, each a timed child. [I/O]"""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import msgspec

from terra_catalog.status import SourceStatus, StatusError, read_status
from terra_harvest.children import Broken, Child, Finished, Message, Voice
from terra_harvest.concluding import Case, conclude, status_file
from terra_harvest.http import Clock, Limits
from terra_harvest.journal import Journal, created, opened
from terra_harvest.plan import goes_on, heading, plan, time_text
from terra_harvest.recipe import recipe_of
from terra_harvest.reporting import SourceReport
from terra_harvest.source import Source
from terra_harvest.transform import Tools
from terra_harvest.walking import Walked, walk_source

GRACE = 3.0
"""Seconds that a walk has beyond its budget to end by itself: then it is ended."""

RECORD = 60.0
"""Seconds that one record may take to be read before it is left out by name."""

SETTLING = 1800.0
"""Seconds that settling and writing may take; ending them early would only make the next run do it again."""

_MOST_POISON = 5


class Wish(msgspec.Struct, frozen=True, kw_only=True):
    """What to harvest, and how.

    `moment` gives the time in UTC; `recipe` is the digest of code and thesaurus; `since` a date and `limit` a number of
    records that a person chose; `dry`: nothing is written; `jobs` sources are walked at once; `night` is what all of
    them may take together, in seconds.
    """

    root: Path
    sources: tuple[Source, ...]
    moment: Callable[[], datetime]
    recipe: bytes
    since: str | None = None
    limit: int | None = None
    dry: bool = False
    jobs: int = 4
    night: float = 7200
    limits: Limits = Limits()
    clock: Clock = Clock()

    @property
    def workshop(self) -> Path:
        """The folder of what only the harvest needs: journals, validators, the lock."""
        return self.root / ".cache/harvest"


class Walking:
    """A source being walked. It begins at once, where an interrupted run left off if there is one.

    Raises:
        JournalError: the disk refuses the journal.
    """

    def __init__(self, wish: Wish, source: Source, left: float) -> None:
        self.source = source
        self.before = status_before(wish.root, source)
        self.recipe = recipe_of(source, wish.recipe)
        now = wish.moment()
        self.plan = plan(source, self.before, self.recipe, now, wish.since, wish.limit)
        self.trouble: str | None = None
        self.goes_on = False
        self._trial = wish.dry or self.plan.scope == "limited"
        self.validators = wish.workshop / source.id / "validators.json"
        self.journal = self._journal(wish, now)
        seconds = max(1, int(min(source.budget.seconds, left)))
        self.deadline = wish.clock.monotonic() + seconds + GRACE
        self._seconds = seconds
        bounded = msgspec.structs.replace(source, budget=msgspec.structs.replace(source.budget, seconds=seconds))
        # What was made by another recipe must be read again, so no server may spare us of it.
        trusted = self.before is not None and self.before.recipe == self.recipe

        def work(voice: Voice) -> Walked:
            return walk_source(
                bounded,
                self.journal,
                voice,
                limits=wish.limits,
                clock=wish.clock,
                sources=wish.root / "harvest/sources",
                validators=self.validators if trusted else None,
                limit=wish.limit,
            )

        self.child = Child(work)

    def ended(self, message: Message) -> None:
        """Its child came to an end, one way or another."""
        if isinstance(message, Finished):
            self.goes_on = msgspec.json.decode(message.result, type=Walked).unfinished and not self._trial
        elif isinstance(message, Broken):
            self.trouble = f"the walk broke off: {message.message}. What came is used; report it."
        self.child.end()

    def ended_for_time(self) -> None:
        """Its time is over and it did not see it: it is ended, and the next run goes on from its journal."""
        self.child.end()
        self.goes_on = not self._trial
        self.trouble = (
            f"the walk was still at work after {self._seconds} s, and was ended. What came is used; "
            "the next run goes on from there. If it lasts, raise budget.seconds in the source's file."
        )

    def _journal(self, wish: Wish, now: datetime) -> Journal:
        """The journal to write to: that of an interrupted run of the same, or a new one."""
        folder = wish.workshop / self.source.id / ("trial" if self._trial else "journal")
        wanted = heading(self.source, self.plan, now)
        found = None if self._trial else opened(folder)
        return found if found and goes_on(found.heading, wanted) else created(folder, wanted)


class Conclusion:
    """A walked source being concluded. A record that its child hangs or dies on is left out by name, the rest goes on.

    Raises:
        JournalError: the disk refuses the journal.
    """

    def __init__(self, wish: Wish, walking: Walking, tools: Tools) -> None:
        self.source = walking.source
        self._wish, self._walking, self._tools = wish, walking, tools
        self._poison: dict[str, str] = {}
        self._begin()

    def _begin(self) -> None:
        walking, wish = self._walking, self._wish
        folder = walking.journal.folder
        journal = opened(folder) or created(folder, walking.journal.heading)
        case = Case(
            source=walking.source,
            scope=walking.plan.scope,
            started=journal.heading.started,
            ended=time_text(wish.moment()),
            today=wish.moment().date().isoformat(),
            recipe=walking.recipe,
            before=walking.before,
            trouble=walking.trouble,
            poison=dict(self._poison),
            goes_on=walking.goes_on,
            dry=wish.dry,
        )

        def work(voice: Voice) -> SourceReport:
            return conclude(case, journal, self._tools, wish.root, walking.validators, voice)

        self._hand = ""
        self._since = wish.clock.monotonic()
        self.child = Child(work)

    def alive(self, now: float) -> None:
        """Its child gave a sign of life."""
        self._since = now

    def is_stuck(self, now: float) -> bool:
        """Whether it has had the same record in hands for too long."""
        hand = self.child.in_hands
        if hand != self._hand:
            self._hand, self._since = hand, now
        return now - self._since > (RECORD if hand else SETTLING)

    def ended(self, message: Message) -> SourceReport | Broken | None:
        """The report of its child, why there is none, or None when it begins again without a record."""
        hand = self.child.in_hands
        self.child.end()
        if isinstance(message, Finished):
            return msgspec.json.decode(message.result, type=SourceReport)
        assert isinstance(message, Broken)  # noqa: S101  what is told on the way is not an end
        return self._again(hand, message.message) if message.died else message

    def ended_for_time(self) -> SourceReport | Broken | None:
        """Ends it, and begins again without the record that it was stuck on."""
        hand = self.child.in_hands
        self.child.end()
        return self._again(hand, f"took more than {(RECORD if hand else SETTLING):.0f} s and was given up")

    def _again(self, hand: str, what: str) -> Broken | None:
        if not hand or hand in self._poison or len(self._poison) >= _MOST_POISON:
            about = f" at the record {hand}" if hand else ""
            return Broken(f"{self.source.id} could not be concluded{about}: it {what}. Report it.")
        self._poison[hand] = f"reading it {what}: left out by name. Report it with its record."
        try:
            self._begin()
        except OSError as error:
            return Broken(str(error), disk=True)
        return None


def status_before(root: Path, source: Source) -> SourceStatus | None:
    """The status of a source before a run; None after none, or when the file is no status: then it begins anew."""
    try:
        return read_status(root / status_file(source.id))
    except StatusError:
        return None
