"""`gateway notices`: what you were told, how the outbox stands, and where mail goes."""

import os
from typing import IO, get_args

import click
import msgspec

from gateway.casework.address_book import address_asked
from gateway.casework.outbox import TryAgain, outbox_of
from gateway.casework.tokens import caller_of
from gateway.casework.told import notices_for
from gateway.cli.office import office_at_work
from gateway.cli.signed_in import person_of, token_option
from gateway.domain.dates import in_words
from gateway.domain.notices import AskedAddress, RecipientKind
from gateway.domain.people import OPERATOR
from gateway.errors import InputError
from gateway.settings import read_settings


@click.group()
def command() -> None:
    """See what you were told, and see to it that notices are sent."""


@command.command("list")
@click.option("--limit", type=click.IntRange(1, 200), default=50, show_default=True)
@click.option("--json", "as_json", is_flag=True, help="One line of JSON for each notice.")
@token_option
def list_notices(limit: int, as_json: bool, token_file: IO[str]) -> None:
    """List the newest notices to you, also by what you hold, lead or chair."""
    with office_at_work(read_settings(os.environ)) as office, office.reading() as reading:
        caller = caller_of(reading, token_file.read().strip())
        found = notices_for(reading, caller, limit=limit)
    for notice in found.items:
        line = f"{in_words(notice.told_at)} {notice.about}: {notice.sentence}"
        click.echo(msgspec.json.encode(notice) if as_json else line)


@command.command()
def outbox() -> None:
    """Show how many notices wait or are stuck, why, and who has no address."""
    with office_at_work(read_settings(os.environ)) as office, office.reading() as reading:
        found = outbox_of(reading)
    click.echo(f"{found.waiting} notices wait, {found.stuck} are stuck.")
    for fault, number in found.faults.items():
        click.echo(f"{number} could not be sent: {fault}.")
    for nowhere in found.without_address:
        click.echo(f"No address is known for the {nowhere.kind} {nowhere.id}.")


@command.command()
@token_option
def try_again(token_file: IO[str]) -> None:
    """Let what is stuck wait to be sent again; for an officer."""
    with office_at_work(read_settings(os.environ)) as office:
        again = office.carry_out_now(TryAgain(by=person_of(office, token_file)))
    click.echo(f"{again} notices wait again.")


@command.command()
@click.argument("kind", type=click.Choice(get_args(RecipientKind)))
@click.argument("recipient")
@click.argument("address", required=False)
def address(kind: RecipientKind, recipient: str, address: str | None) -> None:
    """Keep the mail address of somebody; without ADDRESS, take it away.

    RECIPIENT is the word for an office, or the id of a person, a group or a body.
    """
    try:
        asked = msgspec.convert(
            {"recipient_kind": kind, "recipient": recipient, "address": address}, AskedAddress
        )
    except msgspec.ValidationError as error:
        raise InputError("This is no such recipient, or no mail address.") from error
    with office_at_work(read_settings(os.environ)) as office:
        office.carry_out_now(address_asked(OPERATOR, asked))
    click.echo("Kept." if address else "Taken away.")
