"""`gateway restore`: look a backup through, or set the gateway up again from one."""

import os
import sys
from pathlib import Path

import click
import msgspec

from gateway.audit.checkpoint import VerifierKey, read_verifier_key
from gateway.casework.restoring import BackupReport, check_backup, restore
from gateway.errors import InputError
from gateway.settings import read_settings
from gateway.store.keys import PUBLIC_NAME

_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.command()
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--check", is_flag=True, help="Only look it through; nothing else is touched.")
@click.option("--into", type=click.Path(path_type=Path), help="The data folder to make.")
@click.option("--key", type=_FILE, help="The log's public key. [default: this installation's]")
@click.option("--private-key", type=_FILE, help="The log's signing key, if it is not in there.")
@click.option(
    "--database-url",
    default="",
    help="An empty PostgreSQL database for the rows. [default: a file of SQLite in the folder]",
)
@click.option(
    "--content-url",
    default="",
    help="A bucket for the bytes of documents. [default: a folder in the folder]",
)
@click.option("--json", "as_json", is_flag=True, help="One line of JSON for a check.")
def command(
    folder: Path,
    *,
    check: bool,
    into: Path | None,
    key: Path | None,
    private_key: Path | None,
    database_url: str,
    content_url: str,
    as_json: bool,
) -> None:
    """Look the backup in FOLDER through, or set the gateway up again from it.

    A check reads every byte, and the log with its chain, tree and checkpoint, and counts.

    Exit code 0: it is whole. 1: it cannot be relied on. 2: there is no backup to be looked at.
    """
    if check == (into is not None):
        raise click.UsageError("Say either --check or --into DATA.")
    trusted = _trusted(folder, key)
    if into is None:
        report = check_backup(folder, trusted)
        _show(report, as_json=as_json)
        sys.exit(not report.ok)
    done = restore(
        folder,
        into,
        trusted,
        database_url=database_url,
        content_url=content_url,
        private=private_key,
    )
    _show(done.report, as_json=False)
    click.echo(f"Set up again in {into}.")
    for sentence in done.left:
        click.echo(f"- {sentence}")


def _trusted(folder: Path, key: Path | None) -> VerifierKey:
    """The key that is trusted: the one named, this installation's, or the backup's own, said so."""
    own = read_settings(os.environ).data / PUBLIC_NAME
    if key is None and not own.is_file():
        click.echo("Checked with the key in the backup itself: name yours with --key.", err=True)
        own = folder / PUBLIC_NAME
    try:
        return read_verifier_key((key or own).read_text(encoding="ascii"))
    except (OSError, UnicodeDecodeError) as error:
        raise InputError("The public key cannot be read.", where=PUBLIC_NAME) from error


def _show(report: BackupReport, *, as_json: bool) -> None:
    if as_json:
        click.echo(msgspec.json.encode(report))
        return
    click.secho(report.answer, fg="green" if report.ok else "red", bold=True)
    for finding in report.findings:
        click.echo(f"- {finding}")
