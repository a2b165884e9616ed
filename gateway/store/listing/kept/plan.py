"""How the rules are gone through for many at once: written once, before anybody asks.

The many are papers, of which one person may see some, or people, of whom some may see one paper.
What asks the many alone is taken together, and worked out once for each state of them; what does
not ask them is decided as in every decision. Little is left to join for each question.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import Final

from msgspec import Struct, field
from pyroaring import BitMap

from gateway.policy.case import Case
from gateway.policy.expressions import Always, And, Expression, Named, Never, Not, Or
from gateway.policy.listing import Step
from gateway.policy.predicate import predicate
from gateway.store.listing.kept.simple import asks_papers, asks_people

NOTHING: Final = BitMap()


class Run(Struct, frozen=True):
    """What a plan is carried out with: the one who asks or is asked about, and what is known.

    `worked_out` says of which of the many each of the plan's `beforehand` holds; `own` says it of
    a simple question that asks both the many and the one.
    """

    by: Case
    worked_out: tuple[BitMap, ...]
    own: Callable[[Expression], BitMap]


Narrowing = Callable[[Run, BitMap], BitMap]
"""Gives those of some of which an expression holds."""
Asks = Callable[[Expression], bool]
"""Whether an expression asks something of somebody."""


class _Planned(Struct, frozen=True):
    allows: bool
    test: Narrowing
    held: Narrowing


class Plan:
    """The rows of the rule book in their order. `beforehand` are the expressions to work out.

    They ask the `many`, and nothing of the `other`.
    """

    def __init__(
        self, steps: tuple[Step, ...], many: Asks = asks_papers, other: Asks = asks_people
    ) -> None:
        self._many, self._other = many, other
        found: dict[Expression, int] = {}
        self._steps = [
            _Planned(
                step.row.eft == "allow",
                self._narrowing(step.test, found),
                self._narrowing(step.held, found),
            )
            for step in steps
        ]
        self.beforehand = tuple(found)

    def released(self, run: Run, live: BitMap) -> BitMap:
        """Those for whom the first row whose test holds releases."""
        released, left = BitMap(), live
        for step in self._steps:
            decided = step.test(run, left)
            if not decided:
                continue
            if step.allows:
                released |= decided - step.held(run, decided)
            left = left - decided
        return released

    def _narrowing(self, expression: Expression, found: dict[Expression, int]) -> Narrowing:  # noqa: PLR0911 - one line for each kind
        """How an expression is asked. Those that ask the many alone are put among those found."""
        if not self._many(expression):
            holds = predicate(expression)
            return lambda run, among: among if holds(run.by) else NOTHING
        if not self._other(expression):
            number = found.setdefault(expression, len(found))
            return lambda run, among: among & run.worked_out[number]
        match expression:
            case Named(_, part):
                return self._narrowing(part, found)
            case Not(part):
                inner = self._narrowing(part, found)
                return lambda run, among: among - inner(run, among)
            case And(parts):
                return _every([self._narrowing(one, found) for one in self._joined(And, parts)])
            case Or(parts):
                return _some([self._narrowing(one, found) for one in self._joined(Or, parts)])
            case _:
                return lambda run, among: among & run.own(expression)

    def _joined(
        self, joined: type[And] | type[Or], parts: Iterable[Expression]
    ) -> tuple[Expression, ...]:
        """The parts: what does not ask the many, then what asks them alone as one, then both."""
        beside, alone, both = [], [], []
        for part in parts:
            if not self._many(part):
                beside.append(part)
            elif not self._other(part):
                alone.append(part)
            else:
                both.append(part)
        return (*beside, *((joined(tuple(alone)),) if alone else ()), *both)


class Known(Struct, frozen=True):
    """What was worked out of one state, each thing once."""

    expressions: dict[Expression, BitMap] = field(default_factory=dict)
    plans: dict[Plan, tuple[BitMap, ...]] = field(default_factory=dict)


class Answered(Struct, frozen=True, kw_only=True):
    """The answers to simple questions about many, at one state of them.

    `so` are those of the `live` for whom a question is answered with yes.
    """

    live: BitMap
    so: Mapping[Expression, BitMap]
    known: Known = field(default_factory=Known)

    def known_for(self, plan: Plan) -> tuple[BitMap, ...]:
        """Those of whom each of the plan's expressions holds that ask the many alone."""
        found = self.known.plans.get(plan)
        if found is None:
            known = self.known.expressions
            for one in plan.beforehand:
                if one not in known:
                    known[one] = worked_out(one, self.live, self.so.__getitem__)
            found = self.known.plans[plan] = tuple(known[one] for one in plan.beforehand)
        return found


def worked_out(  # noqa: PLR0911 - one line for each kind of node
    expression: Expression, among: BitMap, simple: Callable[[Expression], BitMap]
) -> BitMap:
    """Those of some of whom an expression holds that asks the many alone."""
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
