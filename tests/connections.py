"""Connections to PostgreSQL that outlive the test that made them.

A new one costs more than most tests do: the server starts a process for it, which knows no table
and has planned nothing. Whoever closes a connection outside any transaction leaves it to the next
one who asks for one like it.
"""

from threading import Lock
from typing import Any, Final

from pg8000 import dbapi

from gateway.store import postgresql_driver

_AT_MOST: Final = 16
"""How many are kept: much less than the server takes."""


class _Lasting(postgresql_driver.Connection):
    """A connection that goes back to where it was taken from."""

    _home: "Connections | None" = None

    def __init__(self, home: "Connections", **arguments: Any) -> None:
        super().__init__(**arguments)
        self.database = arguments["database"]
        self.made_by = repr(arguments)  # as they are now
        self.pid = int.from_bytes(self._backend_key_data[:4], "big")
        self._home = home

    def close(self) -> None:
        """Be kept, unless something is unfinished."""
        if self._home is None or self._in_transaction:
            self.end()
        else:
            self._home.keep(self)

    def end(self) -> None:
        """Be closed truly."""
        super().close()


class Connections:
    """Those that nobody uses at the moment, the latest last."""

    def __init__(self) -> None:
        self._kept: list[_Lasting] = []
        self._lock = Lock()

    def take(self, **arguments: Any) -> _Lasting:
        """One that was kept, if it still speaks to the server; otherwise a new one."""
        while kept := self._like(arguments):
            try:
                kept.ask("RESET ALL", [[]])  # what the test before has set was for itself
            except dbapi.Error:
                kept.end()
            else:
                return kept
        return _Lasting(self, **arguments)

    def keep(self, connection: _Lasting) -> None:
        """Keep one for whoever comes next."""
        with self._lock:
            self._kept.append(connection)
            oldest = self._kept.pop(0) if len(self._kept) > _AT_MOST else None
        if oldest:
            oldest.end()

    def to(self, database: str) -> list[int]:
        """Which of the server's processes are kept for a database."""
        return [one.pid for one in self._kept if one.database == database]

    def end(self, database: str | None = None) -> None:
        """Close those to a database, or all."""
        with self._lock:
            ended = [one for one in self._kept if database in {one.database, None}]
            self._kept = [one for one in self._kept if one not in ended]
        for one in ended:
            one.end()

    def _like(self, arguments: dict[str, Any]) -> _Lasting | None:
        with self._lock:
            for one in reversed(self._kept):
                if one.made_by == repr(arguments):
                    self._kept.remove(one)
                    return one
        return None
