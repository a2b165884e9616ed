"""Conditions asked of all people at once hold of the people of whom they hold one by one."""

from sqlalchemy import select

from gateway.domain.facts import Requester
from gateway.policy.conditions import CONDITIONS
from gateway.policy.expressions import Contains, Present
from gateway.policy.predicate import predicate
from gateway.store.listing.members import Members, in_office, settled_by
from gateway.store.listing.translate import clause
from gateway.store.prepared import Prepared
from gateway.store.tables import people
from gateway.store.tables.columns import local_text, moment_text
from tests.store.borough import LOCAL, NOW, Borough
from tests.store.listing.agreement import cases, may_read, passing_town

SOMEBODY = Requester(kind="councillor", person="?")
ASKED = {"now": local_text(LOCAL), "known": moment_text(NOW)}
MORE = {
    "a group": Present("requester.group"),
    "a body": Present("requester.bodies"),
    "an adverse matter": Present("requester.adverse"),
    "chairs": Contains("requester.positions", "committee_chair"),
    "deputies": Contains("requester.positions", "committee_vice_chair"),
}
"""Questions about people that the book's conditions ask of some papers only."""


def test_every_condition_means_the_same(borough: Borough):
    """Each condition of the book can be asked of the register, and holds of the same people."""
    with passing_town(borough, "wolverhampton", seed=5) as town:
        readers = [one for one in town.people if may_read(one)]
        for document in list(town.held)[:6]:
            known = {one.person: cases(town, one, document) for one in readers}
            for part, of in cases(town, SOMEBODY, document).items():
                world = Members(of)
                for name, condition in (CONDITIONS | MORE).items():
                    test = predicate(condition)
                    expected = {one for one, parts in known.items() if test(parts[part])}
                    asked = select(people.c.id).where(clause(condition, world))
                    rows = Prepared(asked).rows(town.connection, ASKED)
                    assert expected == {row[0] for row in rows} & known.keys(), name


def test_in_office_is_who_has_a_term_and_is_not_suspended(borough: Borough):
    """The register's rows say the same as the facts about each person."""
    for seed in range(3):
        with passing_town(borough, "england", seed) as town:
            expected = {one.person for one in town.people if one.standing == "current"}
            rows = Prepared(select(people.c.id).where(in_office())).rows(town.connection, ASKED)
            found = {row[0] for row in rows} & {one.person for one in town.people}
            assert expected == found


def test_what_is_the_same_for_all_people_is_settled(borough: Borough):
    """The paper and the moment are settled; nothing of a person is, nor of an item of a list."""
    with passing_town(borough, "england", seed=4) as town:
        document = next(iter(town.held))
        settled = settled_by(next(iter(cases(town, SOMEBODY, document).values())))

    assert LOCAL == settled["now"]
    assert {"segment.kind", "segment.business", "request.type"} <= settled.keys()
    assert not [one for one in settled if one.startswith(("requester.", "reader.", "entry."))]
    assert not {"row", "sibling_waits"} & settled.keys()
