"""The formulas say of concrete facts what the engine says: nothing overlooked, nothing added."""

import pytest

from gateway.policy.case import case_of
from gateway.policy.compose import decide
from gateway.policy.proof.any_facts import any_facts
from gateway.policy.proof.attachments import attached
from gateway.policy.proof.counterexample import answer_found, answer_of
from gateway.policy.proof.plainest import plainest
from gateway.policy.proof.reading import Reading
from gateway.policy.proof.verdict import Verdict
from tests.policy.books import COUNCILS, rule_book
from tests.policy.proof.pinned import Pinned
from tests.strategies import seeded_facts

TIED = "H9"


def both_answers(council, facts, place):
    """What z3 says of one segment of concrete facts, and what the engine says.

    For a released segment, both with the conditions that come with it.
    """
    decided = decide(council, facts, rule_book="").segments
    segment, answer = facts.document.segments[place], decided[place]
    waits = any(
        other.not_severable == segment.not_severable is not None
        and not one.released
        and TIED not in one.holds
        for other, one in zip(facts.document.segments, decided, strict=True)
    )
    verdict = Verdict(council, any_facts(council))
    asked = (verdict.released, verdict.refused, verdict.waits_for, verdict.holds)
    rows = {row.row: row for row in verdict.rules}
    conditions = attached(verdict, rows[answer.row]) if answer.released else {}
    case = case_of(facts, council.profile, segment)
    pinned = Pinned(verdict.view, case, sibling_waits=waits)
    model = plainest([], verdict.view.unknowns, *pinned.formulas)
    assert asked
    assert model is not None, "z3 overlooks these facts"
    reading = Reading(model, verdict.view, council)
    found = {name for name, formula in conditions.items() if reading.true(formula)}
    return (answer_found(reading, verdict), found), (
        answer_of(answer),
        set(answer.conditions) if answer.released else set(),
    )


@pytest.mark.parametrize("council", COUNCILS)
def test_z3_and_the_engine_agree_on_concrete_facts(council):
    """Row, holds, outcome, office and conditions are the same for invented facts."""
    for facts in seeded_facts(council, seed=20_261_123, count=1):
        found, decided = both_answers(rule_book().councils[council], facts, place=0)
        assert decided == found


@pytest.mark.gate
@pytest.mark.parametrize("council", COUNCILS)
def test_z3_and_the_engine_agree_on_many_facts(council):
    """The same for every segment of many more."""
    for facts in seeded_facts(council, seed=20_261_124, count=40):
        for place in range(len(facts.document.segments)):
            found, decided = both_answers(rule_book().councils[council], facts, place)
            assert decided == found


def rows_that_decide(council, names):
    """Some rows of a council, each with facts that z3 found for it to decide."""
    for name in names:
        verdict = Verdict(council, any_facts(council))
        verdict.waits_for  # noqa: B018 - everything is asked before z3 is
        model = plainest([verdict.view], verdict.view.unknowns, verdict.decides[name])
        if model is not None:
            yield name, verdict, Reading(model, verdict.view, council)


def check_rows(council, names):
    """The engine decides the facts that z3 found for a row as z3 says; the rows that can."""
    tried = []
    for name, verdict, reading in rows_that_decide(council, names):
        facts = reading.facts(name)
        answer = decide(council, facts, rule_book="").segments[0]
        assert answer_of(answer) == answer_found(reading, verdict)
        assert answer.row in {name, "T1"}
        tried.append(name)
    return tried


def test_the_engine_decides_by_the_row_for_which_facts_were_found():
    """Facts that z3 finds for a row, plain as they are, are decided by it."""
    names = ["S2", "O2"]
    assert names == check_rows(rule_book().councils["borough"], names)


@pytest.mark.gate
@pytest.mark.parametrize("council", COUNCILS)
def test_the_engine_decides_by_every_row(council):
    """The same for every row of every council."""
    rules = rule_book().councils[council]
    assert check_rows(rules, [row.row for row in rules.rows if row.act == "release"])
