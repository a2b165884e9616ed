"""PostgreSQL: relied on only where it keeps what it acknowledges."""

import ssl
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any

import pytest
from sqlalchemy import make_url, select
from sqlalchemy.exc import DBAPIError

from gateway.errors import SetupError
from gateway.store import engine, tables
from gateway.store import postgresql as of_postgresql
from gateway.store.postgresql_driver import Connection
from tests.databases import Server
from tests.store.borough import Borough

pytestmark = pytest.mark.only_on("postgresql")
TEMPLATE = "TEMPLATE template0"


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("transaction_isolation", "serializable"),
        ("statement_timeout", "15s"),
        ("lock_timeout", "10s"),
        ("idle_in_transaction_session_timeout", "20s"),
        ("synchronous_commit", "on"),
    ],
)
def test_the_writer_is_set_safely(borough: Borough, name: str, expected: str):
    """A writing transaction is serialisable, durable and ends in time."""
    with borough.writing() as connection:
        assert expected == connection.exec_driver_sql(f"SHOW {name}").scalar_one()


@pytest.mark.parametrize(
    ("name", "expected"),
    [("transaction_isolation", "repeatable read"), ("transaction_read_only", "on")],
)
def test_a_reader_sees_one_moment(borough: Borough, name: str, expected: str):
    """A reading transaction sees the database as of its beginning, and changes nothing."""
    with borough.reading() as connection:
        assert expected == connection.exec_driver_sql(f"SHOW {name}").scalar_one()


def test_a_reader_changes_nothing(borough: Borough):
    """A reading connection refuses to write."""
    with borough.reading() as connection, pytest.raises(DBAPIError, match="25006"):
        connection.execute(tables.council.delete())


@contextmanager
def _running_with(server: Server, setting: str, value: str) -> Iterator[None]:
    """The server runs with another setting."""

    def wait_for(wanted: str) -> None:
        server.command("postgres", "SELECT pg_reload_conf()")
        until = time.monotonic() + 20
        while [(wanted,)] != server.command("postgres", f"SHOW {setting}"):
            assert time.monotonic() < until, "the server did not take it"

    server.command("postgres", f"ALTER SYSTEM SET {setting} = {value}")
    wait_for(value)
    try:
        yield
    finally:
        server.command("postgres", f"ALTER SYSTEM RESET {setting}")
        wait_for("on")


@pytest.mark.parametrize(
    ("setting", "value"),
    [
        ("synchronous_commit", "off"),
        ("synchronous_commit", "local"),
        ("fsync", "off"),
        ("full_page_writes", "off"),
    ],
)
def test_a_server_that_may_forget_is_refused(
    borough: Borough, postgresql: Server, setting: str, value: str
):
    """No setting that trades what was acknowledged for speed is worked with."""
    with _running_with(postgresql, setting, value), pytest.raises(SetupError, match=setting):
        engine.open_for_writing(borough.url)
    engine.open_for_writing(borough.url).dispose()


def test_an_old_server_is_refused(borough: Borough, monkeypatch: pytest.MonkeyPatch):
    """A version that nobody cares for any more is not worked with."""
    monkeypatch.setattr(of_postgresql, "OLDEST", 99)
    with pytest.raises(SetupError, match="99 or later"):
        engine.open_for_reading(borough.url)


@pytest.mark.parametrize(
    "how",
    [
        f"{TEMPLATE} ENCODING 'SQL_ASCII'",
        f"{TEMPLATE} LOCALE 'C.UTF-8'",
    ],
)
def test_texts_must_be_compared_by_their_bytes(postgresql: Server, how: str):
    """A database that orders texts otherwise than SQLite, or keeps other bytes, is refused."""
    with pytest.raises(SetupError, match="LOCALE 'C'"):
        engine.open_for_writing(postgresql.new(how=how), create=True)


def test_the_order_that_is_built_in_is_by_bytes_too(postgresql: Server):
    """The order by code points that newer servers have built in is that of the bytes."""
    url = postgresql.new(how=f"{TEMPLATE} LOCALE_PROVIDER builtin BUILTIN_LOCALE 'C.UTF-8'")
    engine.open_for_writing(url, create=True).dispose()


