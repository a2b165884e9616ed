"""Kill -9 under load: everything that was acknowledged is on record afterwards, and nothing twice.

Each round: 16 councillors send requests over HTTP to a real `gateway serve`; at a random moment the
process is killed; it is started again, in every fifth round killed once more while it starts. Then
every request of the round is sent again under its idempotency key. Those that were answered must
be answered alike; the database and the log must hold each exactly once; and the log must verify.
"""

import asyncio
import itertools
import random
import subprocess
import sys
import time
from collections.abc import Callable

from msgspec import Struct

from benchmarks.client import Client, post
from benchmarks.council import Council, Served, demonstration, kill
from gates.ledger import Ledger, Sent

CLIENTS = 16
LOAD_SECONDS = (0.1, 1.2)
"""How long the server is under load before it is killed, at least and at most."""
PURPOSES = ("official_duty", "none", "casework")


class Result(Struct, kw_only=True):
    """What the rounds showed."""

    rounds: int = 0
    kills: int = 0
    acknowledged: int = 0
    in_flight: int = 0
    slowest_start: float = 0.0
    violations: list[str] = []

    def __str__(self) -> str:
        return (
            f"{self.kills} kills in {self.rounds} rounds, {self.acknowledged} acknowledged, "
            f"{self.in_flight} in flight when killed, slowest start {self.slowest_start:.1f} s, "
            f"{len(self.violations)} violations"
        )


def run(
    module: str, rounds: int, seed: int, say: Callable[[str], object], *, stop_early: bool = False
) -> Result:
    """Kill the server that `module` starts, so many times. `stop_early`: at the first violation."""
    chance = random.Random(seed)
    result = Result()
    with demonstration(CLIENTS) as council:
        ledger = Ledger(council.entries)
        server = _start(module, council, result)
        try:
            for number in range(rounds):
                before = set(ledger.sent)
                asyncio.run(Load(council, ledger, chance, number).until_killed(server))
                result.kills += 1
                if number % 5 == 4:  # noqa: PLR2004  every fifth
                    _kill_while_starting(module, council, chance)
                    result.kills += 1
                answered = len(ledger.told)
                server = _start(module, council, result)
                new = [sent for key, sent in ledger.sent.items() if key not in before]
                asyncio.run(_send_again(server, new, ledger))
                result.in_flight += len(ledger.told) - answered
                _verify(council, ledger)
                ledger.compare(council.settings)
                result.rounds += 1
                result.acknowledged = len(ledger.told)
                say(f"round {number + 1}: {result.acknowledged} acknowledged")
                if ledger.violations and stop_early:
                    break
        except OSError:
            say(server.last_words())
            raise
        finally:
            server.kill()
    result.violations = ledger.violations
    return result


def _start(module: str, council: Council, result: Result) -> Served:
    start = time.perf_counter()
    server = Served([module, "serve", "--port", "0"], council.environment)
    result.slowest_start = max(result.slowest_start, time.perf_counter() - start)
    return server


def _kill_while_starting(module: str, council: Council, chance: random.Random) -> None:
    process = subprocess.Popen(  # noqa: S603  our own command
        [sys.executable, "-m", module, "serve", "--port", "0"],
        env=council.environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    time.sleep(chance.uniform(0.2, 1.5))
    kill(process)
    process.wait()


class Load:
    """The councillors of one round, who ask until the server is killed."""

    def __init__(
        self, council: Council, ledger: Ledger, chance: random.Random, number: int
    ) -> None:
        self.council = council
        self.ledger = ledger
        self.chance = chance
        self.number = number

    async def until_killed(self, server: Served) -> None:
        """Ask, and kill the server at a random moment."""
        asking = [asyncio.create_task(self._ask(server.port, one)) for one in range(CLIENTS)]
        await asyncio.sleep(self.chance.uniform(*LOAD_SECONDS))
        server.kill()
        await asyncio.gather(*asking)

    async def _ask(self, port: int, client: int) -> None:
        """One councillor, until the connection breaks."""
        try:
            connection = await Client.open(port)
            for turn in itertools.count():
                key = f"{self.number}-{client}-{turn}"
                body = {"document": self.chance.choice(self.council.documents)}
                body["purpose"] = self.chance.choice(PURPOSES)
                raw = post("/api/requests", body, token=self.council.tokens[client], key=key)
                self.ledger.send(Sent(client, key, raw))
                self.ledger.tell(key, await connection.ask(raw))
        except (OSError, asyncio.IncompleteReadError):
            return


async def _send_again(server: Served, sent: list[Sent], ledger: Ledger) -> None:
    """Every request of the round once more, each councillor's in order."""

    async def one(client: int) -> None:
        connection = await Client.open(server.port)
        for again in sent:
            if again.client == client:
                try:
                    answer = await connection.ask(again.raw)
                except (OSError, asyncio.IncompleteReadError):  # the connection, or the server?
                    connection = await Client.open(server.port)
                    answer = await connection.ask(again.raw)
                ledger.tell(again.key, answer)
        connection.close()

    await asyncio.gather(*(one(client) for client in range(CLIENTS)))


def _verify(council: Council, ledger: Ledger) -> None:
    try:
        council.gateway("audit", "verify")
    except subprocess.CalledProcessError as error:
        ledger.violations.append(f"the log does not verify: {error.stdout}{error.stderr}")
