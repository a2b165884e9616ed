"""What each kind of node asks of a case; what is absent equals nothing and precedes nothing."""

from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gateway.policy.conditions import CONDITIONS
from gateway.policy.conditions.meetings import TO_COME
from gateway.policy.expressions import (
    Always,
    And,
    Before,
    Contains,
    Expression,
    Has,
    Is,
    MoreThan,
    Named,
    Never,
    Not,
    OneOf,
    Or,
    Overlaps,
    Present,
    Same,
    SameDay,
    Some,
    Within,
    both,
    either,
)
from gateway.policy.predicate import _leaf, item_predicate, predicate
from tests.policy.books import case, facts, officer_check
from tests.policy.expressions_at_random import expressions, fresh_cases

RICH = facts(
    top="",
    requester='group = "group-a"\nbodies = ["planning"]\nadverse = ["m1"]\n'
    'interests = [{matter = "m2", kind = "other_registrable"}]\n'
    "substitutes = [{body = 'audit', meeting = 2026-06-08T14:00:00}]",
    request='consents = ["person-x"]\non_behalf_of = "person-y"',
    findings='good_faith = false\nconflicted_offices = ["director"]',
    segment='owner_group = "group-a"\nsubjects = ["person-x"]\nmatters = ["m1"]\npublic = true\n'
    'exempt = [{paragraph = 3, tested = 2026-06-08}]\nexecutive_decision = {by = "member", '
    "made = 2026-06-08T10:00:00}\nbusiness = [{body = 'planning', start = 2026-06-08T14:00:00}, "
    "{body = 'audit', executive = true, start = 2026-06-07T14:00:00, "
    "ended = 2026-06-07T16:00:00}]",
)
BARE = facts()

ANSWERS: list[tuple[Expression, bool, bool]] = [
    # the expression, its answer for rich facts, and for facts with nothing in them
    (Always(), True, True),
    (Never(), False, False),
    (Is("segment.public", True), True, False),
    (Is("segment.public", False), False, True),
    (Is("findings.good_faith", False), True, False),
    (Is("findings.good_faith", True), False, False),
    (Is("findings.interest_cleared", False), False, False),  # absent is not "no"
    (Is("requester.group", "group-a"), True, False),
    (OneOf("requester.group", ("group-a", "group-b")), True, False),
    (OneOf("requester.group", ("group-b",)), False, False),
    (Same("requester.group", "segment.owner_group"), True, False),  # two absences are not equal
    (Same("requester.person", "segment.advice_to"), False, False),
    (Present("requester.group"), True, False),
    (Present("findings.good_faith"), True, False),  # "no" has been found
    (Present("segment.subjects"), True, False),
    (Present("segment.business"), True, False),
    (Present("decision.made"), True, False),
    (Has("requester.bodies", "requester.group"), False, False),
    (Has("findings.conflicted_offices", "profile.first_decider"), False, False),
    (Contains("findings.conflicted_offices", "director"), True, False),
    (Contains("findings.conflicted_offices", "chairman"), False, False),
    (Overlaps("requester.adverse", "segment.matters"), True, False),
    (Overlaps("requester.bodies", "segment.matters"), False, False),
    (Within("segment.subjects", "request.consents"), True, True),  # nobody is within anything
    (Within("segment.subjects", "request.on_behalf_of"), False, True),
    (Within("request.consents", "segment.subjects"), True, True),
    (Before("now", "decision.made"), False, False),  # at the very moment it is not before
    (Before("decision.made", "now"), False, False),
    (SameDay("now", "decision.made"), True, False),
    (MoreThan("audience.others", 0), False, False),  # nobody hears an access request
    (Some("entry", Always()), True, False),
    (Some("entry", Never()), False, False),
    (Some("entry", Is("entry.executive", True)), True, False),
    (Some("entry", Before("now", "entry.start")), True, False),
    (Some("entry", SameDay("now", "entry.start")), True, False),
    (Some("entry", Present("entry.ended")), True, False),
    (Some("entry", Has("requester.bodies", "entry.body")), True, False),
    (Some("tag", OneOf("tag.paragraph", (3, 14))), True, False),
    (Some("tag", Before("today", "tag.tested")), False, False),
    (Some("interest", Has("segment.matters", "interest.matter")), False, False),
    (
        Some("entry", Some("substitute", Same("substitute.body", "entry.body"))),
        True,
        False,
    ),
    (
        Some("entry", Some("substitute", both(Same("substitute.body", "entry.body"), TO_COME))),
        False,
        False,
    ),
    (Not(Is("segment.public", True)), False, True),
    (And(()), True, True),
    (And((Is("segment.public", True),)), True, False),
    (both(Is("segment.public", True), Present("requester.group")), True, False),
    (both(Is("segment.public", True), Always(), Never()), False, False),
    (Or(()), False, False),
    (either(Is("segment.public", False), Present("requester.group")), True, True),
    (Named("x", Is("segment.public", True)), True, False),
]


@pytest.mark.parametrize(("expression", "rich", "bare"), ANSWERS)
def test_each_kind_of_node(expression, rich, bare):
    """Every node answers for facts that say much and for facts that say nothing."""
    test = predicate(expression)

    assert (rich, bare) == (test(case(RICH)), test(case(BARE)))


def test_an_officers_audience_is_counted():
    """The number of outsiders and the group are those of the audience."""
    check = case(officer_check())

    assert predicate(MoreThan("audience.others", 0))(check)
    assert not predicate(MoreThan("audience.others", 1))(check)
    assert not predicate(Present("reader.group"))(check)


@given(expressions(), st.integers(0, 500))
def test_every_expression_answers_yes_or_no(expression, start):
    """No expression fails on random facts, and its opposite is its opposite."""
    whole, opposite = predicate(expression), predicate(Not(expression))

    for one in fresh_cases(start, 4):
        assert whole(one.again()) is (not opposite(one.again()))


@given(expressions(), expressions(), st.integers(0, 500))
def test_both_and_either_are_joined_by_negation(one, other, start):
    """Not both is either not; the order of the parts does not matter."""
    left, right = predicate(Not(both(one, other))), predicate(either(Not(other), Not(one)))

    for asked in fresh_cases(start, 4):
        assert left(asked.again()) is right(asked.again())


@pytest.mark.parametrize("name", sorted(CONDITIONS))
def test_a_condition_is_worked_out_once(name):
    """Asked again of the same case, a condition gives the answer that it gave."""
    one = case(RICH)
    test = predicate(CONDITIONS[name])

    assert test(one) is test(one)


def test_one_item_can_be_asked_about():
    """A predicate over one item reads the case and that item."""
    to_come = item_predicate("entry", TO_COME)
    one = case(RICH)

    assert [True, False] == [to_come(one, entry) for entry in one.segment.business]


def test_a_field_outside_the_vocabulary_is_found_at_once():
    """A slip in a condition's field fails when the program starts, not when somebody asks."""
    with pytest.raises(KeyError):
        predicate(Is("segment.colour", "red"))


def test_a_node_of_an_unknown_kind_is_found_at_once():
    """A new kind of node without a meaning fails when the program starts."""

    @dataclass(frozen=True)
    class Perhaps:
        """A node that nobody taught the predicate."""

    with pytest.raises(AssertionError):
        predicate(Perhaps())
    with pytest.raises(TypeError):
        _leaf(Always(), ())
