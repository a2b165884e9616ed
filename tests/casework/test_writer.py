"""The one writer: all or nothing, answered after the commit, and nobody waits for ever."""

import asyncio
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import timedelta
from itertools import pairwise
from typing import Any

import pysqlite3
import pytest
from msgspec import Struct
from sqlalchemy import insert, select

from gateway.audit.checkpoint import read_checkpoint
from gateway.casework.record import record
from gateway.casework.transactions import CHECKPOINT_EVERY
from gateway.casework.turn import Turn
from gateway.casework.writer import Office, open_office
from gateway.domain.people import OPERATOR
from gateway.errors import BusyError, ConflictError, GatewayError, SetupError
from gateway.store import engine, log, tables
from gateway.store.engine import database_file
from gateway.store.keys import read_keys
from tests.store.borough import NOW, RULES, Borough, id_of


class AddPerson(Struct, frozen=True):
    """Puts somebody into the register, on record; then does what `then` says."""

    name: str
    then: Callable[[], Any] = lambda: None

    def carry_out(self, turn: Turn) -> Any:
        """The number of the entry, or what `then` gives."""
        row = {"id": id_of(self.name), "source": "t", "source_id": self.name, "name": self.name}
        turn.connection.execute(insert(tables.people), row | {"kind": "councillor"})
        entry = record(turn, by=OPERATOR, kind="register.imported", body={})
        return self.then() or entry


def _raise(error: BaseException) -> Callable[[], Any]:
    def then() -> None:
        raise error

    return then


def _names(borough: Borough) -> set[str]:
    with borough.reading() as connection:
        return set(connection.execute(select(tables.people.c.name)).scalars())


def _size(borough: Borough) -> int:
    with borough.reading() as connection:
        return log.size_of(connection)


