"""Nobody judges their own cause: four people, every assignment of roles, every order."""

from collections import Counter

import pytest

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


@pytest.mark.gate
@pytest.mark.parametrize("deputy", PEOPLE)
def test_nobody_judges_their_own_cause_in_any_assignment(deputy: str):
    """Every holder of every office, every deputy, alias and tie, in every order of the flow."""
    for roles in assignments(ties=one_tie_at_a_time(), deputies=deputy):
        assert [] == violations(roles), roles
