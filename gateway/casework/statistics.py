"""Statistics of a quarter that is over: of every request that was answered in it, as it was told.

A request is answered when nothing of it waits any more. What came later, such as a dispute, changes
nothing, so a quarter's numbers stay the same however often they are asked for. What is told of
nothing counts as not agreed, and reports of wrongdoing are left out: they are confidential.
"""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time
from typing import Any, Final, Literal

import msgspec
from msgspec import Struct
from msgspec.structs import replace
from sqlalchemy import Row, and_, bindparam, select, union_all

from gateway.casework.calendars import added_days, bank_holidays
from gateway.casework.kept_decisions import facts_from_kept, from_kept
from gateway.casework.paging import asked_words, mentions
from gateway.casework.turn import LONDON, Reading
from gateway.domain.decision import Decision
from gateway.domain.statistics import Answer, Answered, Statistics, statistics
from gateway.errors import InputError
from gateway.policy.calendar import Calendar
from gateway.policy.told import facts_told
from gateway.store import tables as t

StatisticsSort = Literal["name", "most"]
"""By name, or the most answers first."""
NO_GROUP: Final = "no group"
_MONTHS: Final = 3
_SERVICE: Final = (
    select(t.document_services.c.service)
    .where(
        t.document_services.c.document == bindparam("document"),
        t.document_services.c.since <= bindparam("moment"),
    )
    .order_by(t.document_services.c.since.desc())
    .limit(1)
)


class Quarter(Struct, frozen=True):
    """A quarter of a calendar year."""

    year: int
    number: int

    @property
    def first(self) -> datetime:
        """Its first moment, in UTC."""
        return _begin(date(self.year, _MONTHS * (self.number - 1) + 1, 1))

    @property
    def end(self) -> datetime:
        """The first moment after it, in UTC."""
        following = self.number % 4 * _MONTHS + 1
        return _begin(date(self.year + self.number // 4, following, 1))


def read_quarter(text: str) -> Quarter:
    """The quarter that is written as 2026-Q3. Raises InputError for anything else."""
    year, found, number = text.partition("-Q")
    if not found or number not in {"1", "2", "3", "4"} or not (year.isdecimal() and len(year) == 4):  # noqa: PLR2004  digits of a year
        raise InputError("A quarter is written as 2026-Q3.", where="quarter")
    return Quarter(int(year), int(number))


def quarters_over(reading: Reading, most: int) -> list[str]:
    """The quarters that are over, the last one first."""
    year, month = reading.local.year, reading.local.month
    passed = year * 4 + (month - 1) // _MONTHS
    return [f"{one // 4}-Q{one % 4 + 1}" for one in range(passed - 1, passed - 1 - most, -1)]


def statistics_of(
    reading: Reading, text: str, *, words: str = "", sort: StatisticsSort = "name"
) -> Statistics:
    """What is published of a quarter. Raises InputError for one that is not over.

    Of a search, the lines in whose name each of the `words` occurs. Where the most answers come
    first, the list by working days stays in the order of the days.
    """
    quarter = read_quarter(text)
    if quarter.end > reading.moment:
        raise InputError("That quarter is not over yet.", where="quarter")
    asked = asked_words(words)
    found = statistics(text, _answered_in(reading, quarter))
    lists = {
        name: tuple(row for row in rows if mentions(asked, row.of))
        for name, rows in found.lists.items()
    }
    if sort == "most":
        for name in lists.keys() - {"working_days"}:
            lists[name] = tuple(sorted(lists[name], key=lambda row: -row.whole))
    return replace(found, lists=lists)


def _answered_in(reading: Reading, quarter: Quarter) -> Iterator[Answered]:
    """The requests that were answered in the quarter."""
    names = {
        str(row.id): str(row.name)
        for table in (t.party_groups, t.bodies)
        for row in reading.connection.execute(select(table.c.id, table.c.name))
    }
    done: set[str] = set()
    for row in reading.connection.execute(_decisions()):
        moment = datetime.fromisoformat(msgspec.json.decode(row.bytes)["at"])
        told = from_kept(row.told or row.decision)
        if row.reference in done or told.refer_to is not None:
            continue
        done.add(row.reference)
        if quarter.first <= moment < quarter.end:
            yield _answered(reading, row, told, moment, names)


def _decisions() -> Any:
    """Every decision on every request, in the order of the log."""
    entry, kept, facts = t.log_entries.c, t.log_secrets.alias("kept"), t.log_secrets.alias("facts")
    first = select(t.requests.c.reference, t.requests.c.entry, t.requests.c.told)
    later = select(
        t.request_decisions.c.reference, t.request_decisions.c.entry, t.request_decisions.c.told
    )
    every = union_all(first, later).subquery("every")
    return (
        select(
            every,
            entry.bytes,
            kept.c.value.label("decision"),
            facts.c.value.label("facts"),
            t.requests.c.received_at,
            t.requests.c.document,
        )
        .join(t.requests, t.requests.c.reference == every.c.reference)
        .join(t.log_entries, entry.seq == every.c.entry)
        .join(kept, and_(kept.c.seq == every.c.entry, kept.c.name == "decision"))
        .join(facts, and_(facts.c.seq == every.c.entry, facts.c.name == "facts"))
        .where(t.requests.c.channel != "wrongdoing")
        .order_by(every.c.entry)
    )


def _answered(
    reading: Reading,
    row: Row[Any],
    told: Decision,
    moment: datetime,
    names: dict[str, str],
) -> Answered:
    facts = facts_from_kept(row.facts)
    business = {
        entry.body
        for segment in facts_told(facts, told).document.segments
        for entry in segment.business
    }
    received, decided = (_local(at) for at in (row.received_at, moment))
    return Answered(
        answer=_answer(told),
        working_days=_working_days(reading, received, decided),
        party_group=names.get(facts.requester.group or "", NO_GROUP),
        services=frozenset(_services(reading, row.document, moment) if told.segments else ()),
        bodies=frozenset(names[body] for body in business if body in names),
        rules=frozenset(segment.row for segment in told.segments),
    )


def _services(reading: Reading, document: str, moment: datetime) -> list[str]:
    """The service to which a document belonged at that moment, as far as we knew."""
    asked = {"document": document, "moment": moment}
    return [str(service) for (service,) in reading.connection.execute(_SERVICE, asked)]


def _answer(told: Decision) -> Answer:
    if told.outcome == "refuse":
        return "not_agreed"
    return "agreed_in_part" if told.outcome == "disclose_in_part" else "agreed"


def _working_days(reading: Reading, received: date, decided: date) -> int:
    """The working days after receipt, up to the answer."""
    days = bank_holidays(received.year, decided.year, added_days(reading.connection))
    calendar = Calendar(first_year=received.year, last_year=decided.year, bank_holidays=days)
    passed = range(received.toordinal() + 1, decided.toordinal() + 1)
    return sum(calendar.is_working_day(date.fromordinal(day)) for day in passed)


def _begin(day: date) -> datetime:
    return datetime.combine(day, time(), LONDON).astimezone(UTC)


def _local(moment: datetime) -> date:
    return moment.astimezone(LONDON).date()
