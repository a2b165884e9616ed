"""Deadlines of a case: set, met, paused, resumed, extended, in the turn of what happened.

Each row keeps how it was counted and with which calendar. What becomes of a deadline is kept with
the log entry that says why. The worker tells those who must act (`gateway.casework.due`).
"""

from datetime import date, datetime, time, timedelta
from typing import Any, Final

import msgspec
from msgspec import Struct
from sqlalchemy import ColumnElement, Row, and_, bindparam, insert, select, update

from gateway.casework.calendars import KeptCalendar, calendar_of, keep
from gateway.casework.own_ids import id_at
from gateway.casework.turn import LONDON, Turn
from gateway.domain.deadlines import (
    MAY_MOVE,
    Count,
    DeadlineChange,
    DeadlineKind,
    late_from,
    read_due,
)
from gateway.domain.facts import Office
from gateway.domain.notices import Recipient
from gateway.errors import FactsError
from gateway.policy import counting
from gateway.store.tables import deadline_changes, deadlines
from gateway.store.tables.columns import local_text
from gateway.store.tables.duties import is_open

ESCALATED_AFTER: Final = 2
"""Working days after a deadline was missed on which the next office is told."""
_COUNT: Final = msgspec.json.Decoder(Count)
_ABOUT: Final = and_(deadlines.c.about == bindparam("reference"), is_open)


class Counted(Struct, frozen=True, kw_only=True):
    """A count, and the digest of the calendar or rule book with which it was made."""

    count: Count
    calendar: str | None


def working_days(turn: Turn, number: int, *, start: date | None = None) -> Counted:
    """So many working days after `start`, which is today unless given, by this council's calendar.

    Raises FactsError where that leaves the calendar.
    """
    kept = calendar_of(turn)
    keep(turn, kept)
    day = start or turn.local.date()
    count = counting.working_days_after(kept.calendar, day, number, "deadline")
    return Counted(count=count, calendar=kept.digest)


def as_set(due: date) -> Counted:
    """A day or a local moment that was set and not counted."""
    return Counted(count=counting.as_set(due), calendar=None)


def set_deadline(
    turn: Turn,
    *,
    kind: DeadlineKind,
    about: str,
    owed_by: Recipient,
    counted: Counted,
    entry: int,
    escalates_to: Office | None = None,
) -> str:
    """Set a deadline; gives its id.

    `about` is a reference or an id, `owed_by` must act, `escalates_to` is told when nobody does,
    and `entry` is the log entry of what set it. An open deadline of the same kind about the same
    thing is ended: there is one at a time.
    """
    _close(turn, "ended", _of(kind), about=about, entry=entry)
    return add_deadline(
        turn,
        kind=kind,
        about=about,
        owed_by=owed_by,
        counted=counted,
        entry=entry,
        escalates_to=escalates_to,
    )


def add_deadline(
    turn: Turn,
    *,
    kind: DeadlineKind,
    about: str,
    owed_by: Recipient,
    counted: Counted,
    entry: int,
    escalates_to: Office | None = None,
) -> str:
    """As `set_deadline`, where none of the kind can be open about the same thing."""
    due = read_due(counted.count.due)
    until = _until(turn, counted.count, due)
    row = {
        "id": id_at(turn.moment),
        "entry": entry,
        "kind": kind,
        "about": about,
        "owed_by_kind": owed_by.kind,
        "owed_by": owed_by.id,
        "escalates_to": escalates_to,
        "first_due": counted.count.due,
        "calendar": counted.calendar,
        "state": "running",
        "paused_at": None,
        "closed_at": None,
        **until,
        "late_from": local_text(until["late_from"]),
        "next_at": local_text(until["next_at"]),
    }
    turn.rows.add(deadlines, row)
    return str(row["id"])


def meet_deadline(turn: Turn, *, about: str, entry: int, kind: DeadlineKind | None = None) -> None:
    """What was owed was done: of one kind, or everything that is owed about this."""
    _close(turn, "met", _of(kind), about=about, entry=entry)


def end_deadlines(turn: Turn, *, about: str, entry: int, kind: DeadlineKind | None = None) -> None:
    """Nothing is owed any more, as when a request is withdrawn."""
    _close(turn, "ended", _of(kind), about=about, entry=entry)


def hand_over(turn: Turn, *, about: str, office: Office, to: Office) -> None:
    """Whatever an office still owes about this is owed by another one, until the same day."""
    theirs = and_(deadlines.c.owed_by_kind == "office", deadlines.c.owed_by == office)
    this = update(deadlines).where(_ABOUT, theirs)
    turn.connection.execute(this.values(owed_by=to), {"reference": about})


