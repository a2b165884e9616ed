"""From an expression to the clause that the database answers.

`predicate.py` decides one case; this asks the same of all rows at once. A clause is never NULL:
a comparison with something unknown is false, and its opposite true, as in a predicate.
"""

from typing import Protocol, assert_never

from sqlalchemy import false, not_, true

from gateway.policy.expressions import (
    Always,
    And,
    Before,
    Contains,
    Expression,
    Has,
    Is,
    Item,
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
from gateway.store.listing import operands
from gateway.store.listing.operands import Clause, Known, Operand, all_of, any_of


class World(Protocol):
    """Where the fields of an expression are found."""

    def operand(self, field: str) -> Operand:
        """What a field is to the database."""

    def named(self, part: Expression) -> Clause:
        """A condition of the book, which may have been asked already."""

    def some(self, item: Item, where: Expression) -> Clause:
        """Whether at least one item of the collection satisfies the expression."""


def clause(expression: Expression, world: World) -> Clause:  # noqa: PLR0911 - one line for each kind of node
    """The expression as a clause over the rows of a world."""
    match expression:
        case Always():
            return true()
        case Never():
            return false()
        case Named(_, part):
            return world.named(part)
        case Not(part):
            return not_(clause(part, world))
        case And(parts):
            return all_of(clause(part, world) for part in parts)
        case Or(parts):
            return any_of(clause(part, world) for part in parts)
        case Some(item, where):
            return world.some(item, where)
        case _:
            return _leaf(expression, world)


def _leaf(expression: Expression, world: World) -> Clause:  # noqa: C901, PLR0911, PLR0912 - one line for each kind of leaf
    at = world.operand
    match expression:
        case Is(field, value):
            return operands.equal(at(field), Known(value))
        case OneOf(field, values):
            return operands.among(at(field), frozenset(values))
        case Same(left, right):
            return operands.equal(at(left), at(right))
        case Present(field):
            return operands.present(at(field))
        case Has(holder, field):
            return operands.holds(at(holder), at(field))
        case Contains(holder, value):
            return operands.holds(at(holder), Known(value))
        case Overlaps(left, right):
            return operands.overlap(at(left), at(right))
        case Within(inner, outer):
            return operands.within(at(inner), at(outer))
        case Before(left, right):
            return operands.before(at(left), at(right))
        case SameDay(left, right):
            return operands.same_day(at(left), at(right))
        case MoreThan(field, number):
            return operands.more(at(field), number)
        case Always() | Never() | Named() | Not() | And() | Or() | Some():
            raise TypeError("not a leaf")
        case _:
            assert_never(expression)
