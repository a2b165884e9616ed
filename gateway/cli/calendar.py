"""`gateway calendar`: the days by which the council's calendar differs."""

import os
from datetime import datetime
from typing import IO, get_args

import click

from gateway.casework.calendars import AddCouncilDay, council_days_of
from gateway.cli.office import office_at_work
from gateway.cli.signed_in import person_of, token_option
from gateway.domain.dates import in_words
from gateway.domain.deadlines import CouncilDay
from gateway.settings import read_settings


@click.group()
def command() -> None:
    """The days by which the council's calendar differs from the bank holidays known here."""


@command.command("list")
def list_days() -> None:
    """List the days that were added, the earliest first."""
    with office_at_work(read_settings(os.environ)) as office, office.reading() as reading:
        days = council_days_of(reading)
    for day in days:
        click.echo(f"{in_words(day.day)}: {day.kind}.")
    if not days:
        click.echo("No day was added.")


@command.command()
@click.argument("day", type=click.DateTime(["%Y-%m-%d"]))
@click.argument("kind", type=click.Choice(get_args(CouncilDay)))
@token_option
def add(day: datetime, kind: CouncilDay, token_file: IO[str]) -> None:
    """Add a day: a bank holiday, one on which the offices are closed, or a working day."""
    with office_at_work(read_settings(os.environ)) as office:
        by = person_of(office, token_file)
        added = office.carry_out_now(AddCouncilDay(by=by, day=day.date(), kind=kind))
    click.echo(f"{in_words(added.day)} counts from now on: {added.kind}.")
