"""Ways in of people who have left: worth nothing from that moment, and ended for good soon after.

None of them counts while its person is not in office. So that none counts again should they come
back years later, the worker ends what it finds of those who have left.
"""

from typing import Final

from msgspec import Struct
from sqlalchemy import ColumnElement, Select, Table, not_, select, true, update

from gateway.casework.record import record
from gateway.casework.sessions import end_sessions
from gateway.casework.sign_ins import SYSTEM
from gateway.casework.turn import Turn
from gateway.store.facts_of_people import in_office
from gateway.store.tables import calendar_feeds, people, sessions, tokens

_LEFT: Final = select(people.c.id).where(not_(in_office()))


class EndWaysIn(Struct, frozen=True):
    """End the tokens, the addresses of calendars and the sessions of people who have left."""

    def carry_out(self, turn: Turn) -> int:
        """End them; gives how many. Tokens and addresses are on record, each by itself."""
        moment = turn.moment
        current = tokens.c.revoked_at.is_(None) & (tokens.c.expires_at > moment)
        given = _of_leavers(turn, tokens, current)
        for token, person in given:
            this = update(tokens).where(tokens.c.id == token)
            turn.connection.execute(this.values(revoked_at=moment))
            body = {"person": person, "token": token}
            record(turn, by=SYSTEM, kind="token.revoked", body=body)
        made = _of_leavers(turn, calendar_feeds, calendar_feeds.c.ended_at.is_(None))
        for feed, person in made:
            this = update(calendar_feeds).where(calendar_feeds.c.id == feed)
            turn.connection.execute(this.values(ended_at=moment))
            record(turn, by=SYSTEM, kind="feed.ended", body={"person": person})
        begun = [session for session, _ in _of_leavers(turn, sessions, true())]
        return len(given) + len(made) + end_sessions(turn, sessions.c.id.in_(begun))


def _of_leavers(turn: Turn, table: Table, which: ColumnElement[bool]) -> list[tuple[str, str]]:
    """The ids of the rows of which this holds, and whose they are, where the person has left."""
    at = {"now": turn.local, "known": turn.moment}
    found: Select[tuple[str, str]] = select(table.c.id, table.c.person).where(
        which, table.c.person.in_(_LEFT)
    )
    rows = turn.connection.execute(found.order_by(table.c.id), at)
    return [(row.id, row.person) for row in rows]
