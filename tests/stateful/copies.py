"""What the model knows of copies: who fetched what, and what is asked back when access is revoked.

A copy is asked back where a part of it was open to its holder, as they were when they fetched it
or when it was last looked at, and is not open to them any more.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from tests.stateful.model import RELEASED, Entry, Model, ended

SYSTEM = "system"
Standing = tuple[bool, bool]
"""Whether somebody has their seat, and has given the promise of confidence."""


@dataclass
class Copy:
    """What somebody holds of a paper. `before`: how they stood since it was last looked at."""

    parts: set[str] = field(default_factory=set)
    before: set[Standing] = field(default_factory=set)
    asked_back: bool = False


class Copies(Model):
    """The model with copies."""

    def __init__(self, council: str, **known: Any) -> None:
        super().__init__(council, **known)
        self.copies: dict[tuple[str, str], Copy] = {}

    def holds(self, who: str, paper: str, parts: Iterable[str]) -> None:
        """Somebody has fetched these parts of a paper."""
        copy = self.copies.setdefault((who, paper), Copy())
        copy.parts |= set(parts)
        copy.before.add(self._standing(who))

    def look_again(self, who: str, paper: str) -> tuple[Entry, ...]:
        """The entry by which a copy is asked back, if access to it has ended."""
        copy = self.copies.get((who, paper))
        if copy is None or copy.asked_back:
            return ()
        still, over = self._open(who, paper)
        before = set(over)
        for standing in copy.before:
            with self._as_it_was(who, standing):
                before |= self._open(who, paper)[0]
        copy.before = {self._standing(who)}
        copy.asked_back = bool(copy.parts & (before - still))
        return (Entry("copy.asked_back", SYSTEM, paper),) if copy.asked_back else ()

    def _open(self, who: str, paper: str) -> tuple[set[str], set[str]]:
        """The parts that are open to somebody by any way, and those to which access has ended."""
        found, over = _released(self.decide(who, paper, None)[1]), set[str]()
        for asked in self.asked.values():
            if (asked.by, asked.paper) == (who, paper) and asked.mark != "withdrawn":
                _, told, _ = self.decide(who, paper, asked)
                over |= ended(asked, told)
                found |= _released(told) - ended(asked, told)
        return found, over

    def _standing(self, who: str) -> Standing:
        return who in self.seats, who in self.promised

    @contextmanager
    def _as_it_was(self, who: str, standing: Standing) -> Iterator[None]:
        now = self.seats, self.promised
        self.seats, self.promised = (
            some | {who} if had else some - {who} for some, had in zip(now, standing, strict=True)
        )
        try:
            yield
        finally:
            self.seats, self.promised = now


def _released(parts: dict[str, dict[str, str]]) -> set[str]:
    return {name for name, part in parts.items() if part["outcome"] in RELEASED}
