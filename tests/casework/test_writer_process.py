"""The writer at the other end of a line: as the thread, but for what a process can do more.

The other end is a thread here; that it is a process when the gateway serves, `tests/cli` sees to.
"""

import asyncio
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from socket import socketpair
from typing import Any, Final

import pytest
from msgspec import Struct

from gateway.casework import rounds
from gateway.casework.in_force import RuleBooks
from gateway.casework.line import Line
from gateway.casework.transactions import NotSureError
from gateway.casework.turn import Turn
from gateway.casework.writer import PATIENCE, Office, open_office, open_transactions
from gateway.casework.writer_apart import work
from gateway.casework.writer_process import UNDERWAY, WriterProcess
from gateway.errors import BusyError, ConditionsError, GatewayError, NotFoundError
from gateway.store import postgresql, sqlite
from tests.casework.adding import AddPerson, log_size, people_in, wait_until
from tests.casework.asking import submit
from tests.casework.thornmere import ADA, HIDDEN, MIXED, NOT_HELD, OPEN
from tests.store.borough import RULES, Borough

_BEGUN: Final = threading.Event()
_GO_ON: Final = threading.Event()
_ERRORS: Final[dict[str, BaseException]] = {
    "ours": NotFoundError("There is none.", where="here"),
    "conditions": ConditionsError("Accept first.", accept=("no_onward",)),
    "foreign": ValueError("Ada Marsh"),
    "the end": SystemExit("died"),
}


class Add(Struct, frozen=True):
    """Adds a person, once it may go on; or ends with an error."""

    name: str
    waits: bool = False
    error: str = ""

    def carry_out(self, turn: Turn) -> Any:
        """What `AddPerson` gives."""
        if self.waits:
            _BEGUN.set()
            _GO_ON.wait(10)
        if self.error:
            raise _ERRORS[self.error]
        return AddPerson(self.name).carry_out(turn)


class Echo(Struct, frozen=True):
    """Gives back what it is given."""

    given: bytes

    def carry_out(self, _turn: Turn) -> bytes:
        """Give it back."""
        return self.given


@contextmanager
def apart(
    borough: Borough, *, limit: int = 256, patience: float = PATIENCE
) -> Iterator[tuple[Office, Line]]:
    """An office whose writer is elsewhere, and the other end of the line to it."""
    _BEGUN.clear()
    _GO_ON.clear()
    one, other = socketpair()
    here, other_end = Line(one, patience=patience), Line(other)
    asking = open_office(
        borough.data,
        borough.url,
        writer=WriterProcess(here, None, limit=limit, patience=patience),
        rule_books=RuleBooks(RULES),
        patience=patience,
        clock=lambda: borough.now,
    )
    transactions = open_transactions(
        borough.data, borough.url, rule_books=RuleBooks(RULES), clock=lambda: borough.now
    )

    def run() -> None:
        with suppress(EOFError, SystemExit):
            work(other_end, transactions)
        transactions.dispose()  # as a process does when it ends
        other_end.close()

    working = threading.Thread(target=run)
    working.start()
    with asking:
        yield asking, other_end
        _GO_ON.set()
    working.join(10)
    assert not working.is_alive()


async def test_what_is_answered_is_there(borough: Borough):
    """For an event loop and for threads, each its own answer, after the commit."""
    names = [f"person {number}" for number in range(60)]
    with apart(borough) as (office, _), ThreadPoolExecutor(4) as pool:
        entries = await asyncio.gather(*(office.carry_out(Add(name)) for name in names[:40]))
        entries += await asyncio.to_thread(
            lambda: list(pool.map(office.carry_out_now, map(Add, names[40:])))
        )
        assert office.healthy
    assert 60 == len(set(entries))
    assert set(names) == people_in(borough)


def test_requests_are_answered_alike(town: Borough):
    """Decided elsewhere, with all that is told of them, by the same rule book."""
    for document in (OPEN, MIXED, HIDDEN, NOT_HELD):
        with apart(town) as (office, _):
            one = submit(office, ADA, document)
        with town.office() as office:
            other = submit(office, ADA, document)
        assert (one.asked, one.sentence) == (other.asked, other.sentence)
        assert one.decision.segments == other.decision.segments


def test_errors_arrive_whole(borough: Borough):
    """Ours with what they say; of any other only the kind: its words may hold anything."""
    with apart(borough) as (office, _):
        with pytest.raises(NotFoundError) as ours:
            office.carry_out_now(Add("a", error="ours"))
        with pytest.raises(ConditionsError) as conditions:
            office.carry_out_now(Add("b", error="conditions"))
        with pytest.raises(RuntimeError) as foreign:
            office.carry_out_now(Add("c", error="foreign"))
    assert ("There is none.", "here") == (ours.value.detail, ours.value.where)
    assert ("no_onward",) == conditions.value.accept
    assert ("ValueError",) == foreign.value.args
    assert set() == people_in(borough)


def test_what_cannot_be_handed_over_is_not_waited_for(borough: Borough):
    """A command that is no plain data fails by itself; the next one is carried out."""
    with apart(borough, limit=1) as (office, _):
        for _ in range(2):
            with pytest.raises(Exception, match="pickle"):
                office.carry_out_now(AddPerson("a", then=lambda: None))
        assert log_size(borough) <= office.carry_out_now(Add("b"))


