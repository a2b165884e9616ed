"""Which cases the rules cannot tell apart.

A case has many facts, but the rules ask a limited number of questions about them. Two cases that
answer every question alike get the same verdict for the same reasons, whoever asks and whatever
day it is. `alike` makes the function that answers all the questions at once; what is worked out
for one case is then known for all that answer as it does.
"""

from collections.abc import Callable, Hashable, Iterator
from functools import lru_cache

from gateway.policy.case import Case
from gateway.policy.compiled import Writer, at
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
from gateway.policy.vocabulary import COLLECTIONS

Likeness = Callable[[Case], Hashable]
_Question = tuple[tuple[Item, ...], Expression | str]
"""What is asked of which item, if of any: whether an expression holds, or the value of a field."""

_MOST = 50
"""How many functions are remembered: a council that no new version of a rule book changes needs
none of its own."""


@lru_cache(_MOST)
def alike(expressions: tuple[Expression, ...], fields: tuple[str, ...]) -> Likeness:
    """A function that gives equal values only where every expression says the same.

    That goes for every part of the expressions too, and for each item of a collection in its
    order. `fields` are told apart by their values.
    """
    asked: dict[_Question, None] = dict.fromkeys((_scope_of(field), field) for field in fields)
    for expression in expressions:
        asked.update(dict.fromkeys(_questions(expression, ())))
    for scope, question in list(asked):
        if isinstance(question, Present) and (scope, question.field) in asked:
            del asked[scope, question]  # its value says whether it is there
    writer = Writer(())
    parts = [_source(writer, question, scope) for scope, question in asked if not scope]
    for item in dict.fromkeys(scope[0] for scope, _ in asked if scope):
        each = [_source(writer, question, scope) for scope, question in asked if item in scope]
        collection = COLLECTIONS[item]
        parts.append(f"tuple([{_tuple(each)} for {item} in {collection}]) if {collection} else ()")
    made: Likeness = writer.function([f"return {_tuple(parts)}"])
    return made


def _tuple(sources: list[str]) -> str:
    return f"({''.join(f'{source}, ' for source in sources)})"


def _questions(expression: Expression, scope: tuple[Item, ...]) -> Iterator[_Question]:
    """Each question that an expression asks, once outside and once for each item that it is of."""
    match expression:
        case Always() | Never():
            return
        case Named(_, part) | Not(part):
            yield from _questions(part, scope)
        case And(parts) | Or(parts):
            for part in parts:
                yield from _questions(part, scope)
        case Some(item, where) if not scope:
            yield (item,), Always()  # how many there are
            yield from _questions(where, (item,))
        case Some():
            yield scope, expression
        case Is(field, _) | OneOf(field, _):
            yield _scope_of(field), field
        case _:
            yield _scope_of(*_fields(expression)), expression


def _source(writer: Writer, question: Expression | str, scope: tuple[Item, ...]) -> str:
    return at(question) if isinstance(question, str) else writer.source(question, scope)


def _fields(leaf: Expression) -> tuple[str, ...]:
    match leaf:
        case Present(field) | MoreThan(field, _) | Contains(field, _):
            return (field,)
        case Has(one, other) | Same(one, other) | Overlaps(one, other) | Within(one, other):
            return one, other
        case Before(one, other) | SameDay(one, other):
            return one, other
        case _:
            raise TypeError("not a leaf")


def _scope_of(*fields: str) -> tuple[Item, ...]:
    heads = {field.partition(".")[0] for field in fields}
    return tuple(item for item in COLLECTIONS if item in heads)
