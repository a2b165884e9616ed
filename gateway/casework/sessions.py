"""Sessions: begun at a sign-in, found by their secret, and ended at once when their ground falls.

A session stands for what its person held when it began. If they hold anything less or more now, or
are no longer in office, it has ended, and they sign in again.
"""

import secrets
from datetime import datetime
from typing import Any, Final

import msgspec
from msgspec import Struct
from sqlalchemy import ColumnElement, and_, bindparam, delete, insert, select, update

from gateway.casework.record import record
from gateway.casework.sign_ins import SYSTEM
from gateway.casework.tokens import hashed
from gateway.casework.turn import Reading, Turn
from gateway.casework.who import caller_from, in_office, known_person
from gateway.domain.people import Caller
from gateway.domain.sign_in import (
    IDLE,
    LONGEST,
    BegunSession,
    Session,
    ShownSession,
    SignInWay,
)
from gateway.errors import NotFoundError, NotSignedInError
from gateway.store.facts_of_people import KnownPerson
from gateway.store.prepared import Prepared
from gateway.store.tables import sessions
from gateway.store.tables.columns import Moment, moment_text

RANDOM_BYTES: Final = 32
_NOT_OVER: Final = and_(
    sessions.c.began_at > bindparam("begun_after", type_=Moment),
    sessions.c.seen_at > bindparam("seen_after", type_=Moment),
)
_COLUMNS: Final = (
    sessions.c.id,
    sessions.c.account,
    sessions.c.person,
    sessions.c.holds,
    sessions.c.way,
    sessions.c.began_at,
    sessions.c.seen_at,
)
_BY_HASH: Final = Prepared(
    select(*_COLUMNS).where(sessions.c.hash == bindparam("hashed"), _NOT_OVER)
)
_OVER: Final = "The session is not known, or has ended."


class FoundSession(Struct, frozen=True, kw_only=True):
    """A session in force, and who is asking; None while no capacity is chosen."""

    session: Session
    caller: Caller | None


def session_of(reading: Reading, secret: str) -> FoundSession:
    """The session that a cookie names. Raises NotSignedInError when there is none in force."""
    asked = {
        "hashed": hashed(secret),
        "begun_after": moment_text(reading.moment - LONGEST),
        "seen_after": moment_text(reading.moment - IDLE),
    }
    for found, account, person, holds, way, began_at, seen_at in _BY_HASH.rows(
        reading.connection, asked
    ):
        session = Session(
            id=found,
            account=account,
            person=person,
            way=way,
            began_at=datetime.fromisoformat(began_at),
            seen_at=datetime.fromisoformat(seen_at),
        )
        if person is None:
            return FoundSession(session=session, caller=None)
        known = known_person(reading, person)
        if known is not None and in_office(known) and what_they_hold(known) == holds:
            return FoundSession(session=session, caller=caller_from(known))
    raise NotSignedInError(_OVER)


def what_they_hold(known: KnownPerson) -> str:
    """What a session rests on, as one text to compare."""
    who = known.requester
    return " ".join((who.kind, who.standing, *sorted(known.offices)))


def begin(
    turn: Turn,
    *,
    account: str | None,
    person: str | None,
    way: SignInWay,
    replaced: str | None,
    began_at: datetime | None = None,
) -> BegunSession:
    """Begin a session under a new secret and record it; `replaced` is the secret of the one before.

    Raises NotSignedInError for somebody who is not in office.
    """
    _forget_what_is_over(turn, replaced)
    known = None if person is None else known_person(turn, person)
    if person is not None and (known is None or not in_office(known)):
        raise NotSignedInError("The register has nobody of that id in office.")
    begun = BegunSession(
        secret=secrets.token_urlsafe(RANDOM_BYTES),
        session=Session(
            id=secrets.token_hex(16),
            account=account,
            person=person,
            way=way,
            began_at=began_at or turn.moment,
            seen_at=turn.moment,
        ),
    )
    row = {
        **msgspec.structs.asdict(begun.session),
        "hash": hashed(begun.secret),
        "holds": known and what_they_hold(known),
    }
    turn.connection.execute(insert(sessions), row)
    body = {"account": account, "person": person, "session": begun.session.id, "way": way}
    record(
        turn,
        by=person or SYSTEM,
        kind="session.begun" if began_at is None else "session.capacity_chosen",
        body={name: value for name, value in body.items() if value is not None},
    )
    return begun


def end_sessions(turn: Turn, which: ColumnElement[bool]) -> int:
    """End every session of which this holds; gives how many. The caller records why."""
    return turn.connection.execute(delete(sessions).where(which)).rowcount


class EndSession(Struct, frozen=True, kw_only=True):
    """Somebody signs out, or ends another of their sessions, by its id."""

    by: Session
    session: str

    def carry_out(self, turn: Turn) -> None:
        """End and record it. Raises NotFoundError when it is not one of theirs."""
        if not end_sessions(turn, and_(sessions.c.id == self.session, _same_human(self.by))):
            raise NotFoundError("You have no session of that id.")
        body = {"session": self.session}
        record(turn, by=self.by.person or SYSTEM, kind="session.ended", body=body)


class SessionUsed(Struct, frozen=True, kw_only=True):
    """A session was used; it is idle from now on only."""

    session: str

    def carry_out(self, turn: Turn) -> None:
        """Keep the moment. Nothing is recorded: what was done has its own record."""
        used = update(sessions).where(sessions.c.id == self.session)
        turn.connection.execute(used.values(seen_at=turn.moment))


def sessions_of(reading: Reading, asking: Session) -> tuple[ShownSession, ...]:
    """One's own sessions in force, the last used first."""
    rows = reading.connection.execute(
        select(*_COLUMNS)
        .where(_NOT_OVER, _same_human(asking))
        .order_by(sessions.c.seen_at.desc(), sessions.c.id),
        {"begun_after": reading.moment - LONGEST, "seen_after": reading.moment - IDLE},
    )
    return tuple(
        ShownSession(
            id=row.id,
            began_at=row.began_at,
            seen_at=row.seen_at,
            way=row.way,
            this=row.id == asking.id,
        )
        for row in rows
    )


def _same_human(asking: Session) -> ColumnElement[bool]:
    """The sessions of whoever has this one: of their account, or in the demonstration as them."""
    if asking.account is not None:
        return sessions.c.account == asking.account
    return and_(sessions.c.account.is_(None), sessions.c.person == asking.person)


def _forget_what_is_over(turn: Turn, replaced: str | None) -> None:
    over: Any = (sessions.c.began_at <= turn.moment - LONGEST) | (
        sessions.c.seen_at <= turn.moment - IDLE
    )
    if replaced is not None:
        over |= sessions.c.hash == hashed(replaced)
    turn.connection.execute(delete(sessions).where(over))
