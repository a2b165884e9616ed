"""The release rows of one council, as the peers are given them: the same rules and the same facts.

"The first row that matches decides" becomes: some row of a run of rows that allow matches, and no
row before the run that denies does. What the expressions ask of meetings, marks, interests and
substitutes ("at least one such that"), and which of two moments comes first, is given to the peers
ready-made as attributes of the segment. That spares them work that the gateway does.
"""

from itertools import groupby
from typing import Any

import msgspec

from gateway.policy.case import Case
from gateway.policy.council import Council
from gateway.policy.expressions import (
    And,
    Before,
    Contains,
    Expression,
    Has,
    Is,
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
from gateway.policy.predicate import Predicate, predicate
from gateway.policy.specialise import specialise
from gateway.policy.vocabulary import getter

SETS = {
    "requester.positions",
    "requester.bodies",
    "requester.adverse",
    "request.consents",
    "segment.subjects",
    "segment.matters",
    "findings.conflicted_offices",
}
Run = tuple[tuple[Expression, ...], tuple[Expression, ...]]


def is_given(expression: Expression) -> bool:
    """Whether the peers get the answer to this ready-made."""
    match expression:
        case Some() | Before() | SameDay():
            return True
        case Present(field):
            return field not in SETS
        case Within(_, outer):
            return outer not in SETS
    return False


class Rows:
    """One council's release rows, its settings settled before.

    `runs` holds the rows that allow, run by run, each with all the rows before it that deny.
    """

    def __init__(self, council: Council) -> None:
        profile = msgspec.structs.asdict(council.profile)
        settled = {f"profile.{key}": value for key, value in profile.items()}
        settled |= {"council": council.name, "second_look": False}
        self.runs: list[Run] = []
        self._fields: dict[str, None] = {}
        self._given: dict[Expression, tuple[str, Predicate]] = {}
        denials: list[Expression] = []
        rules = (row for row in council.rows if row.act == "release")
        for eft, run in groupby(rules, lambda row: row.eft):
            tests = [specialise(row.matches, settled) for row in run]
            tests = [test for test in tests if not isinstance(test, Never)]
            if eft == "deny":
                denials += tests
            elif tests:
                self.runs.append((tuple(tests), tuple(denials)))
        for allowed, denied in self.runs:
            for test in (*allowed, *denied):
                self._note(test)

    def given(self, expression: Expression) -> str:
        """The name of the attribute that holds the answer ready-made."""
        return self._given[expression][0]

    def attributes(self, case: Case) -> dict[str, Any]:
        """What the rows read of a case, by attribute; what is not known is left out."""
        values = {name(field): getter(field)(case) for field in self._fields}
        known = {
            key: sorted(value) if isinstance(value, frozenset) else value
            for key, value in values.items()
            if value is not None
        }
        return known | {place: test(case) for place, test in self._given.values()}

    def _note(self, expression: Expression) -> None:
        if is_given(expression):
            made = (f"given_{len(self._given)}", predicate(expression))
            self._given.setdefault(expression, made)
            return
        match expression:
            case Named(_, part) | Not(part):
                self._note(part)
            case And(parts) | Or(parts):
                for part in parts:
                    self._note(part)
            case Is(field, _) | OneOf(field, _) | Present(field) | MoreThan(field, _):
                self._fields[field] = None
            case Contains(holder, _):
                self._fields[holder] = None
            case Same(one, other) | Overlaps(one, other) | Within(one, other) | Has(one, other):
                self._fields |= {one: None, other: None}


def name(field: str) -> str:
    """A field's attribute."""
    return field.replace(".", "_")
