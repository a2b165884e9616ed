"""Telling people: a row of the outbox in the transaction of what happened, or nothing.

The worker sends it later (`gateway.notify`). Each notice has an id of its own, which stands in
its Message-ID; the same event tells the same recipient the same thing once.
"""

from collections.abc import Iterator
from typing import Any, Final, cast

from sqlalchemy import ColumnElement, Select, Text, bindparam, select

from gateway.casework.known import known_posts
from gateway.casework.own_ids import id_at
from gateway.casework.turn import Reading, Turn
from gateway.domain.facts import Office
from gateway.domain.notices import NoticeKind, Recipient, to_person
from gateway.policy.life.posts import able
from gateway.store import tables
from gateway.store.facts_of_people import holds_now
from gateway.store.prepared import Prepared
from gateway.store.tables import address_book, notices
from gateway.store.tables.columns import moment_text

_LEADERS: Final = ("group_leader", "minority_group_leader")
_BOOKED: Final = Prepared(
    select(address_book.c.address).where(
        address_book.c.recipient_kind == bindparam("kind", type_=Text),
        address_book.c.recipient == bindparam("who", type_=Text),
    )
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
    People who are `barred` from the case do not act for an office in it: of an office that one of
    them holds or deputises for, neither its mailbox nor the office itself is told.
    """
    for recipient in _recipients(turn, to, barred):
        tell_at(turn, None, kind=kind, to=recipient, about=about, entry=entry)


def tell_at(
    turn: Turn, address: str | None, *, kind: NoticeKind, to: Recipient, about: str, entry: int
) -> None:
    """Put a notice into the outbox for the recipient itself, to be sent to this mail address.

    None: to the one in the address book.
    """
    now = moment_text(turn.moment)
    row = {
        "id": id_at(turn.moment),
        "entry": entry,
        "kind": kind,
        "recipient_kind": to.kind,
        "recipient": to.id,
        "about": about,
        "told_at": now,
        "state": "waiting",
        "attempts": 0,
        "next_at": now,
        "claim": None,
        "fault": None,
        "sent_at": None,
        "address": address,
    }
    turn.rows.add(notices, row, once=True)  # the same event may have told the same already


def _recipients(reading: Reading, to: Recipient, barred: frozenset[str]) -> tuple[Recipient, ...]:
    """Who is told in place of the recipient."""
    by_itself = (to,) if not _is_read_by(reading, to, barred) else ()
    if to.kind == "person" or (by_itself and address_of(reading, to) is not None):
        return (to,)
    return tuple(to_person(person) for person in people_for(reading, to, barred)) or by_itself


def _is_read_by(reading: Reading, to: Recipient, barred: frozenset[str]) -> bool:
    """Whether one of these people sees what an office is told."""
    if to.kind != "office" or not barred:
        return False
    return not barred.isdisjoint(known_posts(reading).named(cast("Office", to.id)))


def address_of(reading: Reading, to: Recipient) -> str | None:
    """The recipient's own mail address in the address book; None when there is none."""
    asked = {"kind": to.kind, "who": to.id}
    rows = reading.once(
        ("address", to.kind, to.id), lambda: _BOOKED.rows(reading.connection, asked)
    )
    return rows[0][0] if rows else None


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
        posts = known_posts(reading)
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