@contextmanager
def _locked(borough: Borough) -> Iterator[None]:
    """Another process holds the database's write lock."""
    other = pysqlite3.connect(str(database_file(borough.url)), isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    yield
    other.execute("ROLLBACK")
    other.close()


def _wait_until(holds: Callable[[], bool]) -> None:
    for _ in range(400):
        if holds():
            return
        time.sleep(0.025)
    raise AssertionError("it never came to hold")


def test_what_is_answered_is_there(borough: Borough):
    """After the answer, the state and its record are in the database for every reader."""
    with borough.office() as office:
        entry = office.carry_out_now(AddPerson("Ada"))
        assert {"Ada"} == _names(borough)
        assert entry + 1 == _size(borough)


async def test_an_event_loop_is_answered_too(borough: Borough):
    """Commands of one event loop share transactions, and each gets its own answer."""
    names = [f"person {number}" for number in range(40)]
    with borough.office() as office:
        entries = await asyncio.gather(*(office.carry_out(AddPerson(name)) for name in names))
    assert 40 == len(set(entries))
    assert set(names) == _names(borough)


def test_many_threads_make_one_story(borough: Borough):
    """Commands from many threads are recorded one after the other, with no number lost or twice."""
    with borough.office() as office, ThreadPoolExecutor(8) as pool:
        commands = [AddPerson(f"person {number}") for number in range(60)]
        entries = list(pool.map(office.carry_out_now, commands))
    first = min(entries)
    assert list(range(first, first + 60)) == sorted(entries)


def test_two_writers_take_turns(borough: Borough):
    """Two offices on one database, as when the command line works beside the server."""
    with borough.office() as one, borough.office() as two, ThreadPoolExecutor(4) as pool:
        offices = [one, two] * 20
        pairs = [(office, AddPerson(str(place))) for place, office in enumerate(offices)]
        entries = list(pool.map(lambda pair: pair[0].carry_out_now(pair[1]), pairs))
    assert 40 == len(set(entries))
    assert 40 == len(_names(borough))


@pytest.mark.parametrize(
    "error", [ConflictError("no"), ValueError("a mistake of ours")], ids=["told", "mistake"]
)
def test_a_command_that_fails_fails_alone(borough: Borough, error: Exception):
    """A command that raises leaves neither state nor record; those beside it are done."""
    hold = threading.Event()
    with borough.office() as office, ThreadPoolExecutor(4) as pool:
        first = pool.submit(office.carry_out_now, AddPerson("first", hold.wait))
        _wait_until(lambda: office._queue.qsize() == 0)
        commands = [AddPerson("Ada"), AddPerson("Ben", _raise(error)), AddPerson("Cleo")]
        waiting = [pool.submit(office.carry_out_now, command) for command in commands]
        _wait_until(lambda: office._queue.qsize() == 3)
        before = _size(borough)
        hold.set()
        first.result()
        assert type(error) is type(waiting[1].exception())
        entries = {waiting[0].result(), waiting[2].result()}
    assert {"first", "Ada", "Cleo"} == _names(borough)
    assert {before + 1, before + 2} == entries
    assert before + 3 == _size(borough)


def test_a_refusal_that_stands_on_record(borough: Borough):
    """An error that a command returns is told to the caller, and what it recorded stays."""
    refusal = ConflictError("no")
    before = _size(borough)
    with borough.office() as office, pytest.raises(ConflictError):
        office.carry_out_now(AddPerson("Ada", lambda: refusal))
    assert {"Ada"} == _names(borough)
    assert before + 1 == _size(borough)


def test_a_duplicate_is_the_commands_own_fault(borough: Borough):
    """A row that the database refuses ends that command, and the writer goes on."""
    with borough.office() as office:
        office.carry_out_now(AddPerson("Ada"))
        with pytest.raises(Exception, match="UNIQUE"):
            office.carry_out_now(AddPerson("Ada"))
        office.carry_out_now(AddPerson("Ben"))
        assert office.healthy
    assert {"Ada", "Ben"} == _names(borough)


def test_a_locked_database_is_busy(borough: Borough, monkeypatch: pytest.MonkeyPatch):
    """While another process holds the lock nothing is done; afterwards the writer recovers."""
    monkeypatch.setitem(engine._SETTINGS, "busy_timeout", 50)
    with borough.office() as office:
        with _locked(borough):
            with pytest.raises(BusyError):
                office.carry_out_now(AddPerson("Ada"))
            assert not office.healthy
            with pytest.raises(BusyError):
                office.carry_out_now(AddPerson("Ben"))
        _wait_until(lambda: office.healthy)
        office.carry_out_now(AddPerson("Cleo"))
    assert {"Cleo"} == _names(borough)


class FillUp(Struct, frozen=True):
    """Makes the database refuse to grow any further."""

    def carry_out(self, turn: Turn) -> None:
        """Set the limit to what it takes now."""
        pages = turn.connection.exec_driver_sql("PRAGMA page_count").scalar_one()
        turn.connection.exec_driver_sql(f"PRAGMA max_page_count = {pages}")


def test_a_full_database_is_busy(borough: Borough):
    """When the disk is full every command of the transaction is refused, and none half done."""
    with borough.office() as office:
        office.carry_out_now(FillUp())
        outcomes: list[Any] = []
        names = [f"person {number}" for number in range(3000)]
        for name in names:
            try:
                outcomes.append(office.carry_out_now(AddPerson(name)))
            except BusyError:
                break
        done = set(names[: len(outcomes)])
        assert 0 < len(outcomes) < len(names)
        assert done == _names(borough)
        assert max(outcomes) + 1 == _size(borough)


def test_a_database_that_cannot_be_written_is_busy(borough: Borough):
    """A database that has become read-only refuses every command, and nothing is half done."""

    class MakeReadOnly(Struct, frozen=True):
        def carry_out(self, turn: Turn) -> None:
            turn.connection.exec_driver_sql("PRAGMA query_only = 1")

    before = _size(borough)
    with borough.office() as office:
        office.carry_out_now(MakeReadOnly())
        with pytest.raises(BusyError):
            office.carry_out_now(AddPerson("Ada"))
        _wait_until(lambda: office.healthy)
    assert set() == _names(borough)
    assert before == _size(borough)


def test_a_database_that_is_gone_is_busy(borough: Borough):
    """A log that is taken away while the gateway runs is no reason to go on without one."""

    class Forget(Struct, frozen=True):
        def carry_out(self, turn: Turn) -> None:
            turn.connection.exec_driver_sql("ALTER TABLE log_entries RENAME TO elsewhere")

    with borough.office() as office:
        office.carry_out_now(Forget())
        with pytest.raises(BusyError):
            office.carry_out_now(AddPerson("Ada"))
        assert not office.healthy
    assert set() == _names(borough)


@pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning")  # it dies
def test_a_dead_writer_is_seen(borough: Borough):
    """When the thread dies its callers are told, and later ones are refused at once."""
    with borough.office() as office, ThreadPoolExecutor(2) as pool:
        hold = threading.Event()

        def die() -> None:
            hold.wait()
            raise SystemExit

        dying = pool.submit(office.carry_out_now, AddPerson("Ada", die))
        _wait_until(lambda: office._queue.qsize() == 0)
        waiting = pool.submit(office.carry_out_now, AddPerson("Ben"))
        _wait_until(lambda: office._queue.qsize() == 1)
        hold.set()
        assert isinstance(dying.exception(), BusyError)
        assert isinstance(waiting.exception(), BusyError)
        _wait_until(lambda: not office.healthy)
        with pytest.raises(BusyError):
            office.carry_out_now(AddPerson("Cleo"))
    assert set() == _names(borough)


async def test_nobody_waits_for_ever(borough: Borough):
    """Who has waited long enough is told so: what had begun may yet be done, the rest is not."""
    hold = threading.Event()
    with borough.office(patience=0.3) as office:
        begun = asyncio.ensure_future(office.carry_out(AddPerson("Ada", hold.wait)))
        await asyncio.sleep(0.1)
        late = asyncio.ensure_future(office.carry_out(AddPerson("Ben")))
        with pytest.raises(BusyError, match="may yet"):
            await begun
        with pytest.raises(BusyError, match="Nothing can be recorded"):
            await late
        assert not office.healthy
        hold.set()
    assert {"Ada"} == _names(borough)


def test_a_thread_does_not_wait_for_ever(borough: Borough):
    """The same holds for callers that are threads."""
    hold = threading.Event()
    with borough.office(patience=0.2) as office:
        with pytest.raises(BusyError, match="may yet"):
            office.carry_out_now(AddPerson("Ada", hold.wait))
        hold.set()


async def test_who_goes_away_is_not_waited_for(borough: Borough):
    """A command whose caller went away before it began is not carried out."""
    hold = threading.Event()
    with borough.office() as office:
        first = asyncio.ensure_future(office.carry_out(AddPerson("Ada", hold.wait)))
        await asyncio.sleep(0.1)
        gone = asyncio.ensure_future(office.carry_out(AddPerson("Ben")))
        await asyncio.sleep(0.05)
        gone.cancel()
        with pytest.raises(asyncio.CancelledError):
            await gone
        hold.set()
        await first
    assert {"Ada"} == _names(borough)


def test_a_caller_whose_loop_has_ended(borough: Borough):
    """When an event loop ends before its answer, the writer goes on for the others."""
    hold = threading.Event()
    with borough.office() as office:

        async def ask_and_leave() -> None:
            task = asyncio.ensure_future(office.carry_out(AddPerson("Ada", hold.wait)))
            await asyncio.sleep(0.1)
            task.cancel()

        asyncio.run(ask_and_leave())
        hold.set()
        office.carry_out_now(AddPerson("Ben"))
        assert office.healthy
    assert {"Ada", "Ben"} == _names(borough)


def test_a_full_queue_is_busy(borough: Borough):
    """More than the queue holds is refused at once, and what waits is still done."""
    hold = threading.Event()
    with borough.office(queue_limit=2) as office, ThreadPoolExecutor(4) as pool:
        pool.submit(office.carry_out_now, AddPerson("Ada", hold.wait))
        _wait_until(lambda: office._queue.qsize() == 0)
        for name in ("Ben", "Cleo"):
            pool.submit(office.carry_out_now, AddPerson(name))
        _wait_until(lambda: office._queue.qsize() == 2)
        with pytest.raises(BusyError):
            office.carry_out_now(AddPerson("Dan"))
        hold.set()
    assert {"Ada", "Ben", "Cleo"} == _names(borough)


def test_what_waits_is_done_before_the_end(borough: Borough):
    """A stop carries out what waits already, and takes nothing afterwards."""
    hold = threading.Event()
    with ThreadPoolExecutor(4) as pool:
        with borough.office() as office:
            pool.submit(office.carry_out_now, AddPerson("Ada", hold.wait))
            _wait_until(lambda: office._queue.qsize() == 0)
            pool.submit(office.carry_out_now, AddPerson("Ben"))
            _wait_until(lambda: office._queue.qsize() == 1)
            threading.Timer(0.1, hold.set).start()
        with pytest.raises(BusyError):
            office.carry_out_now(AddPerson("Cleo"))
    assert {"Ada", "Ben"} == _names(borough)


def test_an_office_that_was_not_started_is_not_healthy(borough: Borough):
    """Before the start nothing is taken in."""
    office = open_office(borough.data, borough.url, RULES)
    assert not office.healthy
    with pytest.raises(BusyError):
        office.carry_out_now(AddPerson("Ada"))


def test_the_moment_never_goes_back(borough: Borough):
    """A clock that steps back a little stands still; one that steps back far decides nothing."""

    class Moment(Struct, frozen=True):
        def carry_out(self, turn: Turn) -> Any:
            return turn.moment

    with borough.office() as office:
        office.carry_out_now(AddPerson("Ada"))
        borough.now = NOW - timedelta(seconds=4)
        assert NOW == office.carry_out_now(Moment())
        borough.now = NOW - timedelta(seconds=6)
        with pytest.raises(BusyError):
            office.carry_out_now(Moment())
        borough.now = NOW + timedelta(days=1)
        _wait_until(lambda: office.healthy)
        assert NOW + timedelta(days=1) == office.carry_out_now(Moment())


def test_the_tree_is_signed_as_it_grows(borough: Borough):
    """A checkpoint of the whole tree is kept: never a hundred entries stand unsigned."""
    with borough.office() as office, ThreadPoolExecutor(16) as pool:
        list(pool.map(office.carry_out_now, [AddPerson(str(number)) for number in range(320)]))
    with borough.reading() as connection:
        notes = connection.execute(select(tables.log_checkpoints)).all()
        for size, note in notes:
            checkpoint = read_checkpoint(note, read_keys(borough.data).public)
            assert (size, log.root(connection, size)) == (checkpoint.size, checkpoint.root)
        unsigned = log.size_of(connection) - notes[-1].size
    assert len(notes) >= 2
    assert unsigned < CHECKPOINT_EVERY
    assert all(after.size - before.size >= CHECKPOINT_EVERY for before, after in pairwise(notes))


def test_a_new_rule_book_is_kept_before_it_is_used(borough: Borough):
    """The first transaction under another rule book records its whole text, once."""
    changed = {name: text + "\n# a remark\n" if name == "model.conf" else text
               for name, text in RULES.texts.items()}  # fmt: skip
    other = type(RULES)(changed)
    for number in range(2):
        with open_office(borough.data, borough.url, other, clock=lambda: NOW) as office:
            office.carry_out_now(AddPerson(str(number)))
    with borough.reading() as connection:
        books = connection.execute(select(tables.rule_books)).all()
        kept = log.page(connection, limit=3)
    assert {(RULES.digest, 1), (other.digest, 2)} == {tuple(row) for row in books}
    assert other.digest.encode() in kept[-1].data


class TestOpening:
    """An office is opened only where everything is as it should be."""

    def test_without_keys(self, borough: Borough):
        """A log that could not be signed is not written."""
        (borough.data / "log-signing-key.pem").unlink()
        with pytest.raises(SetupError):
            open_office(borough.data, borough.url, RULES)

    def test_without_the_councils_profile(self, borough: Borough):
        """A rule book that does not know the council decides nothing for it."""
        borough.change(tables.council, tables.council.c.id == 1, profile="atlantis")
        with pytest.raises(SetupError, match="no profile"):
            open_office(borough.data, borough.url, RULES)

    def test_with_another_form_of_database(self, borough: Borough):
        """A database of another version is not written."""
        with borough.writing() as connection:
            connection.exec_driver_sql("UPDATE alembic_version SET version_num = 'x'")
        with pytest.raises(SetupError, match="another version"):
            open_office(borough.data, borough.url, RULES)


def test_a_reading_is_of_one_moment(borough: Borough):
    """What is committed while somebody reads is not seen in the middle of it."""
    with borough.office() as office, office.reading() as reading:
        query = select(tables.people.c.name)
        before = reading.connection.execute(query).all()
        office.carry_out_now(AddPerson("Ada"))
        assert before == reading.connection.execute(query).all()
        assert NOW == reading.moment


def test_errors_carry_their_kind() -> None:
    """Being busy is a 503 with the seconds after which to come back."""
    assert (503, 5) == (BusyError.status, BusyError.retry_after)
    assert issubclass(BusyError, GatewayError)


def test_an_office_is_what_stops_it(borough: Borough) -> None:
    """Leaving the block stops the thread."""
    with borough.office() as office:
        assert isinstance(office, Office)
        assert office.healthy
    assert not office.healthy
