"""Requests as rows: as they are asked, and the row as the answer that was given."""

from collections.abc import Collection, Iterable
from datetime import datetime
from typing import Any, Final

import msgspec
from sqlalchemy import (
    ColumnElement,
    Row,
    Select,
    Table,
    and_,
    false,
    func,
    or_,
    select,
)
from sqlalchemy import case as either

from gateway.casework.deciding import Decided
from gateway.casework.kept_decisions import from_kept, to_kept
from gateway.casework.turn import Turn
from gateway.domain.casework import Wait
from gateway.domain.decision import Decision
from gateway.domain.people import HeldOffice
from gateway.domain.requests import AskedRequest, RequestAnswer
from gateway.policy.life.found import Found
from gateway.policy.reply import what
from gateway.store.tables import (
    cases,
    concerned,
    findings,
    log_secrets,
    request_decisions,
    requests,
)
from gateway.store.tables.cases import is_waiting
from gateway.store.tables.columns import moment_text

_OF_THE_CASE: Final = ("capacity", "authority", "interests", "concerned")
"""What is asked and does not stand in the row of the request."""
_NAMES: Final = msgspec.json.Decoder(tuple[str, ...])
_NEWEST: Final = (
    select(func.max(request_decisions.c.entry))
    .where(request_decisions.c.reference == requests.c.reference)
    .correlate(requests)
    .scalar_subquery()
)
"""The log entry of the newest decision on a request after the first one."""
Rows = tuple[tuple[Table, dict[str, Any]], ...]
"""Rows to be recorded, each with its table."""


def request_rows(
    turn: Turn, by: str, asked: AskedRequest, decided: Decided, again_from: str | None
) -> Rows:
    """The rows of a request that is decided. Only what is held can wait for an office."""
    told, whole = decided.told, decided.decision
    row = msgspec.structs.asdict(asked)
    of_the_case = {name: row.pop(name) for name in _OF_THE_CASE}
    row |= {
        "reference": whole.id,
        "received_at": moment_text(turn.moment),
        "requester": by,
        "outcome": told.outcome,
        "waits_for": whole.refer_to if decided.held else None,
        "told": told_text(decided),
    }
    people = of_the_case.pop("concerned")
    of_the_case |= {
        "interests": to_json(asked.interests),
        "reference": whole.id,
        "mark": "open",
        "again_from": again_from,
        "waits": to_json(waits_after(turn, decided, ())),
    }
    named = (concerned, {"reference": whole.id, "people": to_json(people)})
    return (requests, row), (cases, of_the_case), *((named,) if people else ())


def waits_after(turn: Turn, decided: Decided, before: tuple[Wait, ...]) -> tuple[Wait, ...]:
    """For whom each segment waits now, and since when.

    What waited before waits on, whoever must act now: being handed on makes no wait shorter.
    """
    since = {one.segment: one.since for one in before}
    return tuple(
        Wait(one.id, one.waits_for, since.get(one.id, turn.moment))
        for one in decided.decision.segments
        if decided.held and one.waits_for
    )


def found_rows(reference: str, found: tuple[Found, ...]) -> Rows:
    """The rows of what one step settled about a case."""
    return tuple(
        (
            findings,
            {
                "number": number,
                "reference": reference,
                "segment": one.segment,
                "name": one.name,
                "value": to_json(one.value),
            },
        )
        for number, one in enumerate(found)
    )


def to_json(value: Any) -> str:
    """A value as it is kept in a text column."""
    return msgspec.json.encode(value).decode()


def told_text(decided: Decided, before: Decision | None = None) -> str | None:
    """The decision as told, where that is not the whole of it.

    Where nothing is told and nothing was told `before`, what was told then stays as it is.
    """
    if decided.told is decided.decision:
        return None
    if before is not None and not before.segments and not decided.told.segments:
        return to_kept(before).decode()
    return to_kept(decided.told).decode()


def select_requests(*wanted: ColumnElement[bool], first: bool = False) -> Select[Any]:
    """Requests with their cases, each with its newest decision; with `first`, the first one.

    `decided` is the log entry that is committed to the decision, and `as_told` the decision as
    told where that leaves something out.
    """
    later = request_decisions.alias("later")
    decided = requests.c.entry if first else func.coalesce(later.c.entry, requests.c.entry)
    told = (
        requests.c.told
        if first
        else either((later.c.entry.is_(None), requests.c.told), else_=later.c.told)
    )
    is_its = and_(log_secrets.c.seq == decided, log_secrets.c.name == "decision")
    of_the_case = [column for column in cases.c if column.name != "reference"]
    return (
        select(
            requests,
            *of_the_case,
            concerned.c.people.label("concerned"),
            decided.label("decided"),
            told.label("as_told"),
            log_secrets.c.value.label("decision"),
        )
        .join_from(requests, cases, cases.c.reference == requests.c.reference)
        .outerjoin(concerned, concerned.c.reference == requests.c.reference)
        .outerjoin(later, later.c.entry == _NEWEST)
        .join(log_secrets, is_its)
        .where(*wanted)
    )


def waiting_for(offices: Collection[HeldOffice]) -> ColumnElement[bool]:
    """That a request of `select_requests` waits for one of these offices."""
    named = [cases.c.waits.contains(f'"office":"{office}"') for office in sorted(offices)]
    return and_(is_waiting, or_(false(), *named))


def decided_by(rows: Iterable[str]) -> ColumnElement[bool]:
    """That the newest decision on a request names one of these rows, for whatever part of it."""
    kept = log_secrets.c
    has = kept.value.bool_op("LIKE")
    return (
        select(kept.seq)
        .where(
            kept.seq == func.coalesce(_NEWEST, requests.c.entry),
            kept.name == "decision",
            or_(false(), *(has(f'%"row":"{row}"%'.encode()) for row in sorted(rows))),
        )
        .correlate(requests)
        .exists()
    )


def asked_in(row: Row[Any]) -> AskedRequest:
    """What was asked in a row of `select_requests`."""
    fields = {name: getattr(row, name) for name in AskedRequest.__struct_fields__}
    lists = {name: _NAMES.decode(fields[name] or "[]") for name in ("interests", "concerned")}
    return AskedRequest(**fields | lists)


def answer_from(row: Row[Any], *, told: bool) -> RequestAnswer:
    """The answer in a row: as it was told to the requester, or whole, for the office it is with.

    Where nothing is told it stays the first one: nobody decides again about what is not held.
    """
    decision = from_kept(row.as_told if told and row.as_told else row.decision)
    return answer(
        asked_in(row),
        decision,
        entry=row.decided if decision.segments else row.entry,
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
