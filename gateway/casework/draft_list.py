"""Drafts as a list, with the titles of the papers that they ask for, as one may know them."""

from typing import Final, Literal

from msgspec.structs import asdict

from gateway.casework.drafts import drafts_of
from gateway.casework.known_papers import title_known
from gateway.casework.short_lists import Cut, ShortList, alphabetical, newest, oldest
from gateway.casework.turn import Reading
from gateway.domain.case_forms import Draft
from gateway.domain.people import Caller

DraftSort = Literal["newest", "oldest", "title"]


class ListedDraft(Draft, frozen=True, kw_only=True):
    """A draft, and the title of its paper; None for the absent and the hidden."""

    title: str | None


LIST: Final = ShortList[ListedDraft](
    id=lambda one: one.id,
    text=lambda one: f"{one.title or one.asked.document} {one.asked.statement}",
    orders={
        "newest": newest(lambda one: one.saved_at),
        "oldest": oldest(lambda one: one.saved_at),
        "title": alphabetical(lambda one: one.title or ""),
    },
)


def listed_drafts(
    reading: Reading,
    caller: Caller,
    *,
    words: str = "",
    sort: DraftSort = "newest",
    after: str | None = None,
    limit: int = 50,
) -> Cut[ListedDraft]:
    """What the caller began and did not send; of a search, with its words in title or reasons.

    Raises InputError for an `after` that is no key.
    """
    found = (
        ListedDraft(**asdict(one), title=title_known(reading, caller, one.asked.document))
        for one in drafts_of(reading, caller.person)
    )
    return LIST.cut(found, words=words, sort=sort, after=after, limit=limit)
