"""Commands and outcomes, handed over in every test as they are to a writer of its own process."""

import pickle
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest

from gateway.casework import rounds
from gateway.casework.waiting import Waiting
from gateway.casework.writer_process import PROTOCOL
from gateway.casework.writer_thread import WriterThread
from gateway.errors import GatewayError


def again(value: Any) -> Any:
    """A value as it arrives at the other process."""
    return pickle.loads(pickle.dumps(value, PROTOCOL))  # noqa: S301  made here


@contextmanager
def everything_handed_over() -> Iterator[None]:
    """Have the writer's thread take commands, and give outcomes, as its process would."""
    take, answer = WriterThread.take, rounds.answer

    def take_in(self: WriterThread, waiting: Waiting) -> None:
        if _is_ours(waiting):
            waiting.command = again(waiting.command)
        take(self, waiting)

    def give_out(outcomes: Iterable[tuple[Waiting, Any]]) -> None:
        answer([(waiting, _outcome(waiting, one)) for waiting, one in outcomes])

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(WriterThread, "take", take_in)
        patch.setattr(rounds, "answer", give_out)
        yield


def _outcome(waiting: Waiting, outcome: Any) -> Any:
    """Of an error that is none of ours, only its kind is ever handed over."""
    foreign = isinstance(outcome, Exception) and not isinstance(outcome, GatewayError)
    return outcome if foreign or not _is_ours(waiting) else again(outcome)


def _is_ours(waiting: Waiting) -> bool:
    return type(waiting.command).__module__.startswith("gateway.")
