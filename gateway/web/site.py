"""What every page says of this gateway: whose it is, its colour, and whether it is invented."""

import re
from contextlib import suppress
from typing import Final

from msgspec import Struct

from gateway.casework.council import council_title, languages
from gateway.casework.demonstration import everybody_is_invented
from gateway.casework.writer import Office
from gateway.errors import BusyError, SetupError
from gateway.language.speaking import Language
from gateway.settings import Settings

READABLE: Final = 4.5
"""The least contrast of white letters with the council's colour (WCAG 2.2, 1.4.3)."""


class Site(Struct, frozen=True, kw_only=True):
    """The council as its pages name it. `colour` is six hexadecimal digits after a #.

    `https`: whether all traffic is carried over HTTPS, so that cookies may ask for it.
    `languages` are those that the council offers, English first.
    """

    title: str
    colour: str
    invented: bool
    https: bool
    languages: tuple[Language, ...] = ("en",)


def site_of(office: Office, settings: Settings) -> Site:
    """The site of an office. Raises SetupError for a colour on which white cannot be read."""
    if contrast_with_white(settings.colour) < READABLE:
        detail = "White letters cannot be read well on this colour. Choose a darker one."
        raise SetupError(detail, where="GATEWAY_COLOUR")
    spoken: tuple[Language, ...] = ("en",)
    with suppress(BusyError), office.reading() as reading:
        spoken = languages(reading)  # while the rule book cannot be used, English alone
    with office.reading() as reading:
        return Site(
            title=council_title(reading),
            colour=settings.colour,
            invented=everybody_is_invented(reading),
            https=settings.https,
            languages=spoken,
        )


def contrast_with_white(colour: str) -> float:
    """The contrast of a colour with white: from 1, none, to 21 (WCAG 2.2, relative luminance)."""
    red, green, blue = (_linear(int(two, 16)) for two in re.findall("..", colour[1:]))
    return 1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05)


def _linear(byte: int) -> float:
    share = byte / 255
    return share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4  # noqa: PLR2004  from the definition
