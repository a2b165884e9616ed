"""PostgreSQL: a database of a server, opened only when the server keeps what it acknowledges.

Every connection looks first: a version that is still cared for, no setting that trades durability
for speed, texts compared by their bytes as SQLite does, and time limits that are in force. All
writers of all processes meet at one lock, taken before a transaction sees anything, so that what
is decided, and the head of the log, are one serial story.
"""

import json
import ssl
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from pathlib import Path
from typing import Any, Final

from pg8000 import dbapi
from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import DBAPIError

from gateway.errors import SetupError
from gateway.store import postgresql_driver

OLDEST: Final = 14
"""The oldest version of the server that is taken."""
LIMITS: Final = {
    "statement_timeout": "15s",
    "lock_timeout": "10s",
    "idle_in_transaction_session_timeout": "20s",
}
_PATIENCE: Final = 20.0
"""Seconds without a word of the server after which it is given up."""
_DURABLE: Final = {
    "fsync": ("on",),
    "full_page_writes": ("on",),
    "synchronous_commit": ("on", "remote_apply"),
}
"""What the server must be set to: the values that are taken, the usual one first."""
_BUILT_IN: Final = "b"
"""The provider of collations all of which order texts by code point, and so by bytes."""
_READ: Final = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"
_MAKE: Final = "BEGIN ISOLATION LEVEL SERIALIZABLE"
# A transaction sees the database as of its first question, and LOCK asks none: whoever has waited
# here sees all that the writer before has committed.
_WRITE: Final = f"{_MAKE}; LOCK TABLE council IN SHARE ROW EXCLUSIVE MODE"
_LOOK: Final = """
    SELECT current_setting('server_version_num')::int,
        pg_encoding_to_char(d.encoding),
        coalesce(to_jsonb(d) ->> 'datlocprovider', 'c'),  -- versions before 15 have no other
        d.datcollate,
        to_regclass('council') IS NOT NULL,
        (SELECT jsonb_object_agg(s, current_setting(s)) FROM jsonb_array_elements_text($1::jsonb) s)
    FROM pg_database d
    WHERE d.datname = current_database()
"""
_TAKEN: Final = frozenset({"unix_sock", "sslrootcert"})
_THIS_MACHINE: Final = ("localhost", "127.0.0.1", "::1")


def open_for_writing(url: str, *, create: bool) -> Engine:
    """An engine whose transactions are serialisable, and written by nobody else meanwhile.

    Raises SetupError when it cannot be relied on, or holds no gateway's tables (unless `create`).
    """
    return _engine(url, _MAKE if create else _WRITE, empty=create)


def open_for_reading(url: str) -> Engine:
    """An engine that cannot change anything, each transaction of which sees one moment."""
    return _engine(url, _READ)


def files(_url: str) -> tuple[Path, ...]:
    """None: the server keeps them."""
    return ()


def is_set_up(url: str) -> bool:
    """Whether the database holds a gateway's tables."""
    engine = _engine(url, _READ, empty=True)
    try:
        return _holds_tables(engine)
    finally:
        engine.dispose()


def name(url: str) -> str:
    """How the database is called when it is spoken of."""
    parsed = make_url(url)
    return f"{parsed.database} on {parsed.host or 'this machine'}"


@contextmanager
def only_server(_data: Path) -> Iterator[None]:
    """Nobody is kept out: several processes may serve, their writers meet in the database."""
    yield


def upkeep(_url: str) -> AbstractContextManager[None]:
    """Nothing: the server looks after itself."""
    return nullcontext()


def _engine(url: str, begin: str, *, empty: bool = False) -> Engine:
    parsed = make_url(url)
    arguments = _arguments(parsed)

    def connect() -> Any:
        connection = postgresql_driver.Connection(**arguments)
        connection.holds_tables = _refuse_unsafe(connection)
        return connection

    engine = create_engine(
        parsed.set(drivername="postgresql+pg8000"),
        module=dbapi,
        creator=connect,
        pool_pre_ping=True,  # a server that was restarted costs no answer
        paramstyle="numeric_dollar",  # as the server takes them
        hide_parameters=True,  # an error's text must not carry titles and names into a log
    )

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        connection.exec_driver_sql(begin)

    if not _holds_tables(engine) and not empty:
        engine.dispose()
        raise SetupError("The database is empty. Run 'gateway init' first.", where="database_url")
    return engine


def _holds_tables(engine: Engine) -> bool:
    try:
        with engine.connect() as connection:
            driver: Any = connection.connection.dbapi_connection
            found: bool = driver.holds_tables
            return found
    except DBAPIError as error:
        raise SetupError(
            f"The database's server does not let the gateway in: {error.orig}.",
            where="database_url",
        ) from error


def _arguments(url: URL) -> dict[str, Any]:
    """What the driver needs to know. Raises SetupError for what is missing or not understood."""
    if not url.username or not url.database:
        raise SetupError(
            "Name the role and the database: postgresql://role@server/database.",
            where="database_url",
        )
    if unknown := sorted(set(url.query) - _TAKEN):
        raise SetupError(f"This is not understood there: {unknown[0]}.", where="database_url")
    return {
        "user": url.username,
        "password": url.password or "",
        "host": url.host or "localhost",
        "port": url.port or 5432,
        "database": url.database,
        "unix_sock": url.query.get("unix_sock"),
        "ssl_context": _tls(url),
        "timeout": _PATIENCE,
        "application_name": "need-to-know-gateway",
        "startup_params": LIMITS,
    }


def _tls(url: URL) -> ssl.SSLContext | bool:
    """Another machine must show a certificate for its name; False: the server is on this one."""
    if "unix_sock" in url.query or (url.host or "localhost") in _THIS_MACHINE:
        return False
    return ssl.create_default_context(cafile=url.query.get("sslrootcert"))  # type: ignore[arg-type]


def _refuse_unsafe(connection: Any) -> bool:
    """Whether the database holds a gateway's tables.

    Raises SetupError when what is acknowledged could be lost or compared wrongly.
    """
    ((version, encoding, provider, collation, holds_tables, settings),) = connection.ask(
        _LOOK, [[json.dumps([*_DURABLE, *LIMITS])]]
    )
    taken = _DURABLE | {name: (limit,) for name, limit in LIMITS.items()}
    wrong = [
        f"PostgreSQL runs with {name} = {settings[name]}; it must be {allowed[0]}."
        for name, allowed in taken.items()
        if settings[name] not in allowed
    ]
    if version < OLDEST * 10_000:
        wrong.append(f"PostgreSQL {version // 10_000} is too old; {OLDEST} or later is needed.")
    by_bytes = provider == _BUILT_IN or (provider == "c" and collation in {"C", "POSIX"})
    if encoding != "UTF8" or not by_bytes:
        wrong.append("The database must be made with ENCODING 'UTF8' LOCALE 'C'.")
    if wrong:
        connection.close()
        raise SetupError(" ".join(wrong), where="database_url")
    return bool(holds_tables)
