"""HTTP/1.1 on the wire: what is no request gets the same form of error as everything else.

An answer's head and body leave in one piece: each piece costs a call of the operating system, and
wakes the client.
"""

import asyncio
from typing import Any, Final, cast
from uuid import uuid4

import h11
from uvicorn.protocols.http.h11_impl import H11Protocol

from gateway.api import problems
from gateway.api.headers import secured
from gateway.errors import InputError

_BROKEN: Final = InputError("What came is not a request of HTTP/1.1 (RFC 9112).")
_HELD: Final = 65_536
"""How many bytes are held at most."""


class Wire(H11Protocol):
    """uvicorn's own protocol, but for its answer to what it cannot read, and its small pieces."""

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Write through `InOnePiece`."""
        super().connection_made(transport)
        self.transport = cast(asyncio.Transport, InOnePiece(transport, self.loop))

    def eof_received(self) -> None:
        """The client has said all: what is held for it goes out before the connection closes."""
        cast(InOnePiece, self.transport).flush()
        super().eof_received()

    def send_400_response(self, msg: str) -> None:  # noqa: ARG002  uvicorn's words; we use ours
        """Answer with a problem and the headers of every answer, and hang up."""
        request_id = str(uuid4())
        status, headers, body = problems.answer(_BROKEN, request_id)
        encoded = [(name.encode(), value.encode()) for name, value in headers.items()]
        answer = [
            h11.Response(
                status_code=status,
                headers=[
                    *secured(encoded, request_id=request_id, https=False),
                    (b"content-length", str(len(body)).encode()),
                    (b"connection", b"close"),
                ],
            ),
            h11.Data(data=body),
            h11.EndOfMessage(),
        ]
        for event in answer:
            self.transport.write(self.conn.send(event) or b"")
        self.transport.close()


class InOnePiece:
    """A transport that writes at once what is written to it in one round of the event loop."""

    def __init__(self, transport: asyncio.Transport, loop: asyncio.AbstractEventLoop) -> None:
        self._transport = transport
        self._loop = loop
        self._held = b""

    def write(self, data: bytes) -> None:
        """Write soon: when the event loop comes round, or as soon as it is much."""
        if data and not self._held:
            self._loop.call_soon(self.flush)
        self._held += data
        if len(self._held) > _HELD:
            self.flush()

    def close(self) -> None:
        """Write what is held, then close."""
        self.flush()
        self._transport.close()

    def flush(self) -> None:
        """Write what is held."""
        if self._held:
            held, self._held = self._held, b""
            self._transport.write(held)

    def __getattr__(self, name: str) -> Any:
        """Whatever else a transport does."""
        return getattr(self._transport, name)
