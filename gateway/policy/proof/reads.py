"""Which facts an expression reads."""

from functools import cache
from typing import assert_never

from gateway.policy.expressions import (
    Always,
    And,
    Before,
    Contains,
    Expression,
    Has,
    Is,
    MoreThan,
    Named,
    Never,
    Not,
    OneOf,
    Or,
    Overlaps,
    Present,
    Same,
    SameDay,
    Some,
    Within,
)
from gateway.policy.vocabulary import COLLECTIONS


@cache
def fields_read(expression: Expression) -> frozenset[str]:  # noqa: PLR0911 - one line for each kind of node
    """The fields of the vocabulary that an expression reads, collections included."""
    match expression:
        case Always() | Never():
            return frozenset()
        case Is(field, _) | OneOf(field, _) | Present(field) | MoreThan(field, _):
            return frozenset({field})
        case Contains(holder, _):
            return frozenset({holder})
        case (
            Same(one, other)
            | Has(one, other)
            | Overlaps(one, other)
            | Within(one, other)
            | Before(one, other)
            | SameDay(one, other)
        ):
            return frozenset({one, other})
        case Some(item, where):
            return fields_read(where) | {COLLECTIONS[item]}
        case Not(part) | Named(_, part):
            return fields_read(part)
        case And(parts) | Or(parts):
            return frozenset[str]().union(*map(fields_read, parts))
        case _:
            assert_never(expression)
