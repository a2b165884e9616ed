"""The days on which clocks have gone wrong before, each counted in every way there is.

The dates were worked out by hand from the wall calendars of those years; the working stands with
each. Bank holidays are the same in England and in Wales.
"""

from datetime import date, datetime
from typing import Final, NamedTuple

import holidays
import pytest

from gateway.casework.calendars import bank_holidays
from gateway.policy import counting
from gateway.policy.calendar import Calendar
from tests.policy.books import facts, rule_book

CALENDAR: Final = Calendar(first_year=2022, last_year=2028, bank_holidays=bank_holidays(2022, 2028))
DAY, MOMENT = date.fromisoformat, datetime.fromisoformat


class Occasion(NamedTuple):
    """A start with its fifth working day and the day after ten clear ones.

    `meeting` is a meeting with the last day that leaves five clear days before it, and `hours` a
    local moment with the one 24 hours later.
    """

    start: str
    fifth: str
    after_ten_clear: str
    meeting: tuple[str, str]
    hours: tuple[str, str]


OCCASIONS: Final = {
    "Easter": Occasion(
        # Closed: Friday 3 and Monday 6 April. Working days after Wednesday 1: Thursday 2,
        # Tuesday 7, 8, 9, Friday 10 (the fifth), Monday 13, 14, 15, 16, Friday 17 (the tenth),
        # then Monday 20. Clear before Friday 10: 9, 8, 7, 2 and 1, so Tuesday 31 March.
        start="2026-04-01",
        fifth="2026-04-10",
        after_ten_clear="2026-04-20",
        meeting=("2026-04-10", "2026-03-31"),
        hours=("2026-04-02T18:00:00", "2026-04-03T18:00:00"),
    ),
    "Christmas": Occasion(
        # Closed: Friday 25 and Monday 28 December (Boxing Day is a Saturday), Friday 1 January.
        # After Wednesday 23: 24, Tuesday 29, 30, 31, Monday 4 January (the fifth), 5, 6, 7, 8,
        # Monday 11 (the tenth), then Tuesday 12. Clear before Wednesday 6: 5, 4, 31, 30 and 29,
        # so Thursday 24.
        start="2026-12-23",
        fifth="2027-01-04",
        after_ten_clear="2027-01-12",
        meeting=("2027-01-06", "2026-12-24"),
        hours=("2026-12-24T18:00:00", "2026-12-25T18:00:00"),
    ),
    "the Platinum Jubilee": Occasion(
        # Closed: Thursday 2 and Friday 3 June; Monday 30 May was worked. After Wednesday 1:
        # Monday 6, 7, 8, 9, Friday 10 (the fifth), Monday 13 to Friday 17 (the tenth), then
        # Monday 20. Clear before Wednesday 8: 7, 6, 1, 31 and 30 May, so Friday 27.
        start="2022-06-01",
        fifth="2022-06-10",
        after_ten_clear="2022-06-20",
        meeting=("2022-06-08", "2022-05-27"),
        hours=("2022-06-01T18:00:00", "2022-06-02T18:00:00"),
    ),
    "the funeral of the Queen": Occasion(
        # Closed: Monday 19 September. After Thursday 15: 16, Tuesday 20, 21, 22, Friday 23 (the
        # fifth), Monday 26 to Friday 30 (the tenth), then Monday 3 October. Clear before Friday
        # 23: 22, 21, 20, 16 and 15, so Wednesday 14.
        start="2022-09-15",
        fifth="2022-09-23",
        after_ten_clear="2022-10-03",
        meeting=("2022-09-23", "2022-09-14"),
        hours=("2022-09-18T18:00:00", "2022-09-19T18:00:00"),
    ),
    "the Coronation": Occasion(
        # Closed: Monday 8 May. After Thursday 4: 5, Tuesday 9, 10, 11, Friday 12 (the fifth),
        # Monday 15 to Friday 19 (the tenth), then Monday 22. Clear before Friday 12: 11, 10, 9,
        # 5 and 4, so Wednesday 3.
        start="2023-05-04",
        fifth="2023-05-12",
        after_ten_clear="2023-05-22",
        meeting=("2023-05-12", "2023-05-03"),
        hours=("2023-05-07T18:00:00", "2023-05-08T18:00:00"),
    ),
    "the night of 23 hours": Occasion(
        # Sunday 29 March, 01:00 GMT is 02:00 summer time. After Friday 27: Monday 30, 31, 1
        # April, 2, Tuesday 7 (the fifth, over Easter), 8, 9, 10, Monday 13, 14 (the tenth),
        # then Wednesday 15. Clear before Thursday 2: 1, 31, 30, 27 and 26, so Wednesday 25.
        # 18:00 GMT and 24 hours is 18:00 GMT, which is 19:00 in summer time.
        start="2026-03-27",
        fifth="2026-04-07",
        after_ten_clear="2026-04-15",
        meeting=("2026-04-02", "2026-03-25"),
        hours=("2026-03-28T18:00:00", "2026-03-29T19:00:00"),
    ),
    "the night of 25 hours": Occasion(
        # Sunday 25 October, 02:00 summer time is 01:00 GMT. After Friday 23: Monday 26 to
        # Friday 30 (the fifth), Monday 2 to Friday 6 November (the tenth), then Monday 9. Clear
        # before Thursday 29: 28, 27, 26, 23 and 22, so Wednesday 21. 18:00 in summer time is
        # 17:00 GMT; 24 hours later it is 17:00 GMT again, and the clocks show it.
        start="2026-10-23",
        fifth="2026-10-30",
        after_ten_clear="2026-11-09",
        meeting=("2026-10-29", "2026-10-21"),
        hours=("2026-10-24T18:00:00", "2026-10-25T17:00:00"),
    ),
}
IN_THE_RULE_BOOK: Final = [name for name, one in OCCASIONS.items() if one.start >= "2024"]
"""Occasions in years that the rule book's own calendar covers."""