def test_more_than_may_wait_are_refused(borough: Borough):
    """At once, and what waits is carried out all the same."""
    with apart(borough, limit=2) as (office, _), ThreadPoolExecutor(3) as pool:
        waiting = [pool.submit(office.carry_out_now, Add(name, waits=True)) for name in "ab"]
        wait_until(lambda: 2 == len(office.writer._underway))  # type: ignore[attr-defined]
        with pytest.raises(BusyError):
            office.carry_out_now(Add("c"))
        _GO_ON.set()
        assert 2 == len({one.result() for one in waiting})
    assert {"a", "b"} == people_in(borough)


def test_what_waits_is_done_before_the_end(borough: Borough):
    """Stopping takes in nothing more, and drops nothing."""
    with ThreadPoolExecutor(3) as pool:
        with apart(borough) as (office, _):
            waiting = [pool.submit(office.carry_out_now, Add(name, waits=True)) for name in "abc"]
            wait_until(lambda: 3 == len(office.writer._underway))  # type: ignore[attr-defined]
            _GO_ON.set()
        assert 3 == len({one.result() for one in waiting})
    assert {"a", "b", "c"} == people_in(borough)
    assert not office.healthy


async def test_a_process_that_takes_nothing_in_holds_nobody_up(borough: Borough):
    """While it stands still the event loop goes on; what was not sent is not done afterwards."""
    with apart(borough, patience=1.0) as (office, _):
        held = asyncio.ensure_future(office.carry_out(Add("held", waits=True)))
        await asyncio.to_thread(_BEGUN.wait, 10)
        tasks = [asyncio.ensure_future(office.carry_out(Add(f"{n}"))) for n in range(250)]
        for _ in range(3):  # the loop comes round
            await asyncio.sleep(0.01)
        outcomes = await asyncio.gather(held, *tasks, return_exceptions=True)
        assert {BusyError} == {type(outcome) for outcome in outcomes}
        _GO_ON.set()
        wait_until(lambda: not office.writer._underway)  # type: ignore[attr-defined]
        await office.carry_out(Add("later"))
    sent = {"held", *(f"{n}" for n in range(UNDERWAY - 1))}
    assert sent | {"later"} == people_in(borough)


async def test_more_than_are_underway_come_next(borough: Borough):
    """They wait on this side until there is room, and all are carried out, in their order."""
    names = [f"person {number}" for number in range(3 * UNDERWAY)]
    with apart(borough) as (office, _):
        entries = await asyncio.gather(*(office.carry_out(Add(name)) for name in names))
    assert sorted(entries) == entries
    assert set(names) == people_in(borough)


async def test_much_goes_both_ways_at_once(borough: Borough):
    """More than the sockets hold, in both directions: neither end waits for the other for ever."""
    given = [bytes([number]) * 400_000 for number in range(2 * UNDERWAY)]
    with apart(borough) as (office, _), ThreadPoolExecutor(4) as pool:
        here = [asyncio.wrap_future(pool.submit(office.carry_out_now, Echo(one))) for one in given]
        there = (office.carry_out(Echo(one)) for one in given[: UNDERWAY // 2])
        assert [*given[: UNDERWAY // 2], *given] == await asyncio.gather(*there, *here)


def test_who_waited_for_a_process_that_is_gone_is_told_so(borough: Borough):
    """It may be recorded yet or not: nobody says that it is not. Later commands are refused."""
    with apart(borough) as (office, other_end), ThreadPoolExecutor(1) as pool:
        waiting = pool.submit(office.carry_out_now, Add("a", waits=True))
        assert _BEGUN.wait(10)
        other_end.close()
        _close(office)
        with pytest.raises(NotSureError):
            waiting.result(10)
        assert not office.healthy
        with pytest.raises(BusyError):
            office.carry_out_now(Add("b"))
        _GO_ON.set()


def _close(office: Office) -> None:
    """As when the process is killed: this end sees that the other is closed."""
    with suppress(GatewayError, OSError):
        office.carry_out_now(Add("never"))


def test_a_writer_that_dies_ends_its_process(borough: Borough):
    """Who waits is told, and later commands are refused at once."""
    with apart(borough) as (office, _):
        with pytest.raises(BusyError):
            office.carry_out_now(Add("a", error="the end"))
        wait_until(lambda: not office.healthy)
        with pytest.raises(BusyError):
            office.carry_out_now(Add("b"))
    assert set() == people_in(borough)


def test_it_says_how_it_is(borough: Borough, monkeypatch: pytest.MonkeyPatch):
    """While nothing is asked, too, and well before anybody grows impatient."""
    assert PATIENCE / 2 >= rounds.IDLE
    monkeypatch.setattr(rounds, "IDLE", 0.05)
    with apart(borough, patience=0.5) as (office, _):
        threading.Event().wait(1.0)
        assert office.healthy


def test_silence_is_no_health(borough: Borough, monkeypatch: pytest.MonkeyPatch):
    """A process that says nothing for too long is not waited for."""
    monkeypatch.setattr(rounds, "IDLE", 30.0)
    with apart(borough, patience=0.2) as (office, _):
        assert office.healthy
        wait_until(lambda: not office.healthy)


def test_a_writer_that_cannot_write_says_so(borough: Borough, monkeypatch: pytest.MonkeyPatch):
    """And that it can again, without being asked."""
    monkeypatch.setitem(sqlite._SETTINGS, "busy_timeout", 50)
    monkeypatch.setitem(postgresql.LIMITS, "lock_timeout", "50ms")
    monkeypatch.setattr(rounds, "IDLE", 0.05)
    with apart(borough) as (office, _):
        with borough.writing():
            with pytest.raises(BusyError):
                office.carry_out_now(Add("a"))
            assert not office.healthy
        wait_until(lambda: office.healthy)
        office.carry_out_now(Add("b"))
    assert {"b"} == people_in(borough)
