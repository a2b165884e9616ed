"""A refusal says where it may be disputed first."""

import pytest

from gateway.policy.disputes import dispute_office
from tests.policy.books import rule_book


@pytest.mark.parametrize(
    ("council", "forum", "conflicted", "office"),
    [
        ("borough", "stages", [], "line_manager"),
        ("borough", "stages", ["line_manager"], "executive_director"),
        ("wolverhampton", "stages", [], "monitoring_officer"),
        ("wolverhampton", "stages", ["monitoring_officer"], "deputy_monitoring_officer"),
        ("lydney", "stages", [], "chairman"),  # the clerk decided first
        ("rutland", "stages", [], "chief_executive"),  # the director decided first
        ("lydney", "proper_officer", [], "town_clerk"),
        ("england", "proper_officer", [], "proper_officer"),
        ("england", "proper_officer", ["proper_officer"], "monitoring_officer"),
        ("england", "executive", [], "executive"),
        ("rutland", "adviser", [], "strategic_director_law_governance"),
        ("england", "adviser", ["monitoring_officer"], "deputy_monitoring_officer"),
        ("england", "none", [], None),
        ("england", "-", [], None),
    ],
)
def test_the_office_that_hears_a_dispute(council, forum, conflicted, office):
    """The first stage that did not decide, or the office of the forum, without conflicts."""
    hears = dispute_office(rule_book().councils[council], forum, frozenset(conflicted))

    assert office == hears
