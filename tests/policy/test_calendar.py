"""Working days are Monday to Friday but for bank holidays; a day of 23 or 25 hours is counted."""

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gateway.errors import FactsError, RuleBookError
from gateway.policy.calendar import elapsed, read_calendar
from tests.policy.books import CALENDAR, rule_book

CALENDAR_2 = "first_year = 2024\nlast_year = 2025\nbank_holidays = [2024-12-25, 2025-01-01]\n"
BAD = [
    ("first_year = 2024", "", "first_year"),
    ("first_year = 2024", 'first_year = "2024"', "first_year"),
    ("first_year = 2024", "first_year = 2024.0", "first_year"),
    ("first_year = 2024", "first_year = true", "first_year"),
    ("first_year = 2024", "first_year = 2026", "outside the years"),
    ("first_year = 2024", "first_year = 2025", "outside the years"),
    ("last_year = 2025", "last_year = 2024", "outside the years"),
    ("last_year = 2025", "last_year = 2025\nlast_year = 2026", "line"),
    ("last_year = 2025", "last_years = 2025", "last_years"),
    ("bank_holidays = [2024-12-25", "bank_holidays = [2024-12-32", "line"),
    ("bank_holidays = [2024-12-25", 'bank_holidays = ["2024-12-25"', "bank_holidays"),
    ("bank_holidays = [2024-12-25", "bank_holidays = [2024-12-25T00:00:00", "bank_holidays"),
    ("bank_holidays = [2024-12-25", "bank_holidays = [2023-12-25", "outside the years"),
    ("bank_holidays = [2024-12-25, 2025-01-01]", "bank_holidays = 2024-12-25", "bank_holidays"),
    ("bank_holidays = [2024-12-25, 2025-01-01]", "", "bank_holidays"),
]
DAYS = st.dates(date(2024, 3, 1), date(2028, 10, 1))


