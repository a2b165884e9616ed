"""Deadlines that come near, pass, or passed some time ago: those who must act are told.

All of it happens in one transaction, so that two workers tell nobody twice.
"""

from collections.abc import Iterator
from datetime import datetime
from typing import Any, Final, cast

from msgspec import Struct
from sqlalchemy import Row, bindparam, select, update

from gateway.casework.confidence import case_about
from gateway.casework.deadlines import escalated_from
from gateway.casework.notices import tell
from gateway.casework.owed import owing_now
from gateway.casework.record import record
from gateway.casework.request_clocks import CLOCKS
from gateway.casework.sign_ins import SYSTEM
from gateway.casework.standing import bearings
from gateway.casework.telling_offices import tell_hearers, tell_office
from gateway.casework.turn import Turn
from gateway.domain.deadlines import DeadlineStage
from gateway.domain.facts import Office
from gateway.domain.notices import NoticeKind, Recipient, to_office, to_person
from gateway.policy.life.relations import Stage
from gateway.store.tables import deadlines, requests

TOGETHER: Final = 100
"""How many deadlines are told of in one transaction."""
_DUE: Final = (
    select(deadlines, requests.c.requester)
    .outerjoin(requests, requests.c.reference == deadlines.c.about)
    .where(deadlines.c.state == "running", deadlines.c.next_at <= bindparam("now"))
    .order_by(deadlines.c.next_at, deadlines.c.id)
    .limit(TOGETHER)
)
_KINDS: Final[dict[DeadlineStage, NoticeKind]] = {
    "near": "deadline_near",
    "passed": "deadline_passed",
    "escalated": "deadline_escalated",
}


class TellOfDeadlines(Struct, frozen=True):
    """Tell of what is due now; gives how many deadlines that were, at most `TOGETHER`."""

    def carry_out(self, turn: Turn) -> int:
        """Tell, record, and set when to tell again. Of stages that were slept through, the last."""
        due = turn.connection.execute(_DUE, {"now": turn.local}).all()
        for row in due:
            self._tell_of(turn, row)
        return len(due)

    def _tell_of(self, turn: Turn, row: Row[Any]) -> None:
        stage, next_at = _stage(turn, row.late_from)
        case = case_about(turn, row.about)
        around = bearings(turn, case) if case else None
        entry = record(
            turn,
            by=SYSTEM,
            kind="deadline.told",
            body={
                "deadline": row.id,
                "kind": row.kind,
                "reference": row.about,
                "stage": stage,
            },
            in_confidence=around is not None and around.in_confidence,
        )
        for kind, to in _told(row, stage):
            if case and around and to.kind == "office":
                office = cast("Office", to.id)
                clock = row.kind in CLOCKS and office == row.owed_by
                acts, part = owing_now(case, around, office) if clock else (office, "decide")
                if part == "decide":
                    tell_office(turn, kind, acts, row.about, entry, around=around)
                else:
                    tell_hearers(turn, kind, Stage(office), row.about, entry, around=around)
            else:
                tell(turn, kind=kind, to=to, about=row.about, entry=entry)
        this = update(deadlines).where(deadlines.c.id == row.id)
        turn.connection.execute(this.values(stage=stage, next_at=next_at))


def _stage(turn: Turn, late: datetime) -> tuple[DeadlineStage, datetime | None]:
    """How far a deadline has come, and when somebody must be told again."""
    if turn.local < late:
        return "near", late
    escalated = escalated_from(turn, late)
    return ("passed", escalated) if turn.local < escalated else ("escalated", None)


def _told(row: Row[Any], stage: DeadlineStage) -> Iterator[tuple[NoticeKind, Recipient]]:
    """Whoever owes it; the requester once a clock is missed; at last the next office too."""
    yield _KINDS[stage], Recipient(row.owed_by_kind, row.owed_by)
    missed = stage != "near" and row.stage in {"running", "near"}
    if missed and row.requester is not None and row.kind in CLOCKS:
        yield "deadline_passed", to_person(row.requester)
    if stage == "escalated" and row.escalates_to is not None:
        yield "deadline_escalated", to_office(row.escalates_to)
