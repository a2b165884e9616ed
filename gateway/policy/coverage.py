"""Which rules, holds and branches of conditions some worked cases exercise."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from gateway.domain.decision import Decision, SegmentDecision
from gateway.domain.facts import Facts
from gateway.policy.book import RuleBook
from gateway.policy.branches import Branch, World, branches, branches_of
from gateway.policy.case import Case, case_of
from gateway.policy.cases import all_rows, exercised
from gateway.policy.conditions import CONDITIONS
from gateway.policy.council import Council
from gateway.policy.expressions import And, Expression, Item, Not, Some
from gateway.policy.predicate import item_predicate, predicate
from gateway.policy.rules import Row
from gateway.policy.rules_reader import SECOND_LOOK, STATUTORY_LAYERS
from gateway.policy.vocabulary import items_of

UNTESTED = And((CONDITIONS["tagged"], Not(CONDITIONS["tags_supported"])))
"""What is asked of a refusal (section 8)."""
HIDDEN = CONDITIONS["exists_in_confidence"]
"""What is asked of everything that is not released (section 9.8)."""
REGISTERED = CONDITIONS["registered_tag"]
"""What is asked of everything that carries a mark (section 9.4 b)."""
WHO_ASKS = (CONDITIONS["co_optee"], CONDITIONS["assistant"])
"""What is asked of whatever a row below the law decides (section 9.4 c)."""


@dataclass(frozen=True, kw_only=True)
class Coverage:
    """What there is to exercise, and what of it the cases did not."""

    cases: int
    rows: tuple[str, ...]
    untried_rows: tuple[str, ...]
    branches: tuple[Branch, ...]
    untried_branches: tuple[Branch, ...]


def coverage(book: RuleBook, decided: Iterable[tuple[Facts, Decision]]) -> Coverage:
    """What some facts, with the decisions on them, exercise of a rule book."""
    decided = tuple(decided)
    rows = all_rows(book)
    tried_rows = exercised(decision for _, decision in decided)
    tried = {branch for facts, decision in decided for branch in _tried(book, facts, decision)}
    every = sorted({branch for one in asked(book) for branch in branches_of(*one)})
    return Coverage(
        cases=len(decided),
        rows=rows,
        untried_rows=tuple(row for row in rows if row not in tried_rows),
        branches=tuple(every),
        untried_branches=tuple(branch for branch in every if branch not in tried),
    )


def asked(book: RuleBook) -> list[tuple[Expression, str]]:
    """Everything that is asked of a segment, each with the row or step that asks it."""
    rows = {row.row: row for council in book.councils.values() for row in council.rows}
    besides = (UNTESTED, HIDDEN, REGISTERED, *WHO_ASKS)
    return [
        *((matches(row), row.row) for row in rows.values()),
        *((one, SECOND_LOOK) for one in besides),
    ]


@cache
def matches(row: Row) -> Expression:
    """When a row matches; made once for each row."""
    return row.matches


def _tried(book: RuleBook, facts: Facts, decision: Decision) -> Iterator[Branch]:
    council = book.council(facts.council)
    for segment, answer in zip(facts.document.segments, decision.segments, strict=True):
        case = case_of(facts, council.profile, segment)
        for expression, owner, about in _asked(council, case, answer):
            for branch, taken in branches(expression, owner, matters=True, world=_Here(about)):
                if taken:
                    yield branch


_Asked = tuple[Expression, str, Case]
"""What was asked, what asked it, and of which case."""


def _asked(council: Council, case: Case, answer: SegmentDecision) -> Iterator[_Asked]:
    """Everything that deciding asks of a segment."""
    reached = _reached(council, case)
    yield from _each(reached, case)
    deciding = reached[-1]
    if deciding.eft == "allow":
        yield from _of_holds(council, case.again(row=deciding.row), deciding, answer)
    if deciding.next == "refuse":
        yield UNTESTED, SECOND_LOOK, case
        if _Here(case).holds(UNTESTED):
            again = case.again(second_look=True)
            yield from _each(_reached(council, again), again)
    if not answer.released:
        yield HIDDEN, SECOND_LOOK, case
    if case.segment.exempt:
        yield REGISTERED, SECOND_LOOK, case
    if deciding.layer not in STATUTORY_LAYERS:
        yield from ((one, SECOND_LOOK, case) for one in WHO_ASKS)


def _reached(council: Council, case: Case) -> list[Row]:
    """The rules that are tried: all up to the one that decides."""
    rules = [row for row in council.rows if row.act == "release"]
    here = _Here(case)
    deciding = next(place for place, row in enumerate(rules) if here.holds(matches(row)))
    return rules[: deciding + 1]


def _of_holds(
    council: Council, case: Case, deciding: Row, answer: SegmentDecision
) -> Iterator[_Asked]:
    """The holds that are asked; once more, where no other held it, whether it is tied."""
    holds = [row for row in council.rows if row.act == "hold" and deciding.layer in row.layers]
    yield from _each(holds, case)
    free = not any(_Here(case).holds(matches(row)) for row in holds if row.eft == "deny")
    if free and not answer.released:
        yield from _each(holds, case.again(row=case.row, waits=True))


def _each(rows: Iterable[Row], case: Case) -> Iterator[_Asked]:
    yield from ((matches(row), row.row, case) for row in rows)


@dataclass(frozen=True)
class _Here:
    """One case, with the item of a collection in mind when inside `Some`."""

    case: Case
    item: Item | None = None
    one: Any = None

    def holds(self, expression: Expression) -> bool:
        if self.item is None:
            return _whole(expression)(self.case)
        return _of_item(self.item, expression)(self.case, self.one)

    def each(self, some: Some) -> Iterator[tuple[World, bool]]:
        """Not the items of a collection inside an item of another: no condition stands there."""
        if self.item is not None:
            return
        inside = [replace(self, item=some.item, one=one) for one in items_of(some.item)(self.case)]
        fits = [one.holds(some.where) for one in inside]
        for place, one in enumerate(inside):
            yield one, not any(fits[:place] + fits[place + 1 :])

    def every(self, truths: Iterable[bool]) -> bool:
        return all(truths)

    def no(self, truth: bool) -> bool:  # noqa: FBT001 - it is what is said, not how
        return not truth

    def is_out(self, truth: bool) -> bool:  # noqa: FBT001 - as above
        return not truth


_whole = cache(predicate)
_of_item = cache(item_predicate)
