"""Deadlines as a calendar that calendar programs subscribe to (iCalendar, RFC 5545)."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from typing import Final

from icalendar import Calendar, Event

from gateway.casework.owed import ShownDeadline
from gateway.domain.dates import LONDON
from gateway.domain.deadlines import read_due

MEDIA_TYPE: Final = "text/calendar"
_ASK_AGAIN: Final = timedelta(hours=1)


def calendar_file(deadlines: Iterable[ShownDeadline], *, made: datetime) -> bytes:
    """The calendar. An event has the reference and what is owed, and no title or name.

    A day is an event of the whole day, a moment one without length, in UTC. `made` is now.
    """
    calendar = Calendar()
    calendar.add("PRODID", "-//need-to-know gateway//deadlines//EN")
    calendar.add("VERSION", "2.0")
    calendar.add("X-WR-CALNAME", "Deadlines")
    calendar.add("REFRESH-INTERVAL", _ASK_AGAIN, parameters={"VALUE": "DURATION"})
    for deadline in deadlines:
        calendar.add_component(_event(deadline, made))
    return bytes(calendar.to_ical())


def _event(deadline: ShownDeadline, made: datetime) -> Event:
    due = read_due(deadline.due)
    if isinstance(due, datetime):
        due = due.replace(tzinfo=LONDON).astimezone(UTC)
    event = Event()
    event.add("UID", f"{deadline.id}@need-to-know")
    event.add("DTSTAMP", made)
    event.add("DTSTART", due)
    event.add("SUMMARY", f"{deadline.about}: {deadline.what}")
    if deadline.how_counted:
        event.add("DESCRIPTION", deadline.how_counted)
    event.add("TRANSP", "TRANSPARENT")  # it keeps nobody from another appointment
    return event
