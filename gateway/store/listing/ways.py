"""The ways to what may be released: what a paper must be, so that an index leads to it.

A row releases few papers, and something in what it asks leads to them: they are public, or stand
on the agenda of a meeting to come, or are business of one of my bodies. Each such part has an index
whose entries stand newest first (`tables/papers.py`). A way narrows where to look and decides
nothing: whatever it leads to is still asked the whole expression.
"""

from enum import IntEnum

from msgspec import Struct

from gateway.policy.expressions import (
    Always,
    And,
    Before,
    Expression,
    Has,
    Is,
    Named,
    Or,
    Present,
    Same,
    SameDay,
    Some,
)
from gateway.store.tables.papers import COMMON_KIND


class Lead(IntEnum):
    """Where a way begins; those that lead to fewer papers come first."""

    ADVICE = 1
    CONSENT = 2
    COMING = 3
    BODIES = 4
    KIND = 5
    DECIDED = 6
    PUBLIC = 7
    EXECUTIVE = 8
    ALL = 9


class Way(Struct, frozen=True):
    """A lead, and the kind of paper where it is a kind."""

    lead: Lead
    kind: str = ""


ALL = Way(Lead.ALL)
"""No index leads there: every paper is asked."""

_LEADS: dict[Expression, Way] = {
    Is("segment.public", True): Way(Lead.PUBLIC),
    Is("segment.author_consents", True): Way(Lead.CONSENT),
    Same("segment.advice_to", "requester.person"): Way(Lead.ADVICE),
    Present("decision.made"): Way(Lead.DECIDED),
    Has("requester.bodies", "entry.body"): Way(Lead.BODIES),
    Is("entry.executive", True): Way(Lead.EXECUTIVE),
    Before("now", "entry.start"): Way(Lead.COMING),
    SameDay("now", "entry.start"): Way(Lead.COMING),
}


def ways_of(expression: Expression) -> dict[Way, Expression]:
    """Ways that together lead to everything of which the expression holds.

    For each, what is left to ask of a paper to which it leads.
    """
    found: dict[Way, list[Expression]] = {}
    for way, left in _ways(expression):
        found.setdefault(way, []).append(left)
    return {way: Or(tuple(left)) for way, left in found.items()}


def _ways(expression: Expression) -> list[tuple[Way, Expression]]:  # noqa: PLR0911 - one line for each kind
    match expression:
        case Named(_, part):
            return _ways(part)
        case Or(parts):
            return [one for part in parts for one in _ways(part)]
        case And(parts):
            return _best(parts)
        case Some(_, where):
            # An entry of the way satisfies the whole only when nothing else is asked of it.
            return [
                (way, left if isinstance(left, Always) else expression)
                for way, left in _ways(where)
            ]
        case Is("segment.kind", str(kind)) if kind != COMMON_KIND:
            return [(Way(Lead.KIND, kind), Always())]
        case _ if expression in _LEADS:
            way = _LEADS[expression]
            return [(way, expression if way.lead is Lead.COMING else Always())]
        case _:
            return [(ALL, expression)]


def _best(parts: tuple[Expression, ...]) -> list[tuple[Way, Expression]]:
    """Of what must all hold, the part that leads to the fewest papers."""
    choices = [_ways(part) for part in parts]
    place = min(range(len(parts)), key=lambda one: max(way.lead for way, _ in choices[one]))
    others = parts[:place] + parts[place + 1 :]
    return [(way, And((left, *others)) if others else left) for way, left in choices[place]]
