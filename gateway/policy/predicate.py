"""From an expression to the predicate that decides."""

from collections.abc import Callable
from typing import Any, assert_never

from gateway.policy.case import Case
from gateway.policy.expressions import (
    Always,
    And,
    Before,
    Contains,
    Expression,
    Has,
    Is,
    Item,
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
from gateway.policy.vocabulary import item_getter, items_of

Predicate = Callable[[Case], bool]
_Test = Callable[[Case, Any, Any], bool]
"""A test of the case, with the item of the outer and of the inner `Some` (None outside)."""


def predicate(expression: Expression) -> Predicate:
    """The function that says whether the expression holds for a case. Pure and total."""
    test = _test(expression, ())
    return lambda case: test(case, None, None)


def item_predicate(item: Item, expression: Expression) -> Callable[[Case, Any], bool]:
    """As `predicate`, for an expression over a case and one item of a collection."""
    test = _test(expression, (item,))
    return lambda case, one: test(case, one, None)


def _test(expression: Expression, scope: tuple[Item, ...]) -> _Test:  # noqa: PLR0911 - one line for each kind of node
    match expression:
        case Always():
            return lambda _case, _outer, _inner: True
        case Never():
            return lambda _case, _outer, _inner: False
        case Named(name, part):
            return _named(name, _test(part, scope)) if not scope else _test(part, scope)
        case Not(part):
            test = _test(part, scope)
            return lambda case, outer, inner: not test(case, outer, inner)
        case And(parts):
            return _all(tuple(_test(part, scope) for part in parts))
        case Or(parts):
            return _any(tuple(_test(part, scope) for part in parts))
        case Some(item, where):
            return _some(item, _test(where, (*scope, item)), scope)
        case _:
            return _leaf(expression, scope)


def _named(name: str, test: _Test) -> _Test:
    """A condition worked out at most once for each case."""

    def remembered(case: Case, outer: Any, inner: Any) -> bool:
        answer = case.memo.get(name)
        if answer is None:
            answer = case.memo[name] = test(case, outer, inner)
        return answer

    return remembered


def _all(tests: tuple[_Test, ...]) -> _Test:
    if len(tests) == 2:  # noqa: PLR2004 - the common case, without a loop
        first, second = tests
        return lambda case, outer, inner: first(case, outer, inner) and second(case, outer, inner)

    def every(case: Case, outer: Any, inner: Any) -> bool:
        for test in tests:  # noqa: SIM110 - a generator costs three times as much
            if not test(case, outer, inner):
                return False
        return True

    return every


def _any(tests: tuple[_Test, ...]) -> _Test:
    def some(case: Case, outer: Any, inner: Any) -> bool:
        for test in tests:  # noqa: SIM110 - a generator costs three times as much
            if test(case, outer, inner):
                return True
        return False

    return some


def _some(item: Item, test: _Test, scope: tuple[Item, ...]) -> _Test:
    collection = items_of(item)
    if scope:
        return lambda case, outer, _inner: any(test(case, outer, one) for one in collection(case))

    def found(case: Case, _outer: Any, _inner: Any) -> bool:
        for one in collection(case):  # noqa: SIM110 - a generator costs three times as much
            if test(case, one, None):
                return True
        return False

    return found


def _leaf(expression: Expression, scope: tuple[Item, ...]) -> _Test:  # noqa: C901, PLR0911, PLR0912 - one line for each kind of leaf
    def get(field: str) -> Callable[[Case, Any, Any], Any]:
        return item_getter(field, scope)

    match expression:
        case Is(field, value):
            left = get(field)
            if isinstance(value, bool):
                return lambda case, outer, inner: left(case, outer, inner) is value
            return lambda case, outer, inner: left(case, outer, inner) == value
        case OneOf(field, values):
            left, among = get(field), frozenset(values)
            return lambda case, outer, inner: left(case, outer, inner) in among
        case Same(one, other):
            left, right = get(one), get(other)
            return lambda case, outer, inner: (
                (found := left(case, outer, inner)) is not None
                and found == right(case, outer, inner)
            )
        case Present(field):
            left = get(field)
            return lambda case, outer, inner: left(case, outer, inner) not in (None, (), _EMPTY)
        case Has(holder, field):
            left, right = get(holder), get(field)
            return lambda case, outer, inner: right(case, outer, inner) in left(case, outer, inner)
        case Contains(holder, value):
            left = get(holder)
            return lambda case, outer, inner: value in left(case, outer, inner)
        case Overlaps(one, other):
            left, right = get(one), get(other)
            return lambda case, outer, inner: (
                not left(case, outer, inner).isdisjoint(right(case, outer, inner))
            )
        case Within(inner_set, outer_set):
            left, right = get(inner_set), get(outer_set)
            return lambda case, outer, inner: (
                left(case, outer, inner) <= as_set(right(case, outer, inner))
            )
        case Before(one, other):
            left, right = get(one), get(other)
            return lambda case, outer, inner: _before(
                left(case, outer, inner), right(case, outer, inner)
            )
        case SameDay(one, other):
            left, right = get(one), get(other)
            return lambda case, outer, inner: same_day(
                left(case, outer, inner), right(case, outer, inner)
            )
        case MoreThan(field, number):
            left = get(field)
            return lambda case, outer, inner: left(case, outer, inner) > number
        case Always() | Never() | Named() | Not() | And() | Or() | Some():
            raise TypeError("not a leaf")
        case _:
            assert_never(expression)


_EMPTY: frozenset[str] = frozenset()


def as_set(value: Any) -> frozenset[str]:
    """A set as it is; one value as a set of one; nothing as the empty set."""
    if isinstance(value, frozenset):
        return value
    return _EMPTY if value is None else frozenset({value})


def _before(one: Any, other: Any) -> bool:
    return one is not None and other is not None and one < other


def same_day(one: Any, other: Any) -> bool:
    """Whether two moments are known and fall on one date."""
    return one is not None and other is not None and one.date() == other.date()
