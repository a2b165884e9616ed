"""The people of the register as a list, in the order of their names; those in office or all."""

from typing import Final

from sqlalchemy import ColumnElement, Connection, Text, func, literal, select, tuple_

from gateway.store.listing.search import has_words, patterns
from gateway.store.tables import people

_NAME: Final[ColumnElement[str]] = func.lower(people.c.name)
_PLACE: Final = (_NAME, people.c.id)


def people_after(connection: Connection, words: str, after: str | None, most: int) -> list[str]:
    """The ids of at most so many, after the person `after`, whose names have all the `words`.

    Raises KeyError when there is no such person.
    """
    wanted = patterns(words)
    asked = select(people.c.id).where(has_words(len(wanted), _NAME)).order_by(*_PLACE).limit(most)
    if after is not None:
        last = connection.execute(select(*_PLACE).where(people.c.id == after)).first()
        if last is None:
            raise KeyError(after)
        asked = asked.where(tuple_(*_PLACE) > tuple_(*(literal(part, Text) for part in last)))
    return list(connection.scalars(asked, wanted))


def number_of_people(connection: Connection, words: str) -> int:
    """How many there are whose names have all the `words`."""
    wanted = patterns(words)
    asked = select(func.count()).select_from(people).where(has_words(len(wanted), _NAME))
    return connection.execute(asked, wanted).scalar_one()
