"""`gateway policy adopt`: adopts a rule book that somebody else proposed."""

import os
from typing import IO

import click

from gateway.casework.rule_books import adopt
from gateway.cli.office import office_at_work
from gateway.cli.signed_in import person_of, token_option
from gateway.settings import read_settings


@click.command("adopt")
@click.argument("digest")
@token_option
def command(digest: str, token_file: IO[str]) -> None:
    """Adopt a rule book by its digest, which 'gateway policy check' prints for the same files.

    It is in force from the next decision on, also in a gateway that is serving.
    """
    with office_at_work(read_settings(os.environ)) as office:
        adopted = adopt(office, by=person_of(office, token_file), digest=digest)
    click.echo(f"In force since log entry {adopted.entry}: {adopted.digest}")
