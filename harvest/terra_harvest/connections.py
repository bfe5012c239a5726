"""Connections to addresses that were checked, cut when their time is over. [I/O]

urllib3 resolves a name again at each connection and bounds only each single read. Here the name is resolved once
per connection, every address is checked, and the connection goes to a checked address (so that a name cannot mean
one machine when checked and another when used); a timer cuts the socket when the whole request takes too long, which
also bounds headers that arrive byte by byte.
"""

import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import Any, TypeVar

from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool
from urllib3.exceptions import NewConnectionError
from urllib3.util.connection import create_connection

_TRIED = 3

Sock = TypeVar("Sock", bound=socket.socket)

Choose = Callable[[str, int], list[str]]
"""The IP addresses of a host that may be asked, in order; raises one of the two errors below."""


class ForbiddenAddressError(Exception):
    """A name that leads to a machine of our own network."""


class UnknownHostError(Exception):
    """A name that leads nowhere."""


class Watch:
    """Cuts the connection in use when its time is over. It holds the socket of the request that is running."""

    def __init__(self) -> None:
        self.sock: socket.socket | None = None
        self.expired = False

    @contextmanager
    def over(self, seconds: float) -> Iterator[None]:
        """Runs a request that may take so many seconds; afterwards `expired` says whether it was cut."""
        self.sock, self.expired = None, False
        timer = threading.Timer(seconds, self._cut)
        timer.daemon = True
        timer.start()
        try:
            yield
        finally:
            timer.cancel()
            self.sock = None

    def take(self, sock: Sock) -> Sock:
        """The socket that the request goes over from now on; closed at once if the time was over before it came."""
        self.sock = sock
        if self.expired:
            sock.close()
            raise TimeoutError("the time of the request was over before the connection stood")
        return sock

    def _cut(self) -> None:
        self.expired = True
        sock = self.sock
        if sock is not None:
            # The method of plain sockets also for TLS ones: theirs forgets the session while another thread reads.
            with suppress(OSError, ValueError):
                socket.socket.shutdown(sock, socket.SHUT_RDWR)


def pools(choose: Choose, watch: Watch) -> dict[str, type[HTTPConnectionPool]]:
    """The pool classes of a PoolManager whose connections go to chosen addresses and obey the watch."""

    def open_socket(connection: HTTPConnection) -> socket.socket:
        failure: OSError | None = None
        for address in choose(connection.host, connection.port)[:_TRIED]:
            try:
                sock = create_connection(
                    (address, connection.port), connection.timeout, socket_options=connection.socket_options
                )
            except OSError as error:
                failure = error
            else:
                return watch.take(sock)
        raise NewConnectionError(connection, str(failure or "no address"))

    class Plain(HTTPConnection):
        def _new_conn(self) -> socket.socket:
            return open_socket(self)

        def request(self, *args: Any, **kwargs: Any) -> None:
            watch.sock = self.sock
            super().request(*args, **kwargs)

    class Secure(HTTPSConnection):
        def _new_conn(self) -> socket.socket:
            return open_socket(self)

        def connect(self) -> None:
            super().connect()
            if self.sock is not None:
                watch.take(self.sock)

        def request(self, *args: Any, **kwargs: Any) -> None:
            watch.sock = self.sock
            super().request(*args, **kwargs)

    class PlainPool(HTTPConnectionPool):
        # urllib3 declares a protocol that its own classes do not fit.
        ConnectionCls = Plain  # pyright: ignore[reportAssignmentType]

    class SecurePool(HTTPSConnectionPool):
        ConnectionCls = Secure  # pyright: ignore[reportAssignmentType]

    return {"http": PlainPool, "https": SecurePool}
