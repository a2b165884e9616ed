"""The one writer: a thread with the only writing connection, which carries out commands in turn."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TypeVar

from gateway.casework.turn import Command, Reading

Result = TypeVar("Result")


class Office:
    """Carries out commands one after the other, those that wait together in one transaction.

    Each command has a savepoint of its own and is answered only after the durable commit.
    """

    healthy: bool
    """Whether the writer lives and has come round lately. While it is false every command is
    refused at once with BusyError."""

    def start(self) -> None:
        """Start the writer's thread."""
        raise NotImplementedError

    def stop(self) -> None:
        """Carry out what waits, then end the thread and close the connections."""
        raise NotImplementedError

    async def carry_out(self, command: Command[Result]) -> Result:
        """Carry a command out and answer after the commit, for asyncio.

        Raises BusyError when nothing can be recorded now (then nothing was done), and whatever
        GatewayError the command ends with.
        """
        raise NotImplementedError

    def carry_out_now(self, command: Command[Result]) -> Result:
        """As `carry_out`, for threads and the command line."""
        raise NotImplementedError

    @contextmanager
    def reading(self) -> Iterator[Reading]:
        """A read-only view of the database at this moment, for the questions beside the writer."""
        raise NotImplementedError


def open_office() -> Office:
    """Open the database of a data folder. Raises SetupError when it is not safe to serve.

    (data: Path, database_url: str, rule_book: RuleBook, queue_limit: int = 256) -> Office
    """
    raise NotImplementedError
