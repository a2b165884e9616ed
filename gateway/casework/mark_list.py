"""Marks to look at as a list: never tested, or due for review."""

from typing import Final, Literal

from gateway.casework.marks import marks_to_look_at
from gateway.casework.short_lists import Cut, Order, ShortList, alphabetical
from gateway.casework.turn import Reading
from gateway.domain.case_forms import MarkDue, ShownMark

MarkSort = Literal["title", "review"]
LIST: Final = ShortList[ShownMark](
    id=lambda one: f"{one.document} {one.paragraph} {one.segment}",
    text=lambda one: f"{one.title} {one.segment}",
    orders={
        "title": alphabetical(lambda one: one.title),
        "review": Order(lambda one: one.review_on.isoformat() if one.review_on else ""),
    },
)
"""By title; or the longest due for review first, and before them what was never tested."""


def listed_marks(
    reading: Reading,
    person: str,
    *,
    why: MarkDue | None = None,
    words: str = "",
    sort: MarkSort = "title",
    after: str | None = None,
    limit: int = 50,
) -> Cut[ShownMark]:
    """The marks that this person must look at; of a search, with its words in title or part.

    Raises NotAllowedError for somebody who does not act as proper officer, and InputError for an
    `after` that is no key.
    """
    found = (one for one in marks_to_look_at(reading, person) if why in {None, one.why})
    return LIST.cut(found, words=words, sort=sort, after=after, limit=limit)
