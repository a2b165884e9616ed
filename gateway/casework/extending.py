"""Extending a deadline, and the holding reply: more time, for a reason that is told."""

from typing import Any, Final

import msgspec
from msgspec import Struct
from sqlalchemy import Row, bindparam, select

from gateway.casework.confidence import in_confidence
from gateway.casework.deadlines import move
from gateway.casework.notices import tell
from gateway.casework.owed import ShownDeadline, may_be_owed_by, owes, shown
from gateway.casework.record import record
from gateway.casework.turn import Turn
from gateway.casework.who import caller_from, known_person
from gateway.casework.writer import Office
from gateway.domain.deadlines import (
    LONGEST_EXTENSION,
    MAY_MOVE,
    AskedExtension,
    Count,
    DeadlineKind,
)
from gateway.domain.notices import NoticeKind, to_person
from gateway.errors import ConflictError, NotFoundError
from gateway.store.tables import deadlines, requests
from gateway.store.tables.duties import is_open

_BY_ID: Final = deadlines.c.id == bindparam("deadline")
_REQUESTER: Final = select(requests.c.requester).where(requests.c.reference == bindparam("about"))


def extend(office: Office, *, by: str, deadline: str, asked: AskedExtension) -> ShownDeadline:
    """Take more time, and show the deadline as it stands then. Raises as `ExtendDeadline`."""
    office.carry_out_now(ExtendDeadline(by=by, deadline=deadline, asked=asked))
    with office.reading() as reading:
        row = reading.connection.execute(select(deadlines).where(_BY_ID), {"deadline": deadline})
        return shown(reading, row.one())


class ExtendDeadline(Struct, frozen=True, kw_only=True):
    """Whoever owes something takes more time, openly. `by` is a person's id."""

    by: str
    deadline: str
    asked: AskedExtension

    def carry_out(self, turn: Turn) -> None:
        """Extend, record with the reason, and tell the requester.

        Raises NotFoundError unless it is open and the person owes it, ConflictError for a clock
        that a statute sets, and beyond the limit.
        """
        row = self._owed(turn)
        kind: DeadlineKind = row.kind
        count = msgspec.json.decode(row.counted, type=Count)
        if kind not in MAY_MOVE:
            raise ConflictError("A statute sets this deadline, and nobody may move it.")
        if count.extended_by + self.asked.working_days > LONGEST_EXTENSION:
            raise ConflictError(
                f"A deadline is extended by {LONGEST_EXTENSION} working days at most, in all."
            )
        entry = record(
            turn,
            by=self.by,
            kind="deadline.extended",
            body={
                "deadline": self.deadline,
                "kind": kind,
                "reference": row.about,
                "working_days": self.asked.working_days,
            },
            committed={"reason": self.asked.reason.encode()},
            in_confidence=in_confidence(turn, row.about),
        )
        move(turn, row, self.asked.working_days, entry)
        told: NoticeKind = "holding_reply" if kind == "response" else "deadline_moved"
        for (requester,) in turn.connection.execute(_REQUESTER, {"about": row.about}):
            tell(turn, kind=told, to=to_person(requester), about=row.about, entry=entry)

    def _owed(self, turn: Turn) -> Row[Any]:
        known = known_person(turn, self.by)
        if known is None:
            raise NotFoundError("There is no such deadline.")
        caller = caller_from(known)
        mine = may_be_owed_by(turn, caller)
        statement = select(deadlines).where(_BY_ID, is_open, mine)
        row = turn.connection.execute(statement, {"deadline": self.deadline}).one_or_none()
        if row is None or not owes(turn, row, caller):
            raise NotFoundError("There is no such deadline that you owe.")
        return row
