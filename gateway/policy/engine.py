"""Casbin: the second opinion that must agree before anything is released.

The only file that imports casbin. An enforcer is built once for each council of a rule book, from
rows that the strict reader has checked, and never changed or reloaded.
"""

import logging
import re
import threading
from collections.abc import Callable
from functools import lru_cache
from typing import Final

import casbin

from gateway.domain.decision import Decision
from gateway.domain.facts import Facts
from gateway.errors import RuleBookError
from gateway.policy.case import Case, case_of
from gateway.policy.council import Council
from gateway.policy.expressions import Expression
from gateway.policy.predicate import Predicate, predicate
from gateway.policy.rules import (
    Row,
    use_expression,
    what_expression,
    when_expression,
    where_expression,
    who_expression,
)

_QUIET = logging.CRITICAL + 1
_EFFECT = "priority(p_eft) || deny"
_COLUMNS: Final = 2_000
"""How many predicates of columns are remembered: rule books differ in few."""
_ONE_AT_A_TIME: Final = threading.Lock()
"""Casbin parses its matcher at every question, and CPython (issue 106905) counts how deep a syntax
tree is for all threads together: two that parse at once can both fail, which would be a no."""


def check_model(file: str, text: str) -> None:
    """Refuses a model that could grant more than its rows say. Raises RuleBookError.

    One request, one policy type, one effect, one matcher; the effect is "first match in priority
    order, else deny"; the matcher asks for every column that decides, by registered functions
    and nothing else (an `eval` could be voided by a policy line); the policy has the columns of a
    row.
    """
    try:
        model = casbin.Model()
        model.load_model_from_text(text)
    except Exception as fault:
        raise RuleBookError("Casbin cannot read the model", where=file) from fault
    sections = {section: sorted(model[section]) for section in model.model}
    if sections != {"r": ["r"], "p": ["p"], "e": ["e"], "m": ["m"]}:
        raise RuleBookError("a model has exactly one r, one p, one e and one m", where=file)
    keys = sorted(re.findall(r"^\s*(\w+)\s*=", text, re.MULTILINE))
    if keys != ["e", "m", "p", "r"]:
        raise RuleBookError("each of r, p, e and m is defined once", where=file)
    if model["e"]["e"].value != _EFFECT:
        raise RuleBookError("the effect must be 'priority(p.eft) || deny'", where=file)
    if sorted(re.split(r"\s*&&\s*", model["m"]["m"].value.strip())) != sorted(_CONJUNCTS):
        raise RuleBookError(
            "the matcher must ask for act, layer, who, what, use, where and when, and no more",
            where=file,
        )
    columns = [token.removeprefix("p_") for token in model["p"]["p"].tokens]
    if columns != list(MODEL_COLUMNS):
        raise RuleBookError("the policy's columns are not those of a row", where=file)


_CONJUNCTS = (
    "r_act == p_act",
    "in_layer(r_layer, p_act, p_layer)",
    "who(r_case, p_who)",
    "what(r_case, p_what)",
    "use(r_case, p_use)",
    "where(r_case, p_where)",
    "when(r_case, p_when)",
)
"""What a matcher must ask, each once, as Casbin writes it."""
MODEL_COLUMNS = (
    "priority",
    "row",
    "act",
    "layer",
    "who",
    "what",
    "use",
    "where",
    "when",
    "eft",
    "next",
    "forum",
    "conditions",
    "grounds",
)


class SecondOpinion:
    """Stock Casbin over one council's rows, with our conditions as registered functions."""

    def __init__(self, model: str, council: Council) -> None:
        self._council = council
        self._enforcer = enforcer(model, council.rows)

    def releases(self, facts: Facts, decision: Decision) -> frozenset[str]:
        """The ids of the released segments that Casbin also releases.

        Casbin is asked twice for each: whether a row allows, and whether no hold stands in the
        way. Any fault inside Casbin counts as a no.
        """
        waiting = {one.id for one in decision.segments if not one.released}
        ties = {
            segment.not_severable for segment in facts.document.segments if segment.id in waiting
        }
        agreed = set()
        for segment in facts.document.segments:
            if segment.id in waiting:
                continue
            case = case_of(facts, self._council.profile, segment)
            tied = segment.not_severable is not None and segment.not_severable in ties
            if self.lets_go(case, tied=tied):
                agreed.add(segment.id)
        return frozenset(agreed)

    def would_release(self, facts: Facts) -> frozenset[str]:
        """The ids of the segments that Casbin by itself would release, each taken alone."""
        return frozenset(
            segment.id
            for segment in facts.document.segments
            if self.lets_go(case_of(facts, self._council.profile, segment), tied=False)
        )

    def lets_go(self, case: Case, *, tied: bool) -> bool:
        """Whether Casbin's first matching row allows, and no hold stands in the way.

        `tied` says that a segment inseparable from this one is not released.
        """
        allowed, row = self._ask(case, "release", "")
        if not allowed:
            return False
        name, layer = row[MODEL_COLUMNS.index("row")], row[MODEL_COLUMNS.index("layer")]
        passes, _ = self._ask(case.again(row=name, waits=tied), "hold", layer)
        return passes

    def _ask(self, case: Case, act: str, layer: str) -> tuple[bool, list[str]]:
        try:
            with _ONE_AT_A_TIME:
                allowed, row = self._enforcer.enforce_ex(case, act, layer)
        except Exception:  # noqa: BLE001 - whatever goes wrong inside Casbin, nothing is released
            return False, []
        if len(row) != len(MODEL_COLUMNS):
            return False, []
        return allowed is True, list(row)


def enforcer(model: str, rows: tuple[Row, ...]) -> casbin.Enforcer:
    """A stock enforcer over the rows, with its own log silenced (it would print the request)."""
    loaded = casbin.Model()
    loaded.load_model_from_text(model)
    for row in rows:
        loaded.add_policy("p", "p", list(row.columns))
    loaded.sort_policies_by_priority()
    made = casbin.Enforcer(loaded)
    logging.getLogger("casbin").setLevel(_QUIET)
    made.logger.setLevel(_QUIET)
    register(made)
    return made


def register(made: casbin.Enforcer) -> None:
    """Registers the functions that the matcher of `model.conf` calls."""
    made.add_function("in_layer", _in_layer)
    made.add_function("who", _asked(who_expression))
    made.add_function("what", _asked(what_expression))
    made.add_function("use", _asked(use_expression))
    made.add_function("where", _asked(where_expression))
    made.add_function("when", _asked(when_expression))


def _in_layer(asked: str, act: str, layers: str) -> bool:
    return act == "release" or asked in layers.split(" | ")


def _asked(expression: Callable[[str], Expression]) -> Callable[[Case, str], bool]:
    """A function of case and column, which turns each column into its predicate once."""
    known: dict[str, Predicate] = {}

    def holds(case: Case, column: str) -> bool:
        test = known.get(column)
        if test is None:
            test = known[column] = _predicate(expression(column))
        return test(case)

    return holds


_predicate = lru_cache(_COLUMNS)(predicate)
