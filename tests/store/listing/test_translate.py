"""From expression to clause: where everything is known, the clause is the truth itself."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import column, false, true

from gateway.policy.case import Case
from gateway.policy.expressions import Expression, Is, Item
from gateway.policy.predicate import predicate
from gateway.policy.vocabulary import getter, items_of
from gateway.store.listing.operands import Clause, InRows, Known, Operand, all_of, any_of
from gateway.store.listing.translate import clause
from tests.policy.expressions_at_random import expressions, fresh_cases


class Everything:
    """A world of one case, in which nothing is a row."""

    def __init__(self, case: Case) -> None:
        self._case = case
        self._items: dict[str, object] = {}

    def operand(self, field: str) -> Operand:
        """The value of the item in scope, or of the case."""
        head, _, part = field.partition(".")
        if head in self._items:
            return Known(getattr(self._items[head], part))
        return Known(getter(field)(self._case))

    def named(self, part: Expression) -> Clause:
        """A condition."""
        return clause(part, self)

    def some(self, item: Item, where: Expression) -> Clause:
        """Any of the items, one after the other."""
        return any_of([self._of(item, one, where) for one in items_of(item)(self._case)])

    def _of(self, item: Item, one: object, where: Expression) -> Clause:
        self._items[item] = one
        try:
            return clause(where, self)
        finally:
            del self._items[item]


@given(expressions(), st.integers(0, 500))
def test_an_expression_keeps_its_meaning(expression, start):
    """For random expressions and facts the clause is true or false, as the predicate is."""
    test = predicate(expression)
    for one in fresh_cases(start, 4):
        expected = true() if test(one.again()) else false()
        assert expected is clause(expression, Everything(one))


def test_what_is_settled_is_not_written_down():
    """A part that is settled is left out of what the database is asked."""
    asked = column("public").is_(None)

    assert "public IS NULL" == str(any_of([false(), asked]))
    assert true() is any_of([asked, true()])
    assert "public IS NULL" == str(all_of([asked, true()]))
    assert false() is all_of([asked, false()])


class Sets(Everything):
    """A world in which each field is a set that rows make up."""

    def operand(self, _field: str) -> Operand:
        """A set, which is equal to nothing."""
        return InRows(lambda _: true())


def test_what_cannot_be_asked_is_a_mistake():
    """A question that no database can answer is refused, not passed over."""
    with pytest.raises(TypeError):
        clause(Is("segment.exempt", True), Sets(fresh_cases(0, 1)[0]))
