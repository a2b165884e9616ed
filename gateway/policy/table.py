"""The rules for one kind of requester, request and paper: few rows, written out as functions."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from gateway.errors import RuleBookError
from gateway.policy.case import Case
from gateway.policy.compiled import AllMatches, all_matches, first_match
from gateway.policy.conditions import CONDITIONS
from gateway.policy.expressions import Always, Expression, Never
from gateway.policy.rules import Layer, Row
from gateway.policy.rules_reader import TAGS
from gateway.policy.specialise import specialise

TOLD = (
    "adviser_advice",
    "assistant",
    "body_member",
    "closed",
    "co_optee",
    "exists_in_confidence",
    "held_elsewhere",
    "not_relevant",
    "own_development_lifts",
    "privileged",
    "reg16_after",
    "reg16_before",
    "reg17_link",
    "registered_tag",
    "s100f_link",
    "sensitive",
    "tagged",
    "tags_supported",
    "undertaking_missing",
    "undertaking_needed",
)
"""The conditions on which grounds, conditions, notices and clocks depend besides the rows."""


@dataclass(frozen=True, slots=True)
class ReadyRow:
    """A row, with its citations as far as they apply to the council."""

    row: Row
    grounds: frozenset[str]
    cites_tags: bool


Asked = tuple[Row, Expression]
"""A row, and what it asks of a case."""
_Holds = tuple[tuple[ReadyRow, ...], AllMatches]


class Table:
    """The rows of a council that can match for cases of one kind, in order."""

    def __init__(
        self,
        rows: tuple[Asked, ...],
        cited: Mapping[str, frozenset[str]],
        settled: Mapping[str, Any],
    ) -> None:
        self._cited = cited
        rules = _possible(rows, "release", settled)
        self._rules = tuple(self._ready(row) for row, _ in rules)
        self._first = first_match(tuple(test for _, test in rules))
        self._hold_rows = [
            (row, test) for row, test in _possible(rows, "hold", settled) if row.eft == "deny"
        ]
        self._holds: dict[Layer, _Holds] = {}
        self._told = all_matches(tuple(specialise(CONDITIONS[name], settled) for name in TOLD))
        self._names: dict[tuple[int, ...], frozenset[str]] = {}

    def deciding(self, case: Case) -> ReadyRow:
        """The first row that matches. Raises RuleBookError when none does: nothing is decided."""
        place = self._first(case)
        if place < 0:
            raise RuleBookError("no rule matches, so nothing can be decided", where="policies")
        return self._rules[place]

    def holding(self, case: Case, layer: Layer) -> tuple[ReadyRow, ...]:
        """Every hold on what a row of that layer allows, in table order."""
        found = self._holds.get(layer)
        if found is None:
            found = self._holds[layer] = self._holds_of(layer)
        holds, matching = found
        return tuple([holds[place] for place in matching(case)])

    def told(self, case: Case) -> frozenset[str]:
        """Of the conditions in `TOLD`, those that hold."""
        places = self._told(case)
        names = self._names.get(places)
        if names is None:
            names = self._names[places] = frozenset(TOLD[place] for place in places)
        return names

    def _holds_of(self, layer: Layer) -> _Holds:
        those = [(row, test) for row, test in self._hold_rows if layer in row.layers]
        return (
            tuple(self._ready(row) for row, _ in those),
            all_matches(tuple(test for _, test in those)),
        )

    def _ready(self, row: Row) -> ReadyRow:
        return ReadyRow(row=row, grounds=self._cited[row.row], cites_tags=TAGS in row.grounds)


def _possible(rows: tuple[Asked, ...], act: str, settled: Mapping[str, Any]) -> list[Asked]:
    """The rows of an act that can match, shortened, up to the first that always does."""
    possible: list[Asked] = []
    for row, whole in rows:
        if row.act != act:
            continue
        test = specialise(whole, settled)
        if isinstance(test, Never):
            continue
        possible.append((row, test))
        if isinstance(test, Always):
            break
    return possible
