"""The rule book as a text for people: every rule, every clause, every term."""

from functools import cache

import pytest

from gateway.policy.cases import all_rows
from gateway.policy.conditions import CONDITIONS
from gateway.policy.render import render, rule_text
from tests.policy.books import rule_book


@cache
def text() -> str:
    """The whole rule book as it is rendered."""
    return render(rule_book())


def test_every_rule_and_hold_has_its_heading_once():
    """The text holds each row, and none twice."""
    headings = [line.split()[1] for line in text().split("\n") if line.startswith("### ")]

    for row in all_rows(rule_book()):
        if row != "T1":
            assert 1 == headings.count(row), row


def test_every_clause_that_a_rule_cites_is_told():
    """Each clause id that a rule cites stands in the text."""
    for council in rule_book().councils.values():
        for row in council.rows:
            for ground in set(row.grounds) - {"TAGS"}:
                assert ground in text()


def test_the_text_is_well_made():
    """No gaps, no trailing spaces, one line end at the end."""
    assert text().endswith("\n")
    assert not text().endswith("\n\n")
    assert "\n\n\n" not in text()
    assert "None" not in text()
    assert [] == [line for line in text().split("\n") if line != line.rstrip()]


@pytest.mark.parametrize("row", [row for row in all_rows(rule_book()) if row != "T1"])
def test_one_rule_can_be_read_alone(row):
    """The text of one rule begins with its id and cites its clauses."""
    alone = rule_text(rule_book(), row)
    council = next(
        one for one in rule_book().councils.values() if row in {row.row for row in one.rows}
    )
    grounds = next(one.grounds for one in council.rows if one.row == row)

    assert alone.startswith(f"### {row}\n")
    assert all(ground in alone for ground in grounds if ground != "TAGS")


@pytest.mark.parametrize("name", sorted(CONDITIONS))
def test_one_term_can_be_read_alone(name):
    """A condition is told with what it takes in."""
    assert rule_text(rule_book(), name).startswith(f"{name}: ")


def test_an_unknown_rule_is_said_to_be_unknown():
    """There is no text for a rule or term that is not there."""
    with pytest.raises(KeyError):
        rule_text(rule_book(), "X99")
