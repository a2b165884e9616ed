"""A calendar of deadlines at a secret address: one for each person, who may end it at any time.

Whoever knows the address sees references and days, never titles or names. The secret is shown once
and kept as a hash, like a token; like a token it leads nowhere while its person is not in office.
"""

import secrets
from datetime import datetime
from typing import Final

from msgspec import Struct
from sqlalchemy import and_, bindparam, insert, select, update

from gateway.casework.owed import ShownDeadline, deadlines_of
from gateway.casework.record import record
from gateway.casework.tokens import hashed
from gateway.casework.turn import Reading, Turn
from gateway.casework.who import caller_from, in_office, known_person
from gateway.domain.people import Caller
from gateway.errors import NotFoundError, NotSignedInError
from gateway.store.tables import calendar_feeds

MOST: Final = 200
"""How many deadlines a calendar shows at most: the soonest."""
_RANDOM_BYTES: Final = 32
_OPEN: Final = calendar_feeds.c.ended_at.is_(None)
_BY_HASH: Final = select(calendar_feeds.c.person).where(
    and_(calendar_feeds.c.hash == bindparam("hashed"), _OPEN)
)


class MadeFeed(Struct, frozen=True, kw_only=True):
    """A calendar's address. `secret` is shown once and kept nowhere."""

    id: str
    secret: str
    made_at: datetime


class MakeFeed(Struct, frozen=True, kw_only=True):
    """A person makes a new secret address for their calendar; the one before ends."""

    by: str

    def carry_out(self, turn: Turn) -> MadeFeed:
        """Make and record it. Raises NotFoundError for somebody whom the register does not know."""
        if known_person(turn, self.by) is None:
            raise NotFoundError("The register has no person of that id.")
        _end(turn, self.by)
        made = MadeFeed(
            id=secrets.token_hex(16),
            secret=secrets.token_urlsafe(_RANDOM_BYTES),
            made_at=turn.moment,
        )
        row = {
            "id": made.id,
            "hash": hashed(made.secret),
            "person": self.by,
            "made_at": made.made_at,
        }
        turn.connection.execute(insert(calendar_feeds), row)
        record(turn, by=self.by, kind="feed.made", body={"feed": made.id, "person": self.by})
        return made


class EndFeed(Struct, frozen=True, kw_only=True):
    """A person ends the address of their calendar."""

    by: str

    def carry_out(self, turn: Turn) -> None:
        """End and record it. Raises NotFoundError when there is none."""
        if not _end(turn, self.by):
            raise NotFoundError("You have no calendar.")
        record(turn, by=self.by, kind="feed.ended", body={"person": self.by})


def has_feed(reading: Reading, person: str) -> bool:
    """Whether the calendar of a person has an address now."""
    theirs = select(calendar_feeds.c.id).where(calendar_feeds.c.person == person, _OPEN)
    return reading.connection.execute(theirs).first() is not None


def caller_by_feed(reading: Reading, secret: str) -> Caller:
    """Whose calendar this is, with the offices held now. Raises NotSignedInError when nobody's."""
    person = reading.connection.execute(_BY_HASH, {"hashed": hashed(secret)}).scalar_one_or_none()
    known = known_person(reading, person) if person else None
    if known is None or not in_office(known):
        raise NotSignedInError("There is no such calendar.")
    return caller_from(known)


def dates_of(reading: Reading, secret: str) -> tuple[ShownDeadline, ...]:
    """What the calendar at this address shows: what is owed yet, the soonest first.

    Raises NotFoundError when there is no such calendar.
    """
    try:
        caller = caller_by_feed(reading, secret)
    except NotSignedInError as error:
        raise NotFoundError("There is no such calendar.") from error
    return tuple(
        one
        for state in ("running", "paused")
        for one in deadlines_of(reading, caller, state=state, limit=MOST).items
    )


def _end(turn: Turn, person: str) -> bool:
    """End the open address of a person; whether there was one."""
    theirs = update(calendar_feeds).where(calendar_feeds.c.person == person, _OPEN)
    return bool(turn.connection.execute(theirs.values(ended_at=turn.moment)).rowcount)
