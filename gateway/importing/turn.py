"""What an import needs of the writer's turn: its transaction, its moment, the council, the log."""

from datetime import datetime
from typing import Protocol

from sqlalchemy import Connection

from gateway.policy.book import RuleBook
from gateway.store.log import Log


class Reading(Protocol):
    """The database as it stands at one moment."""

    @property
    def connection(self) -> Connection:
        """The connection, inside a transaction."""

    @property
    def rule_book(self) -> RuleBook:
        """The rule book in force, with every council's profile."""

    @property
    def council(self) -> str:
        """The profile of this council."""

    @property
    def moment(self) -> datetime:
        """The moment, in UTC."""

    @property
    def local(self) -> datetime:
        """The same moment as local time without an offset."""


class Turn(Reading, Protocol):
    """One command's turn at the writer."""

    @property
    def log(self) -> Log:
        """The log, to which this transaction may append."""
