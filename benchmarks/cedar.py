"""The rule book's rows as Cedar policies, so that cedarpy answers the same question.

Exact: a run of rows that allow becomes one `permit`, unless a row before it that denies matches.
"""

import json

from cedarpy import Entities, PolicySet

from benchmarks.rows import Rows, is_given, name
from gateway.policy.case import Case
from gateway.policy.council import Council
from gateway.policy.expressions import (
    Always,
    And,
    Contains,
    Expression,
    Has,
    Is,
    MoreThan,
    Named,
    Not,
    OneOf,
    Or,
    Overlaps,
    Present,
    Same,
    Within,
)
from gateway.policy.vocabulary import FIELDS

REQUEST = {"principal": 'Person::"p"', "action": 'Action::"release"', "resource": 'Segment::"s"'}


class CedarBook:
    """One council's release rows as a policy set that was parsed before."""

    def __init__(self, council: Council) -> None:
        self._rows = Rows(council)
        self.text = "\n".join(self._policy(*run) for run in self._rows.runs)
        self.policies = PolicySet.from_str(self.text)

    def entities(self, case: Case) -> Entities:
        """The person and the segment of a case with the attributes that the policies read."""
        attributes = self._rows.attributes(case)
        entities = [_entity("Person", "p", {}), _entity("Segment", "s", attributes)]
        return Entities.from_json_str(json.dumps(entities))

    def _policy(self, allowed: tuple[Expression, ...], denied: tuple[Expression, ...]) -> str:
        unless = f" unless {{ {self._test(Or(denied))} }}" if denied else ""
        return f"permit (principal, action, resource) when {{ {self._test(Or(allowed))} }}{unless};"

    def _test(self, expression: Expression) -> str:  # noqa: C901, PLR0911, PLR0912  one line a node
        if is_given(expression):
            return f"resource.{self._rows.given(expression)}"
        match expression:
            case Always():
                return "true"
            case Named(_, part):
                return self._test(part)
            case Not(part):
                return f"!({self._test(part)})"
            case And(parts):
                return " && ".join(f"({self._test(part)})" for part in parts)
            case Or(parts):
                return " || ".join(f"({self._test(part)})" for part in parts)
            case Is(field, value):
                return _known(field, f"{_at(field)} == {json.dumps(value)}")
            case OneOf(field, values):
                return _known(field, f"{json.dumps(values)}.contains({_at(field)})")
            case Same(left, right):
                return _known(left, _known(right, f"{_at(left)} == {_at(right)}"))
            case Present(field):
                return f"!{_at(field)}.isEmpty()"
            case Contains(holder, value):
                return f"{_at(holder)}.contains({json.dumps(value)})"
            case Has(holder, field):
                return _known(field, f"{_at(holder)}.contains({_at(field)})")
            case Overlaps(left, right):
                return f"{_at(left)}.containsAny({_at(right)})"
            case Within(inner, outer):
                return f"{_at(outer)}.containsAll({_at(inner)})"
            case MoreThan(field, number):
                return f"{_at(field)} > {number}"
        return "false"


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


def _at(field: str) -> str:
    return f"resource.{name(field)}"


def _known(field: str, test: str) -> str:
    """The test of a field that may be absent."""
    if FIELDS[field].at in _ALWAYS_THERE:
        return test
    return f"(resource has {name(field)} && {test})"


def _entity(kind: str, id_: str, attributes: dict[str, object]) -> dict[str, object]:
    return {"uid": {"type": kind, "id": id_}, "attrs": attributes, "parents": []}
