"""`gateway copies`: which copies are out, and the certificate that one was given back."""

import os
from typing import IO, get_args

import click
import msgspec

from gateway.casework.copies import GiveBackCopy, copies_seen_by
from gateway.cli.office import office_at_work
from gateway.cli.signed_in import person_of, token_option
from gateway.domain.copies import GivenBack, ReturnForm
from gateway.settings import read_settings


@click.group()
def command() -> None:
    """See which copies of documents are out, and certify that one was given back."""


@command.command("list")
@click.option("--document", help="Of this document only.")
@click.option("--all", "everything", is_flag=True, help="Those given back as well.")
@token_option
def list_copies(document: str | None, everything: bool, token_file: IO[str]) -> None:
    """List what you hold, or all that are out where copies come back to you; as lines of JSON."""
    with office_at_work(read_settings(os.environ)) as office:
        person = person_of(office, token_file)
        with office.reading() as reading:
            for copy in copies_seen_by(reading, person, out=not everything, document=document):
                click.echo(msgspec.json.encode(copy))


@command.command("return")
@click.argument("copy", metavar="ID")
@click.option("--how", type=click.Choice(get_args(GivenBack)), required=True)
@click.option("--words", default="", help="What else is to be said.")
@token_option
def give_back(copy: str, how: GivenBack, words: str, token_file: IO[str]) -> None:
    """Certify that a copy was returned or destroyed, with all that was made of it."""
    form = ReturnForm(how=how, words=words, all_of_it=True)
    with office_at_work(read_settings(os.environ)) as office:
        command_ = GiveBackCopy(by=person_of(office, token_file), copy=copy, form=form)
        entry = office.carry_out_now(command_)
    click.echo(f"Done, in log entry {entry}.")
