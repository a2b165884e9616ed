"""The people of the register as a list: by their names, or by what they are and then by name."""

from collections.abc import Collection
from datetime import datetime
from typing import Any, Final, Literal

import msgspec
from sqlalchemy import (
    ColumnElement,
    Connection,
    Integer,
    bindparam,
    exists,
    func,
    select,
    tuple_,
)

from gateway.store.facts_of_people import NOW, holds_now
from gateway.store.json_lists import elements_of
from gateway.store.listing.search import has_words, patterns
from gateway.store.prepared import Prepared
from gateway.store.seats import still_sits
from gateway.store.tables import bodies, people, seats
from gateway.store.tables.columns import local_text, moment_text

PeopleSort = Literal["name", "kind"]
_NAME: Final[ColumnElement[str]] = func.lower(people.c.name)
_ON: Final = Prepared(
    select(people.c.id)
    .where(
        exists()
        .where(
            seats.c.person == people.c.id,
            seats.c.body == bodies.c.id,
            bodies.c.id.in_(elements_of("on")),
            holds_now(seats),
            still_sits(NOW),
        )
        .correlate(people)
    )
    .order_by(_NAME, people.c.id)
    .limit(bindparam("most", type_=Integer))
)
_PLACES: Final[dict[PeopleSort, tuple[ColumnElement[Any], ...]]] = {
    "name": (_NAME, people.c.id),
    "kind": (people.c.kind, _NAME, people.c.id),
}


def people_after(
    connection: Connection, words: str, after: str | None, most: int, sort: PeopleSort = "name"
) -> list[str]:
    """The ids of at most so many, after the person `after`, whose names have all the `words`.

    Raises KeyError when there is no such person.
    """
    wanted, place = patterns(words), _PLACES[sort]
    asked = select(people.c.id).where(has_words(len(wanted), _NAME)).order_by(*place).limit(most)
    if after is not None:
        last = select(*place).where(people.c.id == after)
        if connection.execute(last).first() is None:
            raise KeyError(after)
        asked = asked.where(tuple_(*place) > last.scalar_subquery())
    return list(connection.scalars(asked, wanted))


def people_on(
    connection: Connection, on: Collection[str], most: int, *, now: datetime, known: datetime
) -> list[str]:
    """The ids of at most so many who sit on one of these bodies at a moment, by their names."""
    asked = {"on": msgspec.json.encode(list(on)).decode(), "most": most}
    at = {"now": local_text(now), "known": moment_text(known)}
    return [person for (person,) in _ON.rows(connection, asked | at)]


def number_of_people(connection: Connection, words: str) -> int:
    """How many there are whose names have all the `words`."""
    wanted = patterns(words)
    asked = select(func.count()).select_from(people).where(has_words(len(wanted), _NAME))
    return connection.execute(asked, wanted).scalar_one()
