"""The rule book as a text for people: every rule, every clause, every term."""

import pytest

from gateway.policy.cases import all_rows
from gateway.policy.conditions import CONDITIONS
from gateway.policy.render import render, rule_text
from tests.policy.books import rule_book


def test_every_rule_and_hold_has_its_heading_once():
    """The text holds each row, and nothing twice."""
    headings = [line for line in render(rule_book()).split("\n") if line.startswith("### ")]

    rows = [f"### {row}" for row in all_rows(rule_book()) if row != "T1"]
    assert sorted(rows) == sorted(headings)


def test_every_clause_that_a_rule_cites_is_told():
    """Behind each clause id stands where it is from and what it says."""
    text = render(rule_book())

    for council in rule_book().councils.values():
        for row in council.rows:
            for ground in set(row.grounds) - {"TAGS"}:
                found = rule_book().clauses[ground]
                assert f"- **{ground}** ({found.citation}): {found.says}" in text


def test_the_text_is_well_made():
    """No gaps, no trailing spaces, one line end at the end."""
    text = render(rule_book())

    assert text.endswith("\n")
    assert not text.endswith("\n\n")
    assert "\n\n\n" not in text
    assert "None" not in text
    assert [] == [line for line in text.split("\n") if line != line.rstrip()]


@pytest.mark.parametrize("row", [row for row in all_rows(rule_book()) if row != "T1"])
def test_one_rule_can_be_read_alone(row):
    """The text of one rule is its part of the whole text."""
    alone = rule_text(rule_book(), row)

    assert alone.startswith(f"### {row}\n")
    assert alone in render(rule_book())


@pytest.mark.parametrize("name", sorted(CONDITIONS))
def test_one_term_can_be_read_alone(name):
    """A condition is told with what it takes in."""
    assert rule_text(rule_book(), name).startswith(f"{name}: ")


def test_an_unknown_rule_is_said_to_be_unknown():
    """There is no text for a rule or term that is not there."""
    with pytest.raises(KeyError):
        rule_text(rule_book(), "X99")
