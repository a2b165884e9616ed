"""SQLite: a database in a file, opened only when it is safe to.

Write-ahead log, synced at every commit (a power cut loses nothing that was acknowledged), and a
library without the fault that corrupts the write-ahead log when it is reset (fixed in 3.51.3).
Every setting is read back after it is set.
"""

import fcntl
import os
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from functools import partial
from pathlib import Path
from typing import Any, Final
from urllib.parse import quote

import pysqlite3
from sqlalchemy import Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import QueuePool

from gateway.errors import SetupError
from gateway.store.prepared import run
from gateway.store.write_ahead import brought_in

SAFE_SQLITE: Final = (3, 51, 3)
BUSY_TIMEOUT: Final = 5000
"""Milliseconds to wait for a lock that another process holds."""
KEPT_OPEN: Final = 20
"""How many connections stay open; as many again come and go. Opening one takes longer than most
questions."""
LOCK_NAME: Final = "gateway.lock"

_SETTINGS: Final = {
    "journal_mode": "wal",
    "synchronous": 2,  # FULL
    "foreign_keys": 1,
    "recursive_triggers": 1,
    "busy_timeout": BUSY_TIMEOUT,
    "trusted_schema": 0,
    "cell_size_check": 1,
    "mmap_size": 0,
    "secure_delete": 1,
    "wal_autocheckpoint": 16_000,
}
"""The write-ahead log begins again from its start after 16,000 pages (64 MB): the writer brings
into the database's file then what `upkeep` has not."""
_READING: Final = _SETTINGS | {"wal_autocheckpoint": 0, "query_only": 1}
_OF_WRITERS: Final = frozenset({"journal_mode", "wal_autocheckpoint"})
"""Settings that a file without writers has no use for."""
_UNSAID: Final = frozenset({"mmap_size"})
"""Settings that SQLite does not repeat when it was built without the feature."""
_BESIDE: Final = ("-wal", "-shm")
"""What SQLite keeps beside a database while it is open."""


def open_for_writing(url: str, *, create: bool) -> Engine:
    """An engine whose every transaction takes the write lock at once (BEGIN IMMEDIATE).

    Raises SetupError when the file is not there (unless `create`) or cannot be set safely.
    """
    engine = _engine(url, "rwc" if create else "rw", "BEGIN IMMEDIATE", _SETTINGS)
    if create:
        _file(url).chmod(0o600)
    return engine


def open_for_reading(url: str) -> Engine:
    """An engine that cannot change anything, for questions beside the writer."""
    return _engine(url, "ro", "BEGIN", _READING)


def open_unchanging(file: Path) -> Engine:
    """A file that nobody writes to, to be read as it is: nothing is written, nor beside it."""
    settings = {name: value for name, value in _READING.items() if name not in _OF_WRITERS}
    return _engine(f"sqlite:///{file.absolute()}", "ro&immutable=1", "BEGIN", settings)


def copy_to(url: str, file: Path) -> None:
    """Put the database as it is now into a new file, beside whoever writes.

    What was erased does not go along: the file holds no free pages. Raises SetupError.
    """
    connection = pysqlite3.connect(
        f"file:{quote(str(_file(url)))}?mode=ro", uri=True, isolation_level=None
    )
    try:
        connection.execute(f"PRAGMA busy_timeout = {BUSY_TIMEOUT}")
        connection.execute("VACUUM INTO ?", (str(file),))
    except pysqlite3.Error as error:
        raise SetupError("The database cannot be copied there.", where=file.name) from error
    finally:
        connection.close()


def files(url: str) -> tuple[Path, ...]:
    """The database's file, and those that belong to it. Raises SetupError unless it has one."""
    file = _file(url)
    return (file, *(file.with_name(file.name + end) for end in _BESIDE))


def is_set_up(url: str) -> bool:
    """Whether there is a database already."""
    return _file(url).exists()


def name(url: str) -> str:
    """How the database is called when it is spoken of."""
    return _file(url).name


@contextmanager
def only_server(data: Path) -> Iterator[None]:
    """Hold the data folder for one serving process. Raises SetupError when another has it.

    The operating system lets go of the lock when the process ends, however it ends.
    """
    with (data / LOCK_NAME).open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            raise SetupError(
                "Another gateway already serves this data folder. Use that one, or stop it first.",
                where=os.fspath(LOCK_NAME),
            ) from error
        yield


def upkeep(url: str) -> AbstractContextManager[None]:
    """What is written goes from the write-ahead log into the database's file meanwhile."""
    return brought_in(partial(_connect, _file(url), "rw", _SETTINGS))


def _file(url: str) -> Path:
    parsed = make_url(url)
    if parsed.drivername != "sqlite" or not parsed.database or parsed.database == ":memory:":
        raise SetupError(
            "Give the file of the database: sqlite:////folder/file.", where="database_url"
        )
    return Path(parsed.database)


def _engine(url: str, mode: str, begin: str, settings: dict[str, Any]) -> Engine:
    if pysqlite3.sqlite_version_info < SAFE_SQLITE:
        raise SetupError(
            f"SQLite {pysqlite3.sqlite_version} can corrupt its write-ahead log; "
            f"{'.'.join(map(str, SAFE_SQLITE))} or later is needed (pysqlite3 0.6.1)."
        )
    engine = create_engine(
        url,
        module=pysqlite3,
        creator=partial(_connect, _file(url), mode, settings),
        poolclass=QueuePool,
        pool_size=KEPT_OPEN,
        max_overflow=KEPT_OPEN,
        paramstyle="named",  # a parameter that stands often is handed over once
        hide_parameters=True,  # an error's text must not carry titles and names into a log
    )

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        run(connection, begin)

    try:
        engine.connect().close()
    except DBAPIError as error:
        engine.dispose()
        raise SetupError(
            "The database cannot be opened. Run 'gateway init' if there is none yet.",
            where="database_url",
        ) from error
    return engine


def _connect(file: Path, mode: str, settings: dict[str, Any]) -> Any:
    # No isolation level: the driver begins nothing by itself, an engine's `begin` does.
    connection = pysqlite3.connect(
        f"file:{quote(str(file))}?mode={mode}",
        uri=True,
        isolation_level=None,
        check_same_thread=False,
    )
    _set(connection, settings)
    return connection


def _set(connection: Any, settings: dict[str, Any]) -> None:
    for setting, value in settings.items():
        connection.execute(f"PRAGMA {setting} = {value}")
        row = connection.execute(f"PRAGMA {setting}").fetchone()
        if row != (value,) and not (row is None and setting in _UNSAID):
            connection.close()
            raise SetupError(f"SQLite does not take the setting {setting} = {value}.")
