"""Changes are noted whoever writes, and a state that nobody knows of is told from one that is."""

from sqlalchemy import delete, insert, select, update

from gateway.store import tables
from gateway.store.facts_of_people import MEMBERSHIPS
from gateway.store.listing.kept.noted import NOTHING_NOTED, OF_PAPERS, OF_PEOPLE
from tests.store.borough import FOUNDED, LOCAL, Borough, id_of
from tests.store.listing.agreement import passing_town


def test_every_change_about_people_is_noted(borough: Borough):
    """In every table that facts about people are read of: a row that comes, changes and goes."""
    borough.person("Ada")
    borough.body("Harbour Committee")
    borough.meeting("h1", "Harbour Committee", LOCAL)
    borough.add(tables.party_groups, name="Blue")
    borough.add(tables.wards, name="Quay")
    matter = {"matter": "harbour"}
    more = {
        tables.group_memberships: {"party_group": id_of("Blue")},
        tables.positions: {"position": "leader"},
        tables.offices: {"office": "officer"},
        tables.ward_seats: {"ward": id_of("Quay")},
        tables.adverse_matters: matter,
        tables.interests: {
            **matter,
            "kind": "other_registrable",
            "dispensation": False,
            "sensitive": False,
        },
        tables.seats: {"body": id_of("Harbour Committee"), "role": "member", "voting": True},
        tables.substitutions: {"meeting": id_of("h1")},
    }
    period = {"valid_from": LOCAL, "valid_to": LOCAL, "recorded_at": FOUNDED}
    ben = {"id": id_of("Ben"), "source": "x", "source_id": "x", "name": "Ben", "kind": "public"}
    held = {one: {"person": id_of("Ada"), **period, **more.get(one, {})} for one in MEMBERSHIPS}
    with borough.writing() as connection:
        for table, row in {**held, tables.people: ben}.items():
            own, whose = (
                (table.c.valid_to.is_not(None), "person")
                if table in MEMBERSHIPS
                else (table.c.source == "x", "id")
            )
            for statement in (
                insert(table).values(row),
                update(table).where(own).values({whose: table.c[whose]}),
                delete(table).where(own),
            ):
                before = OF_PEOPLE.latest(connection)
                connection.execute(statement)
                noted = OF_PEOPLE.since(connection, before, 9)
                assert [row[whose]] == [person for *_, person in noted], statement


def test_a_meeting_and_a_body_are_noted_for_whom_they_concern(borough: Borough):
    """A meeting for its substitutes, a body for those with a seat there, and for nobody else."""
    for table, members, column in (
        (tables.meetings, tables.substitutions, "meeting"),
        (tables.bodies, tables.seats, "body"),
    ):
        with passing_town(borough, "england", 4) as town:
            own = town.connection.scalars(select(members.c[column])).first()
            before = OF_PEOPLE.latest(town.connection)
            town.connection.execute(update(table).where(table.c.id == own).values(id=own))
            noted = OF_PEOPLE.since(town.connection, before, 1000)
            whose = select(members.c.person).where(members.c[column] == own)
            assert set(town.connection.scalars(whose)) == {person for *_, person in noted}


def test_states(borough: Borough):
    """A state is known while its mark is there; much is told from all; so is the very first."""
    with borough.writing() as connection:
        assert NOTHING_NOTED == OF_PAPERS.latest(connection)
        assert () == OF_PAPERS.since(connection, NOTHING_NOTED, 3)
        row = {"source": "x", "title": "x", "registered_at": borough.now}
        for one in "abc":
            connection.execute(insert(tables.documents), row | {"id": one * 32, "source_id": one})
            if one == "a":
                first = OF_PAPERS.latest(connection)
        assert OF_PAPERS.since(connection, NOTHING_NOTED, 3) is None
        assert OF_PAPERS.since(connection, (first[0], first[1] + 1), 9) is None
        found = OF_PAPERS.since(connection, first, 9)
        assert ["b" * 32, "c" * 32] == [document for *_, document in found]
        assert OF_PAPERS.since(connection, first, 3)[-1] == (0, 0, None)
