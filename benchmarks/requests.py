"""Requests a second: `POST /api/requests`, decided and durably logged, beside a bare handler.

Each is served with the same settings of uvicorn, and asked in turn by the same clients from another
process; of few clients, and of many. Ratios first: the machine's mood changes the rest.
"""

import json
import statistics
import subprocess
import sys

from msgspec import Struct

from benchmarks.council import Council, Served, demonstration, serve

CLIENTS = (16, 64)
PURPOSES = ("official_duty", "none", "casework", "general_enquiry")


class Run(Struct, frozen=True):
    """What one run of load showed: answers a second, and seconds to the answer."""

    rate: float
    p50: float
    p99: float


def run(rounds: int, seconds: float) -> str:
    """Measure, and give the report. Each load finds a council in which nobody has asked yet."""
    lines: list[str] = []
    for clients in CLIENTS:
        with demonstration(clients) as council:
            asked = _asked(council)
            with (
                Served(["benchmarks.bare"], council.environment) as bare,
                serve(council) as gateway,
            ):
                servers = {"bare Litestar POST": bare, "POST /api/requests": gateway}
                runs = _runs(servers, asked, clients, rounds, seconds)
            lines += _report(runs, clients, rounds, seconds)
            lines.append(f"  {council.gateway('audit', 'verify').strip()}")
    return "\n".join(lines)


def _runs(
    servers: dict[str, Served], asked: str, clients: int, rounds: int, seconds: float
) -> dict[str, list[Run]]:
    for server in servers.values():
        _load(server.port, clients, 1.0, asked)  # warms up what is worked out once
    runs: dict[str, list[Run]] = {name: [] for name in servers}
    for _ in range(rounds):
        for name, server in servers.items():
            runs[name].append(_load(server.port, clients, seconds, asked))
    return runs


def _asked(council: Council) -> str:
    """What the clients send, one line of JSON for each: each councillor asks for other papers."""
    return "\n".join(
        json.dumps(
            {
                "token": council.tokens[number % len(council.tokens)],
                "body": {"document": document, "purpose": PURPOSES[number % len(PURPOSES)]},
            }
        )
        for number, document in enumerate(council.documents)
    )


def _load(port: int, clients: int, seconds: float, asked: str) -> Run:
    answer = subprocess.run(  # noqa: S603  our own module
        [sys.executable, "-m", "benchmarks.load", str(port), str(clients), str(seconds)],
        input=asked,
        capture_output=True,
        text=True,
        check=True,
    )
    took = sorted(json.loads(answer.stdout))
    return Run(len(took) / seconds, took[len(took) // 2], took[len(took) * 99 // 100])


def _report(runs: dict[str, list[Run]], clients: int, rounds: int, seconds: float) -> list[str]:
    middle = {name: _median(found) for name, found in runs.items()}
    bare = middle["bare Litestar POST"]
    lines = [f"Requests: {clients} clients, {rounds} rounds of {seconds:g} s, medians"]
    for name, one in middle.items():
        lines.append(
            f"  {name:20} {one.rate / bare.rate:5.2f} of bare   p99 is {one.p99 / one.p50:4.1f} x "
            f"p50   {one.rate:8,.0f}/s   p50 {one.p50 * 1e3:6.1f} ms   p99 {one.p99 * 1e3:6.1f} ms"
        )
    return lines


def _median(found: list[Run]) -> Run:
    return Run(
        statistics.median(one.rate for one in found),
        statistics.median(one.p50 for one in found),
        statistics.median(one.p99 for one in found),
    )
