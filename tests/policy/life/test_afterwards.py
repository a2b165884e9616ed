"""The table of copies, incidents and questions, cell by cell against what is written down again."""

from itertools import product
from typing import get_args

from gateway.domain.casework import Role
from gateway.policy.life.afterwards import (
    AFTERWARDS,
    BEARINGS,
    Afterwards,
    Bearing,
    may_afterwards,
)

EXPECTED = {
    "see_copy": "signed_in holder, office_holder receiver, office_holder adviser",
    "give_back_copy": "signed_in holder, office_holder receiver",
    "enquire": "office_holder adviser",
    "record_incident": "officer anybody",
    "see_incident": "officer recorder, office_holder adviser",
    "close_incident": "office_holder adviser",
    "put_question": "member asker, officer asker",
    "see_question": "signed_in asker, office_holder adviser",
    "answer_question": "office_holder adviser",
    "depart_from_advice": "member asker",
    "find_person": "member seeker",
    "see_relationship": ("signed_in one_of_two, office_holder adviser, office_holder ender"),
    "end_relationship": "signed_in declarer, office_holder ender",
}
"""For each step, the roles and bearings of those who may take it. Reviewed by hand."""


def test_every_cell():
    """Step x role x bearing: allowed exactly where it is written down."""
    assert set(EXPECTED) == set(get_args(Afterwards))
    for step, role, bearing in product(EXPECTED, get_args(Role), get_args(Bearing)):
        expected = f"{role} {bearing}" in EXPECTED[step].split(", ")
        assert expected == may_afterwards(step, roles={role}, bearings={bearing})


def test_nothing_without_a_bearing():
    """All roles together give nothing to somebody who does not stand to it at all."""
    for step in get_args(Afterwards):
        assert not may_afterwards(step, roles=get_args(Role), bearings=())


def test_each_bearing_has_words():
    """The page of permissions says who they are."""
    assert {row.bearing for row in AFTERWARDS} <= set(BEARINGS) == set(get_args(Bearing))
