"""What is owed, as those see it who owe it or to whom it is owed: until when, and how counted."""

from collections.abc import Callable, Sequence
from datetime import datetime
from itertools import islice
from typing import Any, Final

import msgspec
from msgspec import Struct
from sqlalchemy import ColumnElement, Row, and_, bindparam, func, or_, select

from gateway.casework.cases import Case
from gateway.casework.confidence import case_about, may_know_of
from gateway.casework.documents import searchable
from gateway.casework.openable import offices_of, offices_stood_for
from gateway.casework.page_keys import no_key
from gateway.casework.paging import gone_through
from gateway.casework.request_clocks import CLOCKS
from gateway.casework.standing import bearings, standing
from gateway.casework.turn import Reading
from gateway.domain.deadlines import (
    NAMES,
    Count,
    DeadlineChange,
    DeadlineKind,
    DeadlineState,
)
from gateway.domain.facts import Office
from gateway.domain.notices import RecipientKind
from gateway.domain.people import Caller
from gateway.policy.life.own_cause import Part
from gateway.policy.life.relations import Bearings, Stage
from gateway.store.tables import deadline_changes, deadlines, log_entries, log_secrets, requests
from gateway.store.tables.columns import local_text

_COUNT: Final = msgspec.json.Decoder(Count)


class ShownChange(Struct, frozen=True, kw_only=True):
    """What became of a deadline: when, until when it ran then, why, and the log entry of it."""

    change: DeadlineChange
    at: datetime
    due: str
    entry: int
    reason: str | None


class ShownDeadline(Struct, frozen=True, kw_only=True):
    """One deadline. `due` is a day, met until its end, or a local moment, met until then.

    `late` says whether it is missed now. `calendar` is the digest of the calendar, or of the rule
    book, with which it was counted, and `how_counted` says in plain words how.
    """

    id: str
    kind: DeadlineKind
    what: str
    about: str
    owed_by_kind: RecipientKind
    owed_by: str
    state: DeadlineState
    due: str
    first_due: str
    late: bool
    how_counted: str
    calendar: str | None
    entry: int
    changes: tuple[ShownChange, ...]


class DeadlinePage(Struct, frozen=True, kw_only=True):
    """One page of deadlines; `next` is the key of the page after it, None at the end."""

    items: tuple[ShownDeadline, ...]
    next: str | None


def deadlines_of(
    reading: Reading,
    caller: Caller,
    *,
    about: str | None = None,
    state: DeadlineState | None = None,
    words: str = "",
    latest_first: bool = False,
    after: str | None = None,
    limit: int = 50,
) -> DeadlinePage:
    """The deadlines that the caller owes, and those of their own requests; the soonest first.

    Of a search, those with every one of the `words` in what is owed or in what it is about.

    What is of the caller's own cause is passed over, and leaves no gap by which to know of it.
    `after` is the `next` of the page before. Raises InputError when it is not one.
    """
    wanted = [or_(may_be_owed_by(reading, caller), _of_own_requests(caller))]
    if about is not None:
        wanted.append(deadlines.c.about == about)
    if state is not None:
        wanted.append(deadlines.c.state == state)
    wanted += [_has(word) for word in searchable(words).casefold().split()]
    key = None if after is None else _page_key(after)
    ask = _ask(reading, wanted, latest_first=latest_first)
    found = gone_through(ask, lambda row: (row.late_from, row.id), key, limit)
    mine = (row for row in found if _is_shown(reading, row, caller))
    rows = list(islice(mine, limit + 1))
    last = rows[limit - 1] if len(rows) > limit else None
    return DeadlinePage(
        items=tuple(shown(reading, row) for row in rows[:limit]),
        next=None if last is None else f"{local_text(last.late_from)}~{last.id}",
    )


def _ask(
    reading: Reading, wanted: list[ColumnElement[bool]], *, latest_first: bool
) -> Callable[[tuple[datetime, str] | None, int], Sequence[Row[Any]]]:
    """Asks for some of the wanted rows after a place in the list."""
    late_from = deadlines.c.late_from
    order = late_from.desc() if latest_first else late_from
    statement = select(deadlines).where(*wanted).order_by(order, deadlines.c.id)

    def ask(place: tuple[datetime, str] | None, some: int) -> Sequence[Row[Any]]:
        beyond = () if place is None else (_beyond(*place, latest_first=latest_first),)
        return reading.connection.execute(statement.where(*beyond).limit(some)).all()

    return ask


