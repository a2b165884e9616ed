"""Whether the clock tells a document that must not be known to exist from one that does not exist.

For every way to ask about a document, by the API and by the pages, requests about the one and about
the other go over one kept connection in random order, and their times are compared by Welch's
t-test: all of them, and the quicker nine tenths, which noise of the machine does not hide. Several
ways are tried at once, each with a gateway and a process of its own: most of the time is waiting.
The control answers at once what is not in the register; it must be caught.
"""

import json
import random
import tempfile
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from contextlib import contextmanager
from http.client import HTTPConnection
from math import sqrt
from multiprocessing import get_context
from pathlib import Path
from socket import IPPROTO_TCP, TCP_NODELAY
from statistics import fmean, median, quantiles, variance
from time import perf_counter
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from litestar import Litestar
from litestar.types import ASGIApp, Receive, Scope, Send
from msgspec import Struct
from msgspec.structs import replace

from tests.api.test_existence import ASKED, WHO
from tests.api.town import Town
from tests.journeys.served import PATIENCE
from tests.web.serving import serving
from tests.web.test_existence import PAGES

MOST = 4.5
"""What the absolute value of t must stay below."""
CONTROL_SAMPLES = 200
CONTROL_WAY = "GET /documents/{document}"
WARM = 10
"""Requests about each that do not count yet, times two."""
_REFUSED_AT = {404: 1, 403: 2, 401: 3, 303: 3}
"""From the inside outwards: it is not there, not for this office, and nobody has signed in."""


class Way(NamedTuple):
    """A way to ask about a document: its name, who asks, and the request."""

    name: str
    who: str
    method: str
    address: str
    body: dict[str, Any] | None
    headers: dict[str, str]


class Result(Struct, kw_only=True):
    """How many requests each way about each of the two, the largest t, and the ways told apart."""

    samples: int
    ways: int = 0
    largest: float = 0.0
    where: str = ""
    last: str = ""
    apart: list[str] = []

    def __str__(self) -> str:
        return (
            f"{self.ways} ways, {self.samples:,} requests about each, largest t"
            f" {self.largest:.1f} ({self.where}), {len(self.apart)} told apart"
        )

    def add(self, tried: "Tried") -> None:
        """Take up what one way showed."""
        self.last = tried.words
        self.ways += 1
        if abs(tried.found) >= abs(self.largest):
            self.largest, self.where = tried.found, tried.name
        if abs(tried.found) >= MOST:
            self.apart.append(tried.words)


class Tried(NamedTuple):
    """The name of a way, its t, and what it showed in words."""

    name: str
    found: float
    words: str


def run(
    samples: int, seed: int, tell: Callable[[str], None], *, at_once: int, only: str = ""
) -> Result:
    """Ask in every way, so many times about each of the two; so many ways at once.

    `only` is what the names of the ways have in them.
    """
    result = Result(samples=samples)
    every = (*ASKED, *(f"GET {page}" for page in PAGES if "{document}" in page))
    names = [name for name in every if only in name]
    with ProcessPoolExecutor(at_once, mp_context=get_context("spawn")) as processes:
        tries = [processes.submit(_try, name, samples, seed) for name in names]
        for tried in as_completed(tries):
            result.add(tried.result())
            tell(result.last)
    return result


def _try(name: str, samples: int, seed: int) -> Tried:
    """Go one way at a gateway of its own."""
    with _town() as town, serving(town) as (address, _), _connected(address) as connection:
        return _compare(connection, town, name, samples, random.Random(seed))


def control(seed: int) -> Result:
    """Ask a gateway that answers at once what is not in the register."""
    result = Result(samples=CONTROL_SAMPLES)

    with _town() as town:

        def hasty(app: Litestar) -> None:
            app.asgi_handler = Hasty(app.asgi_handler, town.absent)

        with serving(town, hasty) as (address, _), _connected(address) as connection:
            chance = random.Random(seed)
            result.add(_compare(connection, town, CONTROL_WAY, CONTROL_SAMPLES, chance))
    return result


