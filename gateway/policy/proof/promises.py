"""Invariants of a rule book's own, read from `policies/invariants.toml`.

One reads like a rule: `who`, `what`, `use`, `where` and `when` say of which facts it speaks, in
the words of a policy line, and `then` says what must follow. A word that is not understood is
refused.
"""

from collections.abc import Iterator
from typing import Any

from msgspec import Struct

from gateway.errors import RuleBookError
from gateway.policy.book import INVARIANTS
from gateway.policy.conditions import CONDITIONS
from gateway.policy.expressions import Expression
from gateway.policy.proof.claims import Invariant, Part, Says, Subject
from gateway.policy.proof.logic import FALSE, no, some
from gateway.policy.proof.verdict import Verdict
from gateway.policy.rules import LAYERS
from gateway.policy.rules_reader import TAGS, read_rows
from gateway.policy.toml import read_toml

_AS_A_ROW = (
    ("p", "1", "X", "release", "limit"),
    ("deny", "first_decider", "-", "-", TAGS),
)
"""The columns of a policy line before and after those that say when it matches."""
_OUTCOMES = ("released", "refused", "held", "waiting")


class Promise(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One invariant as written. The premise is in the words of a row, `then` in those below.

    `then`: one or more of these with a bar between them, `not` turning one round: an outcome
    (released, refused, held, waiting), `in` with a layer (in statute), `by` with a row (by S1),
    or a named condition.
    """

    name: str
    says: str
    then: str
    who: str = "any"
    what: str = "any"
    use: str = "any"
    where: str = "all"
    when: str = "always"

    @property
    def premise(self) -> Expression:
        """Of which facts it speaks. Raises RuleBookError for a word that is not understood."""
        columns = (*_AS_A_ROW[0], self.who, self.what, self.use, self.where, self.when)
        line = ", ".join((*columns, *_AS_A_ROW[1]))
        try:
            rows = read_rows(INVARIANTS, line, clauses=frozenset(), council=False)
        except RuleBookError as fault:
            raise _refused(self, fault.detail) from fault
        return rows[0].matches

    def invariant(self) -> Invariant:
        """What it claims of a council. Raises RuleBookError for a word that is not understood."""
        premise = self.premise
        for word in self._words():
            _check_word(self, word.removeprefix("not "))

        def says(verdict: Verdict) -> Says:
            return verdict.view.holds(premise), some(
                _promised(verdict, word) for word in self._words()
            )

        def claimed(subject: Subject) -> Iterator[Part]:
            yield subject.one("", subject.any_facts(), says)

        claimed.__doc__ = self.says
        return claimed

    def _words(self) -> list[str]:
        return self.then.split(" | ")


class _File(Struct, frozen=True, forbid_unknown_fields=True):
    invariant: tuple[Promise, ...] = ()


def read_promises(text: str) -> dict[str, Invariant]:
    """The invariants of a file, by name. Raises RuleBookError for what is not understood."""
    promises: tuple[Promise, ...] = read_toml(INVARIANTS, text, _File).invariant
    found: dict[str, Invariant] = {}
    for promise in promises:
        if promise.name in found:
            raise _refused(promise, "the name is used twice")
        found[promise.name] = promise.invariant()
    return found


def _check_word(promise: Promise, word: str) -> None:
    head, _, name = word.partition(" ")
    if word in (*_OUTCOMES, *CONDITIONS) or (head == "in" and name in LAYERS):
        return
    if head != "by" or not name:
        raise _refused(promise, f"'{word}' is no outcome, layer, row or condition")


def _promised(verdict: Verdict, word: str) -> Any:
    plain = word.removeprefix("not ")
    if plain != word:
        return no(_promised(verdict, plain))
    head, _, name = word.partition(" ")
    if word in _OUTCOMES:
        return getattr(verdict, word)
    if head == "in":
        return verdict.in_layer(name)
    if head == "by":
        return verdict.decides.get(name, FALSE)
    return verdict.told(word)


def _refused(promise: Promise, reason: str) -> RuleBookError:
    return RuleBookError(f"{promise.name}: {reason}", where=INVARIANTS)
