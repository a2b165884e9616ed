"""A bare Litestar POST handler: decodes one struct, answers with one, and does nothing else.

Served with the same settings of uvicorn and of the interpreter as the gateway.
"""

import gc
import sys

import uvicorn
from litestar import Litestar, post

from gateway.cli.serve import SWITCH_SECONDS, listen
from gateway.domain.requests import AskedRequest


@post("/api/requests", sync_to_thread=False)
def echo(data: AskedRequest) -> AskedRequest:
    """The request, as read."""
    return data


def main() -> None:
    """Serve on a free port, and print it."""
    app = Litestar([echo], openapi_config=None, logging_config=None)
    server = uvicorn.Server(
        uvicorn.Config(
            app,
            http="h11",
            ws="none",
            access_log=False,
            log_config=None,
            proxy_headers=False,
            server_header=False,
        )
    )
    listening = listen("127.0.0.1", 0)
    print(f"Serving on http://127.0.0.1:{listening.getsockname()[1]}.", flush=True)
    sys.setswitchinterval(SWITCH_SECONDS)
    gc.collect()
    gc.freeze()
    server.run(sockets=[listening])


if __name__ == "__main__":
    main()
