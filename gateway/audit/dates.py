"""Moments as people in the council say them: "Friday 4 December 2026, 9pm", in London's time."""

from datetime import datetime
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")


def in_words(moment: datetime) -> str:
    """The moment (with its offset) in words; minutes only where there are some: "9.05am"."""
    local = moment.astimezone(LONDON)
    hour = local.hour % 12 or 12
    minutes = f".{local.minute:02}" if local.minute else ""
    half = "am" if local.hour < 12 else "pm"  # noqa: PLR2004  the clock's noon
    return f"{local:%A} {local.day} {local:%B %Y}, {hour}{minutes}{half}"
