"""What a field of an expression is to the database: a known value, a column, or a set of rows."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from msgspec import Struct
from sqlalchemy import ColumnElement, Text, and_, false, func, literal, not_, or_, select, true

from gateway.store.json_lists import ListElements

Clause = ColumnElement[bool]


class Known(Struct, frozen=True):
    """A value that is the same for all rows: a plain value, None, or a set of values."""

    value: Any


class InColumn(Struct, frozen=True):
    """A value that each row has; NULL is "not known"."""

    column: ColumnElement[Any]


class InList(Struct, frozen=True):
    """A set that each row keeps as a JSON list of texts."""

    column: ColumnElement[Any]


class InRows(Struct, frozen=True):
    """A set that other rows make up: `holding` says whether they hold an element, None: any."""

    holding: Callable[[Any | None], Clause]


Operand = Known | InColumn | InList | InRows


def element_of(
    column: ColumnElement[Any], wanted: Callable[[ColumnElement[str]], Clause]
) -> Clause:
    """Whether some element of a JSON list is wanted."""
    elements = ListElements(column).table_valued("value")
    return select(literal(1)).select_from(elements).where(wanted(elements.c.value)).exists()


def equal(left: Operand, right: Operand) -> Clause:
    """Both are known and equal."""
    match left, right:
        case Known(value), Known(other):
            return _truth(value is not None and value == other)
        case Known(None), _:
            return false()
        case _, Known(None):
            return false()
        case Known(value), InColumn(column):
            return column.is_not_distinct_from(value)
        case InColumn(column), Known(value):
            return column.is_not_distinct_from(value)
        case InColumn(column), InColumn(other):
            return and_(column.is_not(None), column.is_not_distinct_from(other))
        case _:
            raise TypeError("only values are equal")


def among(operand: Operand, values: frozenset[Any]) -> Clause:
    """It is known and one of the values."""
    match operand:
        case Known(value):
            return _truth(value in values)
        case InColumn(column):
            return and_(column.is_not(None), column.in_(sorted(values)))
        case _:
            raise TypeError("only a value is one of several")


def present(operand: Operand) -> Clause:
    """It is known; a set is not empty."""
    match operand:
        case Known(value):
            return _truth(value not in (None, (), frozenset()))
        case InColumn(column):
            return column.is_not(None)
        case InList(column):
            return column != literal(frozenset(), column.type)
        case InRows(holding):
            return holding(None)


def holds(holder: Operand, element: Operand) -> Clause:
    """The set holds the element."""
    match holder, element:
        case _, Known(None):
            return false()
        case Known(values), _:
            return among(element, frozenset(values))
        case InList(column), Known(value):
            return element_of(column, lambda found: found == value)
        case InList(column), InColumn(other):
            return element_of(column, lambda found: found == other)
        case InRows(holding), Known(value):
            return holding(value)
        case InRows(holding), InColumn(other):
            return holding(other)
        case _:
            raise TypeError("only a set holds an element")


def overlap(left: Operand, right: Operand) -> Clause:
    """The two sets share an element; one of them must be known."""
    if isinstance(left, Known):
        return or_(false(), *(holds(right, Known(value)) for value in sorted(left.value)))
    if isinstance(right, Known):
        return overlap(right, left)
    raise TypeError("one of two sets must be known")


def within(inner: Operand, outer: Operand) -> Clause:
    """Every element of the inner set is in the outer set, or is the outer value."""
    match inner, outer:
        case Known(values), Known(other):
            return _truth(frozenset(values) <= _as_set(other))
        case Known(values), _:
            return and_(true(), *(holds(outer, Known(value)) for value in sorted(values)))
        case InList(column), Known(other):
            return not_(element_of(column, lambda found: found.not_in(sorted(_as_set(other)))))
        case _:
            raise TypeError("the outer set must be known where the inner is not")


def before(left: Operand, right: Operand) -> Clause:
    """Both are known and the first is earlier."""
    match left, right:
        case Known(value), Known(other):
            return _truth(value is not None and other is not None and value < other)
        case Known(None), _:
            return false()
        case _, Known(None):
            return false()
        case Known(value), InColumn(column):
            return and_(column.is_not(None), column > _fitting(column, value))
        case InColumn(column), Known(value):
            return and_(column.is_not(None), column < _fitting(column, value))
        case _:
            raise TypeError("one of two moments must be known")


def same_day(left: Operand, right: Operand) -> Clause:
    """Both are known and fall on one date."""
    match left, right:
        case Known(value), Known(other):
            return _truth(value is not None and other is not None and value.date() == other.date())
        case (Known(None), _) | (_, Known(None)):
            return false()
        case (Known(value), InColumn(column)) | (InColumn(column), Known(value)):
            return and_(
                column.is_not(None),
                func.substr(column, 1, 10, type_=Text()) == value.date().isoformat(),
            )
        case _:
            raise TypeError("one of two moments must be known")


def more(operand: Operand, number: int) -> Clause:
    """The number is greater."""
    if not isinstance(operand, Known):
        raise TypeError("only a known number is compared")
    return _truth(operand.value > number)


def _truth(holds: bool) -> Clause:  # noqa: FBT001 - a truth is what it takes
    return true() if holds else false()


def _as_set(value: Any) -> frozenset[str]:
    if isinstance(value, frozenset):
        return value
    return frozenset() if value is None else frozenset({value})


def _fitting(column: ColumnElement[Any], value: date | datetime) -> Any:
    """The value as the column keeps it: its type turns it into text."""
    return literal(value, column.type)
