"""Shortens expressions for which some fields are already known.

A council's profile never changes while a rule book is in force, and the kind of requester, of
request and of paper are known before the first rule is tried. What is settled by them is settled
once; rules that cannot match are not tried at all.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from gateway.policy.expressions import (
    Always,
    And,
    Contains,
    Expression,
    Has,
    Is,
    Named,
    Never,
    Not,
    OneOf,
    Or,
    Present,
    Same,
    Some,
)

Known = Mapping[str, Any]
_ALWAYS = Always()
_NEVER = Never()


def specialise(expression: Expression, known: Known) -> Expression:  # noqa: C901, PLR0911, PLR0912 - one line for each kind of node
    """The shortest expression that holds for the same cases, given the known fields."""
    match expression:
        case Named(name, part):
            short = specialise(part, known)
            return short if isinstance(short, Always | Never) else Named(name, short)
        case Not(part):
            return _not(specialise(part, known))
        case And(parts):
            return _and(specialise(part, known) for part in parts)
        case Or(parts):
            return _or(specialise(part, known) for part in parts)
        case Some(item, where):
            short = specialise(where, known)
            return _NEVER if isinstance(short, Never) else Some(item, short)
        case Is(field, value) if field in known:
            return _constant(holds=known[field] == value)
        case OneOf(field, values) if field in known:
            return _constant(holds=known[field] in values)
        case Present(field) if field in known:
            return _constant(holds=known[field] not in (None, (), frozenset()))
        case Contains(holder, value) if holder in known:
            return _constant(holds=value in known[holder])
        case Has(holder, field) if holder in known and field not in known:
            return OneOf(field, tuple(sorted(known[holder]))) if known[holder] else _NEVER
        case Has(holder, field) if holder not in known and field in known:
            return Contains(holder, known[field])
        case Same(left, right) if left in known and right in known:
            return _constant(holds=known[left] is not None and known[left] == known[right])
        case _:
            return expression


def _constant(*, holds: bool) -> Expression:
    return _ALWAYS if holds else _NEVER


def _not(part: Expression) -> Expression:
    match part:
        case Always():
            return _NEVER
        case Never():
            return _ALWAYS
        case _:
            return Not(part)


def _and(parts: Iterable[Expression]) -> Expression:
    left: list[Expression] = []
    for part in parts:
        if isinstance(part, Never):
            return _NEVER
        if not isinstance(part, Always):
            left.extend(part.parts if isinstance(part, And) else (part,))
    if not left:
        return _ALWAYS
    return left[0] if len(left) == 1 else And(tuple(left))


def _or(parts: Iterable[Expression]) -> Expression:
    left: list[Expression] = []
    for part in parts:
        if isinstance(part, Always):
            return _ALWAYS
        if not isinstance(part, Never):
            left.append(part)
    if not left:
        return _NEVER
    return left[0] if len(left) == 1 else Or(tuple(left))
