"""What is told stands in the outbox with what happened, once for each recipient, or not at all."""

import pytest

from gateway.casework.notices import people_for, tell
from gateway.domain.notices import Recipient, to_body, to_group, to_office, to_person
from gateway.errors import ConflictError
from gateway.store import tables
from tests.casework.doing import Do, rows
from tests.casework.thornmere import ADA, BEN, MOIRA
from tests.store.borough import NOW, Borough, at, id_of

GROUP, BOARD = id_of("Greens"), id_of("Board")


def told(borough: Borough) -> set[tuple[str, str]]:
    """Who is told, by kind and id."""
    return {(row.recipient_kind, row.recipient) for row in rows(borough, "notices")}


def telling(to: Recipient, about: str = "NTK-2026-0001") -> Do:
    """Tells a recipient that a request waits."""
    return Do(lambda turn, entry: tell(turn, kind="request_waits", to=to, about=about, entry=entry))


def test_a_notice_waits_with_what_it_tells(town: Borough):
    """The row holds the kind, the reference, the entry of what happened, and nothing else of it."""
    with town.office() as office:
        office.carry_out_now(telling(to_person(ADA)))
    (row,) = rows(town, "notices")
    (entry,) = [one.seq for one in rows(town, "log_entries")][-1:]

    assert (entry, "request_waits", "person", ADA, "NTK-2026-0001") == row[1:6]
    assert ("waiting", 0, NOW, NOW, None) == (
        row.state,
        row.attempts,
        row.told_at,
        row.next_at,
        row.sent_at,
    )


def test_what_did_not_happen_is_not_told(town: Borough):
    """A command that fails after it told leaves no notice."""

    def fail(turn, entry):
        tell(turn, kind="request_waits", to=to_person(ADA), about="NTK-2026-0001", entry=entry)
        raise ConflictError("It did not happen.")

    with town.office() as office, pytest.raises(ConflictError):
        office.carry_out_now(Do(fail))

    assert [] == rows(town, "notices")


def test_the_same_event_tells_the_same_once(town: Borough):
    """Told twice in one turn it is one notice; about something else, or of another event, two."""

    def twice(turn, entry):
        for about in ("NTK-2026-0001", "NTK-2026-0001", "NTK-2026-0002"):
            tell(turn, kind="request_waits", to=to_person(ADA), about=about, entry=entry)

    with town.office() as office:
        office.carry_out_now(Do(twice))
        office.carry_out_now(telling(to_person(ADA)))

    assert 3 == len(rows(town, "notices"))


def test_an_office_is_told_through_those_who_hold_it(town: Borough):
    """Each who holds it now gets a notice; who held it before gets none."""
    town.add(tables.offices, person=id_of("Olive"), office="monitoring_officer")
    offices = tables.offices.c
    before = (offices.person == MOIRA) & (offices.office == "monitoring_officer")
    town.change(tables.offices, before, valid_to=at("2026-11-01"), ended_recorded_at=NOW)
    with town.office() as office:
        office.carry_out_now(telling(to_office("monitoring_officer")))

    assert {("person", id_of("Olive"))} == told(town)


def test_an_office_that_nobody_holds_keeps_its_notice(town: Borough):
    """It waits for whoever comes to the office."""
    with town.office() as office:
        office.carry_out_now(telling(to_office("chief_executive")))

    assert {("office", "chief_executive")} == told(town)


def test_a_mailbox_comes_before_people(town: Borough):
    """What has an address of its own in the address book is told there."""
    address = {"recipient_kind": "office", "recipient": "monitoring_officer"}
    town.add(tables.address_book, **address, address="mo@thornmere.example", recorded_at=NOW)
    with town.office() as office:
        office.carry_out_now(telling(to_office("monitoring_officer")))

    assert {("office", "monitoring_officer")} == told(town)


def test_a_group_is_told_through_its_leader(town: Borough):
    """The leader of the group; where it has none, all of its members."""
    town.add(tables.party_groups, name="Greens")
    for person in (ADA, BEN):
        town.add(tables.group_memberships, person=person, party_group=GROUP)
    with town.office() as office:
        office.carry_out_now(telling(to_group(GROUP), "NTK-2026-0001"))
        assert {("person", ADA), ("person", BEN)} == told(town)
        town.add(tables.positions, person=BEN, position="minority_group_leader")
        with office.reading() as reading:
            assert (BEN,) == people_for(reading, to_group(GROUP))


def test_a_body_is_told_through_its_chair(town: Borough):
    """Not through its members."""
    town.seat("Ben", "Board", role="chair")
    with town.office() as office, office.reading() as reading:
        assert (BEN,) == people_for(reading, to_body(BOARD))
        assert () == people_for(reading, to_body(id_of("another")))
        assert (ADA,) == people_for(reading, to_person(ADA))
