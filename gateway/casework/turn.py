"""What a question or a command works with: the database at one moment, and the rule book."""

from collections.abc import Callable, Hashable
from datetime import datetime
from functools import cached_property
from typing import Any, Protocol, TypeVar
from zoneinfo import ZoneInfo

from msgspec import Struct
from sqlalchemy import Connection

from gateway.casework.in_force import RuleBooks
from gateway.errors import GatewayError
from gateway.policy.book import RuleBook
from gateway.store.held_rows import HeldRows
from gateway.store.keys import Signer
from gateway.store.listing.kept.keeper import PaperAnswers
from gateway.store.listing.kept.people_keeper import PeopleAnswers
from gateway.store.log import Log

LONDON = ZoneInfo("Europe/London")
Seen = dict[Hashable, Any]
"""Answers of the database, each by the name of its question."""
Found = TypeVar("Found")
Result_co = TypeVar("Result_co", covariant=True)


def local_time(moment: datetime) -> datetime:
    """A moment as local (Europe/London) time without an offset, to the second."""
    return moment.astimezone(LONDON).replace(tzinfo=None, microsecond=0)


class Reading(Struct, frozen=True, kw_only=True, dict=True):
    """The database as it stands at one moment, to be asked. `moment` is in UTC.

    `papers` and `people` keep what the rules ask of all of them, where it is kept.
    `seen` is what was asked already, where nothing that it tells can have changed since.
    """

    connection: Connection
    rule_books: RuleBooks
    council: str
    signer: Signer
    moment: datetime
    papers: PaperAnswers | None = None
    people: PeopleAnswers | None = None
    seen: Seen | None = None

    @cached_property
    def rule_book(self) -> RuleBook:
        """The rule book in force, asked for once. Raises BusyError when it cannot be used."""
        return self.once(
            "rule book", lambda: self.rule_books.in_force(self.connection, self.council)
        )

    @cached_property
    def local(self) -> datetime:
        """The moment as local (Europe/London) time without an offset: the `now` of the facts."""
        return local_time(self.moment)

    def once(self, what: Hashable, ask: Callable[[], Found]) -> Found:
        """The answer to a question that has a name: asked now, unless it is known already."""
        if self.seen is None:
            return ask()
        if what not in self.seen:
            self.seen[what] = ask()
        found: Found = self.seen[what]
        return found


class Turn(Reading, frozen=True, kw_only=True):
    """One command's turn at the writer: inside its transaction, with the log to write to.

    Rows that are only added go to `rows`; they are in the database at the latest when it commits.
    """

    log: Log
    rows: HeldRows

    def write(self) -> None:
        """Write all that is held, of this command and of those before it, to be read again."""
        self.log.write()
        self.rows.write()


class Command(Protocol[Result_co]):
    """Something that changes what is kept. The writer gives each its turn, one after the other."""

    def carry_out(self, turn: Turn) -> Result_co | GatewayError:
        """Do it.

        An error raised undoes all of it; an error returned stands on record and is told to the
        caller after the commit.
        """


class OnlyRecords(Struct, frozen=True, kw_only=True):
    """A command that changes nothing of the facts: it decides, and adds rows by `turn.rows` alone.

    So commands of this kind that wait together are shown the facts as they were read for all of
    them, and what they add can be held until they are through.
    """

    @property
    def looks_at(self) -> tuple[str, str]:
        """Whose and which document's facts it asks (ids), to be read with those of the others."""
        raise NotImplementedError
