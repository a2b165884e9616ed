"""Statistics of a quarter: what was answered in it, as it was told, and the same for ever."""

from datetime import UTC, datetime, timedelta

import pytest

from gateway.casework.statistics import Quarter, quarters_over, read_quarter, statistics_of
from gateway.errors import InputError
from gateway.store import tables
from tests.casework.asking import submit
from tests.casework.thornmere import ADA, BEN, HIDDEN, LOOSE, OPEN
from tests.store.borough import NOW, Borough, id_of

NEW_YEAR = datetime(2027, 1, 1, tzinfo=UTC)


def lines(found, name):
    """A list as published: the line, and how many were agreed, in part and not."""
    return [(row.of, row.agreed, row.agreed_in_part, row.not_agreed) for row in found.lists[name]]


def test_what_was_answered_is_counted(town: Borough):
    """By group at the time, by body, by rule and by time; what waits is not counted."""
    town.add(tables.party_groups, name="Greens")
    town.add(tables.group_memberships, person=ADA, party_group=id_of("Greens"))
    with town.office() as office:
        for _ in range(10):
            submit(office, ADA, OPEN)
            submit(office, BEN, HIDDEN)
            submit(office, BEN, LOOSE)
        town.now = NEW_YEAR
        with office.reading() as reading:
            found = statistics_of(reading, "2026-Q4")
            before = statistics_of(reading, "2026-Q3")

    assert [("Greens", 10, 0, 0), ("no group", 0, 0, 10)] == lines(found, "party_group")
    assert [("same day", 10, 0, 10)] == lines(found, "working_days")
    assert [("Board", 10, 0, 0)] == lines(found, "body")
    assert [10] == [row.agreed for row in found.lists["rule"]]
    assert {()} == set(before.lists.values())


def test_lines_are_searched_and_put_in_order(town: Borough):
    """By name, or the most answers first; days stay in the order of days."""
    town.add(tables.party_groups, name="Greens")
    town.add(tables.group_memberships, person=ADA, party_group=id_of("Greens"))
    with town.office() as office:
        for number in range(30):
            submit(office, ADA if number < 10 else BEN, OPEN)
        town.now = NEW_YEAR
        with office.reading() as reading:
            most = statistics_of(reading, "2026-Q4", sort="most")
            some = statistics_of(reading, "2026-Q4", words="GREEN")
            over = quarters_over(reading, 5)

    assert [("no group", 20, 0, 0), ("Greens", 10, 0, 0)] == lines(most, "party_group")
    assert [("Greens", 10, 0, 0)] == lines(some, "party_group")
    assert [] == lines(some, "working_days")
    assert ["2026-Q4", "2026-Q3", "2026-Q2", "2026-Q1", "2025-Q4"] == over


def test_papers_are_counted_by_the_service_they_belonged_to(town: Borough):
    """At the time of the answer: what moves to another service later changes no past number."""
    service = tables.document_services
    town.add(service, document=OPEN, since=NOW - timedelta(days=9), service="Housing")
    town.add(service, document=OPEN, since=NEW_YEAR - timedelta(days=9), service="Planning")
    town.add(service, document=HIDDEN, since=NOW - timedelta(days=9), service="Legal")
    with town.office() as office:
        for _ in range(10):
            submit(office, ADA, OPEN)
            submit(office, BEN, HIDDEN)
        town.now = NEW_YEAR
        with office.reading() as reading:
            found = statistics_of(reading, "2026-Q4")

    assert [("Housing", 10, 0, 0)] == lines(found, "service")
    assert ["same day"] == [row.usual_days for row in found.lists["service"]]


def test_what_may_not_be_known_of_shows_nowhere(town: Borough):
    """A hidden paper and one that is not held count alike, under no body and no rule."""
    with town.office() as office:
        for _ in range(5):
            submit(office, BEN, HIDDEN)
            submit(office, BEN, "0" * 32)
        town.now = NEW_YEAR
        with office.reading() as reading:
            found = statistics_of(reading, "2026-Q4")

    assert [("no group", 0, 0, 10)] == lines(found, "party_group")
    assert [] == lines(found, "body") == lines(found, "rule")


def test_reports_of_wrongdoing_are_not_counted(town: Borough):
    """They are confidential."""
    with town.office() as office:
        for _ in range(5):
            submit(office, ADA, OPEN, channel="wrongdoing")
        town.now = NEW_YEAR
        with office.reading() as reading:
            assert {()} == set(statistics_of(reading, "2026-Q4").lists.values())


@pytest.mark.parametrize("text", ["2026", "2026-Q5", "2026-Q0", "26-Q1", "2026-Q1 ", "x-Q1", ""])
def test_a_quarter_has_its_form(text: str):
    """Anything else is refused."""
    with pytest.raises(InputError):
        read_quarter(text)


def test_only_a_quarter_that_is_over_is_told(town: Borough):
    """From its last moment in London on; until then its numbers would change."""
    with town.office() as office:
        town.now = NEW_YEAR - timedelta(microseconds=1)
        with office.reading() as reading, pytest.raises(InputError):
            statistics_of(reading, "2026-Q4")


def test_a_quarter_begins_and_ends_at_midnight_in_london():
    """In summer an hour earlier in UTC."""
    assert datetime(2026, 6, 30, 23, tzinfo=UTC) == Quarter(2026, 3).first
    assert datetime(2026, 9, 30, 23, tzinfo=UTC) == Quarter(2026, 3).end
    assert NEW_YEAR == Quarter(2026, 4).end == Quarter(2027, 1).first
