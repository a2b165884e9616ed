"""Which facts make an expression hold, and which make it fail, in words.

Each expression is made once into a function that tells of a case: an answer is explained for
everybody who gets one, and making words and predicates anew each time would cost more than the
decision.
"""

from collections.abc import Callable, Iterator

from gateway.domain.dates import in_words
from gateway.domain.facts import Business
from gateway.policy.case import Case
from gateway.policy.expressions import Always, And, Expression, Is, Named, OneOf, Or, Some
from gateway.policy.predicate import item_predicate, predicate
from gateway.policy.sentence import clause
from gateway.policy.vocabulary import getter, items_of

Telling = Callable[[Case], Iterator[str]]


def telling(expression: Expression) -> Telling:  # noqa: PLR0911 - one line for each kind of node
    """Tells the facts that make the expression hold: of alternatives, the one that is so."""
    match expression:
        case Always() | Named(_, Always()):
            return lambda _case: iter(())
        case And(parts):
            return _all([telling(part) for part in parts])
        case Or(parts):
            return _first([(predicate(part), telling(part)) for part in parts])
        case Named(_, part) if isinstance(part, And | Or | Some | Named):
            return telling(part)
        case Some():
            return _item(expression)
        case OneOf(field, _):
            value = getter(field)
            return lambda case: iter((clause(Is(field, value(case))),))
        case _:
            words = clause(expression)
            return lambda _case: iter((words,))


def failing(expression: Expression) -> Telling:
    """Tells why the expression does not hold: each of its parts that fails."""
    if not isinstance(expression, And):
        words = clause(expression, holds=False)
        return lambda _case: iter((words,))
    parts = [(predicate(part), failing(part)) for part in expression.parts]

    def tell(case: Case) -> Iterator[str]:
        for holds, why in parts:
            if not holds(case):
                yield from why(case)

    return tell


def once(facts: Iterator[str]) -> tuple[str, ...]:
    """Each fact told once, in the order in which it was met."""
    return tuple(dict.fromkeys(facts))


def _all(parts: list[Telling]) -> Telling:
    def tell(case: Case) -> Iterator[str]:
        for part in parts:
            yield from part(case)

    return tell


def _first(parts: list[tuple[Callable[[Case], bool], Telling]]) -> Telling:
    def tell(case: Case) -> Iterator[str]:
        for holds, part in parts:
            if holds(case):
                yield from part(case)
                return

    return tell


def _item(expression: Some) -> Telling:
    holds = item_predicate(expression.item, expression.where)
    collection, words = items_of(expression.item), clause(expression)

    def tell(case: Case) -> Iterator[str]:
        found = next((one for one in collection(case) if holds(case, one)), None)
        if isinstance(found, Business) and found.start is not None:
            yield f"{words} ({in_words(found.start)})"
        else:
            yield words

    return tell