class Hasty:
    """The naive gateway: it looks first whether there is such a document."""

    def __init__(self, inside: ASGIApp, absent: str) -> None:
        self._inside = inside
        self._absent = absent

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer at once what is not there."""
        if self._absent not in scope["path"]:
            await self._inside(scope, receive, send)
            return
        await send({"type": "http.response.start", "status": 404, "headers": []})
        await send({"type": "http.response.body", "body": b"", "more_body": False})


def welch(ones: Sequence[float], others: Sequence[float]) -> float:
    """Welch's t of two samples: by how many standard errors their means differ."""
    error = sqrt(variance(ones) / len(ones) + variance(others) / len(others))
    return (fmean(ones) - fmean(others)) / error


def furthest(ones: Sequence[float], others: Sequence[float]) -> float:
    """The larger t by its absolute value: of all, and of the quicker nine tenths of all."""
    slow = quantiles([*ones, *others], n=10)[-1]
    quick = ([time for time in times if time <= slow] for times in (ones, others))
    return max(welch(ones, others), welch(*quick), key=abs)


def _way(connection: HTTPConnection, town: Town, name: str) -> Way:
    """A way, as it is gone by whoever of those who may not know is let in furthest."""
    method, address, *_ = name.split(" ")
    body = ASKED.get(name)
    if body is not None and not {"segment", "accepted"} & body.keys():
        body = {"document": "{document}", **body}
    ways = [Way(name, who, method, address, body, _headers(town, who, address)) for who in WHO]
    return min(ways, key=lambda way: _REFUSED_AT.get(_ask(connection, way, town.absent)[0], 0))


def _headers(town: Town, who: str, address: str) -> dict[str, str]:
    kind = "application/json" if address.startswith("/api/") else "text/html"
    return town.sign(who) | {"Accept": kind, "Content-Type": "application/json"}


def _compare(
    connection: HTTPConnection, town: Town, name: str, samples: int, chance: random.Random
) -> Tried:
    """Ask about the two in random order, and compare how long the answers took."""
    way = _way(connection, town, name)
    times: dict[str, list[float]] = {town.secret: [], town.absent: []}
    for document in (*times, *times) * WARM:
        _ask(connection, way, document)
    order = [*times] * samples
    chance.shuffle(order)
    statuses = set()
    for document in order:
        status, seconds = _ask(connection, way, document)
        times[document].append(seconds)
        statuses.add(status)
    found = furthest(*times.values())
    middles = " and ".join(f"{median(each) * 1000:.3f} ms" for each in times.values())
    words = f"{way.name} as {way.who}, {statuses}: t {found:.1f}, half within {middles}"
    return Tried(way.name, found, words)


def _ask(connection: HTTPConnection, way: Way, document: str) -> tuple[int, float]:
    """The status of the answer, and how many seconds it took."""
    address = way.address.format(document=document, draft="0" * 32, part="advice", number=1)
    body = None if way.body is None else json.dumps(way.body).replace("{document}", document)
    start = perf_counter()
    connection.request(way.method, address, body, way.headers)
    answer = connection.getresponse()
    answer.read()
    return answer.status, perf_counter() - start


@contextmanager
def _town() -> Iterator[Town]:
    with tempfile.TemporaryDirectory() as folder:
        town = Town(Path(folder) / "data", "wolverhampton")
        town.settings = replace(town.settings, log_level="error")
        yield town


@contextmanager
def _connected(address: str) -> Iterator[HTTPConnection]:
    """One connection, which is kept."""
    connection = HTTPConnection(urlsplit(address).netloc, timeout=PATIENCE)
    connection.connect()
    connection.sock.setsockopt(IPPROTO_TCP, TCP_NODELAY, 1)
    yield connection
    connection.close()
