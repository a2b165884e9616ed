"""The simple questions of which the rules' expressions are made, and how each is answered.

Some ask the paper alone: they are asked of the database, for all papers, before anybody asks. Some
ask the person alone. Those that ask both compare a key of the paper with the person's own keys: an
entry of `KEYED` says which. The database is asked about whatever is left.
"""

from collections.abc import Callable, Iterable, Iterator
from typing import Any, Final, Literal

from msgspec import Struct

from gateway.policy.case import Case
from gateway.policy.council import Council
from gateway.policy.expressions import (
    Always,
    And,
    Before,
    Expression,
    Has,
    Is,
    Named,
    Never,
    Not,
    Or,
    Overlaps,
    Same,
    SameDay,
    Some,
)
from gateway.policy.listing import steps
from gateway.policy.proof.reads import fields_read
from gateway.policy.vocabulary import getter
from gateway.store.listing.papers import settled_by

Key = Literal["advice_to", "owner_group", "body", "matter"]
"""What a paper has keys of: a member, a group, the bodies of its business, its matters."""

_OF_PAPERS: Final = frozenset({"segment", "decision", "entry", "tag"})
_OF_PEOPLE: Final = frozenset({"requester", "reader", "interest", "substitute"})
_CLOCKS: Final = frozenset({"now", "today"})
MOMENTS: Final = ("entry.start", "entry.ended", "decision.made", "tag.tested")
"""What the rules compare with the time of the question: at these moments answers change."""


class Keyed(Struct, frozen=True):
    """Holds where the paper has one of the person's keys."""

    of: Key
    keys: Callable[[Case], Iterable[str]]


def value_of(field: str) -> Callable[[Case], Iterable[str]]:
    """The one key that a field holds, or none."""
    get = getter(field)
    return lambda case: () if get(case) is None else (get(case),)


def _undispensed(case: Case) -> Iterable[str]:
    return {one.matter for one in case.requester.interests if not one.dispensation}


KEYED: Final[dict[Expression, Keyed]] = {
    Same("segment.advice_to", "requester.person"): Keyed("advice_to", value_of("requester.person")),
    Same("segment.owner_group", "reader.group"): Keyed("owner_group", value_of("reader.group")),
    Some("entry", Has("requester.bodies", "entry.body")): Keyed("body", getter("requester.bodies")),
    Overlaps("requester.adverse", "segment.matters"): Keyed("matter", getter("requester.adverse")),
    Some(
        "interest",
        And((Is("interest.dispensation", False), Has("segment.matters", "interest.matter"))),
    ): Keyed("matter", _undispensed),
}


def simple(expression: Expression) -> Iterator[Expression]:
    """The simple questions in an expression. It joins their answers by and, or and not."""
    match expression:
        case Always() | Never():
            return
        case Named(_, part) | Not(part):
            yield from simple(part)
        case And(parts) | Or(parts):
            for part in parts:
                yield from simple(part)
        case _:
            yield expression


def asks_papers(expression: Expression) -> bool:
    """Whether it asks something of papers."""
    return not _heads(expression).isdisjoint(_OF_PAPERS)


def asks_people(expression: Expression) -> bool:
    """Whether it asks something of the person."""
    return not _heads(expression).isdisjoint(_OF_PEOPLE)


def asks_besides_people(expression: Expression) -> bool:
    """Whether it asks something that is not the person's: of the paper, the time, the findings."""
    return not _heads(expression) <= _OF_PEOPLE


def asked_of_all(council: Council, of: Case) -> tuple[Expression, ...]:
    """What the rules ask of papers alone, whoever asks; `of` is a case of nobody.

    Raises TypeError when it asks for the time in a way of which nobody knows when it changes.
    """
    settled = {
        name: value
        for name, value in settled_by(of).items()
        if name.partition(".")[0] not in _OF_PEOPLE
    }
    found: dict[Expression, None] = {}
    for waits in (False, True):
        for step in steps(council, settled | {"sibling_waits": waits}):
            found |= dict.fromkeys((*simple(step.test), *simple(step.held)))
    alone = tuple(one for one in found if asks_papers(one) and not asks_people(one))
    for one in alone:
        _refuse_unknown_moments(one)
    return alone


def _heads(expression: Expression) -> frozenset[str]:
    return frozenset(field.partition(".")[0] for field in fields_read(expression))


def _refuse_unknown_moments(expression: Expression) -> None:
    for one in _leaves(expression):
        fields = fields_read(one)
        if not fields.isdisjoint(_CLOCKS):
            comparison = isinstance(one, Before | SameDay)
            if not comparison or not fields <= _CLOCKS.union(MOMENTS):
                raise TypeError(f"nobody knows when this changes: {one}")


def _leaves(expression: Expression) -> Iterator[Any]:
    for one in simple(expression):
        if isinstance(one, Some):
            yield from _leaves(one.where)
        else:
            yield one
