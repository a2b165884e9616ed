"""Deputies and close relationships as lists, with the names of the people."""

from collections.abc import Iterable
from typing import Final, Literal

from msgspec.structs import asdict

from gateway.casework.closeness import relationships_seen_by
from gateway.casework.cover import deputies_named
from gateway.casework.people import people_named
from gateway.casework.short_lists import Cut, Order, ShortList, alphabetical, newest, oldest
from gateway.casework.turn import Reading
from gateway.domain.case_forms import ShownDeputy, ShownRelationship
from gateway.policy.words import OFFICES

DeputySort = Literal["first", "name"]
RelationshipSort = Literal["newest", "oldest", "name"]


class ListedDeputy(ShownDeputy, frozen=True, kw_only=True):
    """A deputy with their name."""

    name: str


class ListedRelationship(ShownRelationship, frozen=True, kw_only=True):
    """A relationship with the names of both."""

    name: str
    other_name: str


DEPUTIES: Final = ShortList[ListedDeputy](
    id=lambda one: f"{one.office} {one.person} {one.first} {one.last}",
    text=lambda one: f"{one.name} {OFFICES[one.office]}",
    orders={
        "first": Order(lambda one: one.first.isoformat()),
        "name": alphabetical(lambda one: one.name),
    },
)
RELATIONSHIPS: Final = ShortList[ListedRelationship](
    id=lambda one: f"{one.person} {one.other} {one.since}",
    text=lambda one: f"{one.name} {one.other_name}",
    orders={
        "newest": newest(lambda one: one.since),
        "oldest": oldest(lambda one: one.since),
        "name": alphabetical(lambda one: one.name),
    },
)


def listed_deputies(
    reading: Reading,
    *,
    words: str = "",
    sort: DeputySort = "first",
    after: str | None = None,
    limit: int = 50,
) -> Cut[ListedDeputy]:
    """The deputies of today and of days to come; of a search, with its words in name or office.

    What was said twice is listed once. Raises InputError for an `after` that is no key.
    """
    found = dict.fromkeys(deputies_named(reading))
    names = _names(reading, (one.person for one in found))
    listed = (ListedDeputy(**asdict(one), name=names[one.person]) for one in found)
    return DEPUTIES.cut(listed, words=words, sort=sort, after=after, limit=limit)


def listed_relationships(
    reading: Reading,
    person: str,
    *,
    words: str = "",
    sort: RelationshipSort = "newest",
    after: str | None = None,
    limit: int = 50,
) -> Cut[ListedRelationship]:
    """The relationships that somebody may see; of a search, with its words in the two names.

    Raises InputError for an `after` that is no key.
    """
    found = relationships_seen_by(reading, person)
    names = _names(reading, (who for one in found for who in (one.person, one.other)))
    listed = (
        ListedRelationship(**asdict(one), name=names[one.person], other_name=names[one.other])
        for one in found
    )
    return RELATIONSHIPS.cut(listed, words=words, sort=sort, after=after, limit=limit)


def _names(reading: Reading, ids: Iterable[str]) -> dict[str, str]:
    return {one.id: one.name for one in people_named(reading, list(ids))}
