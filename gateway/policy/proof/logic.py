"""And, or and not of z3 formulas, which leave out what is settled already."""

from collections.abc import Iterable
from typing import Any

import z3

TRUE = z3.BoolVal(True)
FALSE = z3.BoolVal(False)


def every(formulas: Iterable[Any]) -> Any:
    """All of them hold. The rest is not asked for once one cannot hold."""
    left = []
    for formula in formulas:
        if z3.is_false(formula):
            return FALSE
        if not z3.is_true(formula):
            left.append(formula)
    return z3.And(left) if len(left) > 1 else left[0] if left else TRUE


def some(formulas: Iterable[Any]) -> Any:
    """At least one of them holds. The rest is not asked for once one must hold."""
    left = []
    for formula in formulas:
        if z3.is_true(formula):
            return TRUE
        if not z3.is_false(formula):
            left.append(formula)
    return z3.Or(left) if len(left) > 1 else left[0] if left else FALSE


def no(formula: Any) -> Any:
    """It does not hold."""
    if z3.is_true(formula):
        return FALSE
    return TRUE if z3.is_false(formula) else z3.Not(formula)


def both(*formulas: Any) -> Any:
    """All of them hold."""
    return every(formulas)


def either(*formulas: Any) -> Any:
    """At least one of them holds."""
    return some(formulas)


def implies(premise: Any, conclusion: Any) -> Any:
    """Where the first holds, the second does."""
    return either(no(premise), conclusion)
