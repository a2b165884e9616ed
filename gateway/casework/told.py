"""Notices as those see them whom they tell, whether or not a mail was sent."""

from datetime import datetime
from typing import Any

from msgspec import Struct
from sqlalchemy import ColumnElement, Row, Table, and_, func, not_, or_, select

from gateway.casework.confidence import is_confident, may_know_of
from gateway.casework.documents import searchable
from gateway.casework.page_keys import entry_in
from gateway.casework.turn import Reading
from gateway.domain.notices import SENTENCES, NoticeKind, NoticeState, RecipientKind
from gateway.domain.people import Caller
from gateway.store import tables
from gateway.store.facts_of_people import holds_now
from gateway.store.tables import notices


class ShownNotice(Struct, frozen=True, kw_only=True):
    """One notice: what happened, about which reference, and the log entry of what happened."""

    id: str
    kind: NoticeKind
    sentence: str
    about: str
    told_at: datetime
    recipient_kind: RecipientKind
    recipient: str
    state: NoticeState
    entry: int


class NoticePage(Struct, frozen=True, kw_only=True):
    """One page of notices; `next` is the key of the page after it, None at the end."""

    items: tuple[ShownNotice, ...]
    next: str | None


def notices_for(
    reading: Reading,
    caller: Caller,
    *,
    words: str = "",
    oldest_first: bool = False,
    after: str | None = None,
    limit: int = 50,
) -> NoticePage:
    """What the caller was told, in person, or by what they hold, lead or chair now; newest first.

    Of a search, those with every one of the `words` in their sentence or in what they are about.
    `after` is the `next` of the page before. Raises InputError when it is not one.
    """
    wanted = [_for(caller), or_(not_(is_confident(notices.c.about)), _may_know(reading, caller))]
    wanted += [_has(word) for word in searchable(words).casefold().split()]
    place = notices.c.entry
    if after is not None:
        entry, _, notice = after.partition("~")
        number = entry_in(entry)
        beyond = place > number if oldest_first else place < number
        wanted.append(or_(beyond, and_(place == number, notices.c.id > notice)))
    order = place if oldest_first else place.desc()
    statement = select(notices).where(*wanted).order_by(order, notices.c.id)
    at = {"now": reading.local, "known": reading.moment}
    rows = reading.connection.execute(statement.limit(limit + 1), at).all()
    last = rows[limit - 1] if len(rows) > limit else None
    return NoticePage(
        items=tuple(_shown(row) for row in rows[:limit]),
        next=None if last is None else f"{last.entry}~{last.id}",
    )


def _has(word: str) -> ColumnElement[bool]:
    """Whether a word stands in the sentence of a notice, or in what it is about."""
    told = [kind for kind, sentence in SENTENCES.items() if word in sentence.casefold()]
    about = func.lower(notices.c.about).contains(word, autoescape=True)
    return or_(notices.c.kind.in_(told), about)


def _may_know(reading: Reading, caller: Caller) -> ColumnElement[bool]:
    """Of reports in confidence, those that the caller stands to at this moment."""
    told = select(notices.c.about).where(_for(caller), is_confident(notices.c.about)).distinct()
    at = {"now": reading.local, "known": reading.moment}
    found = reading.connection.execute(told, at).scalars().all()
    known = [about for about in found if may_know_of(reading, about, caller.person)]
    return notices.c.about.in_(known)


def _for(caller: Caller) -> ColumnElement[bool]:
    """Whether a notice is for the caller."""
    kind, who, t = notices.c.recipient_kind, notices.c.recipient, tables
    chaired = _held(t.seats, t.seats.c.body, caller).where(t.seats.c.role == "chair")
    groups = _held(t.group_memberships, t.group_memberships.c.party_group, caller)
    return or_(
        and_(kind == "person", who == caller.person),
        and_(kind == "office", who.in_(sorted(caller.offices))),
        and_(kind == "body", who.in_(chaired)),
        and_(kind == "party_group", who.in_(groups)),
    )


def _held(table: Table, column: Any, caller: Caller) -> Any:
    return select(column).where(table.c.person == caller.person, holds_now(table))


def _shown(row: Row[Any]) -> ShownNotice:
    return ShownNotice(
        id=row.id,
        kind=row.kind,
        sentence=SENTENCES[row.kind],
        about=row.about,
        told_at=row.told_at,
        recipient_kind=row.recipient_kind,
        recipient=row.recipient,
        state=row.state,
        entry=row.entry,
    )
