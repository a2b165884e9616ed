"""The answers to simple questions for all papers at one state of them, as sets of places.

Each live part of a document has a number: the place of the document, and above it which part of it
this is. A set of such numbers is a compressed bitmap, so that and, or and not over a million papers
take some microseconds. A state never changes; another one shares what is the same.
"""

from array import array
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime, time, timedelta
from itertools import pairwise
from typing import Final

from msgspec.structs import replace
from pyroaring import BitMap

from gateway.policy.expressions import Expression
from gateway.store.listing.asker import NO_TIME
from gateway.store.listing.kept.noted import NOTHING_NOTED, Version
from gateway.store.listing.kept.places import MOST, Places
from gateway.store.listing.kept.plan import Answered, Known
from gateway.store.listing.kept.rows import BITS, Said
from gateway.store.listing.kept.simple import Key

_PLANE: Final = MOST.bit_length() - 1
_PARTS: Final = 2 ** (32 - _PLANE)
"""So many parts of one document have numbers."""
_SECOND, _DAY = timedelta(seconds=1), timedelta(days=1)

Change = tuple[datetime, int]
"""When an answer may change, and the place of the document of which it is asked."""


class TooManyPartsError(Exception):
    """A document has more parts than there are numbers for."""


class Gathered:
    """What was said of some documents, on its way to being sets."""

    def __init__(self) -> None:
        self.live = array("I")
        self.answers: dict[tuple[int, ...], array[int]] = defaultdict(lambda: array("I"))
        self.keys: dict[tuple[Key, str], array[int]] = defaultdict(lambda: array("I"))
        self.ties: list[array[int]] = []

    def add(self, place: int, said: Said) -> None:
        """Add a document. Raises TooManyPartsError."""
        if len(said.parts) > _PARTS:
            raise TooManyPartsError
        ties: dict[str, int] = {}
        for number, part in enumerate(said.parts):
            bit = part_number(place, number)
            self.live.append(bit)
            self.answers[part.answers].append(bit)
            for key in part.keys:
                self.keys[key].append(bit)
            if part.tie is not None:
                tie = ties.setdefault(part.tie, len(ties))
                if tie == len(self.ties):
                    self.ties.append(array("I"))
                self.ties[tie].append(bit)


class Answers(Answered, frozen=True, kw_only=True):
    """Everything that is known of all papers at one state and for some time.

    `version` names the state; it holds from `since` up to the first of `changes`. `so` are the
    live parts for which a question is answered with yes, `keyed` those that have a key; each of
    `ties` holds the tied parts, those of one tie of each document.
    """

    version: Version
    since: datetime
    changes: tuple[Change, ...]
    places: Places
    retitled: Mapping[int, bytes]
    keyed: Mapping[tuple[Key, str], BitMap]
    ties: tuple[BitMap, ...]

    def holds_at(self, now: datetime) -> bool:
        """Whether the answers are those of this moment."""
        return self.since <= now and not (self.changes and self.changes[0][0] <= now)

    def due(self, now: datetime) -> set[int]:
        """The places of documents whose answers may have changed by now."""
        return {place for _, place in self.changes[: bisect_right(self.changes, (now, MOST))]}

    def turning(self, moments: Iterable[tuple[str, int]], now: datetime) -> "Answers":
        """The same, read now, where answers change at the moments (from today on) of documents."""
        changes = set(self.changes).union(_changes_at(moments))
        passed = [when for when, _ in changes if when <= now]
        return replace(
            self,
            since=max([self.since, datetime.combine(now, time()), *passed]),
            changes=tuple(sorted(one for one in changes if one[0] > now)),
        )

    def title(self, place: int) -> bytes:
        """The title of a document, in small letters."""
        changed = self.retitled.get(place)
        return self.places.title(place) if changed is None else changed

    def with_words(self, places: BitMap, words: Sequence[bytes]) -> list[int]:
        """Of some documents those whose titles have every word."""
        changed = [one for one in self.retitled if one in places]
        found = self.places.with_words(places - BitMap(changed), words)
        return found + [one for one in changed if all(word in self.retitled[one] for word in words)]

    def documents(self, parts: BitMap) -> BitMap:
        """The places of the documents to which some parts belong."""
        found = BitMap()
        for number, whole in enumerate(planes(parts)):
            some = parts & whole
            found |= some.shift(-(number << _PLANE)) if number else some
        return found

    def parts_of(self, documents: BitMap) -> BitMap:
        """All live parts of some documents, by their places."""
        found = BitMap()
        for number, whole in enumerate(planes(self.live)):
            found |= documents.shift(number << _PLANE) & whole & self.live
        return found


def part_number(place: int, part: int) -> int:
    """The number of a part of the document at a place."""
    return part << _PLANE | place


def planes(parts: BitMap) -> Iterator[BitMap]:
    """The numbers that first parts of documents can have, then those of second parts, and so on."""
    highest = (parts.max() >> _PLANE) if parts else -1
    for first, last in pairwise(number << _PLANE for number in range(highest + 2)):
        whole = BitMap()
        whole.add_range(first, last)
        yield whole


def _changes_at(moments: Iterable[tuple[str, int]]) -> Iterator[Change]:
    """When answers change because of moments (or dates) of documents."""
    for text, place in moments:
        moment = datetime.fromisoformat(text)
        midnight = datetime.combine(moment, time())
        for when in {moment, moment + _SECOND, midnight, midnight + _DAY}:
            yield when, place


def with_changed(
    before: Answers,
    changed: BitMap,
    gathered: Gathered,
    questions: tuple[Expression, ...],
) -> Answers:
    """The answers once those about the documents `changed` (places) are as they were gathered."""
    gone = before.parts_of(changed)
    so = _by_question(gathered, questions)
    ties = [BitMap(one) for one in gathered.ties]
    having = {key: BitMap(bits) for key, bits in gathered.keys.items()}
    many = max(len(ties), len(before.ties))
    nothing = BitMap()
    return replace(
        before,
        known=Known(),
        live=_changed(before.live, gone, BitMap(gathered.live)),
        so={one: _changed(before.so[one], gone, so[one]) for one in questions},
        keyed={
            key: _changed(before.keyed.get(key, nothing), gone, having.get(key, nothing))
            for key in {**before.keyed, **having}
        },
        ties=tuple(_changed(_nth(before.ties, one), gone, _nth(ties, one)) for one in range(many)),
    )


def nothing_known(questions: tuple[Expression, ...], places: Places) -> Answers:
    """Before any document is there."""
    return Answers(
        version=NOTHING_NOTED,
        since=NO_TIME,
        changes=(),
        places=places,
        retitled={},
        live=BitMap(),
        so={one: BitMap() for one in questions},
        keyed={},
        ties=(),
    )


def _by_question(gathered: Gathered, questions: tuple[Expression, ...]) -> dict[Expression, BitMap]:
    alike = [(numbers, BitMap(places)) for numbers, places in gathered.answers.items()]
    found = {}
    for number, one in enumerate(questions):
        which, bit = number // BITS, 1 << number % BITS
        found[one] = BitMap.union(
            BitMap(), *(places for numbers, places in alike if numbers[which] & bit)
        )
    return found


def _changed(before: BitMap, gone: BitMap, added: BitMap) -> BitMap:
    if not added and before.isdisjoint(gone):
        return before
    return (before - gone) | added


def _nth(some: Iterable[BitMap], number: int) -> BitMap:
    return next((one for place, one in enumerate(some) if place == number), BitMap())
