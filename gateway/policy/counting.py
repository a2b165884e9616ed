"""Counting to a deadline, and how it was counted: working days, clear days, elapsed hours."""

from datetime import date, datetime, timedelta
from functools import lru_cache

from gateway.domain.deadlines import Count
from gateway.policy.calendar import Calendar, elapsed

_DAYS = 1_000
"""Counts of working days that are remembered: most requests of a day are counted alike."""


@lru_cache(_DAYS)
def working_days_after(calendar: Calendar, start: date, number: int, where: str) -> Count:
    """So many working days on: the first one after `start` is day one.

    Raises FactsError, naming the key `where`, where that leaves the calendar.
    """
    due = calendar.working_days_after(start, number, where)
    return Count(
        unit="working_days",
        number=number,
        start=start.isoformat(),
        due=due.isoformat(),
        passed_over=passed_over(calendar, start, due),
    )


def clear_days_before(calendar: Calendar, end: date, number: int, where: str) -> Count:
    """The latest working day that leaves so many clear working days before `end`.

    Neither that day nor `end` is one of them (regulation 16(1)). Raises as above.
    """
    due = calendar.working_days_before(end, number + 1, where)
    return Count(
        unit="clear_working_days",
        number=-number,
        start=end.isoformat(),
        due=due.isoformat(),
        passed_over=passed_over(calendar, due, end),
    )


def clear_days_after(calendar: Calendar, start: date, number: int, where: str) -> Count:
    """The first working day that leaves so many clear working days after `start`. Raises as above.

    Nobody may be held to an earlier day than this one.
    """
    due = calendar.working_days_after(start, number + 1, where)
    return Count(
        unit="clear_working_days",
        number=number,
        start=start.isoformat(),
        due=due.isoformat(),
        passed_over=passed_over(calendar, start, due),
    )


def hours_after(start: datetime, number: int, where: str) -> Count:
    """So many hours that really pass after a local moment. Raises FactsError at all time's end."""
    due = elapsed(start, number, where)
    return Count(unit="hours", number=number, start=start.isoformat(), due=due.isoformat())


def as_set(due: date) -> Count:
    """A day or a local moment that somebody set."""
    return Count(unit="moment", number=0, start=due.isoformat(), due=due.isoformat())


def passed_over(calendar: Calendar, start: date, end: date) -> tuple[date, ...]:
    """The bank holidays from Monday to Friday between two days, neither of them included."""
    days = (start + timedelta(days=passed) for passed in range(1, (end - start).days))
    return tuple(day for day in days if calendar.is_bank_holiday(day))
