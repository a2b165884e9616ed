"""An office that may not act is replaced by its stand-in, in the end by the full council."""

from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gateway.domain.facts import Office
from gateway.policy.offices import first_in_precedence, named_office, office_key, resolved
from tests.policy.books import COUNCILS, rule_book

OFFICES = get_args(Office)
ENGLAND, RUTLAND, LYDNEY, WOLVERHAMPTON = (
    rule_book().profiles[name] for name in ("england", "rutland", "lydney", "wolverhampton")
)


@pytest.mark.parametrize(
    ("profile", "office", "conflicted", "acts"),
    [
        (ENGLAND, "service_director", [], "service_director"),
        (ENGLAND, "service_director", ["service_director"], "chief_executive"),
        (
            ENGLAND,
            "service_director",
            ["service_director", "chief_executive"],
            "monitoring_officer",
        ),
        (ENGLAND, "monitoring_officer", ["monitoring_officer"], "deputy_monitoring_officer"),
        (
            ENGLAND,
            "monitoring_officer",
            ["monitoring_officer", "deputy_monitoring_officer"],
            "external_monitoring_officer",
        ),
        (
            ENGLAND,
            "monitoring_officer",
            ["monitoring_officer", "deputy_monitoring_officer", "external_monitoring_officer"],
            "full_council",
        ),
        (ENGLAND, "executive", ["executive"], "full_council"),
        (ENGLAND, "full_council", ["full_council"], "full_council"),
        (ENGLAND, "proper_officer", ["monitoring_officer"], "proper_officer"),
        (RUTLAND, "proper_officer", ["proper_officer"], "strategic_director_law_governance"),
        (
            RUTLAND,
            "chief_executive",
            ["chief_executive", "strategic_director_law_governance"],
            "full_council",  # each stands in for the other
        ),
        (LYDNEY, "town_clerk", ["town_clerk", "chairman"], "personnel_committee"),
    ],
)
def test_a_stand_in_takes_over(profile, office, conflicted, acts):
    """Stand-ins are taken in turn; where they run out or go round, the full council acts."""
    assert acts == resolved(office, profile, frozenset(conflicted))


@given(st.sampled_from(COUNCILS), st.sampled_from(OFFICES), st.frozensets(st.sampled_from(OFFICES)))
def test_nobody_conflicted_ever_acts(council, office, conflicted):
    """For any conflicts, an office acts that has none; only the full council always may."""
    acts = resolved(office, rule_book().profiles[council], conflicted)

    assert acts == "full_council" or acts not in conflicted
    assert office == acts or office in conflicted


def test_a_next_names_a_profile_key_or_an_office():
    """A row's Next is read through the profile; an office is itself."""
    assert "head_of_service" == named_office("first_decider", rule_book().profiles["oxford"])
    assert "executive" == named_office("executive", ENGLAND)
    assert "adviser" == office_key("interest_office", WOLVERHAMPTON)
    assert "first_decider" == office_key("interest_office", ENGLAND)
    assert "determiner" == office_key("determiner", ENGLAND)


def test_the_first_in_precedence_is_waited_for():
    """Of several offices the highest is named."""
    assert "chairman" == first_in_precedence({"director", "chairman", "town_clerk"})
