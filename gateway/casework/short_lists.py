"""Lists that are short enough to be read whole: searched, put in order and cut into pages here.

A page ends with the place of its last item in the order, so the next one goes on rightly though
items came or went in between.
"""

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from typing import Final, Generic, NamedTuple, TypeVar

from msgspec import Struct

from gateway.casework.page_keys import no_key
from gateway.casework.paging import asked_words, mentions
from gateway.store.tables.columns import moment_text

Item = TypeVar("Item")
_BETWEEN: Final = "~"
_MOST: Final = 100
"""So many letters of what a list is ordered by count."""


class Order(NamedTuple, Generic[Item]):
    """What a list is ordered by, as text, and whether the greatest comes first."""

    by: Callable[[Item], str]
    descending: bool = False


class Cut(Struct, Generic[Item], frozen=True, kw_only=True):
    """One page of a list; `next` is the key of the page after it, None at the end."""

    items: tuple[Item, ...]
    next: str | None


class ShortList(Struct, Generic[Item], frozen=True, kw_only=True):
    """How a list is searched, ordered and cut.

    `id` tells an item from every other, `text` is what a search looks through, and `orders` are
    named; the usual one stands first.
    """

    id: Callable[[Item], str]
    text: Callable[[Item], str]
    orders: Mapping[str, Order[Item]]

    def cut(
        self,
        items: Iterable[Item],
        *,
        words: str = "",
        sort: str | None = None,
        after: str | None = None,
        limit: int = 50,
    ) -> Cut[Item]:
        """The items in which each of the `words` occurs, from the page that begins after `after`.

        `sort` is the name of an order. Raises InputError for an `after` that is no key.
        """
        asked = asked_words(words)
        order = self.orders[sort or next(iter(self.orders))]
        placed = sorted(
            (
                (self._place(order, one), one)
                for one in items
                if not asked or mentions(asked, self.text(one))
            ),
            key=lambda pair: pair[0],
            reverse=order.descending,
        )
        if after is not None:
            last = _read(after)
            placed = [
                (place, one)
                for place, one in placed
                if (place < last if order.descending else place > last)
            ]
        shown = placed[:limit]
        more = len(placed) > limit
        return Cut(
            items=tuple(one for _, one in shown),
            next=_BETWEEN.join(shown[-1][0]) if more else None,
        )

    def _place(self, order: Order[Item], one: Item) -> tuple[str, str]:
        by = order.by(one).replace(_BETWEEN, " ")[:_MOST]
        return by, self.id(one)


def newest(moment: Callable[[Item], datetime]) -> Order[Item]:
    """By a moment, the newest first."""
    return Order(lambda one: moment_text(moment(one)), descending=True)


def oldest(moment: Callable[[Item], datetime]) -> Order[Item]:
    """By a moment, the oldest first."""
    return Order(lambda one: moment_text(moment(one)))


def alphabetical(text: Callable[[Item], str]) -> Order[Item]:
    """By what is read, from A to Z."""
    return Order(lambda one: text(one).casefold())


def _read(after: str) -> tuple[str, str]:
    by, between, one = after.partition(_BETWEEN)
    if not between:
        raise no_key()
    return by, one
