"""The references of new requests: drawn at random, so that none tells how many others there are.

Running numbers would: whoever asks twice could count what others asked meanwhile, and a number that
is missing from every list would betray a report that is known to few.
"""

import secrets
from typing import Final

import msgspec
from sqlalchemy import Connection, select

from gateway.store.json_lists import elements_of
from gateway.store.prepared import Prepared
from gateway.store.tables import requests

_SHORT: Final = 6
_LONG: Final = 9
"""How many digits are drawn; the longer once the shorter were taken so often in a row:"""
_PATIENCE: Final = 8
_FIRST: Final = 8
_MOST: Final = 64
"""So many are drawn at once: at first, and at most."""
_TAKEN: Final = Prepared(
    select(requests.c.reference).where(requests.c.reference.in_(elements_of("drawn")))
)


class References:
    """The references that one transaction gives; none twice, and none that a request has."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._free: dict[int, list[str]] = {}
        self._drawn: set[str] = set()
        self._at_once = _FIRST
        self._missed = 0

    def next(self, year: int) -> str:
        """A reference that no request has."""
        free = self._free.setdefault(year, [])
        while not free:
            free += self._draw(year)
        return free.pop()

    def _draw(self, year: int) -> set[str]:
        """Some that are free; more each time, so that many requests together cost few questions."""
        digits = _SHORT if self._missed < _PATIENCE else _LONG
        drawn = {
            f"NTK-{year}-{secrets.randbelow(10**digits):0{digits}d}" for _ in range(self._at_once)
        }
        drawn -= self._drawn
        self._drawn |= drawn
        asked = {"drawn": msgspec.json.encode(list(drawn)).decode()}
        free = drawn - {reference for (reference,) in _TAKEN.rows(self._connection, asked)}
        self._at_once = min(2 * self._at_once, _MOST)
        self._missed = 0 if free else self._missed + 1
        return free