def may_be_owed_by(reading: Reading, caller: Caller) -> ColumnElement[bool]:
    """What leads to all that a person owes, and to more: `owes` is asked about each."""
    kind, who = deadlines.c.owed_by_kind, deadlines.c.owed_by
    return or_(
        and_(kind == "person", who == caller.person),
        and_(kind == "office", who.in_(sorted(offices_stood_for(reading, caller)))),
    )


def owing_now(case: Case, around: Bearings, office: Office) -> tuple[Office, Part]:
    """Who owes a clock that runs, where this office did: whoever acts in its place at this moment.

    While something waits they decide; where nothing does, they hear what is disputed.
    """
    return (around.acts(office), "decide") if case.waits else (around.hears(Stage(office)), "hear")


def owes(reading: Reading, row: Row[Any], caller: Caller) -> bool:
    """Whether a person owes this, themselves or by an office that they act for now.

    A clock that runs is owed by the office that must act in the request at this moment: where the
    one that owed it has become unable, by whichever stands in.
    """
    theirs = {caller.person, *offices_of(reading, caller)}
    case = case_about(reading, row.about)
    if case is None or row.kind not in CLOCKS or row.closed_at is not None:
        return row.owed_by in theirs and may_know_of(reading, row.about, caller.person)
    around, offices = bearings(reading, case), standing(reading, case, caller.person).offices
    office, part = owing_now(case, around, row.owed_by)
    own = row.owed_by in theirs and not offices.keys().isdisjoint({"acting", "hearer"})
    return own or office in offices.get("acting" if part == "decide" else "hearer", ())


def _is_shown(reading: Reading, row: Row[Any], caller: Caller) -> bool:
    """Whether it is of a request of their own that they know of, or owed by them."""
    own = select(requests.c.reference).where(
        requests.c.reference == row.about, requests.c.requester == caller.person
    )
    if reading.connection.execute(own).one_or_none() is not None:
        return may_know_of(reading, row.about, caller.person)
    return owes(reading, row, caller)


def _of_own_requests(caller: Caller) -> ColumnElement[bool]:
    own = select(requests.c.reference).where(requests.c.requester == caller.person)
    return deadlines.c.about.in_(own)


def shown(reading: Reading, row: Row[Any]) -> ShownDeadline:
    """A row as it is shown."""
    return ShownDeadline(
        id=row.id,
        kind=row.kind,
        what=NAMES[row.kind],
        about=row.about,
        owed_by_kind=row.owed_by_kind,
        owed_by=row.owed_by,
        state=row.state,
        due=row.due,
        first_due=row.first_due,
        late=row.state == "running" and row.late_from <= reading.local,
        how_counted=_COUNT.decode(row.counted).sentence,
        calendar=row.calendar,
        entry=row.entry,
        changes=tuple(_changes(reading, row.id)),
    )


_CHANGES: Final = (
    select(deadline_changes, log_entries.c.bytes, log_secrets.c.value)
    .join(log_entries, log_entries.c.seq == deadline_changes.c.entry)
    .outerjoin(
        log_secrets,
        and_(log_secrets.c.seq == deadline_changes.c.entry, log_secrets.c.name == "reason"),
    )
    .where(deadline_changes.c.deadline == bindparam("deadline"))
    .order_by(deadline_changes.c.entry)
)


def _changes(reading: Reading, deadline: str) -> list[ShownChange]:
    """What became of a deadline, the oldest first; a reason that was erased is not told."""
    return [
        ShownChange(
            change=row.change,
            at=datetime.fromisoformat(msgspec.json.decode(row.bytes)["at"]),
            due=row.due,
            entry=row.entry,
            reason=None if row.value is None else row.value.decode(),
        )
        for row in reading.connection.execute(_CHANGES, {"deadline": deadline})
    ]


def _has(word: str) -> ColumnElement[bool]:
    """Whether a word stands in what is owed, or in what it is about."""
    owed = [kind for kind, name in NAMES.items() if word in name.casefold()]
    about = func.lower(deadlines.c.about).contains(word, autoescape=True)
    return or_(deadlines.c.kind.in_(owed), about)


def _beyond(moment: datetime, deadline: str, *, latest_first: bool) -> ColumnElement[bool]:
    """Whether a row comes after the one with this place in the list."""
    late_from = deadlines.c.late_from
    later = late_from < moment if latest_first else late_from > moment
    return or_(later, and_(late_from == moment, deadlines.c.id > deadline))


def _page_key(after: str) -> tuple[datetime, str]:
    late_from, _, deadline = after.partition("~")
    try:
        return datetime.fromisoformat(late_from).replace(tzinfo=None), deadline
    except ValueError as error:
        raise no_key() from error
