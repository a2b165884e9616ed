"""The rule book's rows as a Rego module, so that regopy answers the same question.

What is not known is undefined in Rego, and a comparison with it does not hold: as in the gateway.
"""

import json
from typing import Any

from regopy import Input, Interpreter

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


class RegoBook:
    """One council's release rows as a bundle that was compiled before."""

    def __init__(self, council: Council) -> None:
        self._rows = Rows(council)
        self._rules: list[str] = []
        self._names: dict[Expression, str] = {}
        for allowed, denied in self._rows.runs:
            body = [self._holds(Or(allowed)), f"not {self._named(Or((*denied, Not(Always()))))}"]
            self._rules.append(f"allow if {{ {'; '.join(body)} }}")
        self.text = "\n".join(["package rows", "default allow := false", *self._rules])
        self._interpreter = Interpreter()
        self._interpreter.add_module("rows.rego", self.text)
        self._bundle = self._interpreter.build("data.rows.allow")

    def input(self, case: Case) -> Input:
        """What the module reads of a case, made ready before."""
        return Input(self._rows.attributes(case))

    def allows(self, given: Input) -> bool:
        """Whether a row allows."""
        self._interpreter.set_input(given)
        output = self._interpreter.query_bundle(self._bundle)
        return output.results[0].expressions == [True]

    def _named(self, expression: Expression) -> str:
        """The name of a rule that holds where the expression does."""
        found = self._names.get(expression)
        if found is None:
            found = self._names[expression] = f"r{len(self._names)}"
            ways = expression.parts if isinstance(expression, Or) else (expression,)
            self._rules += [f"{found} if {{ {self._holds(way)} }}" for way in ways]
        return found

    def _holds(self, expression: Expression) -> str:  # noqa: C901, PLR0911, PLR0912  one line a node
        if is_given(expression):
            return f"input.{self._rows.given(expression)} == true"
        match expression:
            case Always():
                return "true"
            case Named(_, part):
                return self._holds(part)
            case Not(Always()):
                return "false"
            case Not(part):
                return f"not {self._named(part)}"
            case And(parts):
                return "; ".join(map(self._holds, parts))
            case Or():
                return self._named(expression)
            case Is(field, value):
                return f"{_at(field)} == {_as(value)}"
            case OneOf(field, values):
                return f"{_at(field)} in {{{', '.join(map(_as, values))}}}"
            case MoreThan(field, number):
                return f"{_at(field)} > {number}"
            case Present(field):
                return f"count({_at(field)}) > 0"
            case Contains(holder, value):
                return f"{_as(value)} in {_at(holder)}"
            case Same(one, other):
                return f"{_at(one)} == {_at(other)}"
            case Has(holder, field):
                return f"{_at(field)} in {_at(holder)}"
            case Overlaps(one, other):
                return f"count({_set(one)} & {_set(other)}) > 0"
            case Within(inner, outer):
                return f"count({_set(inner)} - {_set(outer)}) == 0"
        return "false"


def _at(field: str) -> str:
    return f"input.{name(field)}"


def _as(value: Any) -> str:
    return json.dumps(value)


def _set(field: str) -> str:
    return f"{{v | some v in {_at(field)}}}"