@pytest.mark.parametrize("name", OCCASIONS)
def test_the_table(name: str):
    """Working days, clear days before and after, and 24 hours that really pass."""
    one = OCCASIONS[name]
    meeting, latest = one.meeting
    moment, later = one.hours

    assert one.fifth == counting.working_days_after(CALENDAR, DAY(one.start), 5, "x").due
    assert one.after_ten_clear == counting.clear_days_after(CALENDAR, DAY(one.start), 10, "x").due
    assert latest == counting.clear_days_before(CALENDAR, DAY(meeting), 5, "x").due
    assert later == counting.hours_after(MOMENT(moment), 24, "x").due


@pytest.mark.parametrize("name", IN_THE_RULE_BOOK)
@pytest.mark.parametrize("council", ["england", "wales"])
def test_the_rule_book_counts_the_same_in_england_and_in_wales(council: str, name: str):
    """The calendar of each council gives the days of the table."""
    one, calendar = OCCASIONS[name], rule_book().council(council).calendar
    meeting, latest = one.meeting

    assert DAY(one.fifth) == calendar.working_days_after(DAY(one.start), 5, "x")
    assert DAY(one.after_ten_clear) == calendar.working_days_after(DAY(one.start), 11, "x")
    assert DAY(latest) == calendar.working_days_before(DAY(meeting), 6, "x")


@pytest.mark.parametrize("name", IN_THE_RULE_BOOK)
def test_a_decision_gives_the_days_of_the_table(name: str):
    """Five clear days, 24 hours and scrutiny's ten days as clocks of a request in England.

    Scrutiny's copy is due on the tenth working day, the one before the day after ten clear ones.
    """
    one = OCCASIONS[name]
    meeting, latest = one.meeting
    ended, later = one.hours
    over = f"private = true, start = {ended.replace('18:00', '16:00')}, ended = {ended}"
    entries = ", ".join(
        f'{{body = "cabinet", executive = true, {entry}}}'
        for entry in (over, f"start = {meeting}T10:00:00")
    )
    asked = facts(
        "england",
        segment=f'held_by = "executive"\nbusiness = [{entries}]',
        requester='positions = ["scrutiny_member"]',
        request=f"received_by_executive = {one.start}",
        now=ended,
    )
    due = {clock: when.isoformat() for clock, when in rule_book().decide(asked).due.items()}
    tenth = rule_book().calendar.working_days_before(DAY(one.after_ten_clear), 1, "x")

    assert {"reg16_after": later, "reg16_before": latest, "reg17": tenth.isoformat()} == due


def test_england_and_wales_have_the_same_bank_holidays():
    """The library tells the two apart, and they do not differ in these years."""
    england, wales = (
        {
            day
            for day in holidays.country_holidays("GB", subdiv=part, years=range(2022, 2029))
            if day.weekday() < 5
        }
        for part in ("ENG", "WLS")
    )
    assert england == wales == set(CALENDAR.bank_holidays)
