"""Decompress an answer as it arrives, never further than the size it may have: a gzip bomb costs nothing."""

import zlib

_STEP = 1 << 16


class TooLargeError(ValueError):
    """More bytes than the answer may have."""


class BrokenEncodingError(ValueError):
    """The body is not what its Content-Encoding says."""


class Inflater:
    """Takes the bytes of a body as they come and gathers its content, `limit` bytes at most.

    It changes as it reads: a body is one stream, and copying it at every step would cost its square.
    """

    def __init__(self, encoding: str, limit: int) -> None:
        name = encoding.strip().lower()
        if name not in ("", "identity", "gzip", "x-gzip", "deflate"):
            raise BrokenEncodingError(f"the answer is encoded as {name[:40]!r}; gzip or nothing was asked for")
        self._kind = {"x-gzip": "gzip", "identity": ""}.get(name, name)
        self._stream = self._new() if self._kind else None
        self._parts: list[bytes] = []
        self._limit = limit
        self._size = 0
        self._begun = False

    def feed(self, data: bytes) -> None:
        """Take some more bytes of the body.

        Raises:
            TooLargeError: the content would pass the limit.
            BrokenEncodingError: the bytes are not compressed as announced.
        """
        if self._stream is None:
            self._keep(data)
            return
        while data:
            self._begun = True
            if self._stream.eof:
                # Some servers join several gzip members, as the format allows; zero padding may follow the last.
                if self._kind != "gzip" or not data.strip(b"\0"):
                    return
                self._stream = self._new()
            try:
                self._keep(self._stream.decompress(data, _STEP))
            except zlib.error as error:
                raise BrokenEncodingError(f"the compressed answer is damaged: {error}") from None
            data = self._stream.unconsumed_tail or self._stream.unused_data

    def finish(self) -> bytes:
        """The whole content.

        Raises:
            BrokenEncodingError: the compressed stream stops before its end.
        """
        if self._stream is not None and self._begun and not self._stream.eof:
            raise BrokenEncodingError("the compressed answer stops before its end")
        return b"".join(self._parts)

    @property
    def size(self) -> int:
        """Bytes of content so far."""
        return self._size

    def so_far(self) -> bytes:
        """What has come of the content, complete or not: enough to show what a failed answer said."""
        return b"".join(self._parts)

    def _keep(self, content: bytes) -> None:
        self._size += len(content)
        if self._size > self._limit:
            raise TooLargeError(f"more than {self._limit} bytes")
        self._parts.append(content)

    def _new(self) -> "zlib._Decompress":
        # 31: gzip with its header. "deflate" means zlib (15), as RFC 9110 says.
        return zlib.decompressobj(31 if self._kind == "gzip" else 15)
