"""Rule books once proposed here as a list, with the names of who proposed and adopted them."""

from typing import Final, Literal

from msgspec.structs import asdict

from gateway.casework.people import people_named
from gateway.casework.rule_books import Version, versions
from gateway.casework.short_lists import Cut, Order, ShortList
from gateway.casework.turn import Reading
from gateway.domain.people import OPERATOR

VersionSort = Literal["newest", "oldest"]


class ListedVersion(Version, frozen=True, kw_only=True):
    """A rule book once proposed here, and who proposed and adopted it, in words."""

    proposed_by: str
    adopted_by: str | None


LIST: Final = ShortList[ListedVersion](
    id=lambda one: one.digest,
    text=lambda one: f"{one.digest} {one.proposed_by} {one.adopted_by or ''}",
    orders={
        "newest": Order(lambda one: f"{one.proposed.entry:012}", descending=True),
        "oldest": Order(lambda one: f"{one.proposed.entry:012}"),
    },
)


def listed_versions(
    reading: Reading,
    *,
    words: str = "",
    sort: VersionSort = "newest",
    after: str | None = None,
    limit: int = 50,
) -> Cut[ListedVersion]:
    """Every proposal; of a search, those with its words in the digest or the two names.

    Raises InputError for an `after` that is no key.
    """
    return LIST.cut(named(reading), words=words, sort=sort, after=after, limit=limit)


def named(reading: Reading) -> tuple[ListedVersion, ...]:
    """Every proposal, the newest first."""
    found = versions(reading)
    steps = [step for one in found for step in (one.proposed, one.adopted) if step is not None]
    names = {one.id: one.name for one in people_named(reading, [step.by for step in steps])}
    # Before rule books were proposed, the gateway took them up by itself.
    names |= dict.fromkeys((OPERATOR, "system"), "whoever set the gateway up")
    return tuple(
        ListedVersion(
            **asdict(one),
            proposed_by=names[one.proposed.by],
            adopted_by=names[one.adopted.by] if one.adopted else None,
        )
        for one in found
    )
