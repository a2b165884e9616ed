"""From an expression to a list of points, for readers who want each "and" and "or" in its place."""

from collections.abc import Iterator

from msgspec import Struct

from gateway.policy.expressions import Always, And, Expression, Named, Never, Not, Or
from gateway.policy.sentence import clause, conjuncts, merged

ONE_OF = "one of these:"
ALL_OF = "all of these:"


class Point(Struct, frozen=True):
    """One point: how deep it stands, its words, and the condition that the words are about."""

    depth: int
    words: str
    term: str | None = None


def outline(expression: Expression, *, holds: bool = True) -> list[Point]:
    """What must hold, as points that must all hold; deeper ones belong to the point above them.

    An expression that always holds has none. Raises KeyError where words are missing.
    """
    return list(_all_of(expression, holds=holds, depth=0))


def _all_of(expression: Expression, *, holds: bool, depth: int) -> Iterator[Point]:
    match expression:
        case Always() | Never():
            return
        case Not(part):
            yield from _all_of(part, holds=not holds, depth=depth)
        case And(parts) if holds:
            for part in dict.fromkeys(parts):
                yield from _all_of(part, holds=True, depth=depth)
        case Or(parts) if not holds:
            for part in dict.fromkeys(parts):
                yield from _all_of(part, holds=False, depth=depth)
        case And(parts) | Or(parts):
            yield from _one_of(merged(parts, every=not holds), holds=holds, depth=depth)
        case Named(name):
            yield Point(depth, clause(expression, holds=holds), name)
        case _:
            yield Point(depth, clause(expression, holds=holds))


def _one_of(parts: tuple[Expression, ...], *, holds: bool, depth: int) -> Iterator[Point]:
    """Alternatives; what they share was set before them and must hold besides."""
    if len(parts) == 1:
        for part in conjuncts(parts[0]):
            yield from _all_of(part, holds=holds, depth=depth)
        return
    yield Point(depth, ONE_OF)
    for part in parts:
        points = list(_all_of(part, holds=holds, depth=depth + 1))
        if sum(point.depth == depth + 1 for point in points) > 1:
            yield Point(depth + 1, ALL_OF)
            points = [Point(one.depth + 1, one.words, one.term) for one in points]
        yield from points
