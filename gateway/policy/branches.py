"""The branches of conditions: each way in which a part of a rule can turn out while it matters.

A branch is a named condition that is so, or is not so; or one of several alternatives that alone
makes the whole so. A part matters when turning it round would turn round whether the rule matches.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, Protocol

from gateway.policy.expressions import Always, And, Expression, Named, Not, Or, Some
from gateway.policy.sentence import clause


@dataclass(frozen=True, kw_only=True, order=True)
class Branch:
    """One way in which a condition can turn out, in words that a person can look for."""

    condition: str
    turns_out: str


class World(Protocol):
    """Where expressions hold or not. What `holds` gives is a truth: a bool, or a formula."""

    def holds(self, expression: Expression) -> Any:
        """Whether an expression holds."""

    def each(self, some: Some) -> Iterable[tuple["World", Any]]:
        """The world with each item in mind, and whether no other item is as is looked for."""

    def every(self, truths: Iterable[Any]) -> Any:
        """Whether all of them are true."""

    def no(self, truth: Any) -> Any:
        """The opposite."""

    def is_out(self, truth: Any) -> bool:
        """Whether it is plain already that it is not true."""


def branches(  # noqa: C901 - one case for each kind of node
    expression: Expression, owner: str, matters: Any, world: World
) -> Iterator[tuple[Branch, Any]]:
    """Every branch of an expression, each with the truth that it is taken while it matters.

    `owner` is the row or condition of which the expression is a part.
    """
    if world.is_out(matters):
        return
    match expression:
        case Named(name, part):
            so = world.holds(expression)
            yield _turned("is so", name), world.every((matters, so))
            if not isinstance(part, Always):
                yield _turned("is not so", name), world.every((matters, world.no(so)))
            yield from branches(part, name, matters, world)
        case Not(part):
            yield from branches(part, owner, matters, world)
        case And(parts):
            truths = [world.holds(part) for part in parts]
            for part, others in zip(parts, _others(truths), strict=True):
                yield from branches(part, owner, world.every((matters, *others)), world)
        case Or(parts):
            truths = [world.no(world.holds(part)) for part in parts]
            for part, others in zip(parts, _others(truths), strict=True):
                alone = world.every((matters, *others))
                words = _turned(f"only because {_words(part)}", owner)
                yield words, world.every((alone, world.holds(part)))
                yield from branches(part, owner, alone, world)
        case Some(_, where):
            for inside, alone in world.each(expression):
                yield from branches(where, owner, world.every((matters, alone)), inside)
        case _:
            return


_words = cache(clause)


def _turned(out: str, condition: str) -> Branch:
    return Branch(condition=condition, turns_out=out)


def _others(truths: Sequence[Any]) -> Iterator[list[Any]]:
    """For each of them, all the others."""
    for place in range(len(truths)):
        yield [*truths[:place], *truths[place + 1 :]]


class _Nowhere:
    """Nothing is asked of any facts; a truth only says whether it stands inside an item."""

    def holds(self, expression: Expression) -> bool:  # noqa: ARG002 - it makes no difference
        return False

    def each(self, some: Some) -> list[tuple[World, bool]]:  # noqa: ARG002 - as above
        return [(self, True)]

    def every(self, truths: Iterable[bool]) -> bool:
        return any(truths)

    def no(self, truth: bool) -> bool:  # noqa: ARG002, FBT001 - as above
        return False

    def is_out(self, truth: bool) -> bool:  # noqa: ARG002, FBT001 - as above
        return False


@cache
def branches_of(expression: Expression, owner: str) -> frozenset[Branch]:
    """Every branch that an expression has."""
    return frozenset(branch for branch, _ in branches(expression, owner, False, _Nowhere()))


@cache
def of_items(expression: Expression, owner: str) -> frozenset[Branch]:
    """The branches that are taken for an item of a collection."""
    found = branches(expression, owner, False, _Nowhere())
    return frozenset(branch for branch, inside in found if inside)
