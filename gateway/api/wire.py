"""HTTP/1.1 on the wire: what is no request gets the same form of error as everything else."""

from typing import Final
from uuid import uuid4

import h11
from uvicorn.protocols.http.h11_impl import H11Protocol

from gateway.api import problems
from gateway.api.headers import secured
from gateway.errors import InputError

_BROKEN: Final = InputError("What came is not a request of HTTP/1.1 (RFC 9112).")


class Wire(H11Protocol):
    """uvicorn's own protocol, but for its answer to what it cannot read."""

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
