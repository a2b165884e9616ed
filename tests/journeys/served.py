"""The gateway as it is run: `gateway serve` in a process of its own, asked over the network."""

import os
import re
import ssl
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx

from tests.api.town import Town

PATIENCE = 20.0
"""How many seconds a journey waits for what must come; reaching it is a failure."""
TRUSTED = ssl.create_default_context()
"""What a client would read anew for itself, which takes longer than what it then asks."""


class Served:
    """A gateway that runs: its address, and all that it has said so far."""

    def __init__(self, town: Town, address: str, said: Path) -> None:
        self.town = town
        self.address = address
        self._said = said

    def said(self) -> str:
        """What it wrote to its standard output and its operational log."""
        return self._said.read_text(encoding="utf-8")

    @contextmanager
    def client(self, who: str = "stranger") -> Iterator[httpx.Client]:
        """Somebody at their own machine, signed in."""
        headers = self.town.sign(who)
        with httpx.Client(
            base_url=self.address, headers=headers, timeout=PATIENCE, verify=TRUSTED
        ) as client:
            yield client


def environment(town: Town) -> dict[str, str]:
    """The settings of the town's gateway and command."""
    return {
        "PATH": os.environ["PATH"],
        "GATEWAY_DATA": str(town.settings.data),
        "GATEWAY_DATABASE_URL": town.settings.database_url,
    }


def gateway(town: Town, *words: str) -> subprocess.CompletedProcess[str]:
    """Run the `gateway` command in the town."""
    return subprocess.run(  # noqa: S603  our own command
        [sys.executable, "-m", "gateway", *words],
        env=environment(town),
        capture_output=True,
        text=True,
        check=False,
        timeout=PATIENCE * 3,
    )


@contextmanager
def serving(town: Town, name: str = "gateway") -> Iterator[Served]:
    """The town's gateway, or one of several by its name, until the block ends."""
    said = town.settings.data.parent / f"{name}-said.txt"
    with said.open("wb") as file:
        process = subprocess.Popen(
            [sys.executable, "-m", "gateway", "serve", "--port", "0"],
            env=environment(town),
            stdout=file,
            stderr=subprocess.STDOUT,
        )
        try:
            found = wait_for(
                lambda: re.search(r"http://127\.0\.0\.1:\d+", said.read_text(encoding="utf-8"))
            )
            served = Served(town, found[0], said)
            with served.client() as client:
                wait_for(lambda: answers(client))
                yield served
        finally:
            process.terminate()
            process.wait(PATIENCE)


def accept(client: httpx.Client, document: str, reference: str | None = None) -> None:
    """Accept the conditions on all that is open of a document."""
    address = f"/api/documents/{document}/acceptance"
    asked = {"request": reference} if reference else {}
    shown = client.get(address, params=asked).json()
    accepted = [
        {"segment": one["segment"], "conditions": [each["condition"] for each in one["conditions"]]}
        for one in shown
    ]
    if accepted:
        assert 201 == client.post(address, json={"accepted": accepted, **asked}).status_code


def answers(client: httpx.Client) -> bool:
    """Whether the gateway is ready."""
    try:
        return client.get("/readyz").status_code == 200
    except httpx.ConnectError:
        return False


def wait_for(come: Callable[[], Any]) -> Any:
    """What must come; a failure when it does not."""
    until = time.monotonic() + PATIENCE
    while not (found := come()):
        assert time.monotonic() < until, "it did not come"
        time.sleep(0.05)
    return found