def pause(turn: Turn, *, about: str, entry: int) -> None:
    """The requester was asked something: what the council set itself stands still until `resume`.

    What a statute counts runs on.
    """
    may_pause = and_(
        deadlines.c.state == "running",
        deadlines.c.kind.in_(sorted(MAY_MOVE - {"clarification"})),
    )
    for row in _open(turn, may_pause, about):
        _change(turn, row, "paused", entry, state="paused", paused_at=turn.moment)


def resume(turn: Turn, *, about: str, entry: int) -> None:
    """The requester answered: each paused deadline moves on by the working days that it waited."""
    kept = calendar_of(turn)
    for row in _open(turn, deadlines.c.state == "paused", about):
        since, until = _local_day(row.paused_at), turn.local.date()
        count = _COUNT.decode(row.counted)
        passed = working_days_between(kept, since, until)
        waited = (*count.waited, (since, until))
        moved = _moved(kept, msgspec.structs.replace(count, waited=waited), passed)
        keep(turn, kept)
        _change(
            turn,
            row,
            "resumed",
            entry,
            state="running",
            paused_at=None,
            calendar=kept.digest,
            **_until(turn, moved, read_due(moved.due)),
        )


def move(turn: Turn, row: Row[Any], number: int, entry: int) -> Count:
    """Move an open deadline on by so many working days; gives how it is counted now."""
    kept = calendar_of(turn)
    keep(turn, kept)
    count = _COUNT.decode(row.counted)
    longer = msgspec.structs.replace(count, extended_by=count.extended_by + number)
    moved = _moved(kept, longer, number)
    _change(
        turn,
        row,
        "moved",
        entry,
        calendar=kept.digest,
        **_until(turn, moved, read_due(moved.due)),
    )
    return moved


def _of(kind: DeadlineKind | None) -> ColumnElement[bool]:
    return is_open if kind is None else deadlines.c.kind == kind


def _open(turn: Turn, which: ColumnElement[bool], about: str) -> list[Row[Any]]:
    statement = select(deadlines).where(_ABOUT, which).order_by(deadlines.c.id)
    return list(turn.connection.execute(statement, {"reference": about}))


def _close(
    turn: Turn, state: DeadlineChange, which: ColumnElement[bool], *, about: str, entry: int
) -> None:
    for row in _open(turn, which, about):
        _change(turn, row, state, entry, state=state, closed_at=turn.moment, next_at=None)


def _change(turn: Turn, row: Row[Any], change: DeadlineChange, entry: int, **values: Any) -> None:
    """Change a deadline, and keep what became of it with the entry that says why."""
    turn.connection.execute(update(deadlines).where(deadlines.c.id == row.id).values(**values))
    kept = {"deadline": row.id, "entry": entry, "change": change}
    turn.connection.execute(insert(deadline_changes), {**kept, "due": values.get("due", row.due)})


def _until(turn: Turn, count: Count, due: date) -> dict[str, Any]:
    """The columns that follow from the count; whoever owes it is told the working day before."""
    day = due.date() if isinstance(due, datetime) else due
    try:
        before = calendar_of(turn).calendar.working_days_before(day, 1, "deadline")
    except FactsError:  # further away than the calendar reaches
        before = day - timedelta(days=1)
    return {
        "due": count.due,
        "counted": msgspec.json.encode(count).decode(),
        "late_from": late_from(due),
        "next_at": datetime.combine(before, time()),
        "stage": "running",
    }


def escalated_from(turn: Turn, late: datetime) -> datetime:
    """The local moment from which the next office is told."""
    day = late.date()
    try:
        then = calendar_of(turn).calendar.working_days_after(day, ESCALATED_AFTER, "deadline")
    except FactsError:
        then = day + timedelta(days=ESCALATED_AFTER)
    return datetime.combine(then, time())


def _moved(kept: KeptCalendar, count: Count, number: int) -> Count:
    """The count with its day so many working days later."""
    start, day = read_due(count.start), read_due(count.due)
    due = kept.calendar.working_days_after(day, number, "deadline")
    over = counting.passed_over(kept.calendar, start, due)
    return msgspec.structs.replace(count, due=due.isoformat(), passed_over=over)


def working_days_between(kept: KeptCalendar, since: date, until: date) -> int:
    """The working days after one day, up to and with another: as on receipt, the first is not one.

    Raises FactsError for days that the calendar does not cover.
    """
    days = (since + timedelta(days=passed) for passed in range(1, (until - since).days + 1))
    return sum(kept.calendar.is_working_day(day, "deadline") for day in days)


def _local_day(moment: datetime) -> date:
    return moment.astimezone(LONDON).date()
