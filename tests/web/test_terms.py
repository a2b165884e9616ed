"""The words of pages: every value of the domain has some, so that no page can break on one."""

from typing import get_args

import pytest

from gateway.domain import casework, copies, deadlines, decision, facts
from gateway.web import terms

WORDED = {
    "PURPOSES": facts.Purpose,
    "FORMS": facts.Form,
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
BEFORE_SENDING = {"look", "ask", "save_draft", "discard_draft", "send_draft", "ask_again"}
"""Steps that no request's history shows."""
COLOURS = {"grey", "blue", "yellow", "purple", "green", "teal", "red"}
"""Those of the Design System's tags that we use."""


@pytest.mark.parametrize("name", WORDED)
def test_every_value_has_words(name):
    """A value that is added without words fails here."""
    assert set(get_args(WORDED[name])) == set(getattr(terms, name))


def test_every_step_has_words():
    """All that can stand in a request's history."""
    assert set(get_args(casework.Step)) - BEFORE_SENDING == set(terms.DONE)


def test_every_tag_has_a_colour_that_exists():
    """The style sheet knows it."""
    tags = [*terms.STATES.values(), *terms.OUTCOME_TAGS.values(), *terms.PARTS.values()]
    assert {colour for _, colour in tags} | set(terms.DEADLINE_TAGS.values()) <= COLOURS
