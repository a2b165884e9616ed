"""`gateway init`: make the database and the keys of a council, once; or bring them up to date."""

import os
from datetime import UTC, datetime, timedelta
from typing import Final

import click

from gateway.casework.accounts import Invite
from gateway.cli.bringing_in import bring_register
from gateway.cli.office import office_at_work
from gateway.cli.one_time_link import say_link
from gateway.domain.people import OPERATOR
from gateway.domain.register import OfficeHeld, Person, Register
from gateway.importing.council_csv import OWN_IDS
from gateway.importing.held import ids_from
from gateway.policy import book
from gateway.settings import Settings, read_settings
from gateway.store import form, migrate, setup
from gateway.store.engine import open_for_writing
from gateway.store.keys import read_keys

FIRST: Final = "monitoring-officer"
"""The id of the Monitoring Officer in the council's own files, and their first sign-in name."""


@click.command()
@click.option("--council", help="Which council's rules apply: the name of its profile.")
@click.option("--title", help="What the council calls itself. [default: the profile's title]")
@click.option(
    "--monitoring-officer",
    "officer",
    metavar="NAME",
    help="The Monitoring Officer's name: the first who can sign in, by a one-time link.",
)
@click.option("--upgrade", is_flag=True, help="Bring an older database up to date instead.")
def command(council: str | None, title: str | None, officer: str | None, upgrade: bool) -> None:
    """Make the database and the keys. Nothing that is there already is written over.

    With --monitoring-officer it ends with a one-time link, valid for an hour, with which they set
    their account up. There is no account with a password that comes along.
    """
    settings = read_settings(os.environ)
    if upgrade:
        _upgrade(settings)
        return
    if council is None:
        raise click.UsageError("Name the council's profile: gateway init --council NAME")
    rule_book = book.load(settings.policies)
    profile = rule_book.profiles.get(council)
    setup.create(
        data=settings.data,
        database_url=settings.database_url,
        profile=council,
        title=title or (profile.title if profile else council),
        rule_book=rule_book,
        moment=datetime.now(UTC),
    )
    click.echo(f"Made the database and the keys in {settings.data}.")
    click.echo("Give this public key to whoever will check the log. Keep a copy elsewhere:")
    click.echo(f"  {read_keys(settings.data).public}")
    if officer is not None:
        _let_in(settings, officer)
    click.echo("Next: gateway import register PATH, or gateway demo for an invented council.")


def _let_in(settings: Settings, name: str) -> None:
    """Enter the Monitoring Officer into the register, as the council's own file would."""
    person = Person(id=FIRST, name=name, kind="officer")
    held = (OfficeHeld(person=FIRST, office="monitoring_officer"),)
    register = Register(source=OWN_IDS, people=(person,), offices=held)
    with office_at_work(settings) as office:
        bring_register(office, (register,), [])
        with office.reading() as reading:
            known = ids_from(reading.connection, OWN_IDS)["people"][FIRST]
        invite = Invite(by=OPERATOR, person=known, name=FIRST, valid_for=timedelta(hours=1))
        link = office.carry_out_now(invite)
    click.echo(f"While 'gateway serve' runs, {name} opens this link to set up their account:")
    say_link(settings, link)


def _upgrade(settings: Settings) -> None:
    engine = open_for_writing(settings.database_url)
    try:
        before = form.current(engine)
        migrate.upgrade(engine)
    finally:
        engine.dispose()
    unchanged = before == form.head()
    click.echo("Nothing to do." if unchanged else f"Brought the database to {form.head()}.")
