"""Opening the database, for the one writer and for readers, and only when it is safe to.

The address says which database it is: a file of SQLite, or a database of a PostgreSQL server.
"""

from contextlib import AbstractContextManager
from pathlib import Path
from typing import Final, Protocol

from sqlalchemy import Engine, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError

from gateway.errors import SetupError
from gateway.store import sqlite

_LOST_A_RACE: Final = frozenset({"40001", "40P01"})
"""SQLSTATE of transactions that met another one: not serialisable, and deadlock."""


class _Kind(Protocol):
    """What SQLite and PostgreSQL do differently."""

    def open_for_writing(self, url: str, *, create: bool) -> Engine: ...

    def open_for_reading(self, url: str) -> Engine: ...

    def files(self, url: str) -> tuple[Path, ...]: ...

    def is_set_up(self, url: str) -> bool: ...

    def name(self, url: str) -> str: ...

    def only_server(self, data: Path) -> AbstractContextManager[None]: ...

    def upkeep(self, url: str) -> AbstractContextManager[None]: ...


def open_for_writing(url: str, *, create: bool = False) -> Engine:
    """An engine whose every transaction is the only writing one from its first moment.

    Raises SetupError when no gateway's database is there (unless `create`), or when the database
    cannot be relied on to keep what it acknowledges.
    """
    return _kind(url).open_for_writing(url, create=create)


def open_for_reading(url: str) -> Engine:
    """An engine that cannot change anything, each transaction of which sees one moment."""
    return _kind(url).open_for_reading(url)


def files(url: str) -> tuple[Path, ...]:
    """The files in which the database is kept; none for that of a server."""
    return _kind(url).files(url)


def is_set_up(url: str) -> bool:
    """Whether there is a gateway's database already. Raises SetupError when nobody can tell."""
    return _kind(url).is_set_up(url)


def name(url: str) -> str:
    """How the database is called when it is spoken of: never with a password."""
    return _kind(url).name(url)


def only_server(data: Path, url: str) -> AbstractContextManager[None]:
    """Keep a second serving process out, where the database cannot serve two.

    Raises SetupError when another one serves already.
    """
    return _kind(url).only_server(data)


def upkeep(url: str) -> AbstractContextManager[None]:
    """What the database needs to have done for it beside its writer, while that works."""
    return _kind(url).upkeep(url)


def lost_a_race(fault: DBAPIError) -> bool:
    """Whether a transaction failed only because it met another one, and may be tried again."""
    return getattr(fault.orig, "sqlstate", None) in _LOST_A_RACE


def _kind(url: str) -> _Kind:
    try:
        parsed = make_url(url)
    except ArgumentError as error:
        raise SetupError("The database's address is not a URL.", where="database_url") from error
    match parsed.get_backend_name():
        case "sqlite":
            return sqlite
        case "postgresql":
            return _postgresql()
        case _:
            raise SetupError(
                "The database is a file of SQLite (sqlite:////folder/file) or one of a PostgreSQL "
                "server (postgresql://user@server/database).",
                where="database_url",
            )


def _postgresql() -> _Kind:
    try:
        from gateway.store import postgresql  # noqa: PLC0415  its driver is an optional extra
    except ModuleNotFoundError as error:
        raise SetupError(
            "PostgreSQL needs its driver: pip install 'need-to-know-gateway[postgres]'.",
            where="database_url",
        ) from error
    return postgresql
