"""What the rules ask of people, answered for everybody at one state of the register.

Each person has a number, for good. A set of numbers is a compressed bitmap, so that and, or and not
over ten thousand people take some microseconds. A state never changes; another one shares what is
the same.
"""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import compress, islice
from typing import Final, Literal

from msgspec import Struct
from msgspec.structs import replace
from pyroaring import BitMap

from gateway.domain.facts import Requester, RequesterKind
from gateway.store.facts_of_people import KnownPerson
from gateway.store.listing.kept.plan import NOTHING, Answered, Known
from gateway.store.listing.kept.reader_rules import Key, ReaderRules

_NEVER: Final = ("officer", "public")
"""Kinds that are no readers: officers make checks, and the public has its own ways."""
ReaderSort = Literal["name", "kind"]
"""By name, in capitals or not; or by kind, those of a kind by name."""
SORTS: Final[tuple[ReaderSort, ...]] = ("name", "kind")


class Person(Struct, frozen=True):
    """Somebody of the register: `name` is in small letters; only who `reads` has answers."""

    id: str
    name: str
    kind: RequesterKind
    reads: bool
    answers: int
    keys: tuple[Key, ...]

    def place(self, sort: ReaderSort) -> tuple[str, str, str]:
        """Where the person stands in an order."""
        return (self.kind if sort == "kind" else "", self.name, self.id)


class Order(Struct, frozen=True):
    """Everybody in an order: their numbers, and beside them their ids."""

    numbers: Sequence[int]
    ids: Sequence[str]


class People(Answered, frozen=True, kw_only=True):
    """Everybody, and what is known of those who may be readers, the `live`.

    `people` stand by their numbers, and `numbers` has those of whoever is still there, by id;
    `orders` has them in each order. `having` are the live people who have a key.
    """

    people: Sequence[Person]
    numbers: Mapping[str, int]
    orders: Mapping[ReaderSort, Order]
    having: Mapping[Key, BitMap]

    def with_words(self, found: BitMap, words: Sequence[str]) -> BitMap:
        """Those of some whose names have every word; the words are in small letters."""
        named = ((number, self.people[number].name) for number in found)
        return BitMap([number for number, name in named if all(word in name for word in words)])

    def in_order(self, found: BitMap, sort: ReaderSort, after: str | None) -> Iterator[str]:
        """The ids of some, in an order, after somebody. Raises KeyError when there is no such."""
        order, people, first = self.orders[sort], self.people, 0
        if after is not None:
            last = people[self.numbers[after]].place(sort)
            first = bisect_right(order.numbers, last, key=lambda one: people[one].place(sort))
        there = map(found.__contains__, islice(order.numbers, first, None))
        return compress(islice(order.ids, first, None), there)


def may_read(requester: Requester) -> bool:
    """Whether somebody can be a reader: a person in office, not suspended."""
    return requester.kind not in _NEVER and requester.standing == "current"


def person_of(rules: ReaderRules, known: KnownPerson) -> Person:
    """What is kept of somebody under the rules."""
    asked = known.requester
    reads = may_read(asked)
    answers, keys = rules.answers(asked) if reads else (0, ())
    return Person(asked.person, known.name.lower(), asked.kind, reads, answers, keys)


def nobody(rules: ReaderRules) -> People:
    """Before anybody is there."""
    return People(
        live=NOTHING,
        so=dict.fromkeys(rules.questions, NOTHING),
        people=(),
        numbers={},
        orders=dict.fromkeys(SORTS, Order((), ())),
        having={},
    )


def with_people(before: People, read: Mapping[str, Person | None]) -> People:
    """The state once some people, by id, are as they were read; None: there is no such person."""
    people, numbers = list(before.people), dict(before.numbers)
    told, changed, touched, moved = _Told(), BitMap(), set[Key](), False
    for own, person in read.items():
        was = people[numbers[own]] if own in numbers else None
        if was is not None:
            changed.add(numbers[own])
            touched.update(was.keys)
        if person is None:
            numbers.pop(own, None)
        elif was is None:
            numbers[own] = len(people)
            people.append(person)
        else:
            people[numbers[own]] = person
        if person is not None and person.reads:
            told.add(numbers[own], person)
        moved = moved or _place(was) != _place(person)
    return replace(
        before,
        known=Known(),
        people=people,
        numbers=numbers,
        orders=_orders(people, numbers.values()) if moved else before.orders,
        live=(before.live - changed) | told.live,
        so={
            one: (some - changed) | told.saying(number)
            for number, (one, some) in enumerate(before.so.items())
        },
        having=_having(before.having, changed, touched, told.keys),
    )


class _Told:
    """What some people said, on its way to being sets."""

    def __init__(self) -> None:
        self.live = BitMap()
        self.keys: dict[Key, BitMap] = defaultdict(BitMap)
        self._answers: dict[int, BitMap] = defaultdict(BitMap)

    def add(self, number: int, person: Person) -> None:
        self.live.add(number)
        self._answers[person.answers].add(number)
        for key in person.keys:
            self.keys[key].add(number)

    def saying(self, question: int) -> BitMap:
        """Those who answer a question with yes."""
        alike = (some for bits, some in self._answers.items() if bits >> question & 1)
        return BitMap.union(NOTHING, *alike)


def _having(
    before: Mapping[Key, BitMap], changed: BitMap, touched: set[Key], told: Mapping[Key, BitMap]
) -> dict[Key, BitMap]:
    having = dict(before)
    for key in touched.union(told):
        some = (having.pop(key, NOTHING) - changed) | told.get(key, NOTHING)
        if some:
            having[key] = some
    return having


def _place(person: Person | None) -> tuple[str, str, str] | None:
    return None if person is None else person.place("kind")


def _orders(people: Sequence[Person], those: Collection[int]) -> dict[ReaderSort, Order]:
    orders = {one: sorted(those, key=lambda own: people[own].place(one)) for one in SORTS}
    return {one: Order(some, [people[own].id for own in some]) for one, some in orders.items()}
