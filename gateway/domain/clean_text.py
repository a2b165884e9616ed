"""Text as it may come in: one spelling of each letter, and no character that hides or forges."""

import re
import unicodedata
from typing import Final

from gateway.errors import InputError

_FORBIDDEN: Final = re.compile(
    "["
    "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f"  # control characters, but tab and line ends
    "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"  # they turn the reading direction
    "\u2028\u2029\ufeff\ufff9-\ufffb"  # hidden line ends and marks
    "\ud800-\udfff"  # half a character
    "\ufdd0-\ufdef"  # no characters, left to programs: pages mark languages with them
    "\U000e0000-\U000e007f"  # invisible tags
    "]"
)


def clean(text: str, *, where: str) -> str:
    """The text in Unicode's composed form (NFC), the only form that the gateway stores.

    Raises InputError when it holds a character that cannot be seen or that turns the reading
    direction. `where` names the place for the message; the text itself is never repeated.
    """
    if text.isascii() and text.isprintable():
        return text
    if _FORBIDDEN.search(text):
        raise InputError(
            "The text holds a control character or one that hides or turns text.", where=where
        )
    return unicodedata.normalize("NFC", text)
