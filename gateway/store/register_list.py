"""The people of the register as a list, in the order of their names; those in office or all."""

from typing import Any, Final

from sqlalchemy import ColumnElement, Connection, Integer, Text, bindparam, func, select, tuple_

from gateway.store.listing.search import WORDS, has_words, patterns
from gateway.store.prepared import Prepared
from gateway.store.tables import people

_NAME: Final[ColumnElement[str]] = func.lower(people.c.name)
_PLACE: Final = (_NAME, people.c.id)
_BEYOND: Final = tuple_(*_PLACE) > tuple_(
    bindparam("after_name", type_=Text), bindparam("after_id", type_=Text)
)
_AFTER: Final = Prepared(
    select(*_PLACE)
    .where(has_words(_NAME), _BEYOND)
    .order_by(*_PLACE)
    .limit(bindparam("most", type_=Integer))
)
_NUMBER: Final = Prepared(select(func.count()).select_from(people).where(has_words(_NAME)))
_PLACE_OF: Final = Prepared(select(*_PLACE).where(people.c.id == bindparam("id", type_=Text)))


def people_after(connection: Connection, words: str, after: str | None, most: int) -> list[str]:
    """The ids of at most so many, after the person `after`, whose names have all the `words`.

    Raises KeyError when there is no such person.
    """
    start: tuple[Any, ...] = ("", "")
    if after is not None:
        found = _PLACE_OF.rows(connection, {"id": after})
        if not found:
            raise KeyError(after)
        start = found[0]
    asked = {WORDS: patterns(words), "after_name": start[0], "after_id": start[1], "most": most}
    return [person for _, person in _AFTER.rows(connection, asked)]


def number_of_people(connection: Connection, words: str) -> int:
    """How many there are whose names have all the `words`."""
    ((number,),) = _NUMBER.rows(connection, {WORDS: patterns(words)})
    return int(number)
