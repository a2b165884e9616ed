"""Copies of a council with a gateway before them, asked over HTTP.

In this process it is the application itself, and the office behind it is closed and opened again;
or it is a real `gateway serve`.
"""

import asyncio
import hashlib
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path
from typing import Any, cast

import httpx
import msgspec
from litestar import Litestar
from sqlalchemy import Engine, select

from benchmarks.council import Served
from gateway.app import app_of
from gateway.casework.turn import Command
from gateway.casework.writer import Office
from gateway.cli.bringing_in import bring_papers, bring_register
from gateway.domain.papers import Papers
from gateway.domain.register import Register
from gateway.importing.contents import contents_of
from gateway.importing.fault import file
from gateway.settings import Settings
from gateway.store import tables
from gateway.store.engine import open_for_reading
from tests.stateful.council import Council, opened


class Copy:
    """A copy of a council: its folder, its log, and what is done at the command line."""

    def __init__(self) -> None:
        self.settings = Settings()
        self._reading: Engine | None = None

    def begin(self, council: Council) -> None:
        """Serve another copy."""
        original = council.town.settings
        folder = Path(tempfile.mkdtemp(prefix="steps-", dir=original.data.parent))
        data = folder / "data"
        shutil.copytree(original.data, data)
        url = f"sqlite:///{data / 'gateway.sqlite'}"
        self.settings = msgspec.structs.replace(original, data=data, database_url=url)
        self._reading = open_for_reading(url)
        self.start()

    def end(self) -> None:
        """Stop serving, and throw the copy away."""
        self.stop()
        if self._reading is not None:
            self._reading.dispose()
        shutil.rmtree(self.settings.data.parent)

    def restart(self) -> None:
        """Stop serving, and serve the same again."""
        self.stop()
        self.start()

    def start(self) -> None:
        """Serve."""
        raise NotImplementedError

    def stop(self) -> None:
        """Stop serving."""
        raise NotImplementedError

    @contextmanager
    def office(self) -> Iterator[Office]:
        """The office of the command line: one of its own, as of another process."""
        with opened(self.settings) as office:
            yield office

    def do(self, command: Command[Any]) -> Any:
        """What is done at the command line."""
        with self.office() as office:
            return office.carry_out_now(command)

    def bring_register(self, register: Register) -> None:
        """An import of the register."""
        with self.office() as office:
            bring_register(office, (register,), ("ab" * 32,), many_may_end=True)

    def bring_paper(self, paper: dict[str, Any]) -> str:
        """An import of one document; gives its id."""
        told = {"source": "papers", "register": "register", "documents": [paper]}
        papers, place = msgspec.convert(told, Papers), file("papers.json")
        digest = hashlib.sha256(str(paper).encode()).hexdigest()
        contents = contents_of(papers, Path(), place)
        with self.office() as office:
            bring_papers(office, papers, contents, place=place, digest=digest)
        ours = tables.documents.c
        found = select(ours.id).where(ours.source == "papers", ours.source_id == paper["id"])
        return str(self._rows(found)[0][0])

    def log(self, beginning: int) -> list[dict[str, Any]]:
        """The entries of the log from a number on."""
        ours = tables.log_entries.c
        rows = self._rows(select(ours.bytes).where(ours.seq >= beginning).order_by("seq"))
        return [msgspec.json.decode(data) for (data,) in rows]

    def _rows(self, statement: Any) -> Any:
        assert self._reading is not None
        with self._reading.connect() as connection:
            return connection.execute(statement).all()


class Desk:
    """An office that can be closed and opened again behind the same application."""

    def __init__(self) -> None:
        self.settings = Settings()
        self.open: Office | None = None

    def __getattr__(self, name: str) -> Any:
        return getattr(self.open, name)

    def opened(self) -> Office:
        """The office, opened anew."""
        return opened(self.settings)

    def start(self) -> None:
        """Open the office, and let it work."""
        self.open = self.opened()
        self.open.start()

    def stop(self) -> None:
        """Close it."""
        assert self.open is not None
        self.open.stop()


class InProcess(Copy):
    """The application in this process. Making it takes longer than serving another copy."""

    def __init__(self) -> None:
        super().__init__()
        self._desk = Desk()
        self._loop = asyncio.new_event_loop()

    @cached_property
    def _app(self) -> Litestar:
        """The application, made before the first copy that is served: all have the same title."""
        settings = Settings(allowed_hosts=("withermere.test",), log_level="error")
        with self._desk.opened() as self._desk.open:
            return app_of(cast("Office", self._desk), settings)

    @cached_property
    def _client(self) -> httpx.AsyncClient:
        """Whoever asks."""
        transport = httpx.ASGITransport(self._app)
        return httpx.AsyncClient(transport=transport, base_url="http://withermere.test")

    def start(self) -> None:
        """Open the office, and begin to serve."""
        self._desk.settings = self.settings
        self._up, self._down = asyncio.Event(), asyncio.Event()
        _ = self._app
        self._serving = self._loop.create_task(self._serve())
        self._loop.run_until_complete(self._up.wait())

    def stop(self) -> None:
        """Stop as on Ctrl-C."""
        self._down.set()
        self._loop.run_until_complete(self._serving)

    async def _serve(self) -> None:
        """From start to stop in one task, as a server does it."""
        async with self._app.lifespan():
            self._up.set()
            await self._down.wait()

    def close(self) -> None:
        """Nothing more is asked."""
        self._loop.run_until_complete(self._client.aclose())
        self._loop.close()

    def ask(self, method: str, path: str, token: str, body: Any = None) -> httpx.Response:
        """One request over HTTP."""
        headers = {"Authorization": f"Bearer {token}"}
        asked = self._client.request(method, path, json=body, headers=headers)
        return self._loop.run_until_complete(asked)

    @contextmanager
    def office(self) -> Iterator[Office]:
        """The same office: another one would take longer, and is tried with a real server."""
        assert self._desk.open is not None
        yield self._desk.open


class InAnother(Copy):
    """A real `gateway serve`, as a process of its own."""

    def start(self) -> None:
        """Start it, and wait until it serves."""
        settings = self.settings
        environment = {**os.environ, "GATEWAY_DATA": str(settings.data)}
        environment |= {"GATEWAY_DATABASE_URL": settings.database_url}
        self._server = Served(["gateway", "serve", "--port", "0"], environment)
        self._client = httpx.Client(base_url=f"http://127.0.0.1:{self._server.port}", timeout=60)

    def stop(self) -> None:
        """Stop it as a machine does that is shut down."""
        self._client.close()
        self._server.process.terminate()
        self._server.process.wait()
        self._server.kill()

    def close(self) -> None:
        """Nothing more is asked."""

    def ask(self, method: str, path: str, token: str, body: Any = None) -> httpx.Response:
        """One request over HTTP."""
        headers = {"Authorization": f"Bearer {token}"}
        return self._client.request(method, path, json=body, headers=headers)
