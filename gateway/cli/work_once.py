"""`gateway work-once`: do what is to be done now, and end."""

import os

import click

from gateway.cli.office import office_at_work
from gateway.cli.working import work
from gateway.settings import read_settings, refuse_unsafe_mail


@click.command("work-once")
def command() -> None:
    """Tell of deadlines and send the notices that wait, once; for a timer such as cron."""
    settings = read_settings(os.environ)
    refuse_unsafe_mail(settings)
    with office_at_work(settings) as office:
        click.echo(work(office, settings).sentence)
