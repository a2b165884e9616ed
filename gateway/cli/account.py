"""`gateway account`: let people of the register sign in at the pages, and end that."""

import os

import click
import msgspec

from gateway.casework.accounts import (
    EndAccount,
    Invite,
    LinkIdentity,
    UnlinkIdentity,
    accounts_open,
)
from gateway.casework.capacities import CloseCapacity, OpenCapacity
from gateway.cli.office import office_at_work
from gateway.cli.one_time_link import say_link
from gateway.domain.people import OPERATOR
from gateway.errors import SetupError
from gateway.settings import Settings, read_settings

_person = click.option("--person", required=True, metavar="ID", help="Their id in the register.")
_subject = click.option("--subject", required=True, help="As whom the provider knows them.")
_account = click.option("--account", required=True, metavar="ID", help="The account's id.")


@click.group()
def command() -> None:
    """Let people sign in at the pages: with a local account, or through the council's provider."""


@command.command()
@_person
@click.option("--name", help="With which name they sign in. [default: the one they have]")
def invite(person: str, name: str | None) -> None:
    """Give a person a one-time link, to set up an account or to set theirs up again.

    The link stands alone on the standard output, and is shown once. A password, an authenticator
    and sessions that they have end at once.
    """
    settings = read_settings(os.environ)
    with office_at_work(settings) as office:
        link = office.carry_out_now(Invite(by=OPERATOR, person=person, name=name))
    say_link(settings, link)


@command.command()
@_person
@_subject
def link(person: str, subject: str) -> None:
    """Link a person to a subject of the provider of OpenID Connect that the settings name."""
    settings = read_settings(os.environ)
    with office_at_work(settings) as office:
        account = office.carry_out_now(
            LinkIdentity(by=OPERATOR, person=person, issuer=_issuer(settings), subject=subject)
        )
    click.echo(f"Linked to the account {account}.")


@command.command()
@_subject
@click.option("--issuer", help="The provider's issuer. [default: the setting]")
def unlink(subject: str, issuer: str | None) -> None:
    """End such a link, and the sessions that were begun through it."""
    settings = read_settings(os.environ)
    with office_at_work(settings) as office:
        gone = UnlinkIdentity(by=OPERATOR, issuer=issuer or _issuer(settings), subject=subject)
        office.carry_out_now(gone)
    click.echo("Unlinked.")


@command.command()
@_account
@_person
@click.option("--close", is_flag=True, help="Take the capacity away instead.")
def capacity(account: str, person: str, close: bool) -> None:
    """Let the holder of an account act as another entry of the register too.

    Whoever answers for the rules has declared before that both entries are the same person.
    """
    kind = CloseCapacity if close else OpenCapacity
    with office_at_work(read_settings(os.environ)) as office:
        office.carry_out_now(kind(by=OPERATOR, account=account, person=person))
    click.echo("Closed." if close else "Opened.")


@command.command("list")
@click.option("--json", "as_json", is_flag=True, help="One line of JSON for each account.")
def list_accounts(as_json: bool) -> None:
    """List the accounts, the oldest first."""
    with office_at_work(read_settings(os.environ)) as office, office.reading() as reading:
        found = accounts_open(reading)
    for one in found:
        if as_json:
            click.echo(msgspec.json.encode(one))
            continue
        ways = [f"signs in as {one.name}" if one.set_up_at else "is not set up"] if one.name else []
        ways += [f"has {one.linked} links to the provider"] if one.linked else []
        click.echo(f"{one.id} of {', '.join(one.people)} {' and '.join(ways)}.")
    if not found and not as_json:
        click.echo("There is no account.")


@command.command()
@click.argument("account", metavar="ID")
def end(account: str) -> None:
    """End an account for good, with its sessions."""
    with office_at_work(read_settings(os.environ)) as office:
        office.carry_out_now(EndAccount(by=OPERATOR, account=account))
    click.echo(f"Account {account} has ended.")


def _issuer(settings: Settings) -> str:
    if not settings.oidc_issuer:
        raise SetupError("No provider of OpenID Connect is named.", where="GATEWAY_OIDC_ISSUER")
    return settings.oidc_issuer
