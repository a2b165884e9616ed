"""`gateway serve`: answer requests until told to stop."""

import gc
import os
import socket
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from functools import partial
from typing import Final, TextIO

import click
import msgspec

from gateway.api import operational_log
from gateway.app import server
from gateway.casework import writer_apart
from gateway.casework.ahead import ReadAhead
from gateway.casework.installation import before_serving
from gateway.casework.transactions import Transactions
from gateway.casework.writer import PATIENCE, Writer, open_transactions
from gateway.domain.structs import make_ready
from gateway.errors import BusyError, SetupError
from gateway.settings import Settings, read_settings, refuse_unsafe, refuse_unsafe_provider
from gateway.store.engine import only_server, upkeep

BACKLOG: Final = 2048
SWITCH_SECONDS: Final = 0.001
"""Threads take turns this often: no answer waits long for a thread that makes a page, and
they do not spend their time taking turns either."""


@click.command()
@click.option("--host", help="The address on which to listen. [default: the setting]")
@click.option("--port", type=click.IntRange(0, 65535), help="The port. [default: the setting]")
@click.option("--show", type=click.File(), help="A text to show before the address.")
def command(host: str | None, port: int | None, show: TextIO | None) -> None:
    """Answer requests, until stopped with Ctrl-C or SIGTERM.

    Refuses to start where that would not be safe, and says why.
    """
    given = {key: value for key, value in (("host", host), ("port", port)) if value is not None}
    settings = msgspec.structs.replace(read_settings(os.environ), **given)
    for finding in before_serving(settings):
        if finding.state == "fault":
            raise SetupError(finding.says)
    refuse_unsafe(settings)  # as the application does, but before another process is begun
    refuse_unsafe_provider(settings)
    writer = writer_apart.begin(
        partial(_transactions, settings), limit=settings.queue_limit, patience=PATIENCE
    )
    with closing(writer), only_server(settings.data, settings.database_url):
        _serve(settings, writer, show.read() if show else "")


def _serve(settings: Settings, writer: Writer, shown: str) -> None:
    made = server(settings, writer)
    listening = listen(settings.host, settings.port)
    address = f"http://{settings.host}:{listening.getsockname()[1]}"
    if shown:  # to whoever tries it: the address stands last and alone, where nobody misses it
        click.echo(f"{shown}\nOpen this in a browser on this machine (Ctrl-C stops it):\n")
        click.echo(f"    {address}/sign-in\n")
    else:
        click.echo(f"Serving on {address}. Stop with Ctrl-C.")
    _settle()
    made.run(sockets=[listening])


@contextmanager
def _transactions(settings: Settings) -> Iterator[Transactions]:
    """Those of the process of the writer, which says in the same log what goes wrong."""
    operational_log.configure(settings.log_level)
    transactions = open_transactions(settings.data, settings.database_url)
    make_ready()
    with suppress(BusyError):  # /readyz says so
        transactions.carry_out([[ReadAhead()]])
    _settle()
    with upkeep(settings.database_url):
        yield transactions


def _settle() -> None:
    """For a process that is about to begin its work."""
    sys.setswitchinterval(SWITCH_SECONDS)
    gc.collect()
    gc.freeze()  # what was loaded so far stays; the collector need not look at it again


def listen(host: str, port: int) -> socket.socket:
    """A socket that takes connections. Raises SetupError when the address cannot be had."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    # Said to be TCP, or asyncio would leave small answers waiting for an acknowledgement.
    made = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    try:
        made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        made.bind((host, port))
        made.listen(BACKLOG)
    except OSError as error:
        made.close()
        detail = f"the gateway cannot listen there: {error.strerror}"
        raise SetupError(detail, where=f"{host}:{port}") from error
    return made
