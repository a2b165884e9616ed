"""The one writer: all or nothing, answered after the commit, and nobody waits for ever."""

import asyncio
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import select

from gateway.casework.writer import Office, open_office
from gateway.errors import BusyError, SetupError
from gateway.store import tables
from tests.casework.adding import AddPerson, log_size, people_in, wait_until
from tests.store.borough import NOW, Borough


def test_what_is_answered_is_there(borough: Borough):
    """After the answer, the state and its record are in the database for every reader."""
    with borough.office() as office:
        entry = office.carry_out_now(AddPerson("Ada"))
        assert {"Ada"} == people_in(borough)
        assert entry + 1 == log_size(borough)


async def test_an_event_loop_is_answered_too(borough: Borough):
    """Commands of one event loop share transactions, and each gets its own answer."""
    names = [f"person {number}" for number in range(40)]
    with borough.office() as office:
        entries = await asyncio.gather(*(office.carry_out(AddPerson(name)) for name in names))
    assert 40 == len(set(entries))
    assert set(names) == people_in(borough)


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
    assert 40 == len(people_in(borough))


@pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning")  # it dies
def test_a_dead_writer_is_seen(borough: Borough):
    """When the thread dies its callers are told, and later ones are refused at once."""
    with borough.office() as office, ThreadPoolExecutor(2) as pool:
        hold = threading.Event()

        def die() -> None:
            hold.wait()
            raise SystemExit

        dying = pool.submit(office.carry_out_now, AddPerson("Ada", die))
        wait_until(lambda: office.writer._queue.qsize() == 0)
        waiting = pool.submit(office.carry_out_now, AddPerson("Ben"))
        wait_until(lambda: office.writer._queue.qsize() == 1)
        hold.set()
        assert isinstance(dying.exception(), BusyError)
        assert isinstance(waiting.exception(), BusyError)
        wait_until(lambda: not office.healthy)
        with pytest.raises(BusyError):
            office.carry_out_now(AddPerson("Cleo"))
    assert set() == people_in(borough)


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
    assert {"Ada"} == people_in(borough)


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
    assert {"Ada"} == people_in(borough)


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
    assert {"Ada", "Ben"} == people_in(borough)


def test_a_full_queue_is_busy(borough: Borough):
    """More than the queue holds is refused at once, and what waits is still done."""
    hold = threading.Event()
    with borough.office(queue_limit=2) as office, ThreadPoolExecutor(4) as pool:
        pool.submit(office.carry_out_now, AddPerson("Ada", hold.wait))
        wait_until(lambda: office.writer._queue.qsize() == 0)
        for name in ("Ben", "Cleo"):
            pool.submit(office.carry_out_now, AddPerson(name))
        wait_until(lambda: office.writer._queue.qsize() == 2)
        with pytest.raises(BusyError):
            office.carry_out_now(AddPerson("Dan"))
        hold.set()
    assert {"Ada", "Ben", "Cleo"} == people_in(borough)


def test_what_waits_is_done_before_the_end(borough: Borough):
    """A stop carries out what waits already, and takes nothing afterwards."""
    hold = threading.Event()
    with ThreadPoolExecutor(4) as pool:
        with borough.office() as office:
            pool.submit(office.carry_out_now, AddPerson("Ada", hold.wait))
            wait_until(lambda: office.writer._queue.qsize() == 0)
            pool.submit(office.carry_out_now, AddPerson("Ben"))
            wait_until(lambda: office.writer._queue.qsize() == 1)
            threading.Timer(0.1, hold.set).start()
        with pytest.raises(BusyError):
            office.carry_out_now(AddPerson("Cleo"))
    assert {"Ada", "Ben"} == people_in(borough)


def test_an_office_that_was_not_started_is_not_healthy(borough: Borough):
    """Before the start nothing is taken in."""
    office = open_office(borough.data, borough.url)
    assert not office.healthy
    with pytest.raises(BusyError):
        office.carry_out_now(AddPerson("Ada"))
    office.stop()


class TestOpening:
    """An office is opened only where everything is as it should be."""

    def test_without_keys(self, borough: Borough):
        """A log that could not be signed is not written."""
        (borough.data / "log-signing-key.pem").unlink()
        with pytest.raises(SetupError):
            open_office(borough.data, borough.url)

    def test_with_another_form_of_database(self, borough: Borough):
        """A database of another version is not written."""
        with borough.writing() as connection:
            connection.exec_driver_sql("UPDATE alembic_version SET version_num = 'x'")
        with pytest.raises(SetupError, match="another version"):
            open_office(borough.data, borough.url)


def test_a_reading_is_of_one_moment(borough: Borough):
    """What is committed while somebody reads is not seen in the middle of it."""
    with borough.office() as office, office.reading() as reading:
        query = select(tables.people.c.name)
        before = reading.connection.execute(query).all()
        office.carry_out_now(AddPerson("Ada"))
        assert before == reading.connection.execute(query).all()
        assert NOW == reading.moment


def test_an_office_is_what_stops_it(borough: Borough) -> None:
    """Leaving the block stops the thread."""
    with borough.office() as office:
        assert isinstance(office, Office)
        assert office.healthy
    assert not office.healthy
