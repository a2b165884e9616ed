"""Nobody judges their own cause: four people, every assignment of roles, every order."""

from collections import Counter
from typing import get_args

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gateway.policy.life import own_cause as guards
from gateway.policy.life import posts as posts_module
from gateway.policy.life import relations
from tests.policy.life.separation import (
    PEOPLE,
    Act,
    Roles,
    acts,
    assignments,
    one_tie_at_a_time,
    own_cause,
)
from tests.policy.life.several_ties import (
    acting_in_own_cause,
    allowed,
    barred_pairs,
    placements,
)


def violations(roles: Roles) -> list[Act]:
    """What the gateway allows under an assignment and must not."""
    return [act for act in acts(roles) if own_cause(roles, act)]


def test_nobody_judges_their_own_cause():
    """Every assignment of offices, with one tie at a time, in every order: nothing is allowed."""
    some = list(assignments(ties=one_tie_at_a_time(), deputies="b"))[::37]
    allowed = Counter(
        act.part for roles in some for act in acts(roles) if not own_cause(roles, act)
    )

    assert [] == [roles for roles in some if violations(roles)]
    assert {"ask", "decide", "hear"} == set(allowed)  # it is not that nobody may do anything


@pytest.mark.parametrize(
    ("part", "tie"), [(part, tie) for part, bars in guards.BARS.items() for tie in bars]
)
def test_a_guard_that_is_missing_is_found_out(monkeypatch: pytest.MonkeyPatch, part, tie):
    """With any one of the bars taken away, somebody judges their own cause, and it is seen."""
    bars = guards.BARS[part]
    without = {**guards.BARS, part: tuple(one for one in bars if one != tie)}
    monkeypatch.setattr(guards, "BARS", without)

    assert any(violations(roles) for roles in assignments(ties=one_tie_at_a_time(), deputies="b"))


def test_a_second_account_that_is_not_known_to_be_one_is_found_out(
    monkeypatch: pytest.MonkeyPatch,
):
    """Without looking at who is the same person, somebody gets round it, and it is seen."""
    monkeypatch.setattr("tests.policy.life.separation.with_aliases", lambda ties, _: ties)

    assert any(violations(roles) for roles in assignments(ties=one_tie_at_a_time(), deputies="b"))


def test_a_deputy_is_looked_at_as_the_holder_is(monkeypatch: pytest.MonkeyPatch):
    """If deputies were not barred, one would judge their own cause, and it is seen."""

    def careless(posts, office, barred):
        holders = posts.holders.get(office, frozenset()) - barred
        return holders or posts.deputies.get(office, frozenset())

    for place in (relations, posts_module):  # both: each of them alone is enough to stop it
        monkeypatch.setattr(place, "able", careless)

    assert any(
        violations(roles) for roles in assignments(ties=one_tie_at_a_time(), deputies=PEOPLE)
    )


TIE_NAMES = [field.name for field in msgspec.structs.fields(guards.Ties)]
ONE_TIE = [(tie, who) for tie in TIE_NAMES for who in PEOPLE]


@given(st.sets(st.sampled_from(ONE_TIE)), st.sampled_from(["", "ab", "bc", "cd"]))
def test_ties_together_bar_whom_they_bar_one_by_one(ties, same):
    """Any number of ties at once, of anybody: no tie hides another, nor does a second account."""
    aliases = frozenset({(same[0], same[1])} if same else ())

    def barred(part, some) -> frozenset[str]:
        found = {tie: frozenset(who for name, who in some if name == tie) for tie in TIE_NAMES}
        return guards.barred(guards.with_aliases(guards.Ties(**found), aliases), part)

    for part, bars in guards.BARS.items():
        both = {who for tie, who in ties if tie in bars}
        expected = both | (set(same) if both & set(same) else set())
        assert expected == barred(part, ties)
        assert expected == set().union(*(barred(part, {one}) for one in ties))


def test_nobody_acts_in_their_own_cause_however_many_ties_there_are():
    """Some of all placements, with every pair of sets that ties can bar: nothing is allowed."""
    some = list(placements(alike=False))[::97]
    acting = {act for made in some for pair in barred_pairs() for act in allowed(made, pair)}

    assert [] == [
        (made, pair) for made in some for pair in barred_pairs() if acting_in_own_cause(made, pair)
    ]
    assert {(who, part) for who in "bcd" for part in ("decide", "hear")} == acting


@pytest.mark.parametrize("part", get_args(guards.Part))
def test_a_part_that_looks_at_no_bar_is_found_out(monkeypatch: pytest.MonkeyPatch, part):
    """If deciding, or hearing, were open to whoever is barred from it, it would be seen."""

    def careless(around, asked):
        office = asked if part == "decide" else around.hears(asked)
        return posts_module.able(around.posts, office, frozenset())

    guarded = "able" if part == "decide" else "hearers"
    monkeypatch.setattr(relations.Bearings, guarded, careless)
    some = list(placements())[::7]

    assert any(acting_in_own_cause(made, pair) for made in some for pair in barred_pairs())


@pytest.mark.gate
def test_nobody_acts_in_their_own_cause_in_any_placement():
    """Every holder, every deputy, every number of ties at once, in every order of the flow."""
    for made in placements():
        for pair in barred_pairs():
            assert [] == acting_in_own_cause(made, pair), (made, pair)


@pytest.mark.gate
@pytest.mark.parametrize("deputy", PEOPLE)
def test_nobody_judges_their_own_cause_in_any_assignment(deputy: str):
    """Every holder of every office, every deputy, alias and tie, in every order of the flow."""
    for roles in assignments(ties=one_tie_at_a_time(), deputies=deputy):
        assert [] == violations(roles), roles
