"""A server that answers what a test wrote down, and one request to it through the real transport."""

from collections.abc import Callable

import msgspec
from faults import Ask, Honest, Listener, Reply, Server, source_of

from terra_harvest.fetch import FetchError, Request, Response
from terra_harvest.http import Clock, Limits, transport

LIMITS = Limits(connect=1, read=0.2, total=0.4, attempts=3, timeouts=1, backoff=2)


class Scripted(Honest):
    """Answers what the test says, in its order; the last one for ever."""

    name = "csw"

    def __init__(self, *replies: Reply | Callable[[Ask], Reply]) -> None:
        self.replies = list(replies)
        self.asked: list[Ask] = []

    def answer(self, ask: Ask) -> Reply:
        self.asked.append(ask)
        reply = self.replies.pop(0) if len(self.replies) > 1 else self.replies[0]
        return reply if isinstance(reply, Reply) else reply(ask)


class Time:
    """A clock that only sleeping moves."""

    def __init__(self) -> None:
        self.now = 1_800_000_000.0
        self.slept: list[float] = []

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.now += seconds

    def clock(self) -> Clock:
        return Clock(monotonic=lambda: self.now, sleep=self.sleep, now=lambda: self.now)


class Got(msgspec.Struct):
    """What came of a request."""

    response: Response | None
    error: FetchError | None
    asked: list[Ask]
    slept: list[float]


def get(
    listener: Listener,
    *replies: Reply | Callable[[Ask], Reply],
    request: Request | None = None,
    limits: Limits = LIMITS,
    resolve: Callable[[str, int], list[str]] | None = None,
    **fields: object,
) -> Got:
    script = Scripted(*replies)
    listener.case = case = Server(script, None, once=False)
    source = msgspec.structs.replace(source_of(script, listener.server_address[1]), **fields)
    moment = Time()
    more = {"resolve": resolve} if resolve else {}
    got = Got(None, None, script.asked, moment.slept)
    try:
        with transport(source, limits, moment.clock(), **more) as fetch:
            got.response = fetch(request or Request(url=source.endpoint))
    except FetchError as error:
        got.error = error
    finally:
        case.over.set()
    return got
