"""Working days and elapsed hours, as the clocks of section 9.7 count them."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from msgspec import Struct

from gateway.errors import FactsError, RuleBookError
from gateway.policy.toml import read_toml

LONDON = ZoneInfo("Europe/London")
_ONE_DAY = timedelta(days=1)
_SATURDAY = 5


class Calendar(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """The bank holidays of the years that the calendar covers, both years included."""

    first_year: int
    last_year: int
    bank_holidays: frozenset[date]

    def is_working_day(self, day: date, where: str = "now") -> bool:
        """Whether it is Monday to Friday and no bank holiday.

        Raises FactsError, naming the key `where`, for a day outside the years covered.
        """
        self.check(day, where)
        return day.weekday() < _SATURDAY and day not in self.bank_holidays

    def is_bank_holiday(self, day: date) -> bool:
        """Whether a day that would be a working day otherwise is none."""
        return day.weekday() < _SATURDAY and day in self.bank_holidays

    def working_days_after(self, day: date, number: int, where: str) -> date:
        """The working day that comes `number` working days after `day`. Raises as above."""
        return self._step(day, number, _ONE_DAY, where)

    def working_days_before(self, day: date, number: int, where: str) -> date:
        """The working day that comes `number` working days before `day`. Raises as above."""
        return self._step(day, number, -_ONE_DAY, where)

    def check(self, day: date, where: str) -> None:
        """Raises FactsError when the day lies outside the years covered."""
        if not self.first_year <= day.year <= self.last_year:
            raise FactsError(
                f"the calendar covers the years {self.first_year} to {self.last_year} only",
                where=where,
            )

    def _step(self, day: date, number: int, step: timedelta, where: str) -> date:
        self.check(day, where)
        left = number
        while left:
            day += step
            left -= self.is_working_day(day, where)
        return day


def elapsed(moment: datetime, hours: int, where: str) -> datetime:
    """The local time when so many hours have passed since a local time, clock changes counted.

    Raises FactsError, naming the key `where`, at the end of all time.
    """
    try:
        start = moment.replace(tzinfo=LONDON).astimezone(UTC)
        return (start + timedelta(hours=hours)).astimezone(LONDON).replace(tzinfo=None, fold=0)
    except OverflowError as fault:
        raise FactsError("the moment is too far away to count from", where=where) from fault


def read_calendar(file: str, text: str) -> Calendar:
    """The calendar. Raises RuleBookError for anything not understood."""
    calendar: Calendar = read_toml(file, text, Calendar)
    outside = [
        day
        for day in calendar.bank_holidays
        if not calendar.first_year <= day.year <= calendar.last_year
    ]
    if outside or calendar.first_year > calendar.last_year:
        raise RuleBookError("a bank holiday lies outside the years covered", where=file)
    return calendar
