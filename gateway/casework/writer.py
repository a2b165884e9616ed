"""The one writer: a thread that owns the only writing connection and carries out what waits.

Commands wait in a bounded queue. Those that wait together share a transaction, and each is
answered only after the durable commit. A watch sees whether the thread lives and comes round: if
not, every command is refused at once, and nothing waits for ever.
"""

import asyncio
import queue
import threading
import time
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future
from contextlib import ExitStack, contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Any, Final, Self, TypeVar

import structlog
from sqlalchemy import Connection, Engine, select
from sqlalchemy.exc import DBAPIError, InterfaceError, OperationalError

from gateway.casework.in_force import RuleBooks
from gateway.casework.moments import moment_of
from gateway.casework.transactions import NotSureError, Probe, Transactions
from gateway.casework.turn import Command, OnlyRecords, Reading
from gateway.casework.waiting import NOT_NOW, Waiting, answer, next_group
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

TOGETHER: Final = 0.01
"""For how many seconds a transaction takes in commands that arrive meanwhile."""
PATIENCE: Final = 10.0
"""How many seconds a command waits, and how long the writer may be silent."""
_IDLE: Final = 1.0


def _utc_now() -> datetime:
    return datetime.now(UTC)


_say = structlog.get_logger(__name__)


class Office:
    """Carries out commands one after the other and lets the database be read beside them.

    `content` keeps the documents' bytes; `scanner` looks through what comes in.
    """

    def __init__(
        self,
        *,
        writing: Engine,
        reading: Engine,
        rule_books: RuleBooks,
        council: str,
        signer: Signer,
        content: Content,
        scanner: Scanner,
        queue_limit: int,
        patience: float,
        clock: Callable[[], datetime],
    ) -> None:
        self.content = content
        self.scanner = scanner
        self._writing = writing
        self._reading = reading
        self._transactions = Transactions(
            writing, rule_books=rule_books, council=council, signer=signer, clock=clock
        )
        self._papers = PaperAnswers(reading)
        self._people = PeopleAnswers()
        self._rule_books = rule_books
        self._council = council
        self._signer = signer
        self._clock = clock
        self._limit = queue_limit
        self._patience = patience
        self._queue: queue.SimpleQueue[Waiting | None] = queue.SimpleQueue()
        self._up_next: deque[Waiting] = deque()
        self._thread = threading.Thread(target=self._work, name="writer", daemon=True)
        self._seen = time.monotonic()
        self._writable = True

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
        """Whether the writer lives, came round lately and could write the last time it tried.

        While it is false every command is refused at once with BusyError.
        """
        silent = time.monotonic() - self._seen
        return self._writable and self._thread.is_alive() and silent < self._patience

    def refuse_unless_ready(self) -> None:
        """Raises BusyError unless requests can be decided and recorded now."""
        if not self.healthy:
            raise BusyError("The log cannot be written.")
        with self.reading() as reading:
            _ = reading.rule_book  # which raises when it cannot be used

    def start(self) -> None:
        """Start the writer's thread."""
        make_ready()
        self._seen = time.monotonic()
        self._thread.start()

    def stop(self) -> None:
        """Carry out what waits, then end the thread and close the connections."""
        self._queue.put(None)
        if self._thread.ident is not None:
            self._thread.join(self._patience)
        self._papers.close()
        self._reading.dispose()
        self._writing.dispose()

    async def carry_out(self, command: Command[Result]) -> Result:
        """Carry a command out and answer after the commit, for asyncio.

        Raises BusyError when nothing can be recorded now, and whatever GatewayError the command
        ends with.
        """
        loop = asyncio.get_running_loop()
        future: asyncio.Future[Result] = loop.create_future()
        waiting = self._enqueue(Waiting(command, future, loop))
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
        waiting = self._enqueue(Waiting(command, future))
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
                    rule_books=self._rule_books,
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

    def _enqueue(self, waiting: Waiting) -> Waiting:
        if not self.healthy or self._queue.qsize() >= self._limit:
            raise BusyError(NOT_NOW)
        self._queue.put(waiting)
        return waiting

    def _work(self) -> None:
        """The thread: take what waits, carry it out, answer; until told to stop."""
        try:
            while (first := self._next()) is not None:
                self._carry_out_together(first)
        finally:
            self._transactions.close()
            self._refuse_what_waits()

    def _next(self) -> Waiting | None:
        """What waits longest; None when told to stop."""
        while True:
            self._seen = time.monotonic()
            try:
                return self._queue.get(timeout=_IDLE)
            except queue.Empty:
                if not self._writable:
                    self._carry_out_together(Waiting(Probe(), Future()))

    def _carry_out_together(self, first: Waiting) -> None:
        taken: list[Waiting] = []
        outcomes: list[Any] = []
        told = BusyError(NOT_NOW)
        try:
            outcomes = self._transactions.carry_out(self._take(first, taken))
            self._writable = True
            answer(zip(taken, outcomes, strict=True))
        except Exception as fault:  # noqa: BLE001  whatever it is, nothing is known to be committed
            self._writable = False
            told = fault if isinstance(fault, NotSureError) else told
            _say.exception("record.not_written", commands=len(taken))
        finally:
            if not outcomes:
                answer((waiting, told) for waiting in (first, *taken))
                self._refuse_what_waits()

    def _take(self, first: Waiting, taken: list[Waiting]) -> Iterator[Sequence[Command[Any]]]:
        """What waits now, and what comes within `TOGETHER`; all of it is put into `taken`.

        In groups: commands that only record are taken together, any other by itself.
        """
        until = time.monotonic() + TOGETHER
        self._up_next.append(first)
        if isinstance(first.command, OnlyRecords):
            self._line_up()
        while self._up_next:
            begun = [waiting for waiting in next_group(self._up_next) if waiting.begin()]
            if begun:
                taken += begun
                yield [waiting.command for waiting in begun]
            self._seen = time.monotonic()
            if self._seen < until:
                self._line_up()

    def _line_up(self) -> None:
        """Take what waits from the queue, up to the word to stop, which stays in it."""
        with suppress(queue.Empty):
            while (waiting := self._queue.get_nowait()) is not None:
                self._up_next.append(waiting)
            self._queue.put(None)

    def _refuse_what_waits(self) -> None:
        self._line_up()
        left = (waiting for waiting in self._up_next if waiting.begin())
        answer((waiting, BusyError(NOT_NOW)) for waiting in left)
        self._up_next.clear()


