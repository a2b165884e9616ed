"""PostgreSQL: several gateways on it, and a server that goes away in the middle."""

import json
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from msgspec import Struct
from sqlalchemy import Connection, event, make_url, select, update

from gateway.casework.log_check import check_log
from gateway.casework.transactions import ATTEMPTS
from gateway.casework.turn import Turn
from gateway.casework.writer import Office
from gateway.domain.requests import RequestAnswer
from gateway.errors import BusyError
from gateway.store import tables
from gateway.store.keys import read_keys
from tests.casework.adding import people_in, wait_until
from tests.casework.asking import submit
from tests.casework.thornmere import ADA, BEN, OPEN
from tests.databases import Server
from tests.store.borough import Borough

pytestmark = pytest.mark.only_on("postgresql")
TIMES = 500


def _check_whole(town: Borough) -> None:
    """The log is unbroken: chain, tree, checkpoints and committed values."""
    with town.reading() as connection:
        assert () == check_log(connection, read_keys(town.data).public).findings


def _kept(town: Borough) -> dict[str, int]:
    """The entry of each request on record, by its reference."""
    with town.reading() as connection:
        rows = connection.execute(select(tables.requests.c.reference, tables.requests.c.entry))
        return dict(iter(rows))


def test_two_gateways_write_one_log(town: Borough):
    """Two processes that write at once: one unbroken log, nothing lost and nothing doubled."""
    words = [sys.executable, "-m", "tests.casework.asking_alone", town.data, town.url, str(TIMES)]
    town.close()
    both = [
        subprocess.Popen(words, stdout=subprocess.PIPE, text=True)  # noqa: S603  our own
        for _ in range(2)
    ]
    answers = [pair for one in both for pair in json.loads(one.communicate(timeout=120)[0])]
    assert 2 * TIMES == len(answers)
    assert dict(answers) == _kept(town)
    assert 2 * TIMES == len({reference for reference, _ in answers})
    _check_whole(town)


def _ask(office: Office, keys: Iterator[int], told: dict[str, RequestAnswer | BusyError]) -> None:
    for key in keys:
        name = f"key-{key}"
        try:
            told[name] = submit(office, ADA, OPEN, key=name)
        except BusyError as busy:
            told[name] = busy


def test_a_server_that_is_killed(town: Borough, postgresql: Server):
    """Nothing is acknowledged that is not on record, nothing is done twice, and work goes on."""
    told: dict[str, RequestAnswer | BusyError] = {}
    keys = iter(range(400))
    with town.office() as office, ThreadPoolExecutor(8) as pool:
        asking = [pool.submit(_ask, office, keys, told) for _ in range(8)]
        wait_until(lambda: len(told) > 50)
        postgresql.stop("immediate")
        for one in asking:
            one.result()
        assert not office.healthy
        with pytest.raises(BusyError), office.reading():
            pass
        postgresql.start()
        wait_until(lambda: office.healthy)
        acknowledged = {key: one for key, one in told.items() if isinstance(one, RequestAnswer)}
        kept = _kept(town)
        assert 50 < len(acknowledged) < 400
        assert {one.reference: one.entry for one in acknowledged.values()}.items() <= kept.items()
        again = {key: submit(office, ADA, OPEN, key=key) for key in told}
        assert acknowledged.items() <= again.items()
    assert 400 == len(again)
    assert {one.reference: one.entry for one in again.values()} == _kept(town)
    _check_whole(town)


class Rename(Struct, frozen=True):
    """Gives Ben another name, while somebody else does the same by hand, as often as said."""

    server: Server
    town: Borough
    others: list[str]

    def carry_out(self, turn: Turn) -> None:
        """Change the row that another has changed since this transaction began."""
        if self.others:
            by_hand = f"UPDATE people SET name = '{self.others.pop()}' WHERE id = '{BEN}'"  # noqa: S608  invented
            self.server.command(str(make_url(self.town.url).database), by_hand)
        people = tables.people
        turn.connection.execute(update(people).where(people.c.id == BEN).values(name="Benedict"))


def test_a_transaction_that_met_another_is_done_again(town: Borough, postgresql: Server):
    """Who only lost against another transaction is not told of it: it is done again, with all."""
    with town.office() as office:
        office.carry_out_now(Rename(postgresql, town, ["Benny"]))
        assert office.healthy
    assert "Benedict" in people_in(town)


def test_who_loses_every_time_is_busy(town: Borough, postgresql: Server):
    """It is not tried for ever."""
    with town.office() as office, pytest.raises(BusyError):
        office.carry_out_now(Rename(postgresql, town, [f"Benny {n}" for n in range(ATTEMPTS)]))
    assert "Benny 0" in people_in(town)


@pytest.mark.parametrize("arrives", [True, False])
def test_a_commit_without_an_answer(town: Borough, *, arrives: bool):
    """When the network fails at the commit the caller is told that it may be on record.

    Asked again with the same key, it is on record once, whether the commit had arrived or not.
    """
    before = len(_kept(town))

    def fail(connection: Connection) -> None:
        driver: Any = connection.connection.dbapi_connection
        if arrives:
            driver.send_QUERY("COMMIT")
            driver._sock.flush()
            wait_until(lambda: len(_kept(town)) > before)
        driver._usock.shutdown(2)

    with town.office() as office:
        event.listen(office.writer._transactions._engine, "commit", fail, once=True)
        with pytest.raises(BusyError, match="may yet be recorded"):
            submit(office, ADA, OPEN, key="k")
        assert arrives == (len(_kept(town)) > before)
        wait_until(lambda: office.healthy)
        answer = submit(office, ADA, OPEN, key="k")
    assert {answer.reference: answer.entry} == _kept(town)
    _check_whole(town)


def test_a_role_that_may_not_change_the_log_is_enough(town: Borough, postgresql: Server):
    """A gateway may serve as a role that can add to the log and change nothing of it."""
    town.close()
    database = str(make_url(town.url).database)
    postgresql.command(database, "CREATE ROLE serving LOGIN")
    every = "ALL TABLES IN SCHEMA public"
    postgresql.command(database, f"GRANT SELECT, INSERT, UPDATE, DELETE ON {every} TO serving")
    of_the_log = ", ".join(
        table.name
        for table in tables.metadata.sorted_tables
        if table.name.startswith(("log_", "rule_book")) and table is not tables.log_secrets
    )
    postgresql.command(database, f"REVOKE UPDATE, DELETE ON {of_the_log} FROM serving")
    town.url = postgresql.url(database, "serving")
    with town.office() as office:
        answer = submit(office, ADA, OPEN)
    assert {answer.reference: answer.entry} == _kept(town)
