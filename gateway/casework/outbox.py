"""The outbox: notices are claimed, sent by the worker, and marked; each step in a turn of its own.

A claim is a lease: whoever does not come back in time loses it, and the notice is sent again under
the same Message-ID. So none is lost, and two workers do not send the same at once.
"""

import secrets
from datetime import datetime, timedelta
from typing import Any, Final

from msgspec import Struct
from sqlalchemy import ColumnElement, Row, and_, bindparam, exists, func, not_, or_, select, update

from gateway.audit.entries import Kind
from gateway.casework.confidence import in_confidence, is_confident
from gateway.casework.record import record
from gateway.casework.sign_ins import SYSTEM
from gateway.casework.turn import Reading, Turn
from gateway.casework.who import officer_by
from gateway.domain.notices import Letter, Recipient
from gateway.store.tables import address_book, notices

LEASE: Final = timedelta(seconds=60)
"""For how long a claim is held."""
TOGETHER: Final = 10
"""How many notices are claimed at once."""
WAITS: Final = tuple(
    timedelta(minutes=minutes) for minutes in (1, 5, 30, 2 * 60, 8 * 60, 24 * 60, 48 * 60)
)
"""How long to wait after each try; after the last one nobody tries any more."""

_in_book: Final[ColumnElement[bool]] = and_(
    address_book.c.recipient_kind == notices.c.recipient_kind,
    address_book.c.recipient == notices.c.recipient,
)
_goes_to: Final[ColumnElement[str]] = func.coalesce(notices.c.address, address_book.c.address)
_CLAIMABLE: Final = (
    select(notices.c.id, notices.c.kind, notices.c.about, notices.c.told_at, notices.c.attempts)
    .add_columns(_goes_to.label("address"))
    .outerjoin_from(notices, address_book, _in_book)
    .where(
        notices.c.state == "waiting",
        notices.c.next_at <= bindparam("now"),
        _goes_to.is_not(None),
    )
    .order_by(notices.c.next_at, notices.c.id)
    .limit(TOGETHER)
)
_OPENLY: Final = not_(is_confident(notices.c.about))
_BY_ID: Final = notices.c.id == bindparam("notice")


class Claimed(Struct, frozen=True, kw_only=True):
    """Letters that one worker has claimed, and until when it may begin to send them."""

    letters: tuple[Letter, ...]
    until: datetime


class ClaimNotices(Struct, frozen=True):
    """Claim what is to be sent now. What has no address in the book is left to wait."""

    def carry_out(self, turn: Turn) -> Claimed:
        """Claim, so that nobody else sends the same before the lease is over."""
        until, claim = turn.moment + LEASE, secrets.token_hex(16)
        rows = turn.connection.execute(_CLAIMABLE, {"now": turn.moment}).all()
        for row in rows:
            this = update(notices).where(notices.c.id == row.id)
            values = {"claim": claim, "next_at": until, "attempts": row.attempts + 1}
            turn.connection.execute(this.values(**values))
        return Claimed(letters=tuple(_letter(row) for row in rows), until=until - LEASE / 2)


class NoticeSent(Struct, frozen=True):
    """A mail server has taken a notice."""

    notice: str

    def carry_out(self, turn: Turn) -> None:
        """Mark and record it, unless it was sent before."""
        row = _waiting(turn, self.notice)
        if row is not None:
            _record(turn, row, "notice.sent")
            _set(turn, row, state="sent", sent_at=turn.moment, claim=None, fault=None, address=None)


class NoticeFailed(Struct, frozen=True):
    """No mail server has taken a notice: `fault` is a word for why."""

    notice: str
    fault: str

    def carry_out(self, turn: Turn) -> None:
        """Let it wait longer than the last time; after the last time it is stuck, on record.

        What went to an address of its own, such as the one before, goes to the one in the address
        book then: an old address often is one that nobody reads any more.
        """
        row = _waiting(turn, self.notice)
        if row is None:
            return
        if row.attempts >= len(WAITS):
            _record(turn, row, "notice.stuck")
            again = {"attempts": 0, "next_at": turn.moment, "address": None}
            more = {"state": "stuck"} if row.address is None else again
            _set(turn, row, claim=None, fault=self.fault, **more)
        else:
            next_at = turn.moment + WAITS[row.attempts - 1]
            _set(turn, row, next_at=next_at, claim=None, fault=self.fault)


class TryAgain(Struct, frozen=True, kw_only=True):
    """An officer has mended what was wrong: what is stuck waits again. Gives how many."""

    by: str

    def carry_out(self, turn: Turn) -> int:
        """Let it wait, and record it. Raises NotAllowedError for anybody but an officer."""
        officer_by(turn, self.by)
        stuck = update(notices).where(notices.c.state == "stuck")
        again = turn.connection.execute(
            stuck.values(state="waiting", attempts=0, fault=None, next_at=turn.moment)
        ).rowcount
        record(turn, by=self.by, kind="notice.tried_again", body={"notices": again})
        return again


class Outbox(Struct, frozen=True, kw_only=True):
    """How the outbox stands: counts only, as notices are for those whom they tell.

    What tells of a report in confidence is not counted, unless it is stuck.
    """

    waiting: int
    stuck: int
    oldest_waiting: datetime | None
    faults: dict[str, int]
    without_address: tuple[Recipient, ...]


def outbox_of(reading: Reading) -> Outbox:
    """How many notices wait or are stuck, why, and who has no address to send them to."""
    ask = reading.connection.execute
    waiting, oldest = ask(
        select(func.count(), func.min(notices.c.told_at)).where(
            notices.c.state == "waiting", _OPENLY
        )
    ).one()
    unsent = and_(_OPENLY, or_(notices.c.state == "waiting", notices.c.state == "stuck"))
    faults = ask(
        select(notices.c.fault, func.count())
        .where(unsent, notices.c.fault.is_not(None))
        .group_by(notices.c.fault)
        .order_by(notices.c.fault)
    )
    nowhere = ask(
        select(notices.c.recipient_kind, notices.c.recipient)
        .where(unsent, notices.c.address.is_(None), ~exists().where(_in_book))
        .distinct()
        .order_by(notices.c.recipient_kind, notices.c.recipient)
    )
    return Outbox(
        waiting=waiting,
        stuck=stuck_of(reading),
        oldest_waiting=oldest,
        faults={str(fault): int(number) for fault, number in faults},
        without_address=tuple(Recipient(kind, who) for kind, who in nowhere),
    )


def stuck_of(reading: Reading) -> int:
    """How many notices are stuck."""
    count = select(func.count()).where(notices.c.state == "stuck")
    return int(reading.connection.execute(count).scalar_one())


def _letter(row: Row[Any]) -> Letter:
    return Letter(
        id=row.id, kind=row.kind, about=row.about, told_at=row.told_at, address=row.address
    )


def _waiting(turn: Turn, notice: str) -> Row[Any] | None:
    statement = select(notices).where(_BY_ID, notices.c.state == "waiting")
    return turn.connection.execute(statement, {"notice": notice}).one_or_none()


def _set(turn: Turn, row: Row[Any], **values: Any) -> None:
    turn.connection.execute(update(notices).where(notices.c.id == row.id).values(**values))


def _record(turn: Turn, row: Row[Any], kind: Kind) -> None:
    body = {"kind": row.kind, "notice": row.id, "reference": row.about}
    confident = in_confidence(turn, row.about)
    record(turn, by=SYSTEM, kind=kind, body=body, in_confidence=confident)
