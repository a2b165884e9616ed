"""What msgspec finds wrong with a value, said plainly and without repeating the value."""

import re
from typing import Final

import msgspec

from gateway.errors import InputError

_TYPES: Final = {
    "str": "a text",
    "int": "a whole number",
    "float": "a number",
    "bool": "true or false",
    "null": "null",
    "object": "an object",
    "array": "a list",
    "date": "a date such as 2026-12-04",
    "datetime": "a date and time such as 2026-12-04T18:30:00",
}
_UNKNOWN_NAME: Final = "Object contains unknown field"
_WORDS: Final = (
    (r"Expected `([a-z |]+)`, got `([a-z]+)`", "This must be {0}, not {1}."),
    (r"Expected `str` of length >= (\d+)", "The text must have at least {0} characters."),
    (r"Expected `str` of length <= (\d+)", "The text must have at most {0} characters."),
    (r"Expected `array` of length >= (\d+)", "The list must have at least {0} entries."),
    (r"Expected `array` of length <= (\d+)", "The list must have at most {0} entries."),
    (r"Expected `int` >= (-?\d+)", "The number must be {0} or more."),
    (r"Expected `int` <= (-?\d+)", "The number must be {0} or less."),
    (r"Expected `str` matching regex .*", "The text does not have the form that is asked for."),
    (r"Expected `datetime` with no timezone component", "Give local time, without an offset."),
    (r"Object missing required field `(\w+)`", "The name {0} is missing."),
    (f"{_UNKNOWN_NAME}.*", "A name in this object is not known here."),
    (r"Invalid RFC3339 encoded (date|datetime)", "This must be {0}."),
)


def explain(error: msgspec.ValidationError, *, where: str) -> InputError:
    """The error in plain words. `where` is the place of the whole value.

    A struct's own check raises ValueError with words of ours, which are kept as they are.
    """
    whole = str(error)
    message, found, path = whole.rpartition(" - at `$")
    if not found or whole.startswith(_UNKNOWN_NAME):  # such a name could forge a place
        message, path = whole, ""
    own = error.__cause__
    words = f"{own}." if isinstance(own, ValueError) else in_words(message)
    return InputError(
        words[0].upper() + words[1:], where=path.removesuffix("`").removeprefix(".") or where
    )


def in_words(message: str) -> str:
    """One message of msgspec in plain words; a message that repeats the value loses it."""
    for pattern, words in _WORDS:
        if found := re.fullmatch(pattern, message, re.DOTALL):
            return words.format(*(_kinds(part) for part in found.groups()))
    return "This value is not one of those that are allowed here."


def _kinds(part: str) -> str:
    """`str | null` as "a text or null"; a number or a name stays as it is."""
    return " or ".join(_TYPES.get(kind, kind) for kind in part.split(" | "))
