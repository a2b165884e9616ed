"""The people of the register as a list: by their names, or by what they are and then by name."""

from typing import Any, Final, Literal

from sqlalchemy import ColumnElement, Connection, func, select, tuple_

from gateway.store.listing.search import has_words, patterns
from gateway.store.tables import people

PeopleSort = Literal["name", "kind"]
_NAME: Final[ColumnElement[str]] = func.lower(people.c.name)
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


def number_of_people(connection: Connection, words: str) -> int:
    """How many there are whose names have all the `words`."""
    wanted = patterns(words)
    asked = select(func.count()).select_from(people).where(has_words(len(wanted), _NAME))
    return connection.execute(asked, wanted).scalar_one()
