"""Requests: a councillor asks for a document, and looks at what they asked before."""

from typing import Any, Final

from msgspec import Struct
from sqlalchemy import ColumnElement, Row, bindparam, or_

from gateway.casework.deciding import Decided, decide, request_of
from gateway.casework.explained import Made
from gateway.casework.record import record
from gateway.casework.repeats import earlier_entry, key_rows
from gateway.casework.request_rows import (
    answer,
    answer_from,
    next_reference,
    request_row,
    select_requests,
)
from gateway.casework.turn import Reading, Turn
from gateway.casework.who import requester_by
from gateway.domain.decision import Outcome
from gateway.domain.people import Caller
from gateway.domain.requests import AskedRequest, RequestAnswer
from gateway.errors import GatewayError, InputError, NotFoundError
from gateway.store.facts_of_documents import document_of
from gateway.store.tables import requests

_RECORDED_IN: Final = select_requests(requests.c.entry == bindparam("earlier"))
_LONGEST_KEY: Final = 15


class SubmitRequest(Struct, frozen=True, kw_only=True):
    """A person of the register asks for a document. `by` is their id, `key` the idempotency key."""

    by: str
    asked: AskedRequest
    key: str | None = None

    def carry_out(self, turn: Turn) -> Made[RequestAnswer] | RequestAnswer | GatewayError:
        """Decide and record; the same question again gives the same answer again.

        Raises NotAllowedError for officers, ConflictError for a used key.
        """
        requester = requester_by(turn, self.by)
        earlier = earlier_entry(turn, self.by, self.key, self.asked)
        if earlier is not None:
            row = turn.connection.execute(_RECORDED_IN, {"earlier": earlier}).one()
            return answer_from(row, told=True)
        decided = decide(
            turn,
            requester,
            request_of(turn, self.asked, type=self.asked.type, channel=self.asked.channel),
            document_of(turn.connection, self.asked.document),
            id=next_reference(turn),
        )
        entry = self._record(turn, decided)
        made = answer(
            self.asked, decided.told, entry=entry, received_at=turn.moment, requester=self.by
        )
        return Made(answer=made, facts=decided.facts, rule_book=turn.rule_book)

    def _record(self, turn: Turn, decided: Decided) -> int:
        return record(
            turn,
            by=self.by,
            kind="request.decided",
            body={
                "document": self.asked.document,
                "outcome": decided.told.outcome,
                "person": self.by,
                "reference": decided.facts.id,
                "rule_book": decided.decision.rule_book,
            },
            committed=decided.committed,
            rows=(
                (requests, request_row(self.by, self.asked, decided, turn)),
                *key_rows(self.by, self.key, self.asked),
            ),
        )


class RequestPage(Struct, frozen=True, kw_only=True):
    """One page of requests; `next` is the key of the page after it, None at the end."""

    items: tuple[RequestAnswer, ...]
    next: str | None


def requests_of(
    reading: Reading,
    caller: Caller,
    *,
    document: str | None = None,
    outcome: Outcome | None = None,
    oldest_first: bool = False,
    after: str | None = None,
    limit: int = 50,
) -> RequestPage:
    """The requests that the caller may see: their own; for an office, those that wait for it.

    `after` is the `next` of the page before. Raises InputError when it is not one.
    """
    wanted = [_visible_to(caller)]
    if document is not None:
        wanted.append(requests.c.document == document)
    if outcome is not None:
        wanted.append(requests.c.outcome == outcome)
    entry = requests.c.entry
    if after is not None:
        last = _page_key(after)
        wanted.append(entry > last if oldest_first else entry < last)
    order = entry.asc() if oldest_first else entry.desc()
    rows = reading.connection.execute(
        select_requests(*wanted).order_by(order).limit(limit + 1)
    ).all()
    return RequestPage(
        items=tuple(_shown(row, caller) for row in rows[:limit]),
        next=str(rows[limit - 1].entry) if len(rows) > limit else None,
    )


def one_request(
    reading: Reading, caller: Caller, reference: str, *, as_told: bool = False
) -> RequestAnswer:
    """One of those requests; `as_told`: as its requester was told, whoever looks.

    Raises NotFoundError when there is none that the caller may see.
    """
    statement = select_requests(requests.c.reference == reference, _visible_to(caller))
    row = reading.connection.execute(statement).one_or_none()
    if row is None:
        raise NotFoundError("There is no such request.")
    return answer_from(row, told=True) if as_told else _shown(row, caller)


def _visible_to(caller: Caller) -> ColumnElement[bool]:
    """One's own, and what waits for an office that one holds: nobody else, whatever the channel."""
    return or_(
        requests.c.requester == caller.person, requests.c.waits_for.in_(sorted(caller.offices))
    )


def _shown(row: Row[Any], caller: Caller) -> RequestAnswer:
    return answer_from(row, told=row.requester == caller.person)


def _page_key(after: str) -> int:
    if not after.isdecimal() or len(after) > _LONGEST_KEY:
        raise InputError("This is not the key of a page.", where="after")
    return int(after)
