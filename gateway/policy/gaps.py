"""What the rules of a council leave open, never use, or settle by their order alone."""

from collections.abc import Iterable
from dataclasses import dataclass

from gateway.domain.facts import Facts
from gateway.policy.council import Council
from gateway.policy.proof.any_facts import any_facts
from gateway.policy.proof.logic import both, no
from gateway.policy.proof.plainest import Search, plainest
from gateway.policy.proof.reading import Reading
from gateway.policy.proof.verdict import Verdict
from gateway.policy.rules import Row
from gateway.policy.rules_reader import SECOND_LOOK


@dataclass(frozen=True, kw_only=True)
class Gaps:
    """What was found in one council.

    `undecided`: facts that no rule decides. `shadowed`: rules that match some facts, but never
    first; each with the rules before it that always do. `acting`: the rules and holds that can
    decide or hold something. `contradictions`: pairs of rules that can match the same facts,
    where one allows what the other refuses and only their order decides.
    """

    council: str
    undecided: Facts | None
    shadowed: dict[str, tuple[str, ...]]
    acting: frozenset[str]
    contradictions: tuple[tuple[str, str], ...]


def find_gaps(council: Council) -> Gaps:
    """Looks through all well-formed facts of a council."""
    verdict = Verdict(council, any_facts(council))
    formulas = verdict.decides | verdict.holds | {SECOND_LOOK: verdict.looked_at_again}
    search = Search(verdict.view.unknowns)
    acting = frozenset(name for name, formula in formulas.items() if search.can_be(formula))
    matching = [
        row for row in verdict.rules if row.row in acting or search.can_be(verdict.matches[row.row])
    ]
    return Gaps(
        council=council.name,
        undecided=_example(verdict, verdict.undecided)
        if search.can_be(verdict.undecided)
        else None,
        shadowed={
            row.row: _before(search, verdict, row) for row in matching if row.row not in acting
        },
        acting=acting,
        contradictions=tuple(
            (one.row, other.row)
            for place, one in enumerate(matching)
            for other in matching[place + 1 :]
            if _contradict(one, other)
            and search.can_be(verdict.decides[one.row], verdict.matches[other.row])
        ),
    )


def idle(found: Iterable[Gaps], rows: Iterable[str]) -> list[str]:
    """Of some rules and holds, those that never act in any of these councils."""
    acting = frozenset[str]().union(*(one.acting for one in found))
    return [row for row in rows if row not in acting]


def example(council: Council, first: str, second: str) -> Facts | None:
    """Facts that the first rule decides and the second matches; None: there are none.

    Raises KeyError for a rule that the council does not have.
    """
    verdict = Verdict(council, any_facts(council))
    return _example(verdict, both(verdict.decides[first], verdict.matches[second]))


def _example(verdict: Verdict, formula: object) -> Facts | None:
    model = plainest([verdict.view], verdict.view.unknowns, formula)
    if model is None:
        return None
    return Reading(model, verdict.view, verdict.council).facts("")


def _before(search: Search, verdict: Verdict, row: Row) -> tuple[str, ...]:
    earlier = {
        one.row: no(verdict.matches[one.row])
        for one in verdict.rules
        if one.priority < row.priority
    }
    return tuple(search.stopped_by(verdict.matches[row.row], earlier))


def _contradict(one: Row, other: Row) -> bool:
    return {one.next, other.next} == {"release", "refuse"}
