"""One transaction for those who wait together: all or nothing, each for itself."""

import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from itertools import pairwise
from typing import Any

import pytest
from msgspec import Struct
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from gateway.audit.checkpoint import read_checkpoint
from gateway.casework.transactions import CHECKPOINT_EVERY
from gateway.casework.turn import Turn
from gateway.errors import BusyError, ConflictError, GatewayError
from gateway.store import log, postgresql, sqlite, tables
from gateway.store.keys import read_keys
from tests.casework.adding import AddPerson, log_size, people_in, raising, wait_until
from tests.store.borough import NOW, Borough


@pytest.mark.parametrize(
    "error", [ConflictError("no"), ValueError("a mistake of ours")], ids=["told", "mistake"]
)
def test_a_command_that_fails_fails_alone(borough: Borough, error: Exception):
    """A command that raises leaves neither state nor record; those beside it are done."""
    hold = threading.Event()
    with borough.office() as office, ThreadPoolExecutor(4) as pool:
        first = pool.submit(office.carry_out_now, AddPerson("first", hold.wait))
        wait_until(lambda: office.writer._queue.qsize() == 0)
        commands = [AddPerson("Ada"), AddPerson("Ben", raising(error)), AddPerson("Cleo")]
        waiting = [pool.submit(office.carry_out_now, command) for command in commands]
        wait_until(lambda: office.writer._queue.qsize() == 3)
        before = log_size(borough)
        hold.set()
        first.result()
        assert type(error) is type(waiting[1].exception())
        entries = {waiting[0].result(), waiting[2].result()}
    assert {"first", "Ada", "Cleo"} == people_in(borough)
    assert {before + 1, before + 2} == entries
    assert before + 3 == log_size(borough)


def test_a_refusal_that_stands_on_record(borough: Borough):
    """An error that a command returns is told to the caller, and what it recorded stays."""
    refusal = ConflictError("no")
    before = log_size(borough)
    with borough.office() as office, pytest.raises(ConflictError):
        office.carry_out_now(AddPerson("Ada", lambda: refusal))
    assert {"Ada"} == people_in(borough)
    assert before + 1 == log_size(borough)


def test_a_duplicate_is_the_commands_own_fault(borough: Borough):
    """A row that the database refuses ends that command, and the writer goes on."""
    with borough.office() as office:
        office.carry_out_now(AddPerson("Ada"))
        with pytest.raises(IntegrityError):
            office.carry_out_now(AddPerson("Ada"))
        office.carry_out_now(AddPerson("Ben"))
        assert office.healthy
    assert {"Ada", "Ben"} == people_in(borough)


def test_a_locked_database_is_busy(borough: Borough, monkeypatch: pytest.MonkeyPatch):
    """While another process holds the lock nothing is done; afterwards the writer recovers."""
    monkeypatch.setitem(sqlite._SETTINGS, "busy_timeout", 50)
    monkeypatch.setitem(postgresql.LIMITS, "lock_timeout", "50ms")
    with borough.office() as office:
        with borough.writing():
            with pytest.raises(BusyError):
                office.carry_out_now(AddPerson("Ada"))
            assert not office.healthy
            with pytest.raises(BusyError):
                office.carry_out_now(AddPerson("Ben"))
        wait_until(lambda: office.healthy)
        office.carry_out_now(AddPerson("Cleo"))
    assert {"Cleo"} == people_in(borough)


_READ_ONLY = {
    "sqlite": "PRAGMA query_only = 1",
    "postgresql": "SET default_transaction_read_only = on",
}


class FillUp(Struct, frozen=True):
    """Makes the database refuse to grow by more than a little, so that some still fit."""

    def carry_out(self, turn: Turn) -> None:
        """Set the limit to a few pages more than it takes now."""
        pages = turn.connection.exec_driver_sql("PRAGMA page_count").scalar_one()
        turn.connection.exec_driver_sql(f"PRAGMA max_page_count = {pages + 20}")


@pytest.mark.only_on("sqlite")  # which can be told to be full
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
        assert done == people_in(borough)
        assert max(outcomes) + 1 == log_size(borough)


def test_a_database_that_cannot_be_written_is_busy(borough: Borough):
    """A database that has become read-only refuses every command, and nothing is half done."""

    class MakeReadOnly(Struct, frozen=True):
        def carry_out(self, turn: Turn) -> None:
            turn.connection.exec_driver_sql(_READ_ONLY[turn.connection.dialect.name])

    before = log_size(borough)
    with borough.office() as office:
        office.carry_out_now(MakeReadOnly())
        with pytest.raises(BusyError):
            office.carry_out_now(AddPerson("Ada"))
        wait_until(lambda: office.healthy)
    assert set() == people_in(borough)
    assert before == log_size(borough)


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
    assert set() == people_in(borough)


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
        wait_until(lambda: office.healthy)
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


def test_errors_carry_their_kind() -> None:
    """Being busy is a 503 with the seconds after which to come back."""
    assert (503, 5) == (BusyError.status, BusyError.retry_after)
    assert issubclass(BusyError, GatewayError)
