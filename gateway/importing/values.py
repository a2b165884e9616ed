"""The small values of foreign files: names, ids, dates, times, yes and no.

Sources write them in several ways. What is not understood is refused with its place; nothing is
guessed.
"""

import re
from collections.abc import Mapping
from datetime import date, datetime, time
from types import MappingProxyType
from typing import Final

from gateway.domain.clean_text import clean
from gateway.domain.dates import LONDON
from gateway.errors import InputError
from gateway.importing.fault import Place

LONGEST: Final = 500
"""The longest name, title or id in characters."""
_VACANT: Final = re.compile(r"\W*vacan(t|cy|cies)\b", re.IGNORECASE)
_TIME: Final = re.compile(
    r"(?P<hour>\d{1,2})(?:[:.](?P<minute>\d{2}))?(?::\d{2})?\s*(?P<half>[ap])?\.?(?(half)m?\.?)",
    re.IGNORECASE,
)
_NOON: Final = re.compile(r"(12([:.]00)?\s*)?(noon|midday)", re.IGNORECASE)
_DATES: Final = (
    re.compile(r"(?P<day>\d{1,2})/(?P<month>\d{1,2})/(?P<year>\d{4})"),
    re.compile(r"(?P<year>\d{4})-(?P<month>\d{2})-(?P<day>\d{2})(T00:00:00)?"),
)
_UNKNOWN: Final = frozenset({"", "unspecified", "none", "null"})
_YES_NO: Final[Mapping[str, bool]] = MappingProxyType(
    {"yes": True, "true": True, "1": True, "no": False, "false": False, "0": False}
)


def content_text(text: str, place: Place) -> str:
    """A text of any length, as it may be kept."""
    try:
        return clean(text, where=str(place))
    except InputError as error:
        raise place.fault(error.detail) from error


def words(text: str, place: Place) -> str:
    """A name or title on one line, without doubled spaces; "" when nothing is there."""
    tidy = content_text(" ".join(text.split()), place)
    if len(tidy) > LONGEST:
        raise place.fault(f"The text is longer than {LONGEST} characters; shorten it.")
    return tidy


def required(text: str | None, place: Place, *, what: str) -> str:
    """As `words`, but something must be there."""
    tidy = words(text or "", place)
    if not tidy:
        raise place.fault(f"There is no {what} here; give one.")
    return tidy


def identifier(value: str | int | None, place: Place, *, what: str) -> str:
    """A source's own id, which may be written as a number."""
    return required(None if value is None else str(value), place, what=what)


def is_vacancy(name: str) -> bool:
    """Whether a row stands for an empty seat and not for a person."""
    return _VACANT.match(name) is not None


def day(text: str | None, place: Place) -> date | None:
    """A date as 31/12/2026 or 2026-12-31; `None` where the source leaves it open."""
    tidy = words(text or "", place)
    if tidy.lower() in _UNKNOWN:
        return None
    for pattern in _DATES:
        if found := pattern.fullmatch(tidy):
            try:
                return date(int(found["year"]), int(found["month"]), int(found["day"]))
            except ValueError as error:
                raise place.fault("There is no such day; correct the date.") from error
    raise place.fault("This is not a date such as 31/12/2026 or 2026-12-31; write it so.")


def clock(text: str | None, place: Place) -> time | None:
    """A time of day as 18:30, 6.30 pm or noon; `None` where the source gives none."""
    tidy = words(text or "", place)
    if tidy.lower() in _UNKNOWN:
        return None
    if _NOON.fullmatch(tidy):
        return time(12)
    found = _TIME.fullmatch(tidy)
    if found is None or not (found["minute"] or found["half"]):
        raise place.fault("This is not a time such as 18:30 or 6.30 pm; write it so.")
    hour = int(found["hour"])
    if found["half"]:
        if not 1 <= hour <= 12:  # noqa: PLR2004  the hours of a clock face
            raise place.fault("There is no such time of day; correct it.")
        hour = hour % 12 + (12 if found["half"].lower() == "p" else 0)
    try:
        return time(hour, int(found["minute"] or 0))
    except ValueError as error:
        raise place.fault("There is no such time of day; correct it.") from error


def moment(text: str | None, place: Place) -> datetime | None:
    """A local date and time, from 2026-12-31T18:30, 31/12/2026 6.30 pm or a time with an offset.

    `None` where the source leaves it open.
    """
    tidy = words(text or "", place)
    if tidy.lower() in _UNKNOWN:
        return None
    try:
        exact = datetime.fromisoformat(tidy)
    except ValueError:
        date_part, _, time_part = tidy.partition(" ")
        on, at = day(date_part, place), clock(time_part, place)
        if on is None or at is None:
            raise place.fault(
                "This is not a date and time such as 2026-12-31 18:30; write it so."
            ) from None
        return datetime.combine(on, at)
    return exact.astimezone(LONDON).replace(tzinfo=None) if exact.tzinfo else exact


def yes_no(text: str | None, place: Place) -> bool | None:
    """Yes or no; `None` where the source does not say."""
    tidy = words(text or "", place).lower()
    if tidy in _UNKNOWN:
        return None
    if tidy not in _YES_NO:
        raise place.fault("This is neither yes nor no; write one of them.")
    return _YES_NO[tidy]
