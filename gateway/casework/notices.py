"""Telling people: a row of the outbox in the transaction of what happened, or nothing.

The worker sends it later (`gateway.notify`). Each notice has a random id, which stands in its
Message-ID; the same event tells the same recipient the same thing once.
"""

import secrets
from collections.abc import Iterator
from typing import Any, Final, cast

from sqlalchemy import ColumnElement, Select, bindparam, select
from sqlalchemy.dialects import postgresql, sqlite

from gateway.casework.turn import Reading, Turn
from gateway.domain.facts import Office
from gateway.domain.notices import NoticeKind, Recipient, to_person
from gateway.policy.life.posts import able
from gateway.store import tables
from gateway.store.facts_of_people import holds_now
from gateway.store.posts import posts_of
from gateway.store.tables import address_book, notices

_LEADERS: Final = ("group_leader", "minority_group_leader")
_BOOKED: Final = select(address_book.c.address).where(
    address_book.c.recipient_kind == bindparam("kind"),
    address_book.c.recipient == bindparam("who"),
)


def tell(
    turn: Turn,
    *,
    kind: NoticeKind,
    to: Recipient,
    about: str,
    entry: int,
    barred: frozenset[str] = frozenset(),
) -> None:
    """Put a notice into the outbox, for everybody who stands for the recipient now.

    `about` is a reference or an id, never a title or a name. `entry` is the log entry of what
    happened. An office, a group or a body with a mailbox of its own in the address book is told
    there; else those who act for the office, lead the group or chair the body. Where nobody does,
    the notice stays with the office, group or body itself, and is seen by whoever comes to it.
    People who are `barred` from the case do not act for an office in it.
    """
    for recipient in _recipients(turn, to, barred):
        row = {
            "id": secrets.token_hex(16),
            "entry": entry,
            "kind": kind,
            "recipient_kind": recipient.kind,
            "recipient": recipient.id,
            "about": about,
            "told_at": turn.moment,
            "state": "waiting",
            "attempts": 0,
            "next_at": turn.moment,
        }
        _add_once(turn, row)


def _add_once(turn: Turn, row: dict[str, Any]) -> None:
    """Add the row unless the same event told the same already."""
    insert = sqlite.insert if turn.connection.dialect.name == "sqlite" else postgresql.insert
    turn.connection.execute(insert(notices).values(row).on_conflict_do_nothing())


def _recipients(reading: Reading, to: Recipient, barred: frozenset[str]) -> tuple[Recipient, ...]:
    """Who is told in place of the recipient."""
    if to.kind == "person" or address_of(reading, to) is not None:
        return (to,)
    return tuple(to_person(person) for person in people_for(reading, to, barred)) or (to,)


def address_of(reading: Reading, to: Recipient) -> str | None:
    """The recipient's own mail address in the address book; None when there is none."""
    found: str | None = reading.connection.execute(
        _BOOKED, {"kind": to.kind, "who": to.id}
    ).scalar_one_or_none()
    return found


def people_for(
    reading: Reading, to: Recipient, barred: frozenset[str] = frozenset()
) -> tuple[str, ...]:
    """The ids of those who stand for the recipient at this moment, in the order of their ids.

    For an office its holders who are there and not barred, else its deputies. Of a group without a
    leader, its members.
    """
    if to.kind == "person":
        return (to.id,)
    if to.kind == "office":
        posts = posts_of(reading.connection, now=reading.local, known=reading.moment)
        return tuple(sorted(able(posts, cast("Office", to.id), barred)))
    for statement in _standing_for(to):
        at = {"now": reading.local, "known": reading.moment}
        people = {str(person) for (person,) in reading.connection.execute(statement, at)}
        if people:
            return tuple(sorted(people))
    return ()


def _standing_for(to: Recipient) -> Iterator[Select[tuple[str]]]:
    """The people to look for, and whom to take when there are none."""
    t = tables
    match to.kind:
        case "body":
            yield _holding(t.seats, t.seats.c.body == to.id, t.seats.c.role == "chair")
        case _:
            members = _holding(t.group_memberships, t.group_memberships.c.party_group == to.id)
            leading = _holding(t.positions, t.positions.c.position.in_(_LEADERS))
            yield members.where(t.group_memberships.c.person.in_(leading))
            yield members


def _holding(table: Any, *which: ColumnElement[bool]) -> Select[tuple[str]]:
    return select(table.c.person).where(holds_now(table), *which)
