"""Days and moments as people in the council say them: "Friday 4 December 2026, 2.30pm"."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")
_NOON = 12


def in_words(when: date) -> str:
    """A day or a moment in words; a moment with an offset is told in London's time.

    Minutes are told only where there are some.
    """
    if not isinstance(when, datetime):
        return f"{when:%A} {when.day} {when:%B %Y}"
    local = when.astimezone(LONDON) if when.tzinfo else when
    hour = local.hour % _NOON or _NOON
    minutes = f".{local.minute:02}" if local.minute else ""
    half = "am" if local.hour < _NOON else "pm"
    return f"{local:%A} {local.day} {local:%B %Y}, {hour}{minutes}{half}"
