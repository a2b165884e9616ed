"""The turns of one transaction: commands are carried out one after the other, each for itself.

What a command that only records adds is held: it is dropped when the command fails, and written
with that of the others at the end. Any other command writes inside a savepoint of its own.
"""

from collections.abc import Sequence
from typing import Any, Final

import msgspec
import structlog
from sqlalchemy import text
from sqlalchemy.exc import DataError, DBAPIError, IntegrityError

from gateway.casework.known import read_together
from gateway.casework.turn import Command, OnlyRecords, Turn
from gateway.errors import GatewayError
from gateway.store.prepared import Prepared

_SAVEPOINT: Final = Prepared(text("SAVEPOINT command"))
_RELEASE: Final = Prepared(text("RELEASE SAVEPOINT command"))
_ROLLBACK: Final = Prepared(text("ROLLBACK TO SAVEPOINT command"))
_say = structlog.get_logger(__name__)


class Turns:
    """Gives the commands of a transaction their turns.

    With `careful`, nothing is held and each has a savepoint.
    """

    def __init__(self, turn: Turn, *, careful: bool) -> None:
        self._turn = turn
        self._careful = careful
        self._shared: Turn | None = None

    def carry_out(self, group: Sequence[Command[Any]]) -> list[Any]:
        """The outcome of each: its result, or the error with which it ends."""
        recording = [command for command in group if isinstance(command, OnlyRecords)]
        if self._careful or len(recording) < len(group):
            return [self._alone(command) for command in group]
        return self._recorded(recording)

    def _recorded(self, commands: Sequence[Any]) -> list[Any]:
        """They change no facts, so that all of them see what was read for the first."""
        turn = self._shared = self._shared or msgspec.structs.replace(self._turn, seen={})
        turn.rows.at_once = turn.log.at_once = False
        try:
            read_together(turn, commands)
        except DBAPIError:
            raise
        except Exception:  # noqa: BLE001  what one of them looks at is broken: it fails by itself
            _say.exception("facts.not_read", commands=len(commands))
        return [self._held(turn, command) for command in commands]

    def _held(self, turn: Turn, command: Command[Any]) -> Any:
        added, logged = turn.rows.mark(), turn.log.mark()
        outcome, done = _outcome(turn, command, own=())
        if not done:
            turn.rows.back_to(added)
            turn.log.back_to(logged)
        return outcome

    def _alone(self, command: Command[Any]) -> Any:
        """It may change anything: what was held is written first, what was read is forgotten."""
        turn = msgspec.structs.replace(self._turn)
        self._shared = None
        turn.write()
        turn.rows.at_once = turn.log.at_once = True
        mark = turn.log.mark()
        _SAVEPOINT.rows(turn.connection, {})
        outcome, done = _outcome(turn, command, own=(IntegrityError, DataError))
        if not done:
            turn.log.back_to(mark)
            _ROLLBACK.rows(turn.connection, {})
        _RELEASE.rows(turn.connection, {})
        return outcome


def _outcome(
    turn: Turn, command: Command[Any], *, own: tuple[type[DBAPIError], ...]
) -> tuple[Any, bool]:
    """What a command gives or the error with which it ends, and whether what it did stands.

    Raises an error of the database, with which the whole transaction fails, unless it is one of
    those that are the command's `own`.
    """
    try:
        return command.carry_out(turn), True
    except GatewayError as error:
        return error, False
    except Exception as fault:
        if isinstance(fault, DBAPIError) and not isinstance(fault, own):
            raise
        _say.exception("command.failed", command=type(command).__name__)
        return fault, False
