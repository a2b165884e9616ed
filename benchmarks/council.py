"""A demonstration council in a folder of its own, served by a real `gateway serve`."""

import os
import re
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import timedelta
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from msgspec import Struct
from sqlalchemy import and_, exists, select

from gateway.casework.tokens import IssueToken
from gateway.cli.office import office_at_work
from gateway.domain.people import OPERATOR
from gateway.settings import Settings
from gateway.store.log import size_of
from gateway.store.tables import documents, people, terms


class Council(Struct, frozen=True, kw_only=True):
    """Where the council is kept, tokens of councillors, ids of documents, the log's size."""

    settings: Settings
    tokens: tuple[str, ...]
    documents: tuple[str, ...]
    entries: int

    @property
    def environment(self) -> dict[str, str]:
        """The environment in which the `gateway` command works on this council."""
        return {**os.environ, "GATEWAY_DATA": str(self.settings.data)}

    def gateway(self, *words: str) -> str:
        """Run the command; gives what it prints. Raises CalledProcessError when it fails."""
        return _gateway(self.environment, *words)


def _gateway(environment: dict[str, str], *words: str) -> str:
    return subprocess.run(  # noqa: S603  our own command
        [sys.executable, "-m", "gateway", *words],
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    ).stdout


@contextmanager
def demonstration(clients: int) -> Iterator[Council]:
    """The demonstration council, with tokens for some of its councillors; removed afterwards."""
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(data=Path(folder) / "data")
        environment = {**os.environ, "GATEWAY_DATA": str(settings.data)}
        _gateway(environment, "demo")
        with office_at_work(settings) as office:
            with office.reading() as reading:
                sits = and_(terms.c.person == people.c.id, terms.c.valid_to.is_(None))
                members = select(people.c.id).where(
                    people.c.kind == "councillor", exists().where(sits)
                )
                asking = reading.connection.scalars(members.order_by(people.c.id).limit(clients))
                persons = asking.all()
                held = select(documents.c.id).order_by(documents.c.id)
                papers = tuple(reading.connection.scalars(held).all())
            commands = [
                IssueToken(by=OPERATOR, person=person, valid_for=timedelta(days=1))
                for person in persons
            ]
            tokens = tuple(office.carry_out_now(command).text for command in commands)
            with office.reading() as reading:
                entries = size_of(reading.connection)
        yield Council(settings=settings, tokens=tokens, documents=papers, entries=entries)


LAST_LINES = 100


def kill(process: subprocess.Popen[Any]) -> None:
    """End a process that has a session of its own, and those that it began (SIGKILL).

    The server's writer is one: left alone it would finish its transaction first.
    """
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)


class Served:
    """A server as a process of its own, with the port that it chose."""

    def __init__(self, module: list[str], environment: dict[str, str]) -> None:
        self._log = tempfile.TemporaryFile()  # noqa: SIM115  closed when it is killed
        self.process = subprocess.Popen(  # noqa: S603  our own command
            [sys.executable, "-m", *module],
            env={**environment, "PYTHONFAULTHANDLER": "1"},
            stdout=subprocess.PIPE,
            stderr=self._log,
            text=True,
            start_new_session=True,
        )
        line = self.process.stdout.readline() if self.process.stdout else ""
        found = re.search(r"http://127\.0\.0\.1:(\d+)", line)
        if found is None:
            kill(self.process)
            raise RuntimeError(f"the server did not start: {self.last_words()}")
        self.port = int(found[1])

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.kill()

    def kill(self) -> None:
        """End it at once, without a word. It may have ended before."""
        kill(self.process)
        self.process.wait()
        if self.process.stdout:
            self.process.stdout.close()
        self._log.close()

    def last_words(self) -> str:
        """How it ended, if it did, and the last that it wrote of itself."""
        self._log.seek(0)
        lines = self._log.read().decode(errors="replace").splitlines()
        return "\n".join([f"exit code {self.process.poll()}", *lines[-LAST_LINES:]])


def serve(council: Council) -> Served:
    """`gateway serve` for a council, on a free port."""
    return Served(["gateway", "serve", "--port", "0"], council.environment)
