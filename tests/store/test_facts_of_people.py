"""Who a person is, as of a moment."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import Table

from gateway.domain.facts import Interest, Requester, Substitute
from gateway.store import tables
from gateway.store.facts_of_people import KnownPerson, everybody, people_of, person_of
from tests.store.borough import LOCAL, NOW, Borough, at, id_of

YESTERDAY = at("2026-11-22")
TOMORROW = at("2026-11-24")
RECENTLY = at("2026-11-23T09:29:59")
SOON = at("2026-11-23T09:30:01")


def _known(borough: Borough, name: str = "Ada", *, now: datetime = LOCAL) -> KnownPerson:
    with borough.reading() as connection:
        found = person_of(connection, id_of(name), now=now, known=NOW)
    assert found is not None
    return found


def _facts(borough: Borough, name: str = "Ada", *, now: datetime = LOCAL) -> Requester:
    return _known(borough, name, now=now).requester


def test_nobody_is_nobody(borough: Borough):
    """An id that the register does not have is no person."""
    with borough.reading() as connection:
        assert person_of(connection, id_of("nobody"), now=LOCAL, known=NOW) is None


def test_a_new_councillor_holds_nothing(borough: Borough):
    """A person in office without seats, group or interests has the plain facts."""
    ada = borough.person("Ada")
    assert Requester(kind="councillor", person=ada) == _facts(borough)


@pytest.mark.parametrize(
    ("period", "expected"),
    [
        ({}, "current"),
        ({"valid_to": TOMORROW}, "current"),
        ({"valid_to": SOON}, "current"),
        ({"valid_from": LOCAL}, "current"),
        ({"valid_to": LOCAL}, "former"),
        ({"valid_to": RECENTLY}, "former"),
        ({"valid_to": YESTERDAY}, "former"),
        ({"valid_from": SOON}, "former"),
        ({"valid_from": TOMORROW}, "former"),
    ],
)
def test_in_office_is_who_has_a_term_now(borough: Borough, period: dict[str, Any], expected: str):
    """A term counts from its first moment up to its end, and not at its end."""
    ada = id_of("Ada")
    borough.add(tables.people, name="Ada", kind="councillor")
    borough.add(tables.terms, person=ada, **period)
    assert expected == _facts(borough).standing


def test_without_a_term_nobody_is_in_office(borough: Borough):
    """A person of whom no term is known is not in office: what is missing never opens a door."""
    borough.add(tables.people, name="Ada", kind="councillor")
    assert "former" == _facts(borough).standing


def test_an_officer_is_in_office_by_the_office_held(borough: Borough):
    """An officer has no term: an office held now is what counts."""
    borough.person("Olive", "officer", offices="officer monitoring_officer")
    borough.person("Nora", "officer")
    assert "current" == _facts(borough, "Olive").standing
    assert {"officer", "monitoring_officer"} == _known(borough, "Olive").offices
    assert "former" == _facts(borough, "Nora").standing


def test_an_office_alone_does_not_make_a_councillor_current(borough: Borough):
    """A former councillor who still audits is a former councillor."""
    borough.add(tables.people, name="Ada", kind="councillor")
    borough.add(tables.offices, person=id_of("Ada"), office="auditor")
    assert "former" == _facts(borough).standing


@pytest.mark.parametrize(
    ("period", "expected"),
    [
        ({}, "suspended"),
        ({"valid_to": YESTERDAY}, "current"),
        ({"valid_from": TOMORROW}, "current"),
    ],
)
def test_suspended_for_as_long_as_it_lasts(borough: Borough, period: dict[str, Any], expected: str):
    """A suspension counts while it lasts."""
    borough.add(tables.suspensions, person=borough.person("Ada"), **period)
    assert expected == _facts(borough).standing


def test_a_former_member_is_former_though_suspended(borough: Borough):
    """Who is not in office is not in office, suspended or not."""
    borough.add(tables.people, name="Ada", kind="councillor")
    borough.add(tables.suspensions, person=id_of("Ada"))
    assert "former" == _facts(borough).standing


@pytest.mark.parametrize(
    ("period", "holds"),
    [
        ({}, True),
        ({"valid_to": YESTERDAY}, False),
        ({"valid_from": TOMORROW}, False),
        ({"valid_from": YESTERDAY, "valid_to": TOMORROW}, True),
        ({"recorded_at": NOW + timedelta(seconds=1)}, False),
        ({"valid_to": YESTERDAY, "ended_recorded_at": NOW}, False),
        ({"valid_to": YESTERDAY, "ended_recorded_at": NOW + timedelta(days=1)}, True),
    ],
)
def test_a_seat_counts_as_it_was_known(borough: Borough, period: dict[str, Any], *, holds: bool):
    """A seat counts while it lasts, and as far as it was known at the moment asked about."""
    borough.person("Ada")
    board = borough.body("Board")
    borough.seat("Ada", "Board", **period)
    assert ({board} if holds else set()) == _facts(borough).bodies


def test_a_body_that_has_ended_seats_nobody(borough: Borough):
    """From the day on which a body ends, its seats count no more; until then they do."""
    borough.person("Ada")
    board = borough.body("Board")
    borough.seat("Ada", "Board")
    borough.change(tables.bodies, tables.bodies.c.id == board, ended_on=date(2026, 11, 23))
    assert {board} == _facts(borough, now=at("2026-11-22T23:59:59")).bodies
    assert set() == _facts(borough, now=at("2026-11-23T00:00:00")).bodies


@pytest.mark.parametrize(
    ("body", "role", "expected"),
    [
        ({}, "member", set()),
        ({}, "chair", {"committee_chair"}),
        ({}, "vice_chair", {"committee_vice_chair"}),
        ({"scrutiny": True}, "member", {"scrutiny_member"}),
        ({"scrutiny": True}, "chair", {"scrutiny_member", "committee_chair"}),
        ({"executive": True}, "chair", set()),
        ({"executive": True}, "vice_chair", set()),
    ],
)
def test_seats_give_positions(
    borough: Borough, body: dict[str, bool], role: str, expected: set[str]
):
    """Scrutiny members, chairs and vice-chairs of committees are known by their seats."""
    borough.person("Ada")
    borough.body("Board", **body)
    borough.seat("Ada", "Board", role)
    assert expected == _facts(borough).positions


def test_recorded_positions_join_those_of_seats(borough: Borough):
    """A leader who chairs a committee has both positions."""
    ada = borough.person("Ada")
    borough.body("Board")
    borough.seat("Ada", "Board", "chair")
    borough.add(tables.positions, person=ada, position="leader")
    borough.add(tables.positions, person=ada, position="civic_mayor", valid_to=YESTERDAY)
    assert {"leader", "committee_chair"} == _facts(borough).positions


def test_a_group_is_the_one_of_now(borough: Borough):
    """Who changed groups is in the new one."""
    ada = borough.person("Ada")
    for name, period in (("Tide", {"valid_to": YESTERDAY}), ("Reed", {"valid_from": YESTERDAY})):
        borough.add(tables.party_groups, name=name)
        borough.add(tables.group_memberships, person=ada, party_group=id_of(name), **period)
    assert id_of("Reed") == _facts(borough).group


def test_in_two_groups_is_in_none_for_sure(borough: Borough):
    """Where two memberships overlap by mistake, neither group's papers are opened."""
    ada = borough.person("Ada")
    for name, period in (("Tide", {"valid_to": TOMORROW}), ("Reed", {})):
        borough.add(tables.party_groups, name=name)
        borough.add(tables.group_memberships, person=ada, party_group=id_of(name), **period)
    assert _facts(borough).group is None