@pytest.mark.only_on("sqlite", "postgresql")
def test_texts_stand_in_the_order_of_their_bytes(borough: Borough):
    """The order of texts is the same on both, and not the one people are used to."""
    names = ["a", "B", "Z", "é", "e\u0301", "ß", "~", " ", "zz", "İ", "\U0001f600", "\uffff"]
    for name in names:
        borough.person(name)
    with borough.reading() as connection:
        found = connection.execute(select(tables.people.c.name).order_by("name")).scalars().all()
    assert sorted(names, key=str.encode) == found


def test_without_tables_there_is_nothing_to_open(postgresql: Server):
    """Only setting up works on an empty database."""
    url = postgresql.new()
    with pytest.raises(SetupError, match="gateway init"):
        engine.open_for_writing(url)
    assert not engine.is_set_up(url)


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("postgresql://gateway:hush@localhost", "Name the role and the database"),
        ("postgresql://localhost/council", "Name the role and the database"),
        ("postgresql://gateway:hush@localhost/council?sslmode=disable", "sslmode"),
        ("postgresql://gateway:hush@/nothing_here?unix_sock={socket}", "3D000"),
        ("postgresql://nobody_here:hush@/postgres?unix_sock={socket}", "28000"),
        ("postgresql://gateway:hush@/postgres?unix_sock=/nowhere", "communication error"),
    ],
)
def test_an_address_that_leads_nowhere(postgresql: Server, url: str, words: str):
    """What is missing or wrong in an address is said, and its password is not."""
    socket = make_url(postgresql.url("postgres")).query["unix_sock"]
    with pytest.raises(SetupError, match=words) as refused:
        engine.open_for_reading(url.format(socket=socket))
    assert "hush" not in str(refused.value)


def test_it_is_spoken_of_without_its_password(borough: Borough):
    """The name of a database is fit for a screen."""
    url = "postgresql+pg8000://gateway:hush@db.example.gov.uk/council"
    assert "council on db.example.gov.uk" == engine.name(url)
    assert engine.name(borough.url).endswith(" on this machine")


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1", "[::1]", ""])
def test_on_this_machine_the_line_is_plain(host: str):
    """Nobody listens between two programs of one machine."""
    url = make_url(f"postgresql://gateway@{host}/council")
    assert of_postgresql._tls(url) is False


def test_another_machine_must_show_who_it_is():
    """Over the network the server's certificate is checked, and the name in it."""
    tls = of_postgresql._tls(make_url("postgresql://gateway@db.example.gov.uk/council"))
    assert isinstance(tls, ssl.SSLContext)
    assert (ssl.CERT_REQUIRED, True) == (tls.verify_mode, tls.check_hostname)


def test_an_error_does_not_repeat_what_was_stored(borough: Borough):
    """Neither the error nor what caused it holds a value: they may reach an operational log."""
    borough.person("Ada Marsh")
    with pytest.raises(DBAPIError, match="23505 pk_people") as caught:
        borough.person("Ada Marsh")
    assert "Ada Marsh" not in f"{caught.value} {caught.value.orig.args}"


def test_a_commit_that_the_server_turned_into_a_rollback(borough: Borough):
    """PostgreSQL answers a commit after an error with a quiet rollback; here that is an error."""
    with (
        pytest.raises(DBAPIError, match="failed transaction"),
        borough.writing() as connection,
        suppress(DBAPIError),
    ):
        connection.exec_driver_sql("SELECT nothing")


def test_a_connection_that_is_lost_is_replaced(borough: Borough, postgresql: Server):
    """After the server was restarted the next question finds it again."""
    with borough.reading() as connection:
        connection.execute(select(tables.council)).one()
    postgresql.stop("immediate")
    postgresql.start()
    with borough.reading() as connection:
        assert 1 == connection.execute(select(tables.council.c.id)).scalar_one()


def test_a_network_that_breaks_is_an_error_of_the_driver(borough: Borough):
    """A socket that fails in the middle of an answer is a database error like any other."""
    with borough.reading() as connection:
        driver: Any = connection.connection.dbapi_connection
        assert isinstance(driver, Connection)
        driver._usock.shutdown(2)
        with pytest.raises(DBAPIError) as broken:
            connection.execute(select(tables.council))
        assert broken.value.connection_invalidated
