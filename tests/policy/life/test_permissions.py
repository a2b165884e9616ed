"""The table of permissions: cell by cell against what is written down here a second time."""

import itertools
from typing import get_args

import pytest

from gateway.domain.casework import Relation, RequestState, Role, Step
from gateway.policy.life.permissions import may, steps_allowed

OPEN = "information_asked with_officer with_determiner"
WAITING = "with_officer with_determiner"
ANSWERED = "agreed agreed_in_part not_agreed"
SENT = f"{OPEN} {ANSWERED} ended withdrawn"
GIVEN = f"{OPEN} agreed agreed_in_part ended"
BY_OFFICE = ("acting", "finder", "hearer", "earlier")
EXPECTED = {
    "look": {"requester": f"draft {SENT}", **dict.fromkeys(BY_OFFICE, SENT), "keeper": GIVEN},
    "read_reasons": {
        **dict.fromkeys((*BY_OFFICE, "requester", "committee"), SENT),
        "keeper": GIVEN,
    },
    "ask": {"requester": "draft"},
    "save_draft": {"requester": "draft"},
    "discard_draft": {"requester": "draft"},
    "send_draft": {"requester": "draft"},
    "ask_for_information": {"acting": WAITING},
    "ask_to_narrow": {"acting": WAITING},
    "give_information": {"requester": OPEN},
    "withdraw": {"requester": OPEN},
    "end": {"requester": ANSWERED},
    "ask_again": {"requester": SENT},
    "find": {"acting": OPEN, "finder": OPEN},
    "consult": {"acting": OPEN},
    "ask_for_advice": {"acting": OPEN},
    "give_advice": {"acting": OPEN, "finder": OPEN},
    "stand_aside": {"acting": OPEN, "hearer": "information_asked with_determiner"},
    "dispute": {"requester": f"{WAITING} {ANSWERED}"},
    "determine": {"hearer": "information_asked with_determiner"},
    "limit_access": {"acting": OPEN, "keeper": GIVEN},
    "renew_access": {"keeper": GIVEN},
    "revoke_access": {"keeper": GIVEN},
    "sign_undertaking": {"requester": OPEN},
    "answer_onward": {"acting": OPEN},
}
"""For each step and relation, the states in which it may be taken. Reviewed by hand."""


def role_for(relation: Relation) -> Role:
    """The role that goes with a relation: nobody has one by office without holding an office."""
    return "member" if relation in {"requester", "committee"} else "office_holder"


def test_every_step_is_written_down():
    """A step that is added to the words is added to this review."""
    assert set(get_args(Step)) == set(EXPECTED)


@pytest.mark.parametrize("step", get_args(Step))
def test_every_cell(step: Step):
    """Step x role x relation x state: allowed exactly where it is written down."""
    cells = itertools.product(get_args(Role), get_args(Relation), get_args(RequestState))
    for role, relation, state in cells:
        theirs = role == role_for(relation) and relation in EXPECTED[step]
        now = theirs and state in EXPECTED[step][relation].split()
        expected = "allowed" if now else "not_now" if theirs else "not_theirs"
        assert expected == may(step, state, roles={role}, relations={relation}), (role, relation)


def test_without_a_relation_nothing_is_allowed():
    """All roles together give nothing to somebody who does not stand to the request at all."""
    for step, state in itertools.product(get_args(Step), get_args(RequestState)):
        assert "not_theirs" == may(step, state, roles=get_args(Role), relations=())


def test_what_is_allowed_is_listed():
    """The steps that are offered are those that are allowed."""
    steps = (
        "look",
        "give_information",
        "withdraw",
        "ask_again",
        "dispute",
        "sign_undertaking",
        "read_reasons",
    )
    assert steps == steps_allowed("with_officer", roles={"member"}, relations={"requester"})
