"""`gateway init`: make the database and the keys of a council, once; or bring them up to date."""

import os
from datetime import UTC, datetime

import click

from gateway.policy import book
from gateway.settings import Settings, read_settings
from gateway.store import migrate, setup
from gateway.store.engine import open_for_writing
from gateway.store.keys import read_keys


@click.command()
@click.option("--council", help="Which council's rules apply: the name of its profile.")
@click.option("--title", help="What the council calls itself. [default: the profile's title]")
@click.option("--upgrade", is_flag=True, help="Bring an older database up to date instead.")
def command(council: str | None, title: str | None, upgrade: bool) -> None:
    """Make the database and the keys. Nothing that is there already is written over."""
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
    click.echo("Next: gateway import register PATH, or gateway demo for an invented council.")


def _upgrade(settings: Settings) -> None:
    engine = open_for_writing(settings.database_url)
    try:
        before = migrate.current(engine)
        migrate.upgrade(engine)
    finally:
        engine.dispose()
    unchanged = before == migrate.head()
    click.echo("Nothing to do." if unchanged else f"Brought the database to {migrate.head()}.")
