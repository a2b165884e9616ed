"""What was worked out once, kept for as long as there is room."""

from collections.abc import Hashable
from typing import Generic, TypeVar

Kept = TypeVar("Kept")


class Remembered(dict[Hashable, Kept], Generic[Kept]):
    """Results by everything that they depend on; at most so many, then it begins anew.

    Threads may share it. Two that miss at once both work it out and find the same; CPython does
    each step on a dict whole.
    """

    def __init__(self, most: int) -> None:
        super().__init__()
        self._most = most

    def keep(self, key: Hashable, found: Kept) -> Kept:
        """Keeps and gives what was found."""
        if len(self) >= self._most:
            self.clear()
        self[key] = found
        return found
