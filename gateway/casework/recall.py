"""Asking copies back: when a seat, a group, an office or a grant ends, and access with it.

Access itself ends at once, by being decided again. This tells those concerned: for each copy it is
decided twice, with what its holder was when it was last looked and with what they are now. Only
what the difference took away is asked back, and nothing because a meeting has passed.
"""

from collections.abc import Iterable
from datetime import datetime, time
from typing import Any, Final

import structlog
from msgspec import Struct
from sqlalchemy import ColumnElement, Row, Text, and_, cast, exists, or_, select, update

from gateway.casework import deadlines, notices
from gateway.casework.access import access_in
from gateway.casework.afterwards import adviser_in, around, receiver_in
from gateway.casework.case_decisions import decide_case
from gateway.casework.cases import case_of
from gateway.casework.copies import fetches_of
from gateway.casework.deciding import decide
from gateway.casework.documents import JUST_LOOKING
from gateway.casework.record import record
from gateway.casework.sign_ins import SYSTEM
from gateway.casework.turn import Turn, local_time
from gateway.domain.copies import WORKING_DAYS
from gateway.domain.notices import to_office, to_person
from gateway.errors import BusyError
from gateway.store import log
from gateway.store import tables as t
from gateway.store.facts_of_documents import document_of
from gateway.store.facts_of_people import person_of
from gateway.store.tables.columns import local_text

TOGETHER: Final = 50
"""How many copies are looked at in one transaction."""
_say = structlog.get_logger(__name__)
_ENDING: Final = (
    t.terms,
    t.seats,
    t.group_memberships,
    t.ward_seats,
    t.positions,
    t.offices,
    t.substitutions,
    t.undertakings,
)
"""What a person's access may rest on, and that ends."""
_HELD: Final = and_(t.copies.c.state == "held", t.copies.c.downloaded.is_not(None))
"""That there is something to ask back: of what was only read, nothing is."""


class LookForCopies(Struct, frozen=True):
    """Look whether access has ended to copies whose holder lost something since last time."""

    def carry_out(self, turn: Turn) -> int:
        """Ask back what is to be asked back; gives how many were looked at, at most `TOGETHER`."""
        rows = turn.connection.execute(
            select(t.copies)
            .where(_HELD, or_(*_changes(turn)))
            .order_by(t.copies.c.id)
            .limit(TOGETHER)
        ).all()
        for row in rows:
            look_at(turn, row)
        return len(rows)


def look_again(turn: Turn, person: str, document: str) -> None:
    """Look at what somebody holds of a document, after access to it was ended."""
    table = t.copies.c
    held = select(t.copies).where(table.person == person, table.document == document, _HELD)
    for row in turn.connection.execute(held).all():
        look_at(turn, row)


def look_at(turn: Turn, row: Row[Any]) -> None:
    """Ask a copy back where access to a part of it has ended; else note that it was looked at."""
    looked = {"looked_at": turn.moment, "looked_local": turn.local}
    this = update(t.copies).where(t.copies.c.id == row.id)
    try:
        lost = _lost(turn, row)
    except BusyError:  # what is kept cannot be decided about: nothing of it is released either
        _say.exception("copy.not_decided", copy=row.id)
        lost = False
    if not lost:
        turn.connection.execute(this.values(**looked))
        return
    body = {"copy": row.id, "document": row.document, "person": row.person}
    entry = record(turn, by=SYSTEM, kind="copy.asked_back", body=body)
    turn.connection.execute(this.values(state="asked_back", asked_back=entry, **looked))
    bearings = around(turn, {row.person})
    deadlines.set_deadline(
        turn,
        kind="copies_back",
        about=row.id,
        owed_by=to_person(row.person),
        counted=deadlines.working_days(turn, WORKING_DAYS),
        entry=entry,
        escalates_to=adviser_in(bearings),
    )
    person, barred = to_person(row.person), bearings.from_deciding
    notices.tell(turn, kind="access_ended", to=person, about=row.id, entry=entry)
    notices.tell(turn, kind="copies_asked_back", to=person, about=row.id, entry=entry)
    receiver = to_office(receiver_in(bearings))
    notices.tell(turn, kind="access_ended", to=receiver, about=row.id, entry=entry, barred=barred)


def _lost(turn: Turn, row: Row[Any]) -> bool:
    """Whether a part that was fetched was open to its holder before, and is not any more."""
    fetches = fetches_of(turn, row.id)
    moments = {log.moment_of(turn.connection, one.entry) for one in fetches}
    still, ended = _open(turn, row, turn.moment)
    before = ended | _open(turn, row, row.looked_at)[0]
    for fetched_at in sorted(moments):
        if fetched_at > row.looked_at:  # with what they had become by then
            before |= _open(turn, row, fetched_at)[0]
    return bool({one.segment for one in fetches} & (before - still))


def _open(turn: Turn, row: Row[Any], then: datetime) -> tuple[set[str], set[str]]:
    """What would be open of a document now to its holder as they were at a moment.

    The second set is what would not, because a grant has ended.
    """
    known = person_of(turn.connection, row.person, now=local_time(then), known=then)
    if known is None:
        return set(), set()
    requester = known.requester
    kept = document_of(turn.connection, row.document)
    looking = decide(turn, requester, JUST_LOOKING, kept, id=row.document)
    found = {one.id for one in looking.told.segments if one.released}
    ended: set[str] = set()
    for reference in _requests(turn, row):
        case = case_of(turn, reference)
        if case.mark != "withdrawn":
            access = access_in(turn, case, decide_case(turn, case, requester))
            found |= {one.id for one in access.parts()}
            ended |= access.ended
    return found, ended


def _requests(turn: Turn, row: Row[Any]) -> Iterable[str]:
    table = t.requests.c
    own = select(table.reference).where(
        table.requester == row.person, table.document == row.document
    )
    return turn.connection.execute(own).scalars().all()


def _changes(turn: Turn) -> list[ColumnElement[bool]]:
    """What may have ended access to a copy since it was last looked at."""
    copy, now = t.copies.c, turn.local
    found: list[ColumnElement[bool]] = [
        exists().where(
            table.c.person == copy.person,
            table.c.valid_to <= now,
            or_(table.c.valid_to > copy.looked_local, table.c.ended_recorded_at > copy.looked_at),
        )
        for table in _ENDING
    ]
    suspended, body = t.suspensions.c, t.bodies.c
    found.append(
        exists().where(
            suspended.person == copy.person,
            suspended.valid_from <= now,
            or_(
                suspended.valid_from > copy.looked_local,
                suspended.recorded_at > copy.looked_at,
            ),
        )
    )
    found.append(
        exists().where(
            t.seats.c.person == copy.person,
            t.seats.c.body == body.id,
            cast(body.ended_on, Text) <= local_text(now),
            cast(body.ended_on, Text) > cast(copy.looked_local, Text),
        )
    )
    morning = datetime.combine(now.date(), time())
    limited = exists().where(
        t.copy_fetches.c.copy == copy.id, t.grants.c.reference == t.copy_fetches.c.reference
    )
    found.append(and_(copy.looked_local < morning, limited))
    return found
