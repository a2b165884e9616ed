"""What a question or a command works with: the database at one moment, and the rule book."""

from datetime import datetime
from functools import cached_property
from typing import Protocol, TypeVar
from zoneinfo import ZoneInfo

from msgspec import Struct
from sqlalchemy import Connection

from gateway.casework.in_force import RuleBooks
from gateway.errors import GatewayError
from gateway.policy.book import RuleBook
from gateway.store.keys import Signer
from gateway.store.listing.kept.keeper import PaperAnswers
from gateway.store.log import Log

LONDON = ZoneInfo("Europe/London")
Result_co = TypeVar("Result_co", covariant=True)


def local_time(moment: datetime) -> datetime:
    """A moment as local (Europe/London) time without an offset, to the second."""
    return moment.astimezone(LONDON).replace(tzinfo=None, microsecond=0)


class Reading(Struct, frozen=True, kw_only=True, dict=True):
    """The database as it stands at one moment, to be asked. `moment` is in UTC.

    `papers` keeps what the rules ask of all papers, where it is kept.
    """

    connection: Connection
    rule_books: RuleBooks
    council: str
    signer: Signer
    moment: datetime
    papers: PaperAnswers | None = None

    @cached_property
    def rule_book(self) -> RuleBook:
        """The rule book in force, asked for once. Raises BusyError when it cannot be used."""
        return self.rule_books.in_force(self.connection, self.council)

    @property
    def local(self) -> datetime:
        """The moment as local (Europe/London) time without an offset: the `now` of the facts."""
        return local_time(self.moment)


class Turn(Reading, frozen=True, kw_only=True):
    """One command's turn at the writer: inside its transaction, with the log to write to."""

    log: Log


class Command(Protocol[Result_co]):
    """Something that changes what is kept. The writer gives each its turn, one after the other."""

    def carry_out(self, turn: Turn) -> Result_co | GatewayError:
        """Do it.

        An error raised undoes all of it; an error returned stands on record and is told to the
        caller after the commit.
        """
