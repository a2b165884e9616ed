"""`gateway registers`: declared interests, and what political groups may ask for."""

import os
from typing import IO

import click
import msgspec

from gateway.casework.registers import interests_of, offers_of
from gateway.cli.office import office_at_work
from gateway.cli.signed_in import person_of, token_option
from gateway.settings import read_settings


@click.group()
def command() -> None:
    """Look up declared interests, and reports and briefings on offer; as lines of JSON."""


@command.command()
@click.argument("person")
@token_option
def interests(person: str, token_file: IO[str]) -> None:
    """Show what PERSON has declared, as far as you may see it."""
    with office_at_work(read_settings(os.environ)) as office:
        by = person_of(office, token_file)
        for interest in interests_of(office, by=by, person=person):
            click.echo(msgspec.json.encode(interest))


@command.command()
def offers() -> None:
    """Show the reports and briefings given to one group, which the others may ask for."""
    with office_at_work(read_settings(os.environ)) as office, office.reading() as reading:
        for offer in offers_of(reading):
            click.echo(msgspec.json.encode(offer))
