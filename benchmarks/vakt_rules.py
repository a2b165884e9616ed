"""The rule book's rows as policies of vakt, made of its own rules and of small ones beside them."""

from collections.abc import Callable
from typing import Any

from vakt import ALLOW_ACCESS, Guard, Inquiry, MemoryStorage, Policy, RulesChecker
from vakt.rules import And as All
from vakt.rules import Any as Anything
from vakt.rules import Eq, Greater, In, Neither
from vakt.rules import Not as No
from vakt.rules import Or as Either
from vakt.rules.base import Rule

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


class Of(Rule):
    """An attribute that is known and satisfies a rule."""

    def __init__(self, attribute: str, rule: Rule) -> None:
        self.attribute = attribute
        self.rule = rule

    def satisfied(self, what: dict[str, Any], inquiry: Inquiry | None = None) -> bool:
        """Whether it is so."""
        value = what.get(self.attribute)
        return value is not None and self.rule.satisfied(value, inquiry)


class Two(Rule):
    """Two attributes that are known and satisfy a test."""

    def __init__(self, one: str, other: str, test: Callable[[Any, Any], bool]) -> None:
        self.one = one
        self.other = other
        self.test = test

    def satisfied(self, what: dict[str, Any], _inquiry: Inquiry | None = None) -> bool:
        """Whether it is so."""
        one, other = what.get(self.one), what.get(self.other)
        return one is not None and other is not None and self.test(one, other)


class Holds(Rule):
    """A list that holds a value."""

    def __init__(self, value: Any) -> None:
        self.value = value

    def satisfied(self, what: list[Any], _inquiry: Inquiry | None = None) -> bool:
        """Whether it is so."""
        return self.value in what


class Filled(Rule):
    """A list that is not empty."""

    def satisfied(self, what: list[Any], _inquiry: Inquiry | None = None) -> bool:
        """Whether it is so."""
        return bool(what)


class VaktBook:
    """One council's release rows as a guard: a policy for each run of rows that allow."""

    def __init__(self, council: Council) -> None:
        self._rows = Rows(council)
        storage = MemoryStorage()
        for number, (allowed, denied) in enumerate(self._rows.runs):
            rule = Either(*map(self._rule, allowed))
            if denied:
                rule = All(No(Either(*map(self._rule, denied))), rule)
            storage.add(
                Policy(
                    number,
                    effect=ALLOW_ACCESS,
                    subjects=[Anything()],
                    actions=[Eq("release")],
                    resources=[rule],
                )
            )
        self._guard = Guard(storage, RulesChecker())

    def inquiry(self, case: Case) -> Inquiry:
        """The question about a case, made ready before."""
        return Inquiry(subject="p", action="release", resource=self._rows.attributes(case))

    def allows(self, inquiry: Inquiry) -> bool:
        """Whether a row allows."""
        return bool(self._guard.is_allowed(inquiry))

    def _rule(self, expression: Expression) -> Rule:  # noqa: C901, PLR0911, PLR0912  one line a node
        if is_given(expression):
            return Of(self._rows.given(expression), Eq(True))
        match expression:
            case Always():
                return Anything()
            case Named(_, part):
                return self._rule(part)
            case Not(part):
                return No(self._rule(part))
            case And(parts):
                return All(*map(self._rule, parts))
            case Or(parts):
                return Either(*map(self._rule, parts))
            case Is(field, value):
                return Of(name(field), Eq(value))
            case OneOf(field, values):
                return Of(name(field), In(*values))
            case MoreThan(field, number):
                return Of(name(field), Greater(number))
            case Present(field):
                return Of(name(field), Filled())
            case Contains(holder, value):
                return Of(name(holder), Holds(value))
            case Same(one, other):
                return Two(name(one), name(other), lambda a, b: a == b)
            case Has(holder, field):
                return Two(name(holder), name(field), lambda a, b: b in a)
            case Overlaps(one, other):
                return Two(name(one), name(other), lambda a, b: not set(a).isdisjoint(b))
            case Within(inner, outer):
                return Two(name(inner), name(outer), lambda a, b: set(a) <= set(b))
        return Neither()