def open_office(
    data: Path,
    database_url: str,
    queue_limit: int = 256,
    *,
    content_url: str = "",
    clamd: str = "",
    rule_books: RuleBooks | None = None,
    patience: float = PATIENCE,
    clock: Callable[[], datetime] = _utc_now,
) -> Office:
    """Open what `gateway init` made in a data folder. The office works once it is started.

    `content_url` and `clamd` are the settings of those names. `rule_books` are ready already, if
    any are. `patience` is in seconds. Raises SetupError when something is missing, of another
    version, or not safe.
    """
    signer = read_keys(data)
    content, scanner = content_at(content_url, data), Scanner(clamd)
    with ExitStack() as undo:
        writing = open_for_writing(database_url)
        undo.callback(writing.dispose)
        form.refuse_unless_current(writing)
        reading = open_for_reading(database_url)
        undo.callback(reading.dispose)
        with reading.connect() as connection:
            profile = connection.execute(select(council.c.profile)).scalar_one()
        undo.pop_all()  # nothing went wrong: the office lets go of them
    return Office(
        writing=writing,
        reading=reading,
        rule_books=rule_books or RuleBooks(),
        council=profile,
        signer=signer,
        content=content,
        scanner=scanner,
        queue_limit=queue_limit,
        patience=patience,
        clock=clock,
    )
