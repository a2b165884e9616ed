"""`gateway backup`: all that the gateway keeps, as it is at one moment, in one folder."""

import os
import sys
from pathlib import Path

import click
import msgspec

from gateway.casework.backups import make_backup
from gateway.cli.office import office_at_work
from gateway.settings import read_settings


@click.command()
@click.argument("folder", type=click.Path(path_type=Path))
@click.option(
    "--with-private-key",
    is_flag=True,
    help="Put the key that signs the log in as well. Keep such a backup as you keep the key.",
)
@click.option("--json", "as_json", is_flag=True, help="One line of JSON.")
def command(folder: Path, with_private_key: bool, as_json: bool) -> None:
    """Put a backup into FOLDER, which is not there yet or is empty; the gateway may serve on.

    It holds the database, the bytes of all documents with their hashes, the public key and the
    signed checkpoint of the log. That it was made is recorded. Whoever has it can read every
    document: encrypt it.

    Exit code 1: bytes of a document were gone or changed already; the rest is in the backup.
    """
    settings = read_settings(os.environ)
    with office_at_work(settings) as office:
        made = make_backup(office, settings, folder, with_private_key=with_private_key)
    if as_json:
        told = {"folder": str(folder), "entries": made.entries, "files": len(made.files)}
        click.echo(msgspec.json.encode({**told, "damaged": made.damaged}))
    else:
        click.echo(f"Backed up {made.entries:,} entries of the log and {len(made.files):,} files.")
        click.echo(f"Check it where it is kept: gateway restore {folder} --check")
        if not with_private_key:
            click.echo("The key that signs the log is not in it. Keep a copy of the key elsewhere.")
        for name in made.damaged:
            click.echo(f"Content {name} is gone or was changed. Find out why.", err=True)
    sys.exit(bool(made.damaged))
