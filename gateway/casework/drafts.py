"""Drafts: requests that are not sent yet, and earlier requests asked again."""

import secrets
from typing import Any

import msgspec
from msgspec import Struct
from sqlalchemy import Row, delete, insert, select, update

from gateway.casework.explained import Made
from gateway.casework.request_rows import to_json
from gateway.casework.requests import SubmitRequest
from gateway.casework.standing import open_to
from gateway.casework.turn import Reading, Turn
from gateway.casework.who import requester_by
from gateway.domain.case_forms import Draft
from gateway.domain.requests import AskedRequest, RequestAnswer
from gateway.errors import ConflictError, GatewayError, NotFoundError
from gateway.store.tables import drafts

MOST = 100
"""How many drafts one person may keep."""


class SaveDraft(Struct, frozen=True, kw_only=True):
    """Somebody keeps a request to send it later; with `draft`, in place of what they kept there."""

    by: str
    asked: AskedRequest
    draft: str | None = None

    def carry_out(self, turn: Turn) -> Draft:
        """Keep it. Raises NotAllowedError for officers, NotFoundError for another's draft."""
        requester_by(turn, self.by)
        if self.draft is None:
            return add_draft(turn, self.by, self.asked, again_from=None)
        draft_of(turn, self.by, self.draft)
        turn.connection.execute(
            update(drafts)
            .where(drafts.c.id == self.draft)
            .values(asked=to_json(self.asked), saved_at=turn.moment)
        )
        return draft_of(turn, self.by, self.draft)


class DiscardDraft(Struct, frozen=True, kw_only=True):
    """Somebody throws a draft of theirs away."""

    by: str
    draft: str

    def carry_out(self, turn: Turn) -> None:
        """Delete it. Raises NotFoundError for another's draft."""
        draft_of(turn, self.by, self.draft)
        turn.connection.execute(delete(drafts).where(drafts.c.id == self.draft))


class SendDraft(Struct, frozen=True, kw_only=True):
    """Somebody sends a draft of theirs: it is a request from now on, decided and recorded."""

    by: str
    draft: str

    def carry_out(self, turn: Turn) -> Made[RequestAnswer] | RequestAnswer | GatewayError:
        """As `SubmitRequest`. Raises NotFoundError for another's draft and for one sent."""
        draft = draft_of(turn, self.by, self.draft)
        turn.connection.execute(delete(drafts).where(drafts.c.id == self.draft))
        command = SubmitRequest(by=self.by, asked=draft.asked, again_from=draft.again_from)
        return command.carry_out(turn)


class AskAgain(Struct, frozen=True, kw_only=True):
    """Somebody takes an earlier request of theirs up again: a draft with all that they said."""

    by: str
    reference: str

    def carry_out(self, turn: Turn) -> Draft:
        """Keep the draft. Raises as `open_to`."""
        case, _ = open_to(turn, self.reference, self.by, "ask_again")
        requester_by(turn, self.by)
        return add_draft(turn, self.by, case.asked, again_from=case.reference)


def add_draft(turn: Turn, person: str, asked: AskedRequest, *, again_from: str | None) -> Draft:
    """Keep a draft. Raises ConflictError when they keep too many already."""
    if len(drafts_of(turn, person)) >= MOST:
        raise ConflictError(f"You keep {MOST} drafts. Send or discard one first.")
    draft = secrets.token_hex(16)
    row = {"id": draft, "person": person, "asked": to_json(asked), "again_from": again_from}
    turn.connection.execute(insert(drafts).values(**row, saved_at=turn.moment))
    return draft_of(turn, person, draft)


def drafts_of(reading: Reading, person: str) -> tuple[Draft, ...]:
    """Somebody's drafts, the newest first."""
    mine = select(drafts).where(drafts.c.person == person)
    rows = reading.connection.execute(mine.order_by(drafts.c.saved_at.desc(), drafts.c.id))
    return tuple(_draft(row) for row in rows)


def draft_of(reading: Reading, person: str, draft: str) -> Draft:
    """One of somebody's own drafts. Raises NotFoundError for any other."""
    one = select(drafts).where(drafts.c.id == draft, drafts.c.person == person)
    row = reading.connection.execute(one).one_or_none()
    if row is None:
        raise NotFoundError("There is no such draft.")
    return _draft(row)


def _draft(row: Row[Any]) -> Draft:
    asked = msgspec.json.decode(row.asked, type=AskedRequest)
    return Draft(id=row.id, saved_at=row.saved_at, asked=asked, again_from=row.again_from)
