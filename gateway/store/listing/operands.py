"""What a field of an expression is to the database: a known value, a column, or a set of rows."""

from collections.abc import Callable, Iterable
from datetime import date, datetime
from typing import Any

from msgspec import Struct
from sqlalchemy import (
    ColumnElement,
    False_,
    Integer,
    Text,
    True_,
    and_,
    false,
    func,
    literal,
    literal_column,
    not_,
    or_,
    select,
    true,
)

from gateway.store.json_lists import ListElements
from gateway.store.tables.columns import local_text

Clause = ColumnElement[bool]


class Known(Struct, frozen=True):
    """A value that is the same for all rows: a plain value, None, or a set of values."""

    value: Any


class Given(Struct, frozen=True):
    """A value that is known, the same for all rows, and handed over when it is asked."""

    value: ColumnElement[Any]


class InColumn(Struct, frozen=True):
    """A value that each row has; NULL is "not known"."""

    column: ColumnElement[Any]


class InList(Struct, frozen=True):
    """A set that each row keeps as a JSON list of texts."""

    column: ColumnElement[Any]


class InRows(Struct, frozen=True):
    """A set that other rows make up: `holding` says whether they hold an element, None: any."""

    holding: Callable[[Any | None], Clause]


Operand = Known | Given | InColumn | InList | InRows


def all_of(parts: Iterable[Clause]) -> Clause:
    """Every part holds. What is settled is left out: SQLAlchemy would write it down."""
    asked = []
    for part in parts:
        if isinstance(part, False_):
            return false()
        if not isinstance(part, True_):
            asked.append(part)
    return and_(*asked) if asked else true()


def any_of(parts: Iterable[Clause]) -> Clause:
    """At least one part holds."""
    asked = []
    for part in parts:
        if isinstance(part, True_):
            return true()
        if not isinstance(part, False_):
            asked.append(part)
    return or_(*asked) if asked else false()


def element_of(
    column: ColumnElement[Any], wanted: Callable[[ColumnElement[str]], Clause]
) -> Clause:
    """Whether some element of a JSON list is wanted."""
    elements = ListElements(column).table_valued("value")
    return select(literal(1)).select_from(elements).where(wanted(elements.c.value)).exists()


def equal(left: Operand, right: Operand) -> Clause:  # noqa: PLR0911 - one line for each kind
    """Both are known and equal."""
    match left, right:
        case Known(value), Known(other):
            return _truth(value is not None and value == other)
        case Known(None), _:
            return false()
        case _, Known(None):
            return false()
        case Known(value), InColumn(column):
            return column.is_not_distinct_from(_kept(value))
        case InColumn(column), Known(value):
            return column.is_not_distinct_from(_kept(value))
        case Given(value), InColumn(column):
            return column.is_not_distinct_from(value)
        case InColumn(column), Given(value):
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
            return and_(column.is_not(None), _one_of(column, values))
        case _:
            raise TypeError("only a value is one of several")


def present(operand: Operand) -> Clause:
    """It is known; a set is not empty."""
    match operand:
        case Known(value):
            return _truth(value not in (None, (), frozenset()))
        case Given():
            return true()
        case InColumn(column):
            return column.is_not(None)
        case InList(column):
            return column != literal("[]", Text)
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
    """The two sets share an element."""
    match left, right:
        case Known(values), _:
            return any_of(holds(right, Known(value)) for value in sorted(values))
        case _, Known():
            return overlap(right, left)
        case (InRows(holding), InList(column)) | (InList(column), InRows(holding)):
            return element_of(column, holding)
        case _:
            raise TypeError("only sets that are known, listed or made of rows overlap")


def within(inner: Operand, outer: Operand) -> Clause:
    """Every element of the inner set is in the outer set, or is the outer value."""
    match inner, outer:
        case Known(values), Known(other):
            return _truth(frozenset(values) <= _as_set(other))
        case Known(values), _:
            return all_of(holds(outer, Known(value)) for value in sorted(values))
        case InList(column), Known(other):
            return not_(element_of(column, lambda found: not_(_one_of(found, _as_set(other)))))
        case _:
            raise TypeError("the outer set must be known where the inner is not")


def before(left: Operand, right: Operand) -> Clause:  # noqa: PLR0911 - one line for each kind
    """Both are known and the first is earlier."""
    match left, right:
        case Known(value), Known(other):
            return _truth(value is not None and other is not None and value < other)
        case Known(None), _:
            return false()
        case _, Known(None):
            return false()
        case Known(value), InColumn(column):
            return and_(column.is_not(None), column > _kept(value))
        case InColumn(column), Known(value):
            return and_(column.is_not(None), column < _kept(value))
        case Given(value), InColumn(column):
            return and_(column.is_not(None), column > value)
        case InColumn(column), Given(value):
            return and_(column.is_not(None), column < value)
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
            return and_(column.is_not(None), _day(column) == value.date().isoformat())
        case (Given(value), InColumn(column)) | (InColumn(column), Given(value)):
            return and_(column.is_not(None), _day(column) == _day(value))
        case _:
            raise TypeError("one of two moments must be known")


def more(operand: Operand, number: int) -> Clause:
    """The number is greater."""
    if not isinstance(operand, Known):
        raise TypeError("only a known number is compared")
    return _truth(operand.value > number)


def _truth(holds: bool) -> Clause:  # noqa: FBT001 - a truth is what it takes
    return true() if holds else false()


def _one_of(column: ColumnElement[Any], values: frozenset[Any]) -> Clause:
    return any_of(column == value for value in sorted(values))


def _as_set(value: Any) -> frozenset[str]:
    if isinstance(value, frozenset):
        return value
    return frozenset() if value is None else frozenset({value})


def part_of(text: ColumnElement[Any], first: int, width: int) -> ColumnElement[str]:
    """Some letters of a text, counted from 1."""
    bounds = [literal_column(str(bound), Integer) for bound in (first, width)]
    return func.substr(text, *bounds, type_=Text())


def _day(moment: ColumnElement[Any]) -> ColumnElement[str]:
    """The date of a local time, as it is kept."""
    return part_of(moment, 1, len("2026-11-22"))


def _kept(value: Any) -> Any:
    """A value as it is kept: moments and dates are texts."""
    if not isinstance(value, date):
        return value
    return literal(local_text(value) if isinstance(value, datetime) else value.isoformat(), Text)
