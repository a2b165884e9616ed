"""Documents that were found among the answers in memory: how many, and which, in each order."""

from collections.abc import Iterator
from heapq import nsmallest

from pyroaring import BitMap

from gateway.store.listing.kept.answers import Answers
from gateway.store.listing.orders import START, Order, Place


class Found:
    """Documents by their places; of a search, those whose titles have every one of `words`.

    No other title is looked at, so that the time that it takes tells nothing of any other.
    """

    def __init__(self, answers: Answers, documents: BitMap, words: str) -> None:
        wanted = [word.encode().lower() for word in words.split()]
        self._answers = answers
        self._found = BitMap(answers.with_words(documents, wanted)) if wanted else documents

    def number(self) -> int:
        """How many there are."""
        return len(self._found)

    def by_time(self, order: Order, after: Place) -> Iterator[str]:
        """The ids of those after a place, in the order of their registration."""
        places = self._answers.places
        if order == "newest":
            end = len(places) if after == START[order] else places.after(*after)
            numbers = range(self._before(end) - 1, -1, -1)
        else:
            begin = 0 if after == START[order] else places.after(*after)
            same = begin < len(places) and places.id(begin) == after[1]
            numbers = range(self._before(begin + same), len(self._found))
        return (places.id(self._found[number]) for number in numbers)

    def by_title(self, after: Place, expected: int) -> Iterator[str]:
        """The ids of those after a place, in the order of their titles; `expected` are likely."""
        last, answers = (after[0].encode(), after[1]), self._answers
        titled = ((answers.title(one), answers.places.id(one)) for one in self._found)
        later = [one for one in titled if one > last]
        first = nsmallest(expected, later)
        yield from (document for _, document in first)
        if len(first) < len(later):
            yield from (document for _, document in sorted(later)[expected:])

    def _before(self, place: int) -> int:
        """How many of those found stand before a place."""
        return self._found.rank(place - 1) if place else 0
