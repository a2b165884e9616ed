"""When the facts about people change because time goes by, though nobody writes.

A membership begins, ends, or is known only from a moment on; a body has its last day.
"""

from bisect import bisect_right
from collections.abc import Collection, Sequence
from operator import itemgetter
from typing import Any, Final

from msgspec import Struct
from sqlalchemy import (
    ColumnElement,
    Connection,
    Text,
    bindparam,
    null,
    or_,
    select,
    true,
    union_all,
)

from gateway.store.facts_of_people import MEMBERSHIPS
from gateway.store.json_lists import elements_of
from gateway.store.listing.asker import AMONG, listed
from gateway.store.prepared import Prepared
from gateway.store.tables import bodies, seats

Turn = tuple[str, str]
"""A moment as it is kept, from which on facts are others, and the person of whom."""
_moment = itemgetter(0)


class Clock(Struct, frozen=True):
    """A moment as facts depend on it, as it is kept: the local time, and in UTC what is known."""

    now: str
    known: str


class Turns(Struct, frozen=True):
    """All moments of change from the beginning of `since` on: of local time, and of knowledge."""

    since: Clock
    now: Sequence[Turn]
    known: Sequence[Turn]

    def between(self, one: Clock, other: Clock) -> set[str]:
        """Whose facts are not the same at two moments, neither of them before `since`."""
        found = _between(self.now, one.now, other.now)
        return found | _between(self.known, one.known, other.known)

    def tell_of(self, at: Clock) -> bool:
        """Whether a moment is not before `since`."""
        return self.since.now <= at.now and self.since.known <= at.known

    def read_again(self, people: Collection[str], read: "Turns") -> "Turns":
        """The same once those of some people are as they were read."""
        return Turns(
            self.since,
            sorted([*(one for one in self.now if one[1] not in people), *read.now]),
            sorted([*(one for one in self.known if one[1] not in people), *read.known]),
        )


def turns(connection: Connection, since: Clock, among: Collection[str] | None = None) -> Turns:
    """Those of some people, or of all."""
    asked = {"since": since.now, "known": since.known}
    if among is None:
        rows = _ALL.rows(connection, asked)
    else:
        rows = _SOME.rows(connection, asked | {AMONG: listed(among)})
    now, known = set[Turn](), set[Turn]()
    for person, begins, ends, recorded, ended in rows:
        now.update((moment, person) for moment in (begins, ends) if moment is not None)
        known.update((moment, person) for moment in (recorded, ended) if moment is not None)
    return Turns(
        since,
        sorted(one for one in now if one[0] >= since.now),
        sorted(one for one in known if one[0] >= since.known),
    )


def _between(those: Sequence[Turn], one: str, other: str) -> set[str]:
    first, last = (bisect_right(those, moment, key=_moment) for moment in sorted((one, other)))
    return {person for _, person in those[first:last]}


def _statement(among: Any) -> Prepared:
    """For each membership that changes: whose it is, and its four moments."""
    since, known = (bindparam(name, type_=Text) for name in ("since", "known"))
    parts = []
    for table in MEMBERSHIPS:
        own = table.c
        moments: list[ColumnElement[Any]] = [own.valid_from, own.valid_to]
        records: list[ColumnElement[Any]] = [own.recorded_at, own.ended_recorded_at]
        later = or_(*(one >= since for one in moments), *(one >= known for one in records))
        parts.append(select(own.person, *moments, *records).where(later, among(own.person)))
    sitting = seats.join(bodies, seats.c.body == bodies.c.id)
    last_days = select(seats.c.person, bodies.c.ended_on, null(), null(), null())
    ends = last_days.select_from(sitting).where(bodies.c.ended_on >= since, among(seats.c.person))
    return Prepared(union_all(*parts, ends))


_ALL: Final = _statement(lambda _person: true())
_SOME: Final = _statement(lambda person: person.in_(elements_of(AMONG)))
