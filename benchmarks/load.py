"""Load from a process of its own: clients that each send the next request when one is answered.

`python -m benchmarks.load PORT CLIENTS SECONDS < requests` reads the requests to send as lines of
JSON and prints how long each answer took, in seconds, as one JSON list.

It stands beside the server on the same machine, so what it does itself is as little as can be: of
an answer it looks at the status and the length alone.
"""

import json
import sys
from itertools import cycle
from selectors import EVENT_READ, DefaultSelector
from socket import IPPROTO_TCP, TCP_NODELAY, create_connection
from time import perf_counter
from typing import Final

from benchmarks.client import post

_CREATED: Final = b"HTTP/1.1 201 "
_HEAD_ENDS: Final = b"\r\n\r\n"
_LENGTH: Final = b"\r\ncontent-length: "
_AT_ONCE: Final = 65_536
"""How many bytes are read at once."""


class _Client:
    """One connection that is kept open."""

    def __init__(self, port: int, requests: list[bytes]) -> None:
        self.socket = create_connection(("127.0.0.1", port))
        self.socket.setsockopt(IPPROTO_TCP, TCP_NODELAY, 1)
        self._next = cycle(requests)
        self._came = b""
        self._sent = 0.0

    def ask(self) -> None:
        """Send the next request."""
        self._came, self._sent = b"", perf_counter()
        self.socket.sendall(next(self._next))

    def answered(self) -> float | None:
        """Read what is there; gives the seconds that the answer took once it is there whole.

        Raises RuntimeError for whatever does not say that it was created, or is cut short.
        """
        came = self.socket.recv(_AT_ONCE)
        self._came += came
        head = self._came.find(_HEAD_ENDS)
        if came and head < 0:
            return None
        length = self._came.find(_LENGTH, 0, head)
        if not came or not self._came.startswith(_CREATED) or length < 0:
            raise RuntimeError(self._came.decode(errors="replace"))
        length += len(_LENGTH)
        whole = head + len(_HEAD_ENDS) + int(self._came[length : self._came.index(b"\r", length)])
        return None if len(self._came) < whole else perf_counter() - self._sent


def load(port: int, clients: int, seconds: float, requests: list[bytes]) -> list[float]:
    """Seconds that each answer took, of all clients."""
    took: list[float] = []
    until = perf_counter() + seconds
    with DefaultSelector() as waiting:
        for number in range(clients):
            offset = number % len(requests)
            client = _Client(port, requests[offset:] + requests[:offset])
            waiting.register(client.socket, EVENT_READ, client)
            client.ask()
        while perf_counter() < until:
            for key, _ in waiting.select():
                if (seconds_taken := key.data.answered()) is not None:
                    took.append(seconds_taken)
                    key.data.ask()
    return took


def main() -> None:
    """Read what to send, send it, print the times."""
    port, clients, seconds = int(sys.argv[1]), int(sys.argv[2]), float(sys.argv[3])
    asked = [json.loads(line) for line in sys.stdin]
    requests = [post("/api/requests", one["body"], token=one.get("token")) for one in asked]
    print(json.dumps(load(port, clients, seconds, requests)))


if __name__ == "__main__":
    main()
