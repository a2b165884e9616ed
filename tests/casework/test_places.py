"""Where people stand on the council: ward, group and bodies now, and who sits for a paper."""

from gateway.casework.places import Place, places_of, sitting_for
from gateway.store import tables
from tests.casework.thornmere import ADA, BEN, CLOSED, LOOSE, NOT_HELD, OLIVE
from tests.store.borough import NOW, Borough, at, id_of

NOWHERE = Place(wards=(), group="", bodies=())


def test_people_are_told_apart_by_where_they_stand_now(town: Borough):
    """By the names of ward, group and bodies, in order; a seat that was given up does not count."""
    for table, name in ((tables.wards, "Quayside"), (tables.party_groups, "Greens")):
        town.add(table, name=name)
    town.body("Audit")
    town.add(tables.ward_seats, person=ADA, ward=id_of("Quayside"))
    town.add(tables.group_memberships, person=ADA, party_group=id_of("Greens"))
    town.seat("Ada", "Audit")
    town.seat("Ben", "Audit", valid_to=at("2026-11-01"), ended_recorded_at=NOW)
    with town.office() as office, office.reading() as reading:
        found = places_of(reading, [ADA, BEN, OLIVE, "0" * 32])

    ada = Place(wards=("Quayside",), group="Greens", bodies=("Audit", "Board"))
    assert {ADA: ada, BEN: NOWHERE, OLIVE: NOWHERE} == found


def test_who_sits_for_a_paper_is_listed_by_name(town: Borough):
    """Who sits now on the body whose business it is; a paper of no body, and none, list nobody."""
    town.seat("Cleo", "Board")
    town.seat("Ben", "Board", valid_to=at("2026-11-01"), ended_recorded_at=NOW)
    with town.office() as office, office.reading() as reading:
        whole, first, *none = (
            sitting_for(reading, paper, limit=limit)
            for paper, limit in ((CLOSED, 2), (CLOSED, 1), (LOOSE, 9), (NOT_HELD, 9))
        )

    assert ("Board",) == whole.bodies == first.bodies
    assert (["Ada", "Cleo"], False) == ([one.name for one in whole.people], whole.more)
    assert (["Ada"], True) == ([one.name for one in first.people], first.more)
    assert [((), (), False)] * 2 == [(one.bodies, one.people, one.more) for one in none]


def test_on_a_body_that_has_ended_nobody_sits(town: Borough):
    """From the start of its last day."""
    town.change(
        tables.bodies, tables.bodies.c.id == id_of("Board"), ended_on=at("2026-11-23").date()
    )
    with town.office() as office, office.reading() as reading:
        assert () == sitting_for(reading, CLOSED, limit=9).people
