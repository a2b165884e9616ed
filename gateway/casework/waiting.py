"""A command that waits for the writer, and how its caller gets to know the outcome."""

import asyncio
from collections import defaultdict, deque
from collections.abc import Callable, Iterable
from concurrent.futures import Future
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, Final, Protocol

from gateway.casework.turn import Command, OnlyRecords
from gateway.errors import BusyError

NOT_NOW: Final = "Nothing can be recorded at this moment."
PERHAPS: Final = "It may yet be recorded. Ask again with the same idempotency key."


class Woken(Protocol):
    """An event loop, as far as it is needed here; or whatever else hands outcomes on."""

    def call_soon_threadsafe(self, callback: Callable[..., object], told: Any, /) -> object:
        """Call it soon, where the callers wait."""


@dataclass(slots=True, eq=False)
class Waiting:
    """A command with the future that its caller waits for; `loop` is None in a thread.

    The writer sets `begun` and then looks at `withdrawn`; a caller sets `withdrawn` and then looks
    at `begun`. So a command that its caller was told is not done, is not done.
    """

    command: Command[Any]
    future: "asyncio.Future[Any] | Future[Any]"
    loop: Woken | None = None
    begun: bool = False
    withdrawn: bool = False

    def begin(self) -> bool:
        """Whether the writer may carry it out: its caller has not gone away."""
        self.begun = True
        return not self.withdrawn

    def withdraw(self) -> BusyError:
        """What a caller is told that waited too long."""
        self.withdrawn = True
        return BusyError(PERHAPS if self.begun else NOT_NOW)

    def give_up(self) -> None:
        """Tell its caller that it waited too long, unless it was answered just now."""
        if not self.future.done():
            self.future.set_exception(self.withdraw())


def next_group(line: deque[Waiting], most: int) -> list[Waiting]:
    """Take the next from a line, which holds one: several that only record, or any other alone.

    `most` is how many there may be of them.
    """
    group = [line.popleft()]
    if isinstance(group[0].command, OnlyRecords):
        while line and len(group) < most and isinstance(line[0].command, OnlyRecords):
            group.append(line.popleft())
    return group


def answer(outcomes: Iterable[tuple[Waiting, Any]]) -> None:
    """Give every caller the result, or the error that the command ended with.

    An event loop is woken once for all its callers: each waking lets go of the interpreter.
    """
    by_loop: dict[Woken | None, list[tuple[Waiting, Any]]] = defaultdict(list)
    for waiting, outcome in outcomes:
        by_loop[waiting.loop].append((waiting, outcome))
    for loop, told in by_loop.items():
        if loop is None:
            _tell(told)
        else:
            with suppress(RuntimeError):  # the loop has ended, and its callers with it
                loop.call_soon_threadsafe(_tell, told)


def _tell(told: Iterable[tuple[Waiting, Any]]) -> None:
    for waiting, outcome in told:
        if waiting.future.done():
            continue
        if isinstance(outcome, Exception):
            waiting.future.set_exception(outcome)
        else:
            waiting.future.set_result(outcome)
