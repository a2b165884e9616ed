"""Requests: a councillor asks for a document, and looks at what they asked before."""

from collections.abc import Callable, Sequence
from itertools import islice
from typing import Any, Final

from msgspec import Struct
from sqlalchemy import ColumnElement, Row, bindparam, or_, select

from gateway.casework.case_decisions import decide_first, decided_body
from gateway.casework.cases import case_of
from gateway.casework.deciding import Decided
from gateway.casework.documents import searchable
from gateway.casework.explained import Made
from gateway.casework.known import known_posts
from gateway.casework.known_papers import title_known
from gateway.casework.page_keys import entry_in
from gateway.casework.paging import gone_through
from gateway.casework.record import record
from gateway.casework.repeats import earlier_entry, key_rows
from gateway.casework.request_rows import (
    answer,
    answer_from,
    request_rows,
    select_requests,
    waiting_for,
)
from gateway.casework.standing import open_to, standing
from gateway.casework.turn import OnlyRecords, Reading, Turn
from gateway.casework.what_follows import follow_first
from gateway.casework.who import refuse_unknown, requester_by
from gateway.domain.casework import RequestState
from gateway.domain.decision import Outcome
from gateway.domain.people import Caller
from gateway.domain.requests import AskedRequest, RequestAnswer
from gateway.errors import GatewayError
from gateway.store.tables import cases, requests

_RECORDED_IN: Final = select_requests(requests.c.entry == bindparam("earlier"), first=True)


class SubmitRequest(OnlyRecords, frozen=True, kw_only=True):
    """A person of the register asks for a document. `by` is their id, `key` the idempotency key.

    `again_from` is the reference of an earlier request that they ask again.
    """

    by: str
    asked: AskedRequest
    key: str | None = None
    again_from: str | None = None

    @property
    def looks_at(self) -> tuple[str, str]:
        """Whoever asks, and what they ask for."""
        return self.by, self.asked.document

    def carry_out(self, turn: Turn) -> Made[RequestAnswer] | RequestAnswer | GatewayError:
        """Decide and record; the same question again gives the same answer again.

        Raises NotAllowedError for officers, ConflictError for a used key, and InputError for a
        report that concerns somebody whom the register does not know.
        """
        requester = requester_by(turn, self.by)
        earlier = earlier_entry(turn, self.by, self.key, self.asked)
        if earlier is not None:
            row = turn.connection.execute(_RECORDED_IN, {"earlier": earlier}).one()
            return answer_from(row, told=True)
        refuse_unknown(turn, self.asked.concerned)
        decided = decide_first(turn, requester, self.asked)
        entry = self._record(turn, decided)
        follow_first(turn, decided, entry, self.asked)
        made = answer(
            self.asked, decided.told, entry=entry, received_at=turn.moment, requester=self.by
        )
        return Made(answer=made, facts=decided.kept_facts)

    def _record(self, turn: Turn, decided: Decided) -> int:
        return record(
            turn,
            by=self.by,
            kind="request.decided",
            body=decided_body(decided, document=self.asked.document, requester=self.by),
            committed=decided.committed,
            rows=(
                *request_rows(turn, self.by, self.asked, decided, self.again_from),
                *key_rows(self.by, self.key, self.asked),
            ),
            in_confidence=self.asked.in_confidence,
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
    state: RequestState | None = None,
    words: str = "",
    oldest_first: bool = False,
    after: str | None = None,
    limit: int = 50,
) -> RequestPage:
    """The requests that the caller may see: their own; for an office, those that wait for it.

    Of a search, those with every one of the `words` in the reference, in what was said when it was
    asked, or in the title as its requester may know it. What is the caller's own cause is passed
    over, and leaves no gap by which to know of it.

    `after` is the `next` of the page before. Raises InputError when it is not one.
    """
    wanted = [_visible_to(reading, caller)]
    if document is not None:
        wanted.append(requests.c.document == document)
    if outcome is not None:
        wanted.append(requests.c.outcome == outcome)
    sought = searchable(words).casefold().split()
    last = None if after is None else entry_in(after)
    ask = _ask(reading, wanted, oldest_first=oldest_first)
    found = gone_through(ask, lambda row: int(row.entry), last, limit)
    mine = (
        row
        for row in found
        if _may_look(reading, row, caller) and _stands(reading, row, caller, state)
    )
    rows = list(islice((row for row in mine if _has(reading, row, caller, sought)), limit + 1))
    return RequestPage(
        items=tuple(_shown(row, caller) for row in rows[:limit]),
        next=str(rows[limit - 1].entry) if len(rows) > limit else None,
    )


def _ask(
    reading: Reading, wanted: list[ColumnElement[bool]], *, oldest_first: bool
) -> Callable[[int | None, int], Sequence[Row[Any]]]:
    """Asks for some of the wanted rows after an entry."""
    entry = requests.c.entry
    order = entry.asc() if oldest_first else entry.desc()

    def ask(last: int | None, some: int) -> Sequence[Row[Any]]:
        beyond = () if last is None else (entry > last if oldest_first else entry < last,)
        statement = select_requests(*wanted, *beyond).order_by(order).limit(some)
        return reading.connection.execute(statement).all()

    return ask


def _stands(reading: Reading, row: Row[Any], caller: Caller, state: RequestState | None) -> bool:
    """Whether a request stands so, as the caller may know; None: however it stands."""
    told = row.requester == caller.person
    return state is None or state == case_of(reading, row.reference).state(told=told)


def _has(reading: Reading, row: Row[Any], caller: Caller, sought: list[str]) -> bool:
    if not sought:
        return True
    title = title_known(reading, caller, row.document) if caller.may_request else None
    text = f"{row.reference} {row.statement} {title or ''}".casefold()
    return all(word in text for word in sought)


def to_answer(reading: Reading, person: str) -> list[str]:
    """The references of somebody's own requests that wait for their answer, the oldest first."""
    asked = (
        select(requests.c.reference)
        .join_from(requests, cases, cases.c.reference == requests.c.reference)
        .where(requests.c.requester == person, cases.c.mark == "information_asked")
        .order_by(requests.c.entry)
    )
    return list(reading.connection.scalars(asked))


def one_request(
    reading: Reading, caller: Caller, reference: str, *, as_told: bool = False
) -> RequestAnswer:
    """One of those requests; `as_told`: as its requester was told, whoever looks.

    Raises NotFoundError when there is none that the caller may see.
    """
    open_to(reading, reference, caller.person, "look")
    row = reading.connection.execute(select_requests(requests.c.reference == reference)).one()
    return answer_from(row, told=True) if as_told else _shown(row, caller)


def _visible_to(reading: Reading, caller: Caller) -> ColumnElement[bool]:
    """One's own, and what waits for an office that one holds or deputises for: nobody else's."""
    posts = known_posts(reading)
    deputised = {office for office, people in posts.deputies.items() if caller.person in people}
    return or_(requests.c.requester == caller.person, waiting_for(caller.offices | deputised))


def _may_look(reading: Reading, row: Row[Any], caller: Caller) -> bool:
    """Whether nothing bars them: an office does not show its holder their own cause."""
    if row.requester == caller.person:
        return True
    stands = standing(reading, case_of(reading, row.reference), caller.person)
    return bool(stands.relations)


def _shown(row: Row[Any], caller: Caller) -> RequestAnswer:
    return answer_from(row, told=row.requester == caller.person)
