"""A page of a list: what is found one after the other, until there is enough of it."""

from collections.abc import Iterable
from itertools import islice
from typing import TypeVar

from gateway.casework.documents import searchable

Item = TypeVar("Item")


def first_of(found: Iterable[Item], limit: int) -> tuple[tuple[Item, ...], Item | None]:
    """The first `limit` of what is found, and the last of these where there is more, else None."""
    some = tuple(islice(found, limit + 1))
    return some[:limit], some[limit - 1] if len(some) > limit else None


def asked_words(words: str) -> tuple[str, ...]:
    """The words of a search, each by itself. Raises InputError for what is no text."""
    return tuple(searchable(words).casefold().split())


def mentions(words: tuple[str, ...], *texts: str | None) -> bool:
    """Whether each of the words occurs in one of the texts, in capitals or not. Pure."""
    said = " ".join(text for text in texts if text).casefold()
    return all(word in said for word in words)
