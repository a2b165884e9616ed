"""One council's rules, made ready: its tables, its clauses, its calendar.

Everything that a profile settles is settled here, once, when the rule book is read.
"""

from functools import cached_property
from typing import TYPE_CHECKING, Any

import msgspec

from gateway.domain.decision import Ground
from gateway.domain.profile import Profile
from gateway.policy.alike import Likeness, alike
from gateway.policy.calendar import Calendar
from gateway.policy.case import Case
from gateway.policy.conditions import CONDITIONS
from gateway.policy.conditions.papers import IN_EFFECT
from gateway.policy.expressions import Expression
from gateway.policy.remembered import Remembered
from gateway.policy.rules import Row
from gateway.policy.rules_reader import TAGS
from gateway.policy.scope import cited
from gateway.policy.specialise import specialise
from gateway.policy.table import TOLD, Asked, Table

if TYPE_CHECKING:
    from gateway.policy.decide import Verdict

MOST = 5_000
"""How many verdicts are remembered; with all their reasons they take some ten megabytes."""
_READ_BY_CODE = (
    "request.type",
    "request.form",
    "requester.kind",
    "requester.standing",
    "segment.kind",
    "segment.personal_data",
    "segment.own_development",
    "findings.conflicted_offices",
    "tag.paragraph",
)
"""What the code reads of a case besides the conditions, to decide or to say why."""
_Kind = tuple[str, str, str, str]


class Council:
    """The rules of one council. Immutable, but for what is worked out when it is first needed.

    `settled` are the fields that the profile settles; `worded` keeps what `explain` makes of each
    row. `verdicts` are those of cases that the rules cannot tell apart, and `clocks` the grounds of
    clocks that were counted alike.
    """

    def __init__(
        self, name: str, profile: Profile, rows: tuple[Row, ...], calendar: Calendar
    ) -> None:
        self.name = name
        self.profile = profile
        self.rows = tuple(sorted(rows, key=lambda row: row.priority))
        self.calendar = calendar
        self.settled = {"council": name} | {
            f"profile.{key}": value for key, value in msgspec.structs.asdict(profile).items()
        }
        self._scoped: dict[tuple[str, ...], frozenset[str]] = {}
        self._cited = {
            row.row: self.cited(tuple(one for one in row.grounds if one != TAGS))
            for row in self.rows
        }
        self._tables: dict[_Kind, Table] = {}
        self._tests: dict[str, Expression] = {}
        self.verdicts: Remembered[Verdict] = Remembered(MOST)
        self.clocks: Remembered[Ground] = Remembered(MOST)
        self.worded: dict[str, Any] = {}

    @cached_property
    def likeness(self) -> Likeness:
        """A function of a case; where it gives the same, so do all rules, for the same reasons."""
        conditions = [*(CONDITIONS[name] for name in TOLD), IN_EFFECT]
        tests = [specialise(one, self.settled) for one in conditions]
        return alike((*tests, *(self.test_of(row) for row in self.rows)), _READ_BY_CODE)

    @cached_property
    def _asked(self) -> tuple[Asked, ...]:
        """Every row with what is left to ask under this council's settings."""
        return tuple((row, specialise(row.matches, self.settled)) for row in self.rows)

    def table(self, case: Case) -> Table:
        """The rules for this kind of requester, request and paper."""
        request, requester = case.request, case.requester
        kind = (request.type, requester.kind, requester.standing, case.segment.kind)
        table = self._tables.get(kind)
        if table is None:
            names = ("request.type", "requester.kind", "requester.standing", "segment.kind")
            settled = self.settled | dict(zip(names, kind, strict=True))
            table = self._tables[kind] = Table(self._asked, self._cited, settled)
        return table

    def cited(self, ids: tuple[str, ...]) -> frozenset[str]:
        """Of some clause ids, those that apply to this council (section 9.4)."""
        found = self._scoped.get(ids)
        if found is None:
            found = self._scoped[ids] = frozenset(one for one in ids if cited(one, self.profile))
        return found

    def test_of(self, row: Row) -> Expression:
        """What a row asks of a case under this council's settings, besides the type of request.

        `Never`: the row is another council's.
        """
        test = self._tests.get(row.row)
        if test is None:
            test = self._tests[row.row] = specialise(row.asks, self.settled)
        return test
