"""The control: the gateway made to answer before it commits. The kill gate must catch it.

Nothing of this is shipped. `python -m gates.early_answers` takes the arguments of `gateway`.
"""

# ruff: noqa: SLF001  a control reaches into what it breaks
import time
from collections.abc import Iterator, Sequence
from typing import Any

from gateway.casework import transactions
from gateway.casework.rounds import Rounds
from gateway.casework.turn import Command, Turn
from gateway.casework.waiting import Waiting, answer
from gateway.cli.main import main

BEFORE_COMMIT = 0.02
"""Seconds between the answer and the commit, as on a slow disk."""
_take = Rounds._take
_sign = transactions.Transactions._sign


class Early:
    """A command whose caller is answered while the transaction is still open."""

    def __init__(self, waiting: Waiting) -> None:
        self._waiting = waiting

    def carry_out(self, turn: Turn) -> Any:
        """Carry it out, and answer at once."""
        outcome = self._waiting.command.carry_out(turn)
        answer([(self._waiting, outcome)])
        return outcome


def take_early(
    self: Rounds, first: Waiting, taken: list[Waiting]
) -> Iterator[Sequence[Command[Any]]]:
    """What waits, each command made to answer early."""
    for group in _take(self, first, taken):
        yield [Early(waiting) for waiting in taken[-len(group) :]]


def sign_slowly(self: transactions.Transactions, *arguments: Any) -> int:
    """The last step before the commit takes a while."""
    time.sleep(BEFORE_COMMIT)
    return _sign(self, *arguments)


Rounds._take = take_early
transactions.Transactions._sign = sign_slowly
if __name__ == "__main__":
    main()
