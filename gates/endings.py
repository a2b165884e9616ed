"""Rights that end: once the end is acknowledged, no fetch that begins later succeeds.

Four people fetch one paper after the other without a pause, each at a gateway process of their own
on PostgreSQL, or all at the one process that SQLite takes. Meanwhile the right by which they fetch
is ended in an acknowledged way, and given back: a seat, a token, access that was given because of
a need, or that the paper is not exempt.
Each round everybody must have been let in before, and must be refused afterwards.
"""

import asyncio
import json
import random
import secrets
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path
from typing import Any, Protocol

from msgspec import Struct
from sqlalchemy import insert

from benchmarks.client import Client, post
from benchmarks.council import Served
from gateway.casework.tokens import IssueToken, RevokeToken
from gateway.casework.writer import Office, open_office
from gateway.domain.people import OPERATOR
from gateway.store import tables
from tests.api.town import LONG_AGO, Town
from tests.databases import Databases, Files, server
from tests.journeys.served import environment, gateway

WORKERS = 4
LET_IN = 200
DONE = 201
NOT_NOW = 503
TRIES = 5
FOUND = (("reasonably_necessary", True),)
"""What must be found before the council's protocol gives a paper to somebody who needs it."""
GIVEN_ANEW = 20
"""How often access is given anew in one case: every step's answer shows the whole of it, with all
that was ever accepted to open the paper."""
SOONEST = 0.01
"""Seconds that the right is held at most before it is ended, once everybody was let in."""


class Result(Struct, kw_only=True):
    """What the rounds showed."""

    where: str
    rounds: int = 0
    let_in: int = 0
    refused: int = 0
    violations: list[str] = []

    def __str__(self) -> str:
        return (
            f"{self.where}: {self.rounds:,} rounds, {self.let_in:,} fetches let in, "
            f"{self.refused:,} refused after the end, {len(self.violations)} violations"
        )


class Right(Protocol):
    """A right that can be ended and given back; `fetch` is what it opens, as bytes to send."""

    fetch: bytes

    async def begin(self) -> None:
        """What is done once, so that the right is held."""

    async def end(self) -> None:
        """End it; returns once that is acknowledged."""

    async def give_back(self) -> None:
        """Give it back; returns once that is acknowledged."""


def run(
    module: str,
    kind: str,
    rounds: int,
    seed: int,
    say: Callable[[str], object],
    *,
    stop_early: bool = False,
) -> Result:
    """So many rounds against what `module` serves on a kind of database."""
    result = Result(where=kind)

    def numbers() -> Iterator[int]:
        for number in range(rounds):
            if stop_early and result.violations:
                return
            if number % 500 == 499:  # noqa: PLR2004  now and then
                say(str(result))
            yield number

    with _town(kind) as town, _gateways(module, town, kind) as ports:
        with open_office(town.settings.data, town.settings.database_url) as office:
            at = AtGateways(town, ports)
            rights = (Seat(town, at), Token(town, office), NotExempt(town, at), Given(town, at))
            asyncio.run(_rounds(numbers(), rights, ports, seed, result))
        verified = gateway(town, "audit", "verify")
        if verified.returncode:
            result.violations.append(f"the log does not verify: {verified.stdout}")
    return result


@contextmanager
def _town(kind: str) -> Iterator[Town]:
    """A council whose protocol opens exempt papers to the members of the committee only."""
    with ExitStack() as stack:
        folder = stack.enter_context(tempfile.TemporaryDirectory())
        kept: Databases = Files() if kind == Files.kind else stack.enter_context(server())
        town = Town(Path(folder) / "data", "wolverhampton", kept)
        with town.writing() as connection:  # Sid decides first here too
            row = {"person": town.people["sid"], "office": "designated_officer"}
            row |= {"valid_from": LONG_AGO.replace(tzinfo=None), "recorded_at": LONG_AGO}
            connection.execute(insert(tables.offices).values(**row))
        yield town


@contextmanager
def _gateways(module: str, town: Town, kind: str) -> Iterator[list[int]]:
    """The port of each worker's gateway."""
    processes = 1 if kind == Files.kind else WORKERS
    with ExitStack() as stack:
        started = [
            stack.enter_context(Served([module, "serve", "--port", "0"], environment(town)))
            for _ in range(processes)
        ]
        yield [started[worker % processes].port for worker in range(WORKERS)]


