"""One transaction for the commands that wait together: each for itself, one durable commit.

Should the database refuse a row that was held until the end, nobody knows whose it is: all is
rolled back, and done again with a savepoint for each command.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime
from typing import Any, Final

from sqlalchemy import Connection, Engine, insert, update
from sqlalchemy.exc import DataError, DBAPIError, IntegrityError

from gateway.casework.in_force import RuleBooks
from gateway.casework.moments import moment_of
from gateway.casework.turn import Command, Turn
from gateway.casework.turns import Turns
from gateway.casework.waiting import PERHAPS
from gateway.errors import BusyError
from gateway.store import tables
from gateway.store.engine import lost_a_race
from gateway.store.held_rows import HeldRows
from gateway.store.keys import Signer
from gateway.store.log import Head, Log

CHECKPOINT_EVERY: Final = 100
"""How many entries the log grows by, at most, before its tree is signed."""
ATTEMPTS: Final = 5
"""How often a transaction is tried that only loses against others."""


class Transactions:
    """Carries out commands on the one writing connection. For use by one thread."""

    def __init__(
        self,
        engine: Engine,
        *,
        rule_books: RuleBooks,
        council: str,
        signer: Signer,
        clock: Callable[[], datetime],
    ) -> None:
        self._engine = engine
        self._rule_books = rule_books
        self._council = council
        self._signer = signer
        self._clock = clock
        self._connection: Connection | None = None
        self._signed = 0
        self._head: Head | None = None

    def carry_out(self, commands: Iterable[Sequence[Command[Any]]]) -> list[Any]:
        """Carry out the commands; gives the result of each, or the error with which it ends.

        They come in groups: what the commands of a group look at is read together.

        Raises BusyError when they cannot be committed: then nothing of them was done; but
        NotSureError when the database went away just then.
        """
        again, careful = _Again(commands), False
        for _ in range(ATTEMPTS):
            try:
                return self._together(again, careful=careful)
            except DBAPIError as fault:
                if lost_a_race(fault):
                    continue  # it was rolled back, and whoever was first is done by now
                if isinstance(fault, IntegrityError | DataError) and not careful:
                    careful = True
                    continue
                self.close()
                if fault.connection_invalidated:
                    continue  # the server let go of it: nothing was committed
                raise BusyError("The database cannot be written now.") from fault
            except BaseException:
                self.close()
                raise
        self.close()
        raise BusyError("Others write to the database all the time, or it comes and goes.")

    def _together(self, groups: Iterable[Sequence[Command[Any]]], *, careful: bool) -> list[Any]:
        """One transaction; gives the outcomes."""
        connection = self._connection = self._connection or self._engine.connect()
        committing = False
        try:
            with connection.begin():
                turn = self._turn(connection)
                turns = Turns(turn, careful=careful)
                outcomes = [outcome for group in groups for outcome in turns.carry_out(group)]
                turn.write()
                signed = self._sign(turn)
                committing = True
        except DBAPIError as fault:
            if committing and fault.connection_invalidated:
                raise NotSureError(PERHAPS) from fault
            raise
        self._head, self._signed = turn.log.head, signed
        return outcomes

    def close(self) -> None:
        """Let go of the connection; the next transaction opens another."""
        if self._connection is not None:
            self._connection.invalidate()
            self._connection.close()
            self._connection = None

    def dispose(self) -> None:
        """Let go of the database; for when nothing more is to be carried out."""
        self._engine.dispose()

    def _turn(self, connection: Connection) -> Turn:
        log = Log(connection, self._head)
        return Turn(
            connection=connection,
            rule_books=self._rule_books,
            council=self._council,
            signer=self._signer,
            moment=moment_of(self._clock(), log.latest()),
            log=log,
            rows=HeldRows(connection),
        )

    def _sign(self, turn: Turn) -> int:
        """Sign the tree when it has grown enough; gives the size that is signed."""
        head = turn.log.head
        if head is None or head.tree.size - self._signed < CHECKPOINT_EVERY:
            return self._signed
        row = {"size": head.tree.size, "note": self._signer.sign(head.tree.size, head.tree.root())}
        turn.connection.execute(insert(tables.log_checkpoints), row)
        return head.tree.size


class _Again:
    """Groups that arrive one by one, and that can be gone through again from the first."""

    def __init__(self, groups: Iterable[Sequence[Command[Any]]]) -> None:
        self._arriving = iter(groups)
        self._taken: list[Sequence[Command[Any]]] = []

    def __iter__(self) -> Iterator[Sequence[Command[Any]]]:
        yield from tuple(self._taken)
        for group in self._arriving:
            self._taken.append(group)
            yield group


class NotSureError(BusyError):
    """The database went away while it committed: it may be on record, or not."""


class Probe:
    """Writes something that changes nothing, to see whether anything can be written."""

    def carry_out(self, turn: Turn) -> None:
        """Write it."""
        turn.connection.execute(update(tables.council).values(id=tables.council.c.id))