def test_a_substitute_is_known_with_the_meeting(borough: Borough):
    """A substitution carries the body and the start of its meeting; a cancelled one is none."""
    ada = borough.person("Ada")
    board = borough.body("Board")
    for name, cancelled in (("held", False), ("called off", True)):
        meeting = borough.meeting(name, "Board", at("2026-12-04T18:00"), cancelled=cancelled)
        borough.add(tables.substitutions, person=ada, meeting=meeting)
    expected = (Substitute(body=board, meeting=at("2026-12-04T18:00")),)
    assert expected == _facts(borough).substitutes


def test_interests_wards_matters_and_undertakings(borough: Borough):
    """What a person declares and is bound by is read with all its parts."""
    ada = borough.person("Ada")
    borough.add(tables.wards, name="Quay")
    borough.add(tables.ward_seats, person=ada, ward=id_of("Quay"))
    interest: dict[str, Any] = {"kind": "disclosable_pecuniary", "person": ada}
    borough.add(tables.interests, matter="m1", dispensation=True, sensitive=False, **interest)
    borough.add(tables.interests, matter="m2", dispensation=False, sensitive=True, **interest)
    borough.add(tables.adverse_matters, person=ada, matter="m3")
    borough.add(tables.undertakings, person=ada)
    facts = _facts(borough)
    assert {id_of("Quay")} == facts.wards
    assert {
        Interest(matter="m1", kind="disclosable_pecuniary", dispensation=True),
        Interest(matter="m2", kind="disclosable_pecuniary", sensitive=True),
    } == set(facts.interests)
    assert ({"m3"}, True) == (facts.adverse, facts.undertaking)


@pytest.mark.parametrize(
    ("table", "row"),
    [
        (tables.interests, {"matter": "m", "kind": "other_registrable", "dispensation": False,
                            "sensitive": False}),
        (tables.adverse_matters, {"matter": "m"}),
        (tables.undertakings, {}),
    ],
)  # fmt: skip
def test_what_is_over_does_not_count(borough: Borough, table: Table, row: dict[str, Any]):
    """A declaration that ended is as if it were not there."""
    ada = borough.person("Ada")
    borough.add(table, person=ada, valid_to=YESTERDAY, **row)
    assert Requester(kind="councillor", person=ada) == _facts(borough)


def test_everybody_is_each(borough: Borough):
    """Loading all people gives the same facts as loading one by one."""
    borough.body("Board", scrutiny=True)
    for name in ("Ada", "Ben", "Cleo"):
        borough.person(name)
    borough.person("Olive", "officer", offices="officer")
    borough.seat("Ada", "Board", "chair")
    borough.seat("Ben", "Board", valid_to=YESTERDAY)
    with borough.reading() as connection:
        found = everybody(connection, now=LOCAL, known=NOW)
    assert {id_of(name): _known(borough, name) for name in ("Ada", "Ben", "Cleo", "Olive")} == found


def test_several_people_are_as_each_alone(borough: Borough):
    """Asked for together, people are as they are alone, and whom nobody knows is left out."""
    ada, ben = borough.person("Ada"), borough.person("Ben", kind="officer", offices="auditor")
    borough.person("Cy")
    with borough.reading() as connection:
        several = people_of(connection, [ada, ben, "0" * 32], now=LOCAL, known=NOW)
        alone = {one: person_of(connection, one, now=LOCAL, known=NOW) for one in (ada, ben)}
    assert alone == several
    assert "Ada" == several[ada].name
