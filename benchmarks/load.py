"""Load from a process of its own: clients that each send the next request when one is answered.

`python -m benchmarks.load PORT CLIENTS SECONDS < requests` reads the requests to send as lines of
JSON and prints how long each answer took, in seconds, as one JSON list.
"""

import asyncio
import json
import sys
from itertools import cycle
from time import perf_counter

from benchmarks.client import Client, post


async def load(port: int, clients: int, seconds: float, requests: list[bytes]) -> list[float]:
    """Seconds that each answer took, of all clients."""
    until = perf_counter() + seconds
    took: list[float] = []

    async def one(offset: int) -> None:
        client = await Client.open(port)
        turn = cycle(requests[offset:] + requests[:offset])
        while (start := perf_counter()) < until:
            await client.ask(next(turn))
            took.append(perf_counter() - start)
        client.close()

    await asyncio.gather(*(one(number % len(requests)) for number in range(clients)))
    return took


def main() -> None:
    """Read what to send, send it, print the times."""
    port, clients, seconds = int(sys.argv[1]), int(sys.argv[2]), float(sys.argv[3])
    asked = [json.loads(line) for line in sys.stdin]
    requests = [post("/api/requests", one["body"], token=one.get("token")) for one in asked]
    print(json.dumps(asyncio.run(load(port, clients, seconds, requests))))


if __name__ == "__main__":
    main()