async def _rounds(
    numbers: Iterable[int], rights: Sequence[Right], ports: list[int], seed: int, result: Result
) -> None:
    """One round for each number, until there are no more."""
    chance = random.Random(seed)
    for right in rights:
        await right.begin()
    everybody = [Fetching(port, result) for port in ports]
    for _ in numbers:
        await _one_round(chance.choice(rights), everybody, chance)
        result.rounds += 1


async def _one_round(right: Right, everybody: list["Fetching"], chance: random.Random) -> None:
    """Everybody fetches; the right ends; everybody fetches once more; the right is given back."""
    name, over = type(right).__name__, asyncio.Event()
    for one in everybody:
        one.was_let_in.clear()
    async with asyncio.TaskGroup() as fetching:
        for one in everybody:
            fetching.create_task(one.until_refused(right.fetch, over, name))
        for one in everybody:
            await one.was_let_in.wait()
        await asyncio.sleep(chance.uniform(0, SOONEST))
        await right.end()
        over.set()
    await right.give_back()


class Fetching:
    """Somebody who fetches again and again, and what they were answered."""

    def __init__(self, port: int, result: Result) -> None:
        self._port = port
        self._client: Client | None = None
        self._result = result
        self.was_let_in = asyncio.Event()

    async def until_refused(self, fetch: bytes, over: asyncio.Event, name: str) -> None:
        """Fetch until the right is over, and once more: that must be refused."""
        until = time.monotonic() + 60
        while not over.is_set():
            status, _ = await self._send(fetch)
            self._result.let_in += status == LET_IN
            if status == LET_IN or time.monotonic() > until:
                self.was_let_in.set()  # too late is said below: then nothing was tried
            if time.monotonic() > until:
                self._result.violations.append(f"{name}: {status} while the right was held")
                await over.wait()
        status, _ = await self._send(fetch)
        self._result.refused += status != LET_IN
        if status == LET_IN:
            self._result.violations.append(f"{name}: let in after the end was acknowledged")

    async def _send(self, fetch: bytes) -> tuple[int, bytes]:
        """On the same connection, unless the gateway let go of it because nothing came for long."""
        self._client = self._client or await Client.open(self._port)
        try:
            return await self._client.send(fetch)
        except (OSError, asyncio.IncompleteReadError):
            self._client = await Client.open(self._port)
            return await self._client.send(fetch)


class AtGateways:
    """Steps taken over HTTP, each at any of the gateways."""

    def __init__(self, town: Town, ports: list[int]) -> None:
        self._town = town
        self._ports = ports

    async def take(self, who: str, path: str, body: object) -> dict[str, Any]:
        """Somebody takes a step, again and again until it is done: a busy gateway may say no."""
        for _ in range(TRIES):
            client = await Client.open(secrets.choice(self._ports))
            status, answer = await client.send(post(path, body, token=self._town.token(who)))
            client.close()
            if status != NOT_NOW:
                break
        if status != DONE:
            raise RuntimeError(f"{status}: {answer.decode(errors='replace')}")
        taken: dict[str, Any] = json.loads(answer)
        return taken

    async def accept(self, who: str, paper: str, *conditions: str, by: str | None = None) -> None:
        """Somebody accepts the conditions on a paper; `by` is the request on which it rests."""
        part = {"segment": "main", "conditions": conditions}
        body = {"accepted": [part], **({"request": by} if by else {})}
        await self.take(who, f"/api/documents/{paper}/acceptance", body)


