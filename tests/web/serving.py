"""The gateway over the network, from a thread of the tests: a process of its own takes seconds."""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import msgspec
from litestar import Litestar

from gateway.app import server
from gateway.casework.writer import Office
from tests.api.town import Town
from tests.journeys.served import PATIENCE


@contextmanager
def serving(
    town: Town, change: Callable[[Litestar], None] = lambda _: None
) -> Iterator[tuple[str, Office]]:
    """The address at which the town's gateway answers until the block ends, and its office.

    `change` is for controls: it breaks the gateway before it is served.
    """
    running = server(msgspec.structs.replace(town.settings, port=0))
    change(running.config.app)
    thread = threading.Thread(target=running.run, daemon=True)
    thread.start()
    try:
        until = time.monotonic() + PATIENCE
        while not running.started:
            assert time.monotonic() < until, "it did not start"
            time.sleep(0.01)
        port = running.servers[0].sockets[0].getsockname()[1]
        yield f"http://127.0.0.1:{port}", running.config.app.state.office
    finally:
        running.should_exit = True
        thread.join(PATIENCE)
