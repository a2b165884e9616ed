"""What a field is to the database: each question means the same of columns, lists and rows."""

import json
from datetime import date, datetime
from typing import Any

import pytest
from sqlalchemy import Text, literal, select, true

from gateway.store.json_lists import ListElements
from gateway.store.listing import operands
from gateway.store.listing.operands import Clause, Given, InColumn, InList, InRows, Known
from gateway.store.tables.columns import Day, LocalTime
from tests.store.borough import Borough, at

SIX = at("2026-12-04T18:00")
SEVEN = at("2026-12-04T19:00")
LATER = at("2026-12-05T01:00")


def texts(value: str | None) -> InColumn:
    """A text of a row."""
    return InColumn(literal(value, Text))


def moment(value: datetime | None) -> InColumn:
    """A local time of a row."""
    return InColumn(literal(value, LocalTime))


def given(value: datetime) -> Given:
    """A local time that is handed over."""
    return Given(literal(value, LocalTime))


def a_list(*elements: str) -> InList:
    """A set that a row keeps as a list."""
    return InList(literal(json.dumps(elements), Text))


def rows(*elements: str) -> InRows:
    """A set that other rows make up."""
    table = ListElements(literal(json.dumps(elements), Text)).table_valued("value")

    def holding(wanted: Any | None) -> Clause:
        asked = select(table.c.value)
        return (asked if wanted is None else asked.where(table.c.value == wanted)).exists()

    return InRows(holding)


TRUE = [
    operands.equal(Known("a"), Known("a")),
    operands.equal(Known("a"), texts("a")),
    operands.equal(texts("a"), Given(literal("a"))),
    operands.equal(texts("a"), texts("a")),
    operands.equal(Known(SIX), moment(SIX)),
    operands.among(texts("a"), frozenset({"a", "b"})),
    operands.among(Known("a"), frozenset({"a"})),
    operands.present(texts("a")),
    operands.present(a_list("a")),
    operands.present(rows("a")),
    operands.present(given(SIX)),
    operands.present(Known("a")),
    operands.holds(a_list("a", 'b"'), Known('b"')),
    operands.holds(a_list("a"), texts("a")),
    operands.holds(rows("a"), Known("a")),
    operands.holds(rows("a"), texts("a")),
    operands.holds(Known(frozenset({"a"})), texts("a")),
    operands.overlap(Known(frozenset({"a", "c"})), a_list("b", "c")),
    operands.overlap(a_list("b", "c"), Known(frozenset({"c"}))),
    operands.overlap(rows("a"), a_list("b", "a")),
    operands.overlap(a_list("a"), rows("a")),
    operands.within(a_list("a"), Known("a")),
    operands.within(a_list(), Known(None)),
    operands.within(Known(frozenset({"a"})), a_list("a", "b")),
    operands.within(Known(frozenset({"a"})), Known("a")),
    operands.before(Known(SIX), moment(SEVEN)),
    operands.before(moment(SIX), Known(SEVEN)),
    operands.before(given(SIX), moment(SEVEN)),
    operands.before(moment(SIX), given(SEVEN)),
    operands.before(Known(date(2026, 1, 1)), InColumn(literal(date(2026, 1, 2), Day))),
    operands.same_day(Known(SIX), moment(SEVEN)),
    operands.same_day(given(SIX), moment(SEVEN)),
    operands.more(Known(2), 1),
]
FALSE = [
    operands.equal(Known(None), Known(None)),
    operands.equal(Known(None), texts(None)),
    operands.equal(texts(None), Known(None)),
    operands.equal(texts(None), texts(None)),
    operands.equal(texts("a"), Known("b")),
    operands.equal(Known(SIX), moment(SEVEN)),
    operands.among(texts(None), frozenset({"a"})),
    operands.present(texts(None)),
    operands.present(a_list()),
    operands.present(Known(frozenset())),
    operands.holds(a_list("a"), Known(None)),
    operands.holds(a_list("a"), texts(None)),
    operands.holds(a_list(), Known("a")),
    operands.holds(rows("a"), Known("b")),
    operands.holds(Known(frozenset({"a"})), texts(None)),
    operands.overlap(Known(frozenset()), a_list("a")),
    operands.overlap(rows("a"), a_list("b")),
    operands.within(a_list("a", "b"), Known("a")),
    operands.within(a_list("a"), Known(None)),
    operands.within(Known(frozenset({"a"})), a_list("b")),
    operands.before(Known(None), moment(SIX)),
    operands.before(moment(SIX), Known(None)),
    operands.before(moment(None), Known(SIX)),
    operands.before(given(SIX), moment(None)),
    operands.before(Known(SIX), moment(SIX)),
    operands.same_day(Known(None), moment(SIX)),
    operands.same_day(moment(None), Known(SIX)),
    operands.same_day(moment(None), given(SIX)),
    operands.same_day(Known(SIX), moment(LATER)),
    operands.more(Known(1), 1),
]


@pytest.mark.parametrize(("clauses", "expected"), [(TRUE, True), (FALSE, False)])
def test_a_question_is_true_or_false(borough: Borough, clauses: list[Clause], *, expected: bool):
    """Each way of asking, with what is known and with what is not, is never unknown itself."""
    with borough.reading() as connection:
        for number, clause in enumerate(clauses):
            found = connection.execute(select(literal(1)).where(clause)).all()
            opposite = connection.execute(select(literal(1)).where(~clause)).all()
            assert (expected, not expected) == (bool(found), bool(opposite)), number


NO_SENSE = [
    (operands.equal, rows("a"), Known("a")),
    (operands.among, rows("a"), frozenset({"a"})),
    (operands.holds, texts("a"), Known("a")),
    (operands.overlap, texts("a"), rows("a")),
    (operands.within, a_list("a"), rows("a")),
    (operands.before, moment(SIX), moment(SEVEN)),
    (operands.same_day, moment(SIX), moment(SEVEN)),
    (operands.more, InColumn(true()), 1),
]


@pytest.mark.parametrize(
    ("asks", "left", "right"), NO_SENSE, ids=[one.__name__ for one, *_ in NO_SENSE]
)
def test_what_makes_no_sense_is_refused(asks: Any, left: Any, right: Any):
    """A question that is put to the wrong kind of field is a mistake, and is never passed over."""
    with pytest.raises(TypeError):
        asks(left, right)
