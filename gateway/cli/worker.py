"""`gateway worker`: tell of deadlines and send notices, until told to stop."""

import os
import signal
import threading
from types import FrameType
from typing import Final

import click
import structlog

from gateway.cli.office import office_at_work
from gateway.cli.working import work
from gateway.errors import BusyError
from gateway.settings import read_settings, refuse_unsafe_mail

EVERY: Final = 15.0
"""Seconds between two rounds."""

_say = structlog.get_logger(__name__)


@click.command()
@click.option(
    "--every",
    type=click.FloatRange(0.1, 3600),
    default=EVERY,
    show_default=True,
    help="Seconds between two rounds.",
)
def command(every: float) -> None:
    """Tell of deadlines and send notices, until stopped with Ctrl-C or SIGTERM.

    Several workers may run at once: none does what another one does.
    """
    settings = read_settings(os.environ)
    refuse_unsafe_mail(settings)
    stop = threading.Event()

    def told_to_stop(_signal: int, _frame: FrameType | None) -> None:
        stop.set()

    for which in (signal.SIGINT, signal.SIGTERM):
        signal.signal(which, told_to_stop)
    with office_at_work(settings) as office:
        click.echo("Working. Stop with Ctrl-C.")
        while not stop.is_set():
            try:
                work(office, settings)
            except BusyError:
                _say.warning("work.not_recorded")  # nothing was done; the next round tries again
            stop.wait(every)
