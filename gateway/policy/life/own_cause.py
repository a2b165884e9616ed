"""Nobody judges their own cause (section 10.3): on the person, whatever offices they hold."""

from typing import Final, Literal

from msgspec import Struct

Part = Literal["decide", "hear"]
"""To decide or find; to hear a dispute about what others decided or found."""
Tie = Literal[
    "requester",
    "helped",
    "subject",
    "author",
    "concerned",
    "related",
    "interested",
    "decided",
    "heard",
]


class Ties(Struct, frozen=True, kw_only=True):
    """Who is tied to a case, by the ids of people.

    `helped`: it was made for them; `author`: of the papers; `concerned`: it reports that they may
    have done wrong; `related`: a close relationship to the
    requester is declared; `interested`: they declared an interest in a matter of the papers;
    `decided`, `heard`: they decided or found something in it, or heard a dispute about it.
    """

    requester: frozenset[str] = frozenset()
    helped: frozenset[str] = frozenset()
    subject: frozenset[str] = frozenset()
    author: frozenset[str] = frozenset()
    concerned: frozenset[str] = frozenset()
    related: frozenset[str] = frozenset()
    interested: frozenset[str] = frozenset()
    decided: frozenset[str] = frozenset()
    heard: frozenset[str] = frozenset()


_ANY: Final[tuple[Tie, ...]] = (
    "requester",
    "helped",
    "subject",
    "author",
    "concerned",
    "related",
    "interested",
    "heard",
)
BARS: Final[dict[Part, tuple[Tie, ...]]] = {"decide": _ANY, "hear": (*_ANY, "decided")}
"""The ties that bar from each part. Whoever heard a dispute makes no findings afterwards: the
person who finds and the person who determines are two (10.3, rule 7)."""


def with_aliases(ties: Ties, aliases: frozenset[tuple[str, str]]) -> Ties:
    """The ties, each of them of a human being: of every entry that the register has of them. Pure.

    `aliases` are pairs of entries that are known to be the same person.
    """
    names = Ties.__struct_fields__
    return Ties(**{name: same_people(getattr(ties, name), aliases) for name in names})


def same_people(people: frozenset[str], aliases: frozenset[tuple[str, str]]) -> frozenset[str]:
    """These entries, and every other that is known to be one of the same human beings. Pure."""
    both = aliases | {(two, one) for one, two in aliases}
    found = people
    while more := {two for one, two in both if one in found} - found:
        found |= more
    return found


def barred(ties: Ties, part: Part) -> frozenset[str]:
    """Everybody who may not take this part. Pure."""
    return frozenset[str]().union(*(getattr(ties, tie) for tie in BARS[part]))
