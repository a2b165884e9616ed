"""Counting over Easter, Christmas, bank holidays made for one year, and both changes of the clocks.

The calendar is the one that the library gives, so that years before the rule book's can be tried.
"""

from datetime import date, datetime

import pytest

from gateway.casework.calendars import bank_holidays
from gateway.errors import FactsError
from gateway.policy import counting
from gateway.policy.calendar import Calendar
from tests.policy.books import rule_book

CALENDAR = Calendar(first_year=2022, last_year=2028, bank_holidays=bank_holidays(2022, 2028))
DAY, MOMENT = date.fromisoformat, datetime.fromisoformat


@pytest.mark.parametrize(
    ("start", "number", "due", "passed_over"),
    [
        ("2022-05-31", 5, "2022-06-09", ["2022-06-02", "2022-06-03"]),  # the Platinum Jubilee
        ("2022-05-30", 1, "2022-05-31", []),  # the late May holiday was moved into June
        ("2022-09-16", 1, "2022-09-20", ["2022-09-19"]),  # the Queen's funeral
        ("2022-12-23", 1, "2022-12-28", ["2022-12-26", "2022-12-27"]),  # Christmas on a Sunday
        ("2023-04-28", 5, "2023-05-09", ["2023-05-01", "2023-05-08"]),  # the Coronation
        ("2023-04-06", 1, "2023-04-11", ["2023-04-07", "2023-04-10"]),  # Easter
        ("2026-04-02", 10, "2026-04-20", ["2026-04-03", "2026-04-06"]),  # scrutiny, over Easter
        ("2026-12-18", 10, "2027-01-06", ["2026-12-25", "2026-12-28", "2027-01-01"]),
        ("2026-11-21", 5, "2026-11-27", []),  # received on a Saturday
        ("2027-12-24", 1, "2027-12-29", ["2027-12-27", "2027-12-28"]),  # both substitutes
        ("2026-03-27", 1, "2026-03-30", []),  # the clocks change at the weekend, days do not
    ],
)
def test_working_days_on(start, number, due, passed_over):
    """The day on which it starts is not counted, and what is passed over is told."""
    count = counting.working_days_after(CALENDAR, DAY(start), number, "x")

    assert (due, tuple(map(DAY, passed_over))) == (count.due, count.passed_over)
    assert (start, number, "working_days") == (count.start, count.number, count.unit)


@pytest.mark.parametrize(
    ("meeting", "due"),
    [
        ("2022-06-08", "2022-05-27"),  # over the Jubilee
        ("2022-09-23", "2022-09-14"),  # over the funeral
        ("2023-05-12", "2023-05-03"),  # over the Coronation
        ("2026-04-10", "2026-03-31"),  # over Easter
        ("2027-01-06", "2026-12-24"),  # over Christmas and New Year
        ("2026-12-04", "2026-11-26"),
        ("2026-12-06", "2026-11-27"),  # a meeting on a Sunday
    ],
)
def test_five_clear_days_before_a_meeting(meeting, due):
    """Neither the day itself nor that of the meeting is one of the five."""
    count = counting.clear_days_before(CALENDAR, DAY(meeting), 5, "x")
    between = [
        day
        for number in range(DAY(due).toordinal() + 1, DAY(meeting).toordinal())
        if CALENDAR.is_working_day(day := date.fromordinal(number))
    ]

    assert (due, "clear_working_days", -5) == (count.due, count.unit, count.number)
    assert 5 == len(between)


@pytest.mark.parametrize(
    ("received", "due"),
    [
        ("2026-06-05", "2026-06-22"),
        ("2026-12-18", "2027-01-07"),
        ("2022-05-24", "2022-06-10"),
        ("2022-09-08", "2022-09-26"),
    ],
)
def test_ten_clear_days_after(received, due):
    """Ten whole working days lie between, so the day after the tenth is the first that may be."""
    count = counting.clear_days_after(CALENDAR, DAY(received), 10, "x")

    assert (due, 10) == (count.due, count.number)
    assert due == counting.working_days_after(CALENDAR, DAY(received), 11, "x").due


@pytest.mark.parametrize(
    ("start", "due"),
    [
        ("2026-03-28T12:00:00", "2026-03-29T13:00:00"),  # an hour is skipped in the night
        ("2026-03-29T01:30:00", "2026-03-30T02:30:00"),  # a time that the clocks skip
        ("2026-10-24T12:00:00", "2026-10-25T11:00:00"),  # an hour comes twice
        ("2026-10-25T01:30:00", "2026-10-26T00:30:00"),
        ("2026-12-24T18:00:00", "2026-12-25T18:00:00"),  # hours know no bank holidays
    ],
)
def test_twenty_four_hours(start, due):
    """Hours that really pass, over both nights when the clocks change."""
    count = counting.hours_after(MOMENT(start), 24, "x")

    assert (start, due, "hours") == (count.start, count.due, count.unit)
    assert ("clocks changed" in count.sentence) == (start[11:] != due[11:])


def test_what_is_set_is_not_counted():
    """A meeting begins when it begins."""
    assert "2026-12-04T18:30:00" == counting.as_set(MOMENT("2026-12-04T18:30:00")).due
    assert "2026-12-04" == counting.as_set(DAY("2026-12-04")).start


def test_beyond_the_calendar_nothing_is_guessed():
    """Whichever way it is counted, the key is named."""
    for count in (counting.clear_days_after, counting.working_days_after):
        with pytest.raises(FactsError):
            count(CALENDAR, DAY("2028-12-29"), 3, "x")


def test_the_library_and_the_rule_book_know_the_samebank_holidays():
    """What decides and what reminds count with the same days."""
    shipped = rule_book().calendar

    assert shipped.bank_holidays == bank_holidays(shipped.first_year, shipped.last_year)