class Seat:
    """A member's seat on the committee, which opens its exempt papers to them."""

    def __init__(self, town: Town, gateways: AtGateways) -> None:
        self._town = town
        self._gateways = gateways
        self._began = count(1)
        self._paper = town.document({"main": {"exempt": (1,)}})
        self.fetch = _get(f"/api/documents/{self._paper}/content", town.token("ada"))

    async def begin(self) -> None:
        """Accept the conditions."""
        await self._gateways.accept("ada", self._paper, "confidential", "purpose_only")

    async def end(self) -> None:
        """As an import of the register ends it."""
        await asyncio.to_thread(self._town.end_seat, "ada")

    async def give_back(self) -> None:
        """Another seat on the same committee."""
        await asyncio.to_thread(self._begin)

    def _begin(self) -> None:
        began = LONG_AGO.replace(tzinfo=None) + timedelta(seconds=next(self._began))
        row = {"person": self._town.people["ada"], "body": self._town.harbour, "role": "member"}
        row |= {"voting": True, "valid_from": began, "recorded_at": LONG_AGO}
        with self._town.writing() as connection:
            connection.execute(insert(tables.seats).values(**row))


class Token:
    """A token, by which somebody signs in; taken back at the command line."""

    def __init__(self, town: Town, office: Office) -> None:
        self._office = office
        self._issue = IssueToken(
            by=OPERATOR, person=town.people["ben"], valid_for=timedelta(days=1)
        )
        self._path = f"/api/documents/{town.minutes}/content"
        self._new()

    def _new(self) -> None:
        issued = self._office.carry_out_now(self._issue)
        self._id, self.fetch = issued.id, _get(self._path, issued.text)

    async def begin(self) -> None:
        """There is one already."""

    async def end(self) -> None:
        """Take it back."""
        command = RevokeToken(by=OPERATOR, token=self._id)
        await asyncio.to_thread(self._office.carry_out_now, command)

    async def give_back(self) -> None:
        """Another token for the same person."""
        await asyncio.to_thread(self._new)


class NotExempt:
    """That a paper is open: the proper officer marks it as exempt."""

    def __init__(self, town: Town, gateways: AtGateways) -> None:
        self._gateways = gateways
        paper = town.document({"main": {}})
        self._path = f"/api/documents/{paper}/exempt-marks"
        self._mark = {"segment": "main", "paragraph": 1, "words": "About one person."}
        self._tested = (datetime.now(UTC).date() - timedelta(days=2)).isoformat()
        self.fetch = _get(f"/api/documents/{paper}/content", town.token("ben"))

    async def begin(self) -> None:
        """It is open."""

    async def end(self) -> None:
        """Mark it."""
        await self._gateways.take("peter", self._path, {**self._mark, "tested": self._tested})

    async def give_back(self) -> None:
        """Lift the mark."""
        await self._gateways.take("peter", self._path, {**self._mark, "lifted": True})


class Given:
    """Access that was given because a need was found: it is revoked, and given anew."""

    def __init__(self, town: Town, gateways: AtGateways) -> None:
        self._town = town
        self._gateways = gateways
        self._times = count(1)
        self.fetch = b""

    async def begin(self) -> None:
        """Ask for a paper, find the need, and accept the conditions."""
        self._paper = await asyncio.to_thread(self._town.document, {"main": {}}, business=False)
        asked = {"document": self._paper, "purpose": "official_duty"}
        answer = await self._gateways.take("ben", "/api/requests", asked)
        self._reference = answer["reference"]
        for name, value in FOUND:
            found = {"finding": name, "value": value, "words": "Shown."}
            await self._gateways.take("sid", f"/api/requests/{self._reference}/findings", found)
        path = f"/api/documents/{self._paper}/content?request={self._reference}"
        self.fetch = _get(path, self._town.token("ben"))
        await self._gateways.accept("ben", self._paper, "purpose_only", by=self._reference)

    async def end(self) -> None:
        """Revoke it."""
        path = f"/api/requests/{self._reference}/revocations"
        await self._gateways.take("sid", path, {"words": "The panel is over."})

    async def give_back(self) -> None:
        """Give it anew, or now and then another paper; the conditions are accepted anew."""
        if next(self._times) % GIVEN_ANEW == 0:
            await self.begin()
            return
        path = f"/api/requests/{self._reference}/renewals"
        await self._gateways.take("sid", path, {"lasts": "open", "words": "There is another."})
        await self._gateways.accept("ben", self._paper, "purpose_only", by=self._reference)


def _get(path: str, token: str) -> bytes:
    lines = (f"GET {path} HTTP/1.1", "Host: 127.0.0.1", f"Authorization: Bearer {token}", "", "")
    return "\r\n".join(lines).encode()
