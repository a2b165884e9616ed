"""Registers: sensitive interests are for the adviser, offers are for all groups."""

import pytest
from sqlalchemy import true

from gateway.casework.registers import (
    ReadSensitiveInterests,
    interests_of,
    listed_offers,
    offers_of,
)
from gateway.errors import InputError, NotAllowedError, NotFoundError
from gateway.store import tables
from tests.casework.doing import rows
from tests.casework.test_standing_duties import decided, tell
from tests.casework.thornmere import ADA, BEN, CLOSED, MOIRA, OLIVE
from tests.store.borough import NOW, Borough, at, id_of


@pytest.fixture
def declared(town: Borough) -> Borough:
    """Ada declared an interest, and a sensitive one; a third is over."""
    kind = {"person": ADA, "kind": "disclosable_pecuniary", "dispensation": False}
    town.add(tables.interests, **kind, matter="harbour", sensitive=False)
    town.add(tables.interests, **kind, matter="home", sensitive=True)
    town.add(tables.interests, **kind, matter="old", sensitive=False, valid_to=at("2026-06-01"))
    return town


def seen(borough: Borough, by: str) -> list[tuple[str | None, bool]]:
    """Ada's interests as somebody sees them: the matter, and whether it is sensitive."""
    with borough.office() as office:
        found = interests_of(office, by=by, person=ADA)
    return [(one.matter, one.sensitive) for one in found]


@pytest.mark.parametrize("by", [BEN, OLIVE])
def test_others_are_told_that_a_sensitive_interest_is_there(declared: Borough, by: str):
    """And nothing of it: neither its matter nor its kind nor a dispensation."""
    with declared.office() as office:
        (_, hidden) = interests_of(office, by=by, person=ADA)

    assert [("harbour", False), (None, True)] == seen(declared, by)
    assert (None, None, None) == (hidden.matter, hidden.kind, hidden.dispensation)


def test_the_monitoring_officer_sees_it_on_record(declared: Borough):
    """With an entry that says whose; looking at nothing sensitive leaves none."""
    before = len(rows(declared, "log_entries"))

    assert [("harbour", False), ("home", True)] == seen(declared, MOIRA)
    with declared.office() as office:
        assert () == interests_of(office, by=MOIRA, person=BEN)
    (entry,) = rows(declared, "log_entries")[before:]
    assert b"interests.read" in entry.bytes
    assert b"home" not in entry.bytes


def test_a_council_without_a_monitoring_officer_has_another_adviser(declared: Borough):
    """Whom its profile names: in Rutland the Strategic Director, and nobody else."""
    adviser = "strategic_director_law_governance"
    declared.person("Stella", "officer", offices=adviser)
    declared.change(tables.council, true(), profile="rutland")

    assert [("harbour", False), ("home", True)] == seen(declared, id_of("Stella"))
    assert [("harbour", False), (None, True)] == seen(declared, MOIRA)


def test_the_office_counts_when_it_is_recorded(declared: Borough):
    """Who has lost it by then sees nothing and leaves no entry."""
    with declared.office() as office, pytest.raises(NotAllowedError):
        office.carry_out_now(ReadSensitiveInterests(by=OLIVE, person=ADA))


def test_one_sees_ones_own(declared: Borough):
    """Without an entry."""
    before = len(rows(declared, "log_entries"))

    assert [("harbour", False), ("home", True)] == seen(declared, ADA)
    assert before == len(rows(declared, "log_entries"))


def test_who_was_monitoring_officer_sees_it_no_more(declared: Borough):
    """The office counts at that moment; a deputy acts while its holder is away."""
    declared.add(tables.deputies, entry=0, person=OLIVE, office="monitoring_officer")
    declared.add(tables.absences, entry=0, person=MOIRA)

    assert [("harbour", False), (None, True)] == seen(declared, MOIRA)
    assert [("harbour", False), ("home", True)] == seen(declared, OLIVE)


def test_nobody_unknown_has_interests(town: Borough):
    """Whom the register does not know."""
    with town.office() as office, pytest.raises(NotFoundError):
        interests_of(office, by=BEN, person="0" * 32)


def test_what_is_on_offer_is_listed_once(town: Borough):
    """A report and a briefing, the newest first, however many were told."""
    for name in ("Greens", "Reds", "Blues"):
        town.add(tables.party_groups, name=name)
    tell(town, decided("lydney/C24-officer-report-for-group-a"))
    town.now = NOW.replace(hour=12)
    tell(town, decided("borough/O2-borough-approved"), id_of("other"))
    with town.office() as office, office.reading() as reading:
        (briefing, report) = offers_of(reading)
        first = listed_offers(reading, limit=1)
        second = listed_offers(reading, limit=1, after=first.next)
        searched = listed_offers(reading, words="briefed").items
        with pytest.raises(InputError, match="key of a page"):
            listed_offers(reading, after="x")
    assert ((briefing, report), None) == (first.items + second.items, second.next)
    assert (briefing,) == searched

    assert ("briefing", "group_report", CLOSED) == (briefing.kind, report.kind, report.about)
    assert (town.now, NOW) == (briefing.told_at, report.told_at)
