"""Where each document stands among all, in the order of their registration, and its title.

A document's place is a number: those registered later have greater ones. Places are only added at
the end. For a million documents this takes some 70 megabytes.
"""

from array import array
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Final

MOST: Final = 2**22
"""So many documents have places; there is no list in memory of more."""
_EPOCH: Final = datetime.fromisoformat("1970-01-01T00:00:00Z")
_ID_BYTES: Final = 16


class OutOfOrderError(Exception):
    """A document belongs between others: the places must be given anew."""


class Places:
    """Documents in the order of (moment of registration, id). Only ever grows."""

    def __init__(self) -> None:
        self._moments = array("q")
        self._ids = bytearray()
        self._titles = bytearray()
        self._starts = array("Q", [0])

    def __len__(self) -> int:
        return len(self._moments)

    def add(self, moment: str, document: str, title: bytes) -> int:
        """A document's place: a new one at the end, or the one that it has already.

        Raises OutOfOrderError when it would stand between others, or there are too many.
        """
        micros = _micros(moment)
        place = self.after(moment, document)
        if place < len(self) and (self._moments[place], self.id(place)) == (micros, document):
            return place
        if place < len(self) or place >= MOST:
            raise OutOfOrderError
        self._ids += bytes.fromhex(document)
        self._titles += title
        self._starts.append(len(self._titles))
        self._moments.append(micros)
        return place

    def after(self, moment: str, document: str) -> int:
        """The first place that does not stand before a document's, whether that is here or not."""
        wanted = (_micros(moment), document)
        last = len(self) - 1
        if last < 0 or wanted > self._key(last):
            return last + 1
        return bisect_left(range(len(self)), wanted, key=self._key)

    def id(self, place: int) -> str:
        """The document's id."""
        return self._ids[place * _ID_BYTES : (place + 1) * _ID_BYTES].hex()

    def title(self, place: int) -> bytes:
        """The title in small letters, as it was when the document got its place."""
        return bytes(self._titles[self._starts[place] : self._starts[place + 1]])

    def with_words(self, places: Iterable[int], words: Sequence[bytes]) -> list[int]:
        """Of some places those whose titles have every word."""
        starts, found = self._starts, list(places)
        find = self._titles.find
        for word in words:
            found = [one for one in found if find(word, starts[one], starts[one + 1]) >= 0]
        return found

    def _key(self, place: int) -> tuple[int, str]:
        return self._moments[place], self.id(place)


def _micros(moment: str) -> int:
    since = datetime.fromisoformat(moment) - _EPOCH
    return (since.days * 86400 + since.seconds) * 1_000_000 + since.microseconds
