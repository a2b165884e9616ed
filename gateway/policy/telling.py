"""Which facts make an expression hold, and which make it fail, in words.

Each expression is made once into a function that tells of a case: an answer is explained for
everybody who gets one, and making words and predicates anew each time would cost more than the
decision.
"""

from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache

from msgspec import Struct

from gateway.domain.dates import in_words
from gateway.domain.decision import Ground
from gateway.policy.case import Case
from gateway.policy.expressions import Always, And, Expression, Is, Named, OneOf, Or, Some
from gateway.policy.predicate import item_predicate, predicate
from gateway.policy.sentence import clause
from gateway.policy.vocabulary import getter

_spoken = lru_cache(2_000)(in_words)


class OfEntry(Struct, frozen=True):
    """A fact about a business entry, by its place: the moment of its meeting belongs to it."""

    words: str
    place: int

    def of(self, case: Case) -> str:
        """The fact as it is told of a case."""
        start = case.segment.business[self.place].start
        return self.words if start is None else f"{self.words} ({_spoken(start)})"


Fact = str | OfEntry
Telling = Callable[[Case], Iterator[Fact]]


class Reasons(Struct, frozen=True):
    """The grounds of a verdict, as far as they are the same for all cases that share it.

    `dated` are the places of grounds with a fact that names the moment of a meeting, and the facts.
    """

    grounds: tuple[Ground, ...]
    dated: tuple[tuple[int, tuple[Fact, ...]], ...]


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

    def tell(case: Case) -> Iterator[Fact]:
        for holds, why in parts:
            if not holds(case):
                yield from why(case)

    return tell


def once(facts: Iterable[Fact], case: Case) -> tuple[str, ...]:
    """Each fact told once of a case, in the order in which it was met."""
    return tuple(dict.fromkeys(one if isinstance(one, str) else one.of(case) for one in facts))


def _all(parts: list[Telling]) -> Telling:
    def tell(case: Case) -> Iterator[Fact]:
        for part in parts:
            yield from part(case)

    return tell


def _first(parts: list[tuple[Callable[[Case], bool], Telling]]) -> Telling:
    def tell(case: Case) -> Iterator[Fact]:
        for holds, part in parts:
            if holds(case):
                yield from part(case)
                return

    return tell


def _item(expression: Some) -> Telling:
    words = clause(expression)
    if expression.item != "entry":
        return lambda _case: iter((words,))
    holds = item_predicate("entry", expression.where)

    def tell(case: Case) -> Iterator[Fact]:
        for place, entry in enumerate(case.segment.business):
            if holds(case, entry):
                yield OfEntry(words, place)
                return
        yield words

    return tell
