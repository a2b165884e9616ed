"""Passwords: kept as argon2id, long rather than odd, and none that everybody tries first.

A check takes a tenth of a second and 64 MiB on purpose. Few run at once, so that many sign-ins
cannot stop anything else; whoever comes when too many wait is asked to come again.
"""

import asyncio
import re
from collections.abc import Callable
from importlib.resources import files
from typing import Final, TypeVar

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from litestar.concurrency import sync_to_thread

from gateway.errors import BusyError

Result = TypeVar("Result")
NOBODY: Final = (
    "$argon2id$v=19$m=65536,t=3,p=4$BJYraYr2p0+LYWF8VnpFew$"
    "IBBGld3ypG0ybGxhE7wH+J+mZ8seh4k8x6+EyhEjJfU"
)
"""What is checked where there is no account: it takes as long, and nobody has the password."""
SHORTEST: Final = 12
LONGEST: Final = 200
AT_ONCE: Final = 2
WAITING: Final = 20
_FEWEST: Final = 5
"""Different letters that a password must have besides what everybody tries."""
_COMMON: Final = frozenset(
    files("gateway.identity").joinpath("common_passwords.txt").read_text("utf-8").split()
)
_GOOD: Final = "Three words that do not belong together are good."
_LOOKALIKES: Final = str.maketrans("0134578@$!", "oieastbasi")


def fault_of(password: str, *, known: tuple[str, ...] = ()) -> str | None:
    """What is wrong with a new password, for the page; None for a good one.

    `known` are words that anybody would try: the sign-in name, the council's name.
    """
    if len(password) < SHORTEST:
        return f"Use at least {SHORTEST} characters. {_GOOD}"
    if len(password) > LONGEST:
        return f"Use {LONGEST} characters at most."
    words = {*_COMMON, *(part for text in known for part in _words(text.casefold()))}
    plain = password.casefold()
    if min(len(_letters(one, words)) for one in (plain, plain.translate(_LOOKALIKES))) < _FEWEST:
        return f"This password is easy to guess. {_GOOD}"
    return None


def _letters(password: str, words: set[str]) -> set[str]:
    """The different letters that are left of a password without these words."""
    for word in sorted(words, key=len, reverse=True):
        password = password.replace(word, "")
    return {letter for letter in password if letter.isalpha()}


def _words(text: str) -> list[str]:
    return [part for part in re.split(r"[^a-z0-9]+", text) if len(part) > 2]  # noqa: PLR2004


class Passwords:
    """Makes and checks hashes, a few at once."""

    def __init__(self, hasher: PasswordHasher | None = None) -> None:
        self._hasher = hasher or PasswordHasher()
        self._turns = asyncio.Semaphore(AT_ONCE)
        self._waiting = 0

    async def hash(self, password: str) -> str:
        """The hash to keep. Raises BusyError when too many wait."""
        return await self._in_turn(lambda: self._hasher.hash(password))

    async def fits(self, password: str, kept: str | None) -> bool:
        """Whether the hash is that of the password; without a hash it takes as long and says no."""
        return await self._in_turn(lambda: self._fits(password, kept))

    def is_out_of_date(self, kept: str) -> bool:
        """Whether the hash was made with weaker settings than now."""
        return self._hasher.check_needs_rehash(kept)

    def _fits(self, password: str, kept: str | None) -> bool:
        try:
            right = self._hasher.verify(kept or NOBODY, password)
        except (VerificationError, InvalidHashError):
            return False
        return right and kept is not None

    async def _in_turn(self, work: Callable[[], Result]) -> Result:
        if self._waiting >= WAITING:
            raise BusyError("Too many people sign in at this moment.")
        self._waiting += 1
        try:
            async with self._turns:
                return await sync_to_thread(work)
        finally:
            self._waiting -= 1
