"""One council's rules, made ready: shortened rows, scoped citations, predicates.

Everything that a profile settles is settled here, once, when the rule book is read.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import msgspec

from gateway.domain.profile import Profile
from gateway.policy.calendar import Calendar
from gateway.policy.case import Case
from gateway.policy.conditions import CONDITIONS
from gateway.policy.expressions import Always, Expression, Never
from gateway.policy.predicate import Predicate, predicate
from gateway.policy.rules import Row
from gateway.policy.rules_reader import TAGS
from gateway.policy.scope import cited
from gateway.policy.specialise import specialise

HOLDS: Mapping[str, Predicate] = {name: predicate(part) for name, part in CONDITIONS.items()}
"""The predicate of every named condition."""


@dataclass(frozen=True, slots=True)
class ReadyRow:
    """A row with its predicate, and its citations as far as they apply to the council."""

    row: Row
    matches: Predicate
    grounds: frozenset[str]
    cites_tags: bool


_Key = tuple[str, str, str, str]


class Council:
    """The rules of one council. Immutable but for the tables it fills as it meets new kinds."""

    def __init__(
        self, name: str, profile: Profile, rows: tuple[Row, ...], calendar: Calendar
    ) -> None:
        self.name = name
        self.profile = profile
        self.rows = tuple(sorted(rows, key=lambda row: row.priority))
        self.calendar = calendar
        self._settled = {"council": name} | {
            f"profile.{key}": value for key, value in msgspec.structs.asdict(profile).items()
        }
        self.holds = self._ready("hold", {})
        self._tables: dict[_Key, tuple[ReadyRow, ...]] = {}
        self._tests: dict[str, Expression] = {}

    def table(self, case: Case) -> tuple[ReadyRow, ...]:
        """The rules worth trying for this kind of requester, request and paper, in order."""
        key = (
            case.request.type,
            case.requester.kind,
            case.requester.standing,
            case.segment.kind,
        )
        table = self._tables.get(key)
        if table is None:
            known = {
                "request.type": key[0],
                "requester.kind": key[1],
                "requester.standing": key[2],
                "segment.kind": key[3],
            }
            table = self._tables[key] = self._ready("release", known)
        return table

    def cited(self, ids: tuple[str, ...]) -> frozenset[str]:
        """Of some clause ids, those that apply to this council (section 9.4)."""
        return frozenset(one for one in ids if cited(one, self.profile))

    def test_of(self, row: Row) -> Expression:
        """What a row asks of a case under this council's settings, besides the type of request.

        `Never`: the row is another council's.
        """
        test = self._tests.get(row.row)
        if test is None:
            test = self._tests[row.row] = specialise(row.asks, self._settled)
        return test

    def _ready(self, act: str, known: Mapping[str, str]) -> tuple[ReadyRow, ...]:
        ready = []
        for row in self.rows:
            if row.act != act:
                continue
            short = specialise(row.matches, {**self._settled, **known})
            if isinstance(short, Never):
                continue
            ready.append(
                ReadyRow(
                    row=row,
                    matches=predicate(short),
                    grounds=self.cited(tuple(one for one in row.grounds if one != TAGS)),
                    cites_tags=TAGS in row.grounds,
                )
            )
            if isinstance(short, Always):
                break
        return tuple(ready)
