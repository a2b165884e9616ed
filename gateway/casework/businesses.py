"""The bodies of the register and their meetings, to choose from when a document is registered."""

from datetime import datetime, timedelta
from typing import Final

from msgspec import Struct
from sqlalchemy import and_, or_, select

from gateway.casework.marks import refuse_unless_proper_officer
from gateway.casework.turn import Reading
from gateway.store.tables import bodies, meetings

LOOK_BACK: Final = timedelta(days=366)
"""Meetings longer ago are not offered; an import still brings their papers."""


class Business(Struct, frozen=True, kw_only=True):
    """A body, or one of its meetings with its beginning in local time."""

    body: str
    name: str
    meeting: str | None = None
    start: datetime | None = None

    @property
    def key(self) -> str:
        """As a form sends it."""
        return f"{self.body} {self.meeting or ''}".strip()


def businesses(reading: Reading, person: str) -> tuple[Business, ...]:
    """Every body that has not ended, each followed by its meetings, the newest first.

    Raises NotAllowedError for anybody but who acts as proper officer.
    """
    refuse_unless_proper_officer(reading, person)
    rows = reading.connection.execute(
        select(bodies.c.id, bodies.c.name, meetings.c.id.label("meeting"), meetings.c.start)
        .outerjoin(
            meetings,
            and_(
                meetings.c.body == bodies.c.id,
                meetings.c.start >= reading.local - LOOK_BACK,
                meetings.c.cancelled.is_(False),
            ),
        )
        .where(or_(bodies.c.ended_on.is_(None), bodies.c.ended_on > reading.local.date()))
        .order_by(bodies.c.name, bodies.c.id, meetings.c.start.desc(), meetings.c.id)
    )
    found: list[Business] = []
    for row in rows:
        if not found or found[-1].body != row.id:
            found.append(Business(body=row.id, name=row.name))
        if row.meeting is not None:
            found.append(Business(body=row.id, name=row.name, meeting=row.meeting, start=row.start))
    return tuple(found)
