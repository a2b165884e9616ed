"""Stands between a client and a server, and hangs up in the middle of long answers."""

import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from socket import create_connection
from urllib.parse import urlsplit

_PIECE = 16 * 1024


@contextmanager
def cut_short(server: str, *, after: int) -> Iterator[tuple[str, list[int]]]:
    """An address like the server's, where no answer is longer than `after` bytes.

    Gives also how many bytes went through each time that it hung up.
    """
    there = urlsplit(server)
    cuts: list[int] = []

    class Between(socketserver.BaseRequestHandler):
        def handle(self) -> None:
            with create_connection((there.hostname, there.port)) as onward, suppress(OSError):
                threading.Thread(target=_pass, args=(self.request, onward), daemon=True).start()
                sent = 0
                while sent < after and (piece := onward.recv(min(_PIECE, after - sent))):
                    self.request.sendall(piece)
                    sent += len(piece)
                if sent >= after:
                    cuts.append(sent)

    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Between) as between:
        between.daemon_threads = True
        threading.Thread(target=between.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{between.server_address[1]}", cuts
        between.shutdown()


def _pass(source, target) -> None:
    with suppress(OSError):
        while piece := source.recv(_PIECE):
            target.sendall(piece)
