"""A line between two processes of ours: whole messages go over it, each as it was sent."""

import select
import struct
from contextlib import suppress
from socket import MSG_DONTWAIT, SHUT_RDWR, SO_SNDTIMEO, SOL_SOCKET, socket
from typing import Final

_LENGTH_BYTES: Final = 4
"""So long is the number of bytes that stands before a message."""
_AT_ONCE: Final = 65_536
"""How many bytes are read at once."""


class Line:
    """One end of a pair of connected sockets. One thread sends at a time, one takes what comes.

    `patience` is for how many seconds the other end may take in nothing of what is sent; without
    one, it is waited for.
    """

    def __init__(self, end: socket, *, patience: float = 0.0) -> None:
        seconds, rest = divmod(patience, 1)  # none at all is without an end
        end.setsockopt(SOL_SOCKET, SO_SNDTIMEO, struct.pack("ll", int(seconds), int(rest * 1e6)))
        self._end = end
        self._came = bytearray()
        self._coming = select.poll()
        self._coming.register(end, select.POLLIN)

    def send(self, message: bytes) -> None:
        """Send a message. Raises OSError once either end is closed; hangs up if it cannot."""
        try:
            self._end.sendall(len(message).to_bytes(_LENGTH_BYTES, "big") + message)
        except OSError:  # part of it may have gone: what followed would not be understood
            self.close()
            raise

    def take(self, seconds: float | None) -> list[bytes]:
        """The messages that have come; waits so long for something to come, or without an end.

        Raises EOFError once the other end is closed and everything from it was taken.
        """
        if self._end.fileno() < 0:  # this end is closed, and its number may be another file's
            raise EOFError
        if seconds != 0:
            self._coming.poll(None if seconds is None else seconds * 1000)
        try:
            came = self._end.recv(_AT_ONCE, MSG_DONTWAIT)
        except BlockingIOError:
            return []
        except OSError as fault:  # the other end went away with something unread, or this one
            raise EOFError from fault
        if not came:
            raise EOFError
        self._came += came
        return self._whole()

    def close(self) -> None:
        """Hang up: who waits for something to come, at either end, is told at once."""
        with suppress(OSError):
            self._end.shutdown(SHUT_RDWR)
        self._end.close()

    def _whole(self) -> list[bytes]:
        """Take out the messages that are there to their last byte."""
        messages: list[bytes] = []
        start = 0
        while len(self._came) >= (begins := start + _LENGTH_BYTES):
            ends = begins + int.from_bytes(self._came[start:begins], "big")
            if len(self._came) < ends:
                break
            messages.append(bytes(self._came[begins:ends]))
            start = ends
        del self._came[:start]
        return messages
