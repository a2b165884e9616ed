"""The council's working days: the bank holidays of England and Wales, and what it adds itself."""

from datetime import date

import msgspec
import pytest

from gateway.casework.calendars import (
    AddCouncilDay,
    ShownDay,
    as_text,
    calendar_of,
    council_days_of,
    keep,
)
from gateway.errors import ConflictError, NotAllowedError
from gateway.policy.calendar import Calendar
from tests.casework.doing import Do, rows
from tests.casework.thornmere import ADA, AUDREY, OLIVE
from tests.policy.books import rule_book
from tests.store.borough import Borough

EXTRA, SHUT, GONE = date(2027, 5, 10), date(2026, 12, 29), date(2026, 12, 28)


def digest(office) -> str:
    """The digest of the calendar as it stands."""
    with office.reading() as reading:
        return calendar_of(reading).digest


def test_the_days_are_those_of_the_rule_book_until_the_council_adds_some(town: Borough):
    """What reminds and what decides know the same bank holidays, over all years that both cover."""
    with town.office() as office, office.reading() as reading:
        own = calendar_of(reading).calendar

    shared = range(2024, 2029)
    assert set(rule_book().calendar.bank_holidays) == {
        day for day in own.bank_holidays if day.year in shared
    }
    assert (2023, 2029) == (own.first_year, own.last_year)


def test_days_are_added_and_count_from_then_on(town: Borough):
    """A proclaimed holiday, closed offices, and a holiday that was moved away; all on record."""
    with town.office() as office:
        before = digest(office)
        added = [
            office.carry_out_now(AddCouncilDay(by=OLIVE, day=day, kind=kind))
            for day, kind in ((EXTRA, "bank_holiday"), (SHUT, "closed"), (GONE, "working_day"))
        ]
        with office.reading() as reading:
            calendar = calendar_of(reading).calendar
            assert tuple(sorted(added, key=lambda one: one.day)) == council_days_of(reading)
        assert before != digest(office)
    last = rows(town, "log_entries")[-1]

    assert not calendar.is_working_day(EXTRA)
    assert not calendar.is_working_day(SHUT)
    assert calendar.is_working_day(GONE)
    assert b"calendar.changed" in last.bytes
    assert ShownDay(day=GONE, kind="working_day", entry=last.seq) == added[-1]


def test_a_day_far_away_changes_nothing_yet(town: Borough):
    """What lies beyond the years covered counts when they are reached."""
    with town.office() as office:
        before = digest(office)
        office.carry_out_now(AddCouncilDay(by=OLIVE, day=date(2040, 1, 3), kind="closed"))
        assert before == digest(office)


def test_a_day_is_added_once(town: Borough):
    """Nobody can tell which of two would count."""
    with town.office() as office:
        office.carry_out_now(AddCouncilDay(by=OLIVE, day=EXTRA, kind="closed"))
        with pytest.raises(ConflictError):
            office.carry_out_now(AddCouncilDay(by=OLIVE, day=EXTRA, kind="bank_holiday"))


@pytest.mark.parametrize("by", [ADA, AUDREY])
def test_only_an_officer_adds_days(town: Borough, by: str):
    """A councillor and an auditor are refused."""
    with town.office() as office, pytest.raises(NotAllowedError):
        office.carry_out_now(AddCouncilDay(by=by, day=EXTRA, kind="closed"))


def test_a_calendar_is_kept_once_and_can_be_read_again(town: Borough):
    """The text that its digest names gives the same calendar."""
    with town.office() as office:
        for _ in range(2):
            office.carry_out_now(Do(lambda turn, _: keep(turn, calendar_of(turn))))
        with office.reading() as reading:
            own = calendar_of(reading)
    (row,) = rows(town, "calendars")

    assert own.digest == row.digest
    assert own.calendar == msgspec.json.decode(row.days, type=Calendar)
    assert as_text(own.calendar) == row.days.encode()
