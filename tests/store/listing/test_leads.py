"""Ways begin where indices lead, in the order of all papers, and miss nothing that is released."""

from sqlalchemy import select

from gateway.store.listing.asker import shape_of, values_of
from gateway.store.listing.leads import EXECUTIVE_BODIES, first_of, rows_of
from gateway.store.listing.question import question
from gateway.store.listing.ways import Lead, Way
from gateway.store.prepared import Prepared
from gateway.store.tables import bodies, segments
from tests.store.borough import LOCAL, Borough
from tests.store.listing.agreement import LOOKING, passing_town, released


def test_ways_lead_to_all_that_is_released(borough: Borough):
    """What a decision releases stands among the rows to which some way leads, for everybody."""
    for council in ("wolverhampton", "oxford", "lydney"):
        with passing_town(borough, council, seed=6) as town:
            for requester in town.people:
                asked = question(town.rules.council(council), shape_of(requester), LOOKING, words=0)
                led: set[str] = set()
                for way in asked.ways:
                    source, which = rows_of(way)
                    rows = Prepared(select(segments.c.document).select_from(source).where(which))
                    values = values_of(requester, LOCAL)
                    led |= {row[0] for row in rows.rows(town.connection, values)}
                seen = {document for document in town.held if released(town, requester, document)}
                assert seen <= led


def test_places_come_in_order_after_the_last(borough: Borough):
    """The first places after one, the newest or the oldest first, and no more than asked."""
    with passing_town(borough, "england", seed=6) as town:
        ways = frozenset({Way(Lead.PUBLIC), Way(Lead.KIND, "accounts")})
        values = {"after": "~~~", "most": 1000}
        newest = [row[0] for row in first_of(ways, 0, "newest").rows(town.connection, values)]
        middle = newest[len(newest) // 2]
        later = {"after": middle, "most": 1}
        after = [row[0] for row in first_of(ways, 0, "newest").rows(town.connection, later)]
        oldest = first_of(ways, 0, "oldest").rows(town.connection, {**values, "after": ""})

    assert newest
    assert sorted(newest, reverse=True) == newest
    assert newest[::-1] == [row[0] for row in oldest]
    assert [one for one in newest if one < middle][:1] == after


def test_executive_bodies_are_walked(borough: Borough):
    """The bodies of the executive are found, whoever asks."""
    with passing_town(borough, "england", seed=6) as town:
        expected = town.connection.scalars(select(bodies.c.id).where(bodies.c.executive))
        found = EXECUTIVE_BODIES.rows(town.connection, {})
        assert set(expected) == {row[0] for row in found}
