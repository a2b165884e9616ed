"""How the rules for people of one shape are gone through: written once, before anybody asks.

What asks papers alone is taken together, and worked out once for each state of the papers; what
asks the person alone is decided as in every decision. Little is left to join for each person.
"""

from collections.abc import Callable, Iterable
from typing import Final

from msgspec import Struct
from pyroaring import BitMap

from gateway.policy.case import Case
from gateway.policy.expressions import Always, And, Expression, Named, Never, Not, Or
from gateway.policy.listing import Step
from gateway.policy.predicate import predicate
from gateway.store.listing.kept.simple import asks_papers, asks_people

NOTHING: Final = BitMap()


class Run(Struct, frozen=True):
    """What a plan is carried out with: who asks, and the parts of which its expressions hold.

    `worked_out` are those of the plan's `of_papers`, `own` gives those of a simple question that
    asks the paper and the person.
    """

    by: Case
    worked_out: tuple[BitMap, ...]
    own: Callable[[Expression], BitMap]


Narrowing = Callable[[Run, BitMap], BitMap]
"""Gives those of some parts of which an expression holds."""


class _Planned(Struct, frozen=True):
    allows: bool
    test: Narrowing
    held: Narrowing


class Plan:
    """The rows of the rule book in their order. `of_papers` are the expressions to work out."""

    def __init__(self, steps: tuple[Step, ...]) -> None:
        found: dict[Expression, int] = {}
        self._steps = [
            _Planned(
                step.row.eft == "allow", _narrowing(step.test, found), _narrowing(step.held, found)
            )
            for step in steps
        ]
        self.of_papers = tuple(found)

    def released(self, run: Run, live: BitMap) -> BitMap:
        """The parts that the first row whose test holds releases."""
        released, left = BitMap(), live
        for step in self._steps:
            decided = step.test(run, left)
            if not decided:
                continue
            if step.allows:
                released |= decided - step.held(run, decided)
            left = left - decided
        return released


def worked_out(  # noqa: PLR0911 - one line for each kind of node
    expression: Expression, among: BitMap, simple: Callable[[Expression], BitMap]
) -> BitMap:
    """Those of some parts of which an expression holds that asks papers alone."""
    match expression:
        case Always():
            return among
        case Never():
            return NOTHING
        case Named(_, part):
            return worked_out(part, among, simple)
        case Not(part):
            return among - worked_out(part, among, simple)
        case And(parts):
            for part in parts:
                among = worked_out(part, among, simple)
            return among
        case Or(parts):
            return BitMap.union(NOTHING, *(worked_out(part, among, simple) for part in parts))
        case _:
            return among & simple(expression)


def _narrowing(expression: Expression, found: dict[Expression, int]) -> Narrowing:  # noqa: PLR0911 - one line for each kind
    """How an expression is asked. Those that ask papers alone are put among those found."""
    of_papers, of_people = asks_papers(expression), asks_people(expression)
    if of_papers and not of_people:
        number = found.setdefault(expression, len(found))
        return lambda run, among: among & run.worked_out[number]
    if not of_papers:
        holds = predicate(expression)
        return lambda run, among: among if holds(run.by) else NOTHING
    match expression:
        case Named(_, part):
            return _narrowing(part, found)
        case Not(part):
            inner = _narrowing(part, found)
            return lambda run, among: among - inner(run, among)
        case And(parts):
            return _every([_narrowing(part, found) for part in _papers_first(And, parts)])
        case Or(parts):
            return _some([_narrowing(part, found) for part in _papers_first(Or, parts)])
        case _:
            return lambda run, among: among & run.own(expression)


def _papers_first(
    joined: type[And] | type[Or], parts: Iterable[Expression]
) -> tuple[Expression, ...]:
    """The parts, those that ask papers alone joined to one, and the person alone before all."""
    papers, people, both = [], [], []
    for part in parts:
        if not asks_papers(part):
            people.append(part)
        elif not asks_people(part):
            papers.append(part)
        else:
            both.append(part)
    return (*people, *((joined(tuple(papers)),) if papers else ()), *both)


def _every(parts: list[Narrowing]) -> Narrowing:
    def narrowing(run: Run, among: BitMap) -> BitMap:
        for part in parts:
            among = part(run, among)
            if not among:
                break
        return among

    return narrowing


def _some(parts: list[Narrowing]) -> Narrowing:
    def narrowing(run: Run, among: BitMap) -> BitMap:
        first, *others = parts
        found = first(run, among)
        for part in others:
            found = found | part(run, among)
        return found

    return narrowing
