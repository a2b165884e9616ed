"""The working days of this council: the bank holidays of England and Wales, and its own additions.

The days come from the library `holidays`, offline. What is proclaimed later than that was made,
the council adds. Each deadline names the calendar with which it was counted, by its digest.
"""

from collections.abc import Iterable
from datetime import date
from functools import cache, lru_cache
from hashlib import sha256
from typing import Final, Literal

import holidays
import msgspec
from msgspec import Struct
from sqlalchemy import Connection, Text, bindparam, insert, select

from gateway.casework.record import record
from gateway.casework.short_lists import Cut, Order, ShortList
from gateway.casework.turn import Reading, Turn
from gateway.casework.who import officer_by
from gateway.domain.dates import in_words
from gateway.domain.deadlines import CouncilDay
from gateway.errors import ConflictError
from gateway.policy.calendar import Calendar
from gateway.store.prepared import Prepared
from gateway.store.tables import calendars, council_days
from gateway.store.tables.columns import moment_text

YEARS: Final = 3
"""How many years before and after this one the calendar covers."""
_OWN_DAYS: Final = select(council_days).order_by(council_days.c.day)
_ADDED: Final = Prepared(
    select(council_days.c.day, council_days.c.kind).order_by(council_days.c.day)
)
_KEPT: Final = Prepared(
    select(calendars.c.digest).where(calendars.c.digest == bindparam("digest", type_=Text))
)


class KeptCalendar(Struct, frozen=True, kw_only=True):
    """A calendar, and the digest by which deadlines name it."""

    calendar: Calendar
    digest: str


def calendar_of(reading: Reading) -> KeptCalendar:
    """The calendar of this council as it stands now."""
    days = reading.once(CouncilDay, lambda: tuple(added_days(reading.connection)))
    return _counted_with(reading.local.year, days)


@lru_cache(maxsize=8)
def _counted_with(year: int, added: tuple[tuple[date, CouncilDay], ...]) -> KeptCalendar:
    first, last = year - YEARS, year + YEARS
    closed = {day for day, kind in added if kind == "closed" and first <= day.year <= last}
    days = bank_holidays(first, last, added) | closed
    calendar = Calendar(first_year=first, last_year=last, bank_holidays=days)
    return KeptCalendar(calendar=calendar, digest=sha256(as_text(calendar)).hexdigest())


def keep(turn: Turn, kept: KeptCalendar) -> None:
    """Keep the calendar, so that what was counted with it can be counted again."""
    asked = {"digest": kept.digest}
    known = turn.once((KeptCalendar, kept.digest), lambda: _KEPT.rows(turn.connection, asked))
    if not known:
        days = as_text(kept.calendar).decode()
        row = {"digest": kept.digest, "days": days, "used_from": moment_text(turn.moment)}
        turn.rows.add(calendars, row, once=True)


def as_text(calendar: Calendar) -> bytes:
    """The calendar as it is kept (JSON): the same days give the same text."""
    return msgspec.json.encode(calendar, order="sorted")


class ShownDay(Struct, frozen=True, kw_only=True):
    """A day on which the council's calendar differs, and the log entry that added it."""

    day: date
    kind: CouncilDay
    entry: int


class AddCouncilDay(Struct, frozen=True, kw_only=True):
    """An officer adds a day to the council's calendar. It counts for what is counted from now on.

    `closed` offices stop clocks of the council's own only; see `CouncilDay`.
    """

    by: str
    day: date
    kind: CouncilDay

    def carry_out(self, turn: Turn) -> ShownDay:
        """Add and record it.

        Raises NotAllowedError for anybody but an officer, ConflictError for a day that was added
        already.
        """
        officer_by(turn, self.by)
        if any(day == self.day for day, _ in added_days(turn.connection)):
            raise ConflictError("That day was added to the calendar already.")
        entry = record(
            turn,
            by=self.by,
            kind="calendar.changed",
            body={"day": self.day.isoformat(), "kind": self.kind},
        )
        turn.connection.execute(
            insert(council_days), {"day": self.day, "kind": self.kind, "entry": entry}
        )
        return ShownDay(day=self.day, kind=self.kind, entry=entry)


def council_days_of(reading: Reading) -> tuple[ShownDay, ...]:
    """Every day that the council added, the earliest first."""
    return tuple(
        ShownDay(day=row.day, kind=row.kind, entry=row.entry)
        for row in reading.connection.execute(_OWN_DAYS)
    )


DaySort = Literal["earliest", "latest"]
DAYS: Final = ShortList[ShownDay](
    id=lambda one: str(one.entry),
    text=lambda one: f"{in_words(one.day)} {one.kind} {one.kind.replace('_', ' ')}",
    orders={
        "earliest": Order(lambda one: one.day.isoformat()),
        "latest": Order(lambda one: one.day.isoformat(), descending=True),
    },
)


def listed_days(
    reading: Reading,
    *,
    words: str = "",
    sort: DaySort = "earliest",
    after: str | None = None,
    limit: int = 50,
) -> Cut[ShownDay]:
    """The days that the council added; of a search, with its words in the day or what it is.

    Raises InputError for an `after` that is no key.
    """
    return DAYS.cut(council_days_of(reading), words=words, sort=sort, after=after, limit=limit)


def added_days(connection: Connection) -> list[tuple[date, CouncilDay]]:
    """Every day that the council added, with its kind."""
    return [(date.fromisoformat(day), kind) for day, kind in _ADDED.rows(connection, {})]


def bank_holidays(
    first_year: int, last_year: int, added: Iterable[tuple[date, CouncilDay]] = ()
) -> frozenset[date]:
    """The bank holidays of England and Wales, from Monday to Friday, and what the council added.

    Days on which only the offices are closed are none.
    """
    days = set(_known(first_year, last_year))
    for day, kind in added:
        if kind == "working_day":
            days.discard(day)
        elif kind == "bank_holiday" and first_year <= day.year <= last_year:
            days.add(day)
    return frozenset(days)


@cache
def _known(first_year: int, last_year: int) -> frozenset[date]:
    """The bank holidays that the library knows; they are the same in England and in Wales."""
    found = holidays.country_holidays(
        "GB", subdiv="ENG", years=range(first_year, last_year + 1), expand=False
    )
    return frozenset(day for day in found if day.weekday() < 5)  # noqa: PLR2004  Saturday
