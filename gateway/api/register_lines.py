"""The changes to the register that wait, as a list to look through: line by line, in pages."""

from collections.abc import Iterator
from typing import Final, Literal

from msgspec import Struct

from gateway.casework.short_lists import Cut, Order, ShortList, alphabetical
from gateway.casework.turn import Reading
from gateway.importing import report
from gateway.importing.changes import What
from gateway.importing.confirming import proposed

LineSort = Literal["kind", "name"]


class ListedLine(Struct, frozen=True, kw_only=True):
    """One change: what happens, to what kind of thing, its name and the details.

    `place` is where it stands in the report.
    """

    place: int
    what: What
    collection: str
    name: str
    detail: str


LIST: Final = ShortList[ListedLine](
    id=lambda one: f"{one.place:09}",
    text=lambda one: f"{one.name} {one.detail} {one.collection}",
    orders={
        "kind": Order(lambda one: f"{one.place:09}"),
        "name": alphabetical(lambda one: one.name),
    },
)
"""As the report has it: people, then groups and the rest; or by name."""


def listed_changes(
    reading: Reading,
    *,
    what: What | None = None,
    words: str = "",
    sort: LineSort = "kind",
    after: str | None = None,
    limit: int = 50,
) -> Cut[ListedLine]:
    """The changes that wait to be confirmed, if any. Raises InputError for no key."""
    found = (one for one in _lines(reading) if what in {None, one.what})
    return LIST.cut(found, words=words, sort=sort, after=after, limit=limit)


def _lines(reading: Reading) -> Iterator[ListedLine]:
    waiting = proposed(reading)
    lines = (line for one in (waiting.differences if waiting else ()) for line in report.lines(one))
    for place, line in enumerate(lines):
        yield ListedLine(place=place, **line._asdict())
