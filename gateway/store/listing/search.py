"""Searching titles and names: whether one has every word looked for, in capitals or not."""

from typing import Final

from sqlalchemy import ColumnElement, Text, bindparam, func

from gateway.errors import InputError
from gateway.store.listing.operands import Clause, all_of
from gateway.store.listing.orders import TITLE

MOST: Final = 10
"""So many words can be searched at once."""
ESCAPE: Final = "!"
"""Takes their meaning from the signs of a pattern."""


def has_words(number: int, text: ColumnElement[str] = TITLE) -> Clause:
    """Whether a text in small letters, the title of a document, has so many words looked for."""
    patterns = (func.lower(bindparam(f"word_{one}", type_=Text)) for one in range(number))
    return all_of(text.like(pattern, escape=ESCAPE) for pattern in patterns)


def words_of(search: str) -> list[str]:
    """The words of a search. Raises InputError when they are too many."""
    found = search.split()
    if len(found) > MOST:
        raise InputError(f"Search for at most {MOST} words.", where="q")
    return found


def patterns(search: str) -> dict[str, str]:
    """The words of a search, as they are handed over. Raises InputError when they are too many."""
    escapes = {ord(one): f"{ESCAPE}{one}" for one in f"{ESCAPE}%_"}
    escaped = (word.translate(escapes) for word in words_of(search))
    return {f"word_{number}": f"%{word}%" for number, word in enumerate(escaped)}
