"""What an invariant claims of a council's rules, so that z3 can look for facts that break it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from gateway.policy.book import RuleBook
from gateway.policy.council import Council
from gateway.policy.expressions import Expression
from gateway.policy.proof.any_facts import any_facts
from gateway.policy.proof.translate import View
from gateway.policy.proof.verdict import Verdict


@dataclass(frozen=True, kw_only=True)
class Claim:
    """Whatever the facts: where the premise holds, the promise holds.

    `about` says which part of the invariant this is; `verdicts` are the answers that it compares.
    """

    about: str
    verdicts: tuple[Verdict, ...]
    premise: Any
    promise: Any


@dataclass(frozen=True, kw_only=True)
class Settled:
    """A part that needs no search through facts: why it holds, or what is wrong with it."""

    reason: str
    fault: str = ""


Part = Claim | Settled


@dataclass(frozen=True)
class Subject:
    """The rules of one council of a rule book, of which something is to be proved."""

    book: RuleBook
    council: Council

    def any_facts(self) -> View:
        """A view of which nothing is known yet."""
        return any_facts(self.council)

    def verdict(self, view: View) -> Verdict:
        """What the rules say of it."""
        return Verdict(self.council, view)

    def one(self, about: str, view: View, says: Callable[[Verdict], "Says"]) -> Claim:
        """A claim about one decision."""
        verdict = self.verdict(view)
        premise, promise = says(verdict)
        return Claim(about=about, verdicts=(verdict,), premise=premise, promise=promise)

    def two(
        self,
        about: str,
        before: Verdict,
        after: View,
        says: Callable[[Verdict, Verdict], "Says"],
    ) -> Claim:
        """A claim about the decisions on two sets of facts."""
        verdicts = before, self.verdict(after)
        premise, promise = says(*verdicts)
        return Claim(about=about, verdicts=verdicts, premise=premise, promise=promise)


Says = tuple[Any, Any]
"""A premise and a promise."""
Invariant = Callable[[Subject], Iterator[Part]]
"""Gives the parts of an invariant for a council; its docstring says it in a sentence."""


def when(verdict: Verdict, expression: Expression) -> Any:
    """Whether an expression holds for the facts of a verdict."""
    return verdict.view.holds(expression)
