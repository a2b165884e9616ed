"""The words of pages: every value of the domain has some, so that no page can break on one."""

from typing import get_args

import pytest

from gateway.domain import casework, copies, deadlines, decision, facts, incidents
from gateway.policy.life import own_cause
from gateway.policy.life.forums import answers_to
from gateway.web import hearing_terms, officer_terms, terms

WORDED = {
    "PURPOSES": facts.Purpose,
    "FORMS": facts.Form,
    "ASKED_TO": facts.Form,
    "CAPACITIES": casework.Capacity,
    "SCRUTINY": facts.ScrutinyLink,
    "STATES": casework.RequestState,
    "OUTCOME_TAGS": decision.Outcome,
    "PARTS": casework.SegmentState,
    "GROUNDS": casework.Ground,
    "ANSWERS": casework.DisputeAnswer,
    "COPIES": copies.CopyState,
    "GIVEN_BACK": copies.GivenBack,
    "DEADLINE_STATES": deadlines.DeadlineState,
    "DEADLINE_TAGS": deadlines.DeadlineState,
}
HEARD = {
    "GROUNDS": get_args(casework.Ground),
    "ANSWERS": get_args(casework.Ground),
    "ANSWERED": get_args(casework.DisputeAnswer),
    "TIES": get_args(own_cause.Tie),
    "KINDS": get_args(facts.SegmentKind),
}
OFFICERS = {
    "STATES": casework.RequestState,
    "PARTS": casework.SegmentState,
    "OUTCOMES": decision.SegmentOutcome,
    "TO_OTHERS": facts.Purpose,
    "COPIES": copies.CopyState,
    "GIVEN_BACK": copies.GivenBack,
    "INCIDENTS": incidents.IncidentOutcome,
}
NOT_SHOWN = {
    "look",
    "ask",
    "save_draft",
    "discard_draft",
    "send_draft",
    "ask_again",
    "read_reasons",
}
"""Steps that no request's history shows."""
COLOURS = {"grey", "blue", "yellow", "purple", "green", "teal", "red"}
"""Those of the Design System's tags that we use."""


@pytest.mark.parametrize("name", WORDED)
def test_every_value_has_words(name):
    """A value that is added without words fails here."""
    assert set(get_args(WORDED[name])) == set(getattr(terms, name))


def test_every_step_has_words():
    """All that can stand in a request's history."""
    assert set(get_args(casework.Step)) - NOT_SHOWN == set(terms.DONE)
    assert set(terms.DONE) == set(officer_terms.DONE)


def test_every_tag_has_a_colour_that_exists():
    """The style sheet knows it."""
    tags = [*terms.STATES.values(), *terms.OUTCOME_TAGS.values(), *terms.PARTS.values()]
    assert {colour for _, colour in tags} | set(terms.DEADLINE_TAGS.values()) <= COLOURS


@pytest.mark.parametrize("name", OFFICERS)
def test_every_value_has_words_for_officers(name):
    """They read other words than the requester."""
    assert set(get_args(OFFICERS[name])) == set(getattr(officer_terms, name))


@pytest.mark.parametrize("name", HEARD)
def test_every_value_has_words_for_whoever_hears_a_dispute(name):
    """They read other words than the requester."""
    assert set(HEARD[name]) == set(getattr(hearing_terms, name))


def test_every_ground_has_the_answers_that_fit_it():
    """And no other."""
    assert {ground: set(answers_to(ground)) for ground in get_args(casework.Ground)} == {
        ground: set(answers) for ground, answers in hearing_terms.ANSWERS.items()
    }
