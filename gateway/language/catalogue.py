"""The Welsh catalogue: our English sentences with their Welsh ones, in gettext's form (`cy.po`).

A day or an office inside a sentence stands there as {date} or {office}, so one entry serves all.
"""

import re
from datetime import datetime
from functools import lru_cache
from importlib.resources import files
from typing import Final

from babel.dates import format_date
from babel.messages.pofile import read_po

from gateway.policy.words import OFFICES

_DAYS: Final = "Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday"
_DATE: Final = re.compile(
    rf"(?:{_DAYS}) (\d{{1,2}} [A-Z][a-z]+ \d{{4}})(?:, (\d{{1,2}})(\.\d\d)?(am|pm))?"
)
"""A day or a moment as `domain.dates` writes it."""
_VALUES: Final = (("{reference}", re.compile(r"NTK-\d{4}-\d+")), ("{number}", re.compile(r"\d+")))
"""Other values that may stand in a sentence, in the order in which they are looked for."""
_DATES: Final = re.compile(r"\{date\}(?:, \{date\})+")
"""Several days, which one {date} stands for."""
_AFTER_NOON: Final = (12, *range(1, 6))
"""The hours "pm" that are afternoon, and not evening."""
_MEETING: Final = " ({date})"
"""What may stand after any sentence: the moment of the meeting that it speaks of."""
_RUN_TOGETHER: Final = ((" i y ", " i'r "), (" o y ", " o'r "), (" ar dydd ", " ar ddydd "))
"""What Welsh writes otherwise once a word has been put into its place."""


@lru_cache(1)
def entries() -> dict[str, str]:
    """Every sentence that has its Welsh: the English, and the Welsh."""
    with (files("gateway.language") / "cy.po").open("rb") as file:
        found = read_po(file, locale="cy")
    return {str(one.id): str(one.string) for one in found if one.id and one.string}


@lru_cache(10_000)
def welsh(text: str) -> str | None:
    """A sentence in Welsh; None when the catalogue does not have it."""
    dates = [_moment(match) for match in _DATE.finditer(text)]
    shape = _DATE.sub("{date}", text)
    if together := _DATES.search(shape):
        shape, dates = _DATES.sub("{date}", shape, count=1), [", ".join(dates)]
        if together[0].count("{date}") != len(_DATE.findall(text)):
            return None
    found = _of_shape(shape)
    if found is None:
        return None
    found = _filled(found, "{date}", dates)
    for apart, as_one in _RUN_TOGETHER:
        found = found.replace(apart, as_one)
    return found


def _of_shape(shape: str) -> str | None:
    """The Welsh of a sentence whose days are taken out."""
    if (found := entries().get(shape)) is not None:
        return found
    if shape.endswith(_MEETING):
        found = _of_shape(shape.removesuffix(_MEETING))
        return found and found + _MEETING
    offices = [entries().get(office, office) for office in _offices().findall(shape)]
    general = _offices().sub("{office}", shape)
    if offices and (found := entries().get(general)) is not None:
        return _filled(found, "{office}", offices)
    for place, pattern in _VALUES:
        values = pattern.findall(shape)
        if values and (found := entries().get(pattern.sub(place, shape))) is not None:
            return _filled(found, place, values)
    return None


def _filled(words: str, place: str, values: list[str]) -> str:
    """The words with the values in their places, in order."""
    for value in values:
        words = words.replace(place, value, 1)
    return words


@lru_cache(1)
def _offices() -> re.Pattern[str]:
    """Every office with its article, the longest name first."""
    names = sorted(OFFICES.values(), key=len, reverse=True)
    return re.compile("|".join(rf"the {re.escape(name)}\b" for name in names))


def _moment(match: re.Match[str]) -> str:
    day, hour, minutes, half = match.groups()
    read = datetime.strptime(day, "%d %B %Y")  # noqa: DTZ007  a day as people write it
    words = format_date(read, "EEEE d MMMM y", locale="cy")
    words = f"{words[0].lower()}{words[1:]}"
    if hour is None:
        return words
    afternoon = "y prynhawn" if int(hour) in _AFTER_NOON else "yr hwyr"
    return f"{words}, {hour}{minutes or ''} {'y bore' if half == 'am' else afternoon}"
