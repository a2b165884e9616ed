"""The office: whatever is done or asked goes through it. It has one writer, and many readers.

The writer carries out commands one after the other and answers each after the durable commit. It is
a thread, or a process of its own; while it does not live or come round, every command is refused at
once, and nothing waits for ever.
"""

import asyncio
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Final, Protocol, Self, TypeVar

import structlog
from sqlalchemy import Connection, Engine, select
from sqlalchemy.exc import DBAPIError, InterfaceError, OperationalError

from gateway.casework.in_force import RuleBooks
from gateway.casework.moments import moment_of
from gateway.casework.transactions import Transactions
from gateway.casework.turn import Command, Reading
from gateway.casework.waiting import Waiting
from gateway.casework.writer_thread import WriterThread
from gateway.domain.structs import make_ready
from gateway.errors import BusyError
from gateway.store import form
from gateway.store.content import Content
from gateway.store.content_place import content_at
from gateway.store.engine import open_for_reading, open_for_writing
from gateway.store.keys import Signer, read_keys
from gateway.store.listing.kept.keeper import PaperAnswers
from gateway.store.listing.kept.people_keeper import PeopleAnswers
from gateway.store.log import last_entry
from gateway.store.scanner import Scanner
from gateway.store.tables import council

Result = TypeVar("Result")

PATIENCE: Final = 10.0
"""How many seconds a command waits, and how long the writer may be silent."""


def _utc_now() -> datetime:
    return datetime.now(UTC)


_say = structlog.get_logger(__name__)


class Writer(Protocol):
    """Carries out the commands that it takes in, one after the other."""

    @property
    def healthy(self) -> bool:
        """Whether it lives, came round lately and could write the last time it tried."""

    def start(self) -> None:
        """Begin to work."""

    def stop(self) -> None:
        """Carry out what waits, then end."""

    def take(self, waiting: Waiting) -> None:
        """Take a command in. Raises BusyError when it cannot be carried out now."""


class Office:
    """Carries out commands one after the other and lets the database be read beside them.

    `content` keeps the documents' bytes; `scanner` looks through what comes in; `rule_books` are
    those that are ready in this process.
    """

    def __init__(
        self,
        *,
        writer: Writer,
        reading: Engine,
        rule_books: RuleBooks,
        council: str,
        signer: Signer,
        content: Content,
        scanner: Scanner,
        patience: float,
        clock: Callable[[], datetime],
    ) -> None:
        self.content = content
        self.scanner = scanner
        self.writer = writer
        self._reading = reading
        self._papers = PaperAnswers(reading)
        self._people = PeopleAnswers()
        self.rule_books = rule_books
        self._council = council
        self._signer = signer
        self._clock = clock
        self._patience = patience

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.stop()

    @property
    def healthy(self) -> bool:
        """Whether the writer works. While it is false every command is refused at once."""
        return self.writer.healthy

    def refuse_unless_ready(self) -> None:
        """Raises BusyError unless requests can be decided and recorded now."""
        if not self.healthy:
            raise BusyError("The log cannot be written.")
        with self.reading() as reading:
            _ = reading.rule_book  # which raises when it cannot be used

    def start(self) -> None:
        """Have the writer begin to work."""
        make_ready()
        self.writer.start()

    def stop(self) -> None:
        """Carry out what waits, then end the writer and close the connections."""
        self.writer.stop()
        self._papers.close()
        self._reading.dispose()

    async def carry_out(self, command: Command[Result]) -> Result:
        """Carry a command out and answer after the commit, for asyncio.

        Raises BusyError when nothing can be recorded now, and whatever GatewayError the command
        ends with.
        """
        loop = asyncio.get_running_loop()
        future: asyncio.Future[Result] = loop.create_future()
        waiting = Waiting(command, future, loop)
        self.writer.take(waiting)
        too_long = loop.call_later(self._patience, waiting.give_up)
        try:
            return await future
        except asyncio.CancelledError:
            waiting.withdraw()
            raise
        finally:
            too_long.cancel()

    def carry_out_now(self, command: Command[Result]) -> Result:
        """As `carry_out`, for threads and the command line."""
        future: Future[Result] = Future()
        waiting = Waiting(command, future)
        self.writer.take(waiting)
        try:
            return future.result(self._patience)
        except TimeoutError as error:
            raise waiting.withdraw() from error

    @contextmanager
    def reading(self) -> Iterator[Reading]:
        """The database as it stands now, to be read; for questions beside the writer.

        Raises BusyError when it cannot be read, at the beginning or in the middle, and when the
        clock stands before what is on record.
        """
        try:
            with self._reading.begin() as connection:
                yield Reading(
                    connection=connection,
                    rule_books=self.rule_books,
                    council=self._council,
                    signer=self._signer,
                    moment=self._moment(connection),
                    papers=self._papers,
                    people=self._people,
                )
        except (OperationalError, InterfaceError) as fault:
            _say.exception("database.not_read")
            raise BusyError("The database cannot be read now.") from fault

    def _moment(self, connection: Connection) -> datetime:
        try:
            latest = last_entry(connection)
        except DBAPIError as fault:  # whatever it is: what the log says is not known
            _say.exception("log.not_read")
            raise BusyError("The log cannot be read now.") from fault
        return moment_of(self._clock(), latest)


def open_office(
    data: Path,
    database_url: str,
    queue_limit: int = 256,
    *,
    content_url: str = "",
    clamd: str = "",
    writer: Writer | None = None,
    rule_books: RuleBooks | None = None,
    patience: float = PATIENCE,
    clock: Callable[[], datetime] = _utc_now,
) -> Office:
    """Open what `gateway init` made in a data folder. The office works once it is started.

    `content_url` and `clamd` are the settings of those names. `writer` works elsewhere; without
    one, it is a thread. `rule_books` are ready already, if any are. `patience` is in seconds.
    Raises SetupError when something is missing, of another version, or not safe.
    """
    signer, ready = read_keys(data), rule_books or RuleBooks()
    content, scanner = content_at(content_url, data), Scanner(clamd)
    with ExitStack() as undo:
        reading = open_for_reading(database_url)
        undo.callback(reading.dispose)
        profile = _council_of(reading)
        if writer is None:
            transactions = open_transactions(data, database_url, rule_books=ready, clock=clock)
            writer = WriterThread(transactions, limit=queue_limit, patience=patience)
        undo.pop_all()  # nothing went wrong: the office lets go of it
    return Office(
        writer=writer,
        reading=reading,
        rule_books=ready,
        council=profile,
        signer=signer,
        content=content,
        scanner=scanner,
        patience=patience,
        clock=clock,
    )


def open_transactions(
    data: Path,
    database_url: str,
    *,
    rule_books: RuleBooks | None = None,
    clock: Callable[[], datetime] = _utc_now,
) -> Transactions:
    """What a writer needs, opened as the office is. Raises SetupError."""
    signer = read_keys(data)
    with ExitStack() as undo:
        writing = open_for_writing(database_url)
        undo.callback(writing.dispose)
        profile = _council_of(writing)
        undo.pop_all()
    return Transactions(
        writing, rule_books=rule_books or RuleBooks(), council=profile, signer=signer, clock=clock
    )


def _council_of(engine: Engine) -> str:
    """Which council's database it is. Raises SetupError where its form is not the current one."""
    form.refuse_unless_current(engine)
    with engine.connect() as connection:
        profile: str = connection.execute(select(council.c.profile)).scalar_one()
    return profile
