"""A clause is cited only to those whom it concerns."""

import pytest

from gateway.policy.scope import cited, tag_ids
from tests.policy.books import COUNCILS, rule_book

ENGLISH = {"borough", "wolverhampton", "oxford", "rutland", "england"}
PRINCIPAL = ENGLISH | {"wales"}


@pytest.mark.parametrize(
    ("clause", "councils"),
    [
        ("000-4.29b", {"borough"}),
        ("WLV-15.2a", {"wolverhampton"}),
        ("OXF-23.5", {"oxford"}),
        ("LYD-2.4", {"lydney"}),
        ("RUT-3.4", {"rutland"}),
        ("LGA-100F-2", ENGLISH),
        ("LGA-100F-2A", ENGLISH),
        ("SCH12A-1", ENGLISH),
        ("SCH12A-10", ENGLISH),
        ("LGA-100F-W", {"wales"}),
        ("SCH12A-W", {"wales"}),
        ("SCH12A-W21", {"wales"}),
        ("R2012-16-1", ENGLISH),
        ("W2001-10", {"wales"}),
        ("LGA-100A-2", PRINCIPAL),
        ("LGA-100B", PRINCIPAL),
        ("LGA-100F-1", PRINCIPAL),
        ("LGA-100F-5", PRINCIPAL),
        ("LGHA-9", PRINCIPAL),
        ("LGA-100K", {"lydney"}),
        ("PBAM-1960", {"lydney"}),
        ("LGA-228", set(COUNCILS)),
        ("CL-CONLAN", set(COUNCILS)),
        ("GDPR-6", set(COUNCILS)),
        ("OPEN-2014", set(COUNCILS)),
        ("LOC-27", set(COUNCILS)),
    ],
)
def test_a_clause_is_cited_where_it_applies(clause, councils):
    """The table of scopes: protocols, nations, principal and local councils."""
    found = {name for name, profile in rule_book().profiles.items() if cited(clause, profile)}

    assert councils == found


@pytest.mark.parametrize(
    ("council", "paragraphs", "ids"),
    [
        ("england", [], set()),
        ("england", [3, 5, 3], {"SCH12A-3", "SCH12A-5"}),
        ("wales", [14, 16], {"SCH12A-W"}),
        ("wales", [], set()),
        ("lydney", [3], set()),
    ],
)
def test_marks_are_cited_by_their_paragraphs(council, paragraphs, ids):
    """England cites each paragraph, Wales its part, a local council none."""
    assert ids == tag_ids(paragraphs, rule_book().profiles[council])
