"""The rules for one kind of case: the first that matches, every hold, what is told."""

import pytest

from gateway.errors import RuleBookError
from gateway.policy.conditions import CONDITIONS
from gateway.policy.predicate import predicate
from gateway.policy.table import TOLD, Table
from tests.policy.books import COUNCILS, case, rule_book
from tests.strategies import seeded_facts


def test_where_no_rule_matches_nothing_is_decided():
    """A table without its last row raises; it never falls back on another row."""
    rows = tuple(row for row in rule_book().councils["england"].rows if row.row in ("Q1", "S8"))
    table = Table(
        tuple((row, row.matches) for row in rows), {row.row: frozenset() for row in rows}, {}
    )

    with pytest.raises(RuleBookError):
        table.deciding(case())
    with pytest.raises(RuleBookError):
        Table((), {}, {}).deciding(case())


@pytest.mark.parametrize("council", COUNCILS)
def test_a_table_gives_what_the_rows_say(council):
    """The first matching row, the matching holds of its layer and what is told, row by row."""
    rows = rule_book().councils[council].rows
    matches = {row.row: predicate(row.matches) for row in rows}

    for facts in seeded_facts(council, seed=23, count=40):
        one = case(facts)
        table = rule_book().councils[council].table(one)
        first = next(row for row in rows if row.act == "release" and matches[row.row](one.again()))
        holding = [
            row.row
            for row in rows
            if row.act == "hold"
            and row.eft == "deny"
            and first.layer in row.layers
            and matches[row.row](one.again(row=first.row))
        ]
        one.row = first.row
        assert first is table.deciding(one).row
        assert holding == [held.row.row for held in table.holding(one, first.layer)]
        told = {name for name in TOLD if predicate(CONDITIONS[name])(one.again())}
        assert told == table.told(one)
