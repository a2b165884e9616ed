"""Copies as a list to work through: with the holder's name and the paper's title, as one may know.

Whoever gets copies back finds those of others; everybody finds their own.
"""

from typing import Final, Literal

from msgspec import Struct
from msgspec.structs import asdict

from gateway.casework.afterwards import may
from gateway.casework.copies import copies_seen_by
from gateway.casework.known_papers import title_for
from gateway.casework.short_lists import Cut, Order, ShortList, alphabetical, newest, oldest
from gateway.casework.turn import Reading
from gateway.domain.copies import CopyState, ShownCopy
from gateway.domain.people import Caller
from gateway.errors import NotFoundError

CopySort = Literal["due", "newest", "oldest", "holder"]
Whose = Literal["mine", "others"]


class ListedCopy(ShownCopy, frozen=True, kw_only=True):
    """A copy with the title of the paper, None where it may not be known."""

    title: str | None


class OneCopy(Struct, frozen=True, kw_only=True):
    """A copy, and whether this person may record that it was given back."""

    copy: ListedCopy
    may_give_back: bool


LIST: Final = ShortList[ListedCopy](
    id=lambda one: one.id,
    text=lambda one: f"{one.name} {one.title or ''}",
    orders={
        "due": Order(lambda one: one.due or f"z{one.since.isoformat()}"),
        "newest": newest(lambda one: one.since),
        "oldest": oldest(lambda one: one.since),
        "holder": alphabetical(lambda one: one.name),
    },
)
"""What is asked back stands first, the soonest due before the others."""


def listed_copies(
    reading: Reading,
    caller: Caller,
    *,
    whose: Whose | None = None,
    out: bool = True,
    document: str | None = None,
    state: CopyState | None = None,
    words: str = "",
    sort: CopySort = "due",
    after: str | None = None,
    limit: int = 50,
) -> Cut[ListedCopy]:
    """The copies of which somebody may know; of a search, those with its words in name or title.

    `out`: only those that are not given back. Raises InputError for an `after` that is no key.
    """
    found = copies_seen_by(reading, caller.person, out=out, document=document)
    named = (
        _named(reading, caller, one)
        for one in found
        if state in {None, one.state}
        and (whose is None or (one.person == caller.person) == (whose == "mine"))
    )
    return LIST.cut(named, words=words, sort=sort, after=after, limit=limit)


def one_copy(reading: Reading, caller: Caller, copy: str) -> OneCopy:
    """One of them, given back or not. Raises NotFoundError for any other."""
    for one in copies_seen_by(reading, caller.person, out=False, only_read=True):
        if one.id == copy:
            by, holder = caller.person, one.person
            gives = may(reading, "give_back_copy", by, {holder}, holder=holder)
            return OneCopy(
                copy=_named(reading, caller, one),
                may_give_back=gives and one.downloaded is not None and one.given_back is None,
            )
    raise NotFoundError("There is no such copy.")


def copies_of_paper(reading: Reading, caller: Caller, document: str) -> tuple[ListedCopy, ...]:
    """What others had of a paper, read or downloaded, as far as one may know; by their names."""
    found = copies_seen_by(reading, caller.person, out=False, only_read=True, document=document)
    others = (_named(reading, caller, one) for one in found if one.person != caller.person)
    return tuple(sorted(others, key=lambda one: (one.name.casefold(), one.id)))


def _named(reading: Reading, caller: Caller, one: ShownCopy) -> ListedCopy:
    return ListedCopy(
        **asdict(one),
        title=title_for(reading, caller, one.document),
    )
