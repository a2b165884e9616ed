"""Where a list goes on: the key that a page gives for the next one."""

from typing import Final

from gateway.errors import InputError

_LONGEST: Final = 15
"""Digits of an entry's number, at most: more could not be one."""


def entry_in(key: str) -> int:
    """The number of a log entry, as a key has it. Raises InputError when it is none."""
    if not key.isdecimal() or len(key) > _LONGEST:
        raise no_key()
    return int(key)


def no_key() -> InputError:
    """What somebody is told who goes on from a key that no page gave."""
    return InputError("This is not the key of a page.", where="after")
