"""A page of a list: what is found one after the other, until there is enough of it."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from typing import Final, TypeVar

from gateway.casework.documents import searchable

Item = TypeVar("Item")
Place = TypeVar("Place")
_MOST: Final = 1000
"""How many rows are asked for at once, at most."""


def gone_through(
    ask: Callable[[Place | None, int], Sequence[Item]],
    place_of: Callable[[Item], Place],
    after: Place | None,
    limit: int,
) -> Iterator[Item]:
    """The rows after a place in a list, in its order, for a page of `limit` of them.

    `ask` is given the place and how many are wanted; None is the beginning. So many as fill the
    page are asked for first, and as long as they are passed over, twice as many each time: for
    every asking the database puts the list in its order anew.
    """
    wanted = limit + 1
    while True:
        rows = ask(after, wanted)
        yield from rows
        if len(rows) < wanted:
            return
        after, wanted = place_of(rows[-1]), min(2 * wanted, _MOST)


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
