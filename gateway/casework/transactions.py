"""One transaction for the commands that wait together: a savepoint for each, one durable commit."""

from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from typing import Any, Final

import msgspec
import structlog
from sqlalchemy import Connection, Engine, insert, text, update
from sqlalchemy.exc import DBAPIError, IntegrityError

from gateway.audit.tree import Frontier
from gateway.casework.in_force import RuleBooks
from gateway.casework.turn import Command, Turn
from gateway.errors import BusyError, GatewayError
from gateway.store import tables
from gateway.store.keys import Signer
from gateway.store.log import Log, LoggedEntry
from gateway.store.prepared import Prepared

CHECKPOINT_EVERY: Final = 100
"""How many entries the log grows by, at most, before its tree is signed."""
CLOCK_SLACK: Final = timedelta(seconds=5)
"""How far the clock may step back: within it time stands still, beyond it nothing is decided."""

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

        Raises BusyError when they cannot be committed: then nothing of them was done.
        """
        try:
            connection = self._connection = self._connection or self._engine.connect()
            with connection.begin():
                log = Log(connection)
                moment = _moment(self._clock(), log.latest())
                outcomes = [
                    _one(self._turn(connection, log, moment), command) for command in commands
                ]
                signed = self._sign(connection, log.write())
        except DBAPIError as fault:
            self.close()
            raise BusyError("The database cannot be written now.") from fault
        except BaseException:
            self.close()
            raise
        self._signed = signed
        return outcomes

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
        if isinstance(fault, DBAPIError) and not isinstance(fault, IntegrityError):
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
