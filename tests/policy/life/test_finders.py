"""Which office a finding belongs to."""

from typing import get_args

import msgspec
import pytest

from gateway.domain.casework import FindingName
from gateway.domain.facts import SegmentFindings
from gateway.policy.life.finders import all_finders, offices_for
from gateway.policy.life.onward import LIMBS
from tests.policy.books import rule_book


@pytest.mark.parametrize(
    ("council", "finding", "offices"),
    [
        ("england", "reasonably_necessary", "service_director"),
        ("england", "relevant_to_scrutiny", "executive"),
        ("england", "casework_lawful", "service_director data_protection_officer"),
        ("england", "casework_ground", "data_protection_officer"),
        ("england", "interest_cleared", "monitoring_officer service_director"),
        ("rutland", "internal_to_group", "chief_executive"),
        ("rutland", "order_covers_members", "strategic_director_law_governance"),
        ("lydney", "personal_data_cleared", "town_clerk"),
        ("wolverhampton", "good_faith", "designated_officer"),
    ],
)
def test_a_finding_belongs_to_its_office(council: str, finding: FindingName, offices: str):
    """Section 2.5, read for each council's profile."""
    assert set(offices.split()) == offices_for(finding, rule_book().profiles[council], frozenset())


def test_a_stand_in_finds_where_the_office_may_not():
    """The Clerk's findings are the Chairman's when the Clerk may not act."""
    found = offices_for("good_faith", rule_book().profiles["lydney"], frozenset({"town_clerk"}))
    assert {"chairman"} == found


def test_every_finding_of_the_model_has_a_finder():
    """All but the determination, which only a dispute makes; and facts found for one request."""
    names = {field.name for field in msgspec.structs.fields(SegmentFindings)}
    more = {"author_consents", "third_party_view", "authority_of", "broad"} | LIMBS
    assert names - {"determination"} | more == set(get_args(FindingName))


def test_all_finders():
    """Everybody who might be needed."""
    offices = "service_director executive data_protection_officer monitoring_officer proper_officer"
    assert set(offices.split()) == all_finders(rule_book().profiles["england"], frozenset())
