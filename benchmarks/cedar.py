"""The rule book's rows as Cedar policies, so that cedarpy answers the same question.

Made from the same expressions, and exact: a run of rows that allow becomes one `permit`, unless a
row before it that denies matches - which is what "the first row that matches decides" means. Cedar
has no "at least one item such that", so what the expressions ask of meetings, marks, interests and
substitutes is given to Cedar ready-made as attributes of the segment. That spares Cedar work that
the gateway does.
"""

import json
from itertools import groupby
from typing import Any

import msgspec
from cedarpy import Entities, PolicySet

from gateway.policy.case import Case
from gateway.policy.council import Council
from gateway.policy.expressions import (
    Always,
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
from gateway.policy.rules import Row
from gateway.policy.specialise import specialise
from gateway.policy.vocabulary import FIELDS, getter

REQUEST = {"principal": 'Person::"p"', "action": 'Action::"release"', "resource": 'Segment::"s"'}
SETS = {
    "requester.positions",
    "requester.bodies",
    "requester.adverse",
    "request.consents",
    "segment.subjects",
    "segment.matters",
    "findings.conflicted_offices",
}


class CedarBook:
    """One council's release rows as a parsed Cedar policy set, its settings settled before."""

    def __init__(self, council: Council) -> None:
        self._ready_made: dict[Expression, tuple[str, Predicate]] = {}
        self._fields: dict[str, None] = {}
        profile = msgspec.structs.asdict(council.profile)
        self._settled = {f"profile.{key}": value for key, value in profile.items()}
        self._settled |= {"council": council.name, "second_look": False}
        self.text = "\n".join(self._policies(council.rows))
        self.policies = PolicySet.from_str(self.text)

    def entities(self, case: Case) -> Entities:
        """The person and the segment of a case with the attributes that the policies read."""
        attributes: dict[str, dict[str, Any]] = {"principal": {}, "resource": {}}
        for field in self._fields:
            value = _value(getter(field)(case))
            if value is not None:
                where, name = _place(field)
                attributes[where][name] = value
        for name, test in self._ready_made.values():
            attributes["resource"][name] = test(case)
        return Entities.from_json_str(
            json.dumps(
                [
                    _entity("Person", "p", attributes["principal"]),
                    _entity("Segment", "s", attributes["resource"]),
                ]
            )
        )

    def _policies(self, rows: tuple[Row, ...]) -> list[str]:
        policies, denials = [], []
        for eft, run in groupby((r for r in rows if r.act == "release"), lambda row: row.eft):
            tests = [test for row in run if (test := self._row(row)) is not None]
            if eft == "deny":
                denials += tests
            elif tests:
                unless = f" unless {{ {' || '.join(denials)} }}" if denials else ""
                policies.append(
                    f"permit (principal, action, resource) when {{ {' || '.join(tests)} }}{unless};"
                )
        return policies

    def _row(self, row: Row) -> str | None:
        short = specialise(row.matches, self._settled)
        return None if isinstance(short, Never) else f"({self._test(short)})"

    def _test(self, expression: Expression) -> str:  # noqa: C901, PLR0911, PLR0912  one line a node
        match expression:
            case Always():
                return "true"
            case Never():
                return "false"
            case Named(_, part):
                return self._test(part)
            case Not(part):
                return f"!({self._test(part)})"
            case And(parts):
                return " && ".join(f"({self._test(part)})" for part in parts)
            case Or(parts):
                return " || ".join(f"({self._test(part)})" for part in parts)
            case Is(field, value):
                return self._known(field, f"{self._at(field)} == {json.dumps(value)}")
            case OneOf(field, values):
                return self._known(field, f"{json.dumps(values)}.contains({self._at(field)})")
            case Same(left, right):
                same = f"{self._at(left)} == {self._at(right)}"
                return self._known(left, self._known(right, same))
            case Present(field) if field in SETS:
                return f"!{self._at(field)}.isEmpty()"
            case Contains(holder, value):
                return f"{self._at(holder)}.contains({json.dumps(value)})"
            case Has(holder, field):
                return self._known(field, f"{self._at(holder)}.contains({self._at(field)})")
            case Overlaps(left, right):
                return f"{self._at(left)}.containsAny({self._at(right)})"
            case Within(inner, outer) if outer in SETS:
                return f"{self._at(outer)}.containsAll({self._at(inner)})"
            case MoreThan(field, number):
                return f"{self._at(field)} > {number}"
            case Some() | Before() | SameDay() | Within() | Present():
                return self._given(expression)

    def _given(self, expression: Expression) -> str:
        """An attribute that holds the answer ready-made."""
        name = f"given_{len(self._ready_made)}"
        name, _ = self._ready_made.setdefault(expression, (name, predicate(expression)))
        return f"resource.{name}"

    def _known(self, field: str, test: str) -> str:
        """The test of a field that may be absent."""
        if FIELDS[field].at in _ALWAYS_THERE:
            return test
        where, name = _place(field)
        return f"({where} has {name} && {test})"

    def _at(self, field: str) -> str:
        self._fields[field] = None
        return ".".join(_place(field))


_ALWAYS_THERE = {
    "request.type",
    "request.purpose",
    "request.form",
    "request.broad",
    "request.scrutiny_link",
    "request.channel",
    "requester.kind",
    "requester.standing",
    "requester.person",
    "requester.undertaking",
    "segment.kind",
    "segment.public",
    "segment.held_by",
    "segment.registered_information",
    "segment.own_development",
    "segment.confidential",
    "segment.third_party_confidence",
    "segment.personal_data",
    "segment.keep_from_others",
    "audience.others",
}


def _place(field: str) -> tuple[str, str]:
    where = "principal" if field.startswith("requester.") else "resource"
    return where, field.replace(".", "_")


def _value(value: Any) -> Any:
    return sorted(value) if isinstance(value, frozenset) else value


def _entity(kind: str, name: str, attributes: dict[str, Any]) -> dict[str, Any]:
    return {"uid": {"type": kind, "id": name}, "attrs": attributes, "parents": []}
