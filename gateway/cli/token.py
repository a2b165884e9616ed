"""`gateway token`: give a person a token to sign in with, list the tokens, take one back."""

import os
from datetime import UTC, date, datetime, time, timedelta

import click
import msgspec

from gateway.casework.tokens import IssueToken, RevokeToken, tokens_in_force
from gateway.cli.office import office_at_work
from gateway.domain.dates import LONDON, in_words
from gateway.domain.people import OPERATOR
from gateway.settings import read_settings


@click.group()
def command() -> None:
    """Give out bearer tokens and take them back."""


@command.command()
@click.option("--person", required=True, metavar="ID", help="The person's id in the register.")
@click.option(
    "--expires",
    type=click.DateTime(["%Y-%m-%d"]),
    help="The last day on which it is valid. [default: GATEWAY_TOKEN_DAYS from now]",
)
def issue(person: str, expires: datetime | None) -> None:
    """Give a person a token. It is shown once: it stands alone on the standard output."""
    settings = read_settings(os.environ)
    valid_for = timedelta(days=settings.token_days)
    if expires is not None:
        valid_for = _end_of(expires.date()) - datetime.now(UTC)
        if valid_for <= timedelta():
            raise click.BadParameter("that day is over", param_hint="--expires")
    with office_at_work(settings) as office:
        issued = office.carry_out_now(IssueToken(by=OPERATOR, person=person, valid_for=valid_for))
    click.echo(issued.text)
    click.echo(
        f"Token {issued.id} is valid until {in_words(issued.expires_at)}. "
        "It is not shown again; only its hash is kept.",
        err=True,
    )


@command.command("list")
@click.option("--json", "as_json", is_flag=True, help="One line of JSON for each token.")
def list_tokens(as_json: bool) -> None:
    """List the tokens that are valid now, the newest first."""
    with office_at_work(read_settings(os.environ)) as office, office.reading() as reading:
        found = tokens_in_force(reading)
    for token in found:
        if as_json:
            click.echo(msgspec.json.encode(token))
        else:
            until = in_words(token.expires_at)
            click.echo(f"{token.id} of {token.person} is valid until {until}.")
    if not found and not as_json:
        click.echo("No token is valid now.")


@command.command()
@click.argument("token", metavar="ID")
def revoke(token: str) -> None:
    """Take a token back, by the id that was shown when it was issued."""
    with office_at_work(read_settings(os.environ)) as office:
        office.carry_out_now(RevokeToken(by=OPERATOR, token=token))
    click.echo(f"Token {token} is no longer valid.")


def _end_of(day: date) -> datetime:
    """The last minute of a day, in London."""
    return datetime.combine(day, time(23, 59), LONDON)
