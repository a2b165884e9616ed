"""One transaction for the commands that wait together: a savepoint for each, one durable commit."""

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime, timedelta
from typing import Any, Final

import msgspec
import structlog
from sqlalchemy import Connection, Engine, insert, text, update
from sqlalchemy.exc import DataError, DBAPIError, IntegrityError

from gateway.audit.tree import Frontier
from gateway.casework.in_force import RuleBooks
from gateway.casework.turn import Command, Turn
from gateway.casework.waiting import PERHAPS
from gateway.errors import BusyError, GatewayError
from gateway.store import tables
from gateway.store.engine import lost_a_race
from gateway.store.keys import Signer
from gateway.store.log import Log, LoggedEntry
from gateway.store.prepared import Prepared

CHECKPOINT_EVERY: Final = 100
"""How many entries the log grows by, at most, before its tree is signed."""
CLOCK_SLACK: Final = timedelta(seconds=5)
"""How far the clock may step back: within it time stands still, beyond it nothing is decided."""

ATTEMPTS: Final = 5
"""How often a transaction is tried that only loses against others."""

_SAVEPOINT: Final = Prepared(text("SAVEPOINT command"))
_RELEASE: Final = Prepared(text("RELEASE SAVEPOINT command"))
_ROLLBACK: Final = Prepared(text("ROLLBACK TO SAVEPOINT command"))
_say = structlog.get_logger(__name__)


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

    def carry_out(self, commands: Iterable[Command[Any]]) -> list[Any]:
        """Carry out the commands; gives the result of each, or the error with which it ends.

        Raises BusyError when they cannot be committed: then nothing of them was done; but
        NotSureError when the database went away just then.
        """
        again = _Again(commands)
        for _ in range(ATTEMPTS):
            try:
                outcomes, self._signed = self._together(again)
            except DBAPIError as fault:
                if lost_a_race(fault):
                    continue  # it was rolled back, and whoever was first is done by now
                self.close()
                if fault.connection_invalidated:
                    continue  # the server let go of it: nothing was committed
                raise BusyError("The database cannot be written now.") from fault
            except BaseException:
                self.close()
                raise
            return outcomes
        self.close()
        raise BusyError("Others write to the database all the time, or it comes and goes.")

    def _together(self, commands: Iterable[Command[Any]]) -> tuple[list[Any], int]:
        """One transaction; gives the outcomes, and up to which size the log is signed."""
        connection = self._connection = self._connection or self._engine.connect()
        committing = False
        try:
            with connection.begin():
                log = Log(connection)
                moment = _moment(self._clock(), log.latest())
                outcomes = [
                    _one(self._turn(connection, log, moment), command) for command in commands
                ]
                signed = self._sign(connection, log.write())
                committing = True
        except DBAPIError as fault:
            if committing and fault.connection_invalidated:
                raise NotSureError(PERHAPS) from fault
            raise
        return outcomes, signed

    def close(self) -> None:
        """Let go of the connection; the next transaction opens another."""
        if self._connection is not None:
            self._connection.invalidate()
            self._connection.close()
            self._connection = None

    def _turn(self, connection: Connection, log: Log, moment: datetime) -> Turn:
        """A turn of its own for each command: the one before may have adopted a rule book."""
        return Turn(
            connection=connection,
            rule_books=self._rule_books,
            council=self._council,
            signer=self._signer,
            moment=moment,
            log=log,
        )

    def _sign(self, connection: Connection, grown: Frontier | None) -> int:
        """Sign the tree when it has grown enough; gives the size that is signed."""
        if grown is None or grown.size - self._signed < CHECKPOINT_EVERY:
            return self._signed
        note = self._signer.sign(grown.size, grown.root())
        connection.execute(insert(tables.log_checkpoints), {"size": grown.size, "note": note})
        return grown.size


class _Again:
    """Commands that arrive one by one, and that can be gone through again from the first."""

    def __init__(self, commands: Iterable[Command[Any]]) -> None:
        self._arriving = iter(commands)
        self._taken: list[Command[Any]] = []

    def __iter__(self) -> Iterator[Command[Any]]:
        yield from tuple(self._taken)
        for command in self._arriving:
            self._taken.append(command)
            yield command


class NotSureError(BusyError):
    """The database went away while it committed: it may be on record, or not."""


class Probe:
    """Writes something that changes nothing, to see whether anything can be written."""

    def carry_out(self, turn: Turn) -> None:
        """Write it."""
        turn.connection.execute(update(tables.council).values(id=tables.council.c.id))


def _one(turn: Turn, command: Command[Any]) -> Any:
    """Carry out one command; an error undoes what it did, and is its outcome."""
    mark = turn.log.mark()
    _SAVEPOINT.rows(turn.connection, {})
    try:
        outcome = command.carry_out(turn)
    except GatewayError as error:
        outcome = error
    except Exception as fault:
        if isinstance(fault, DBAPIError) and not isinstance(fault, IntegrityError | DataError):
            raise  # the database itself fails, and with it the whole transaction
        _say.exception("command.failed", command=type(command).__name__)
        outcome = fault
    else:
        _RELEASE.rows(turn.connection, {})
        return outcome
    turn.log.back_to(mark)
    _ROLLBACK.rows(turn.connection, {})
    _RELEASE.rows(turn.connection, {})
    return outcome


def _moment(now: datetime, latest: LoggedEntry | None) -> datetime:
    """The moment of a transaction: never before the newest entry of the log."""
    if latest is None:
        return now
    newest = datetime.fromisoformat(msgspec.json.decode(latest.data)["at"])
    if newest - now > CLOCK_SLACK:
        raise BusyError("The clock stands before the newest entry of the log.")
    return max(now, newest)
