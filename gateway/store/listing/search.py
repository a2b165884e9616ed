"""Searching titles and names: whether one has every word looked for, in capitals or not."""

from typing import Final

from sqlalchemy import ColumnElement, func, literal, not_, select

from gateway.store.listing.asker import given_list, listed
from gateway.store.listing.operands import Clause
from gateway.store.listing.orders import TITLE

WORDS: Final = "words"
"""The parameter that hands over the patterns of a search."""
ESCAPE: Final = "!"
"""Takes their meaning from the signs of a pattern."""


def has_words(text: ColumnElement[str] = TITLE) -> Clause:
    """Whether a text in small letters, the title of a document, has every word looked for."""
    pattern = given_list(WORDS)
    missing = text.not_like(func.lower(pattern.c.value), escape=ESCAPE)
    return not_(select(literal(1)).where(missing).correlate_except(pattern).exists())


def patterns(words: str) -> str:
    """The words of a search, as they are handed over."""
    escaped = words.translate({ord(one): f"{ESCAPE}{one}" for one in f"{ESCAPE}%_"})
    return listed(f"%{word}%" for word in escaped.split())