def easter(year: int) -> date:
    """Easter Sunday, by the anonymous Gregorian algorithm."""
    golden, century, rest = year % 19, year // 100, year % 100
    leap = (
        19 * golden + century - century // 4 - (century - (century + 8) // 25 + 1) // 3 + 15
    ) % 30
    day = (32 + 2 * (century % 4) + 2 * (rest // 4) - leap - rest % 4) % 7
    month = (golden + 11 * leap + 22 * day) // 451
    whole = leap + day - 7 * month + 114
    return date(year, whole // 31, whole % 31 + 1)


def bank_holidays(year: int) -> set[date]:
    """The bank holidays of England and Wales, by the rules that make them."""

    def monday_from(month: int, day: int) -> date:
        first = date(year, month, day)
        return first + timedelta(days=-first.weekday() % 7)

    days = {easter(year) - timedelta(days=2), easter(year) + timedelta(days=1)}
    days |= {monday_from(5, 1), monday_from(5, 25), monday_from(8, 25)}
    for fixed in (date(year, 1, 1), date(year, 12, 25), date(year, 12, 26)):
        while fixed.weekday() > 4 or fixed in days:
            fixed += timedelta(days=1)  # noqa: PLW2901 - a substitute day, where it falls on a weekend
        days.add(fixed)
    return days


def test_the_bank_holidays_are_those_of_england_and_wales():
    """The shipped table is what the rules for Easter, Christmas and the rest give."""
    calendar = rule_book().calendar
    years = range(calendar.first_year, calendar.last_year + 1)

    assert (2024, 2028) == (calendar.first_year, calendar.last_year)
    assert set().union(*map(bank_holidays, years)) == calendar.bank_holidays


@pytest.mark.parametrize(
    ("day", "works"),
    [
        ("2026-04-02", True),  # Thursday before Easter
        ("2026-04-03", False),  # Good Friday
        ("2026-04-04", False),
        ("2026-04-05", False),
        ("2026-04-06", False),  # Easter Monday
        ("2026-04-07", True),
        ("2026-12-24", True),
        ("2026-12-25", False),
        ("2026-12-26", False),  # Saturday
        ("2026-12-27", False),  # Sunday
        ("2026-12-28", False),  # the substitute for Boxing Day
        ("2026-12-29", True),
        ("2024-01-01", False),  # the first and the last day of all
        ("2028-12-31", False),
        ("2028-12-29", True),
    ],
)
def test_a_day_is_a_working_day_or_not(day, works):
    """Easter, Christmas, weekends and the ends of the calendar."""
    assert works is rule_book().calendar.is_working_day(date.fromisoformat(day))


@pytest.mark.parametrize(
    ("start", "number", "end"),
    [
        ("2026-06-08", 1, "2026-06-09"),
        ("2026-06-12", 1, "2026-06-15"),  # Friday to Monday
        ("2026-06-13", 1, "2026-06-15"),  # received on a Saturday
        ("2026-04-02", 1, "2026-04-07"),  # over Easter
        ("2026-12-23", 5, "2027-01-04"),  # over Christmas and New Year
        ("2026-06-08", 0, "2026-06-08"),
        ("2028-12-28", 1, "2028-12-29"),
    ],
)
def test_working_days_are_counted_on(start, number, end):
    """The first working day after the start is day one."""
    count = rule_book().calendar.working_days_after

    assert date.fromisoformat(end) == count(date.fromisoformat(start), number, "x")


@given(DAYS, st.integers(1, 15))
def test_counting_back_undoes_counting_on(day, number):
    """So many working days on and as many back lead to the same working day."""
    calendar = rule_book().calendar
    later = calendar.working_days_after(day, number, "x")
    between = [day + timedelta(days=passed) for passed in range(1, (later - day).days + 1)]

    assert number == sum(calendar.is_working_day(one) for one in between)
    assert calendar.is_working_day(later)
    if calendar.is_working_day(day):
        assert day == calendar.working_days_before(later, number, "x")


@pytest.mark.parametrize(
    ("day", "number"),
    [("2028-12-29", 1), ("2023-12-31", 1), ("2029-01-01", 0), ("9999-12-31", 1), ("0001-01-01", 1)],
)
def test_counting_on_past_the_calendar_is_refused(day, number):
    """A clock that would leave the calendar names its key; nothing is guessed."""
    with pytest.raises(FactsError) as fault:
        rule_book().calendar.working_days_after(date.fromisoformat(day), number, "the.key")

    assert "the.key" == fault.value.where


@pytest.mark.parametrize("day", ["2024-01-02", "2024-01-01", "2023-06-01", "0001-01-01"])
def test_counting_back_past_the_calendar_is_refused(day):
    """So is one that would have to count back too far."""
    with pytest.raises(FactsError) as fault:
        rule_book().calendar.working_days_before(date.fromisoformat(day), 1, "the.key")

    assert "the.key" == fault.value.where


@pytest.mark.parametrize(
    ("start", "end"),
    [
        ("2026-06-08T10:00:00", "2026-06-09T10:00:00"),
        ("2026-03-28T12:00:00", "2026-03-29T13:00:00"),  # clocks go forward in the night
        ("2026-03-28T00:59:59", "2026-03-29T00:59:59"),
        ("2026-03-28T01:00:00", "2026-03-29T02:00:00"),
        ("2026-03-29T01:30:00", "2026-03-30T02:30:00"),  # a time that the clocks skip
        ("2026-10-24T12:00:00", "2026-10-25T11:00:00"),  # clocks go back in the night
        ("2026-10-24T01:30:00", "2026-10-25T01:30:00"),
        ("2026-10-24T02:00:00", "2026-10-25T01:00:00"),
        ("2026-10-25T01:30:00", "2026-10-26T00:30:00"),  # a time that comes twice: the first
        ("2028-12-31T23:00:00", "2029-01-01T23:00:00"),
    ],
)
def test_a_day_of_elapsed_hours(start, end):
    """Twenty-four hours that have really passed, over both nights when clocks change."""
    assert datetime.fromisoformat(end) == elapsed(datetime.fromisoformat(start), 24, "x")


@given(st.datetimes(datetime(1, 1, 2), datetime(9999, 12, 29)))  # noqa: DTZ001 - local times
def test_a_day_never_differs_by_more_than_the_clocks_do(moment):
    """A day later on the clock, give or take the hours by which the clocks changed."""
    moved = elapsed(moment, 24, "x") - moment

    assert timedelta(hours=22) <= moved <= timedelta(hours=26)


def test_the_end_of_all_time_is_refused():
    """A moment from which one cannot count names its key."""
    with pytest.raises(FactsError) as fault:
        elapsed(datetime.fromisoformat("9999-12-31T12:00:00"), 24, "the.key")

    assert "the.key" == fault.value.where


@pytest.mark.parametrize(("old", "new", "reason"), BAD)
def test_a_calendar_that_is_not_understood_is_refused(old, new, reason):
    """A wrong key, type, value or year is refused with the file and the key or line."""
    assert old in CALENDAR_2
    read_calendar(CALENDAR, CALENDAR_2)

    with pytest.raises(RuleBookError) as fault:
        read_calendar(CALENDAR, CALENDAR_2.replace(old, new, 1))

    assert CALENDAR == fault.value.where
    assert reason in fault.value.detail
