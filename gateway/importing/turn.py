"""What an import needs of the writer's turn: its transaction, its moment and the log."""

from datetime import datetime
from typing import Protocol

from sqlalchemy import Connection

from gateway.store.log import Log


class Turn(Protocol):
    """One command's turn at the writer."""

    @property
    def connection(self) -> Connection:
        """The connection inside the writer's transaction."""

    @property
    def log(self) -> Log:
        """The log, to which this transaction may append."""

    @property
    def moment(self) -> datetime:
        """The moment, in UTC."""

    @property
    def local(self) -> datetime:
        """The same moment as local time without an offset."""
