"""Requests as rows: their running number, and the row as the answer that was given."""

from datetime import datetime
from typing import Any

import msgspec
from sqlalchemy import (
    BindParameter,
    ColumnElement,
    Row,
    Select,
    and_,
    bindparam,
    insert,
    select,
    update,
)

from gateway.casework.deciding import Decided
from gateway.casework.kept_decisions import from_kept, to_kept
from gateway.casework.turn import Turn
from gateway.domain.decision import Decision
from gateway.domain.requests import AskedRequest, RequestAnswer
from gateway.policy.reply import what
from gateway.store.prepared import Prepared
from gateway.store.tables import log_secrets, request_numbers, requests
from gateway.store.tables.columns import moment_text

_YEAR: BindParameter[int] = bindparam("this_year")
_COUNT_ON = Prepared(
    update(request_numbers)
    .where(request_numbers.c.year == _YEAR)
    .values(last=request_numbers.c.last + 1)
    .returning(request_numbers.c.last)
)


def next_reference(turn: Turn) -> str:
    """The reference of a new request: the year and a running number."""
    year = turn.local.year
    counted = _COUNT_ON.rows(turn.connection, {"this_year": year})
    if not counted:
        turn.connection.execute(insert(request_numbers), {"year": year, "last": 1})
    number = counted[0][0] if counted else 1
    return f"NTK-{year}-{number:04d}"


def request_row(by: str, asked: AskedRequest, decided: Decided, turn: Turn) -> dict[str, Any]:
    """The row of a request that is decided. Only what is held can wait for an office."""
    told, whole = decided.told, decided.decision
    return {
        **msgspec.structs.asdict(asked),
        "reference": decided.facts.id,
        "received_at": moment_text(turn.moment),
        "requester": by,
        "outcome": told.outcome,
        "waits_for": whole.refer_to if decided.held else None,
        "told": None if told is whole else to_kept(told).decode(),
    }


def select_requests(*wanted: ColumnElement[bool]) -> Select[Any]:
    """Requests, each with the decision that its log entry is committed to."""
    is_its = and_(log_secrets.c.seq == requests.c.entry, log_secrets.c.name == "decision")
    return (
        select(requests, log_secrets.c.value.label("decision"))
        .join_from(requests, log_secrets, is_its)
        .where(*wanted)
    )


def asked_in(row: Row[Any]) -> AskedRequest:
    """What was asked in a row of `select_requests`."""
    return AskedRequest(**{name: getattr(row, name) for name in AskedRequest.__struct_fields__})


def answer_from(row: Row[Any], *, told: bool) -> RequestAnswer:
    """The answer in a row: as it was told to the requester, or whole, for the office it is with."""
    return answer(
        asked_in(row),
        from_kept(row.told if told and row.told else row.decision),
        entry=row.entry,
        received_at=row.received_at,
        requester=row.requester,
    )


def answer(
    asked: AskedRequest,
    decision: Decision,
    *,
    entry: int,
    received_at: datetime,
    requester: str,
) -> RequestAnswer:
    """An answer with its sentence. Without segments it neither confirms nor denies."""
    return RequestAnswer(
        reference=decision.id,
        entry=entry,
        received_at=received_at,
        requester=requester,
        asked=asked,
        sentence=what(decision),
        decision=decision,
    )
