"""What the rules of a council leave open, never use, or settle by their order alone."""

from dataclasses import replace

import pytest

from gateway.policy.cases import all_rows
from gateway.policy.council import Council
from gateway.policy.gaps import example, find_gaps, idle
from tests.policy.books import rule_book

COUNCILS = rule_book().councils


def without(council, *names, **changed):
    """A council without some rows, and with other columns in the row that is named first."""
    given = COUNCILS[council]
    rows = tuple(row for row in given.rows if row.row not in names)
    if changed:
        first = next(row for row in given.rows if row.row == names[0])
        rows += (replace(first, **changed),)
    return Council(given.name, given.profile, rows, given.calendar)


@pytest.fixture(scope="module")
def gaps():
    """The gaps of two councils."""
    return {name: find_gaps(COUNCILS[name]) for name in ("england", "wolverhampton")}


def test_some_rule_decides_whatever_the_facts_are(gaps):
    """There are no facts without an answer."""
    assert [None] * len(gaps) == [one.undecided for one in gaps.values()]


@pytest.mark.gate
def test_every_rule_and_hold_acts_somewhere():
    """None is dead in all councils."""
    assert [] == idle(map(find_gaps, COUNCILS.values()), all_rows(rule_book()))


def test_a_rule_behind_another_is_named_with_it(gaps):
    """Where casework is only for what is public, the rules for casework never decide."""
    behind = dict.fromkeys(("N1", "N2", "N5", "N6", "N7"), ("L15",))
    shadowed = {name: one.shadowed for name, one in gaps.items()}
    assert {"england": {}, "wolverhampton": behind} == shadowed


def test_facts_that_no_rule_decides_are_found():
    """Without the last rule, an ordinary request is left open."""
    found = find_gaps(without("wales", "Z1"))
    assert found.undecided is not None
    assert "Z1" not in found.acting


def test_a_rule_that_never_acts_is_found():
    """A rule that contradicts itself is idle; it is not behind another."""
    found = find_gaps(without("england", "S8", when="public & not public"))
    assert {} == found.shadowed
    assert ["S8"] == idle([found], ["S8", "S1"])


def test_pairs_that_contradict_are_listed(gaps):
    """A statutory right against a bar: only their order decides, and facts show it."""
    assert ("S8", "L11") in gaps["england"].contradictions
    assert ("S8", "S1") not in gaps["england"].contradictions
    facts = example(COUNCILS["england"], "S8", "L11")
    assert "S8" == rule_book().decide(facts).segments[0].row
    assert rule_book().holds("bad_faith", facts, facts.document.segments[0])


def test_there_is_no_example_of_what_cannot_be():
    """Of two rules that never meet there are no facts."""
    assert example(COUNCILS["england"], "S1", "Q1") is None
