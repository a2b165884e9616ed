"""Conditions asked of all papers at once hold of the papers of which they hold one by one."""

import pytest
from sqlalchemy import select

from gateway.policy.conditions import CONDITIONS
from gateway.policy.predicate import predicate
from gateway.store.listing.asker import shape_of, values_of
from gateway.store.listing.papers import Papers, settled_by
from gateway.store.listing.translate import clause
from gateway.store.prepared import Prepared
from gateway.store.tables import segments
from tests.store.borough import LOCAL, Borough
from tests.store.listing.agreement import Town, cases, facts_about, passing_town


def _nobodys(town: Town, number: int):
    """Somebody of the town, and the case of a paper as seen by all who are like them."""
    requester = town.people[number]
    document = next(iter(town.held))
    case = next(iter(cases(town, shape_of(requester), document).values()))
    return requester, case


@pytest.mark.parametrize("number", range(3))
def test_every_condition_means_the_same(borough: Borough, number: int):
    """Each condition of the book can be asked of rows, and holds of the same parts of papers."""
    with passing_town(borough, "wolverhampton", seed=4) as town:
        requester, of = _nobodys(town, number)
        world = Papers(of, segments)
        about = {one: cases(town, requester, one) for one in town.held}
        columns = segments.c.document, segments.c.name
        for name, condition in CONDITIONS.items():
            test = predicate(condition)
            expected = {
                (document, part)
                for document, parts in about.items()
                for part, case in parts.items()
                if test(case)
            }
            asked = select(*columns).where(
                segments.c.withdrawn_at.is_(None), clause(condition, world)
            )
            rows = Prepared(asked).rows(town.connection, values_of(requester, LOCAL))
            assert expected == {row for row in map(tuple, rows) if row[0] in town.held}, name


def test_what_is_the_same_for_all_is_settled(borough: Borough):
    """The kind of requester is settled; who they are, and everything of a paper, is not."""
    with passing_town(borough, "england", seed=4) as town:
        _, of = _nobodys(town, 0)
        settled = settled_by(of)
        kind = facts_about(town, town.people[0], next(iter(town.held))).requester.kind

    assert kind == settled["requester.kind"]
    assert not {"requester.person", "now", "segment.kind", "row"} & settled.keys()
