"""`gateway audit`: check that the log is unbroken, and take a copy of it that anybody can check."""

import os
import sys
import tempfile
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import BinaryIO

import click
import msgspec

from gateway.audit.checkpoint import VerifierKey, read_verifier_key
from gateway.audit.report import Report
from gateway.audit.verify import verify_export
from gateway.casework.log import ExportLog, export_lines
from gateway.casework.log_check import CheckLog, check_log
from gateway.cli.office import office_at_work
from gateway.domain.people import OPERATOR
from gateway.errors import GatewayError, LogError
from gateway.settings import Settings, read_settings
from gateway.store.engine import open_for_reading
from gateway.store.keys import PUBLIC_NAME

_PIECE = 1 << 18
"""Bytes of an export that are read at once."""
_READABLE = click.Path(exists=True, dir_okay=False, path_type=Path)
_as_json = click.option("--json", "as_json", is_flag=True, help="One line of JSON.")


@click.group()
def command() -> None:
    """Check the log, and take a copy of it that anybody can check."""


@command.command()
@click.argument("export", required=False, type=_READABLE)
@click.option(
    "--key",
    type=_READABLE,
    help="The log's public key, from somebody you trust. [default: this installation's]",
)
@click.option(
    "--checkpoint",
    "checkpoints",
    multiple=True,
    type=_READABLE,
    help="A signed checkpoint that you kept from before; as many as you have.",
)
@_as_json
def verify(
    export: Path | None, key: Path | None, checkpoints: tuple[Path, ...], as_json: bool
) -> None:
    """Check an EXPORT of the log, or this installation's own log when none is named.

    Exit code 0: unbroken. 1: broken. 2: it cannot be read as a log.
    """
    settings = read_settings(os.environ)
    trusted = read_verifier_key(_text(key or settings.data / PUBLIC_NAME))
    earlier = [_text(path) for path in checkpoints]
    if export is None:
        report = _verify_own(settings, trusted, earlier)
    else:
        with export.open("rb") as file:
            report = verify_export(_pieces(file), trusted, earlier)
    _show(report, as_json=as_json)
    sys.exit(not report.ok)


@command.command()
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@_as_json
def export(file: Path, as_json: bool) -> None:
    """Write the whole log to FILE, for `gateway audit verify FILE`. That is itself recorded."""
    with office_at_work(read_settings(os.environ)) as office:
        size = office.carry_out_now(ExportLog(by=OPERATOR))
        with office.reading() as reading:
            try:
                _write(file, export_lines(reading, size))
            except OSError as error:
                raise click.BadParameter("it cannot be written", param_hint="FILE") from error
    if as_json:
        click.echo(msgspec.json.encode({"entries": size, "file": str(file)}))
    else:
        click.echo(f"Wrote {size:,} entries to {file}.")


def _verify_own(settings: Settings, key: VerifierKey, earlier: list[str]) -> Report:
    """The check of this installation's log, which is recorded first if anything still can be."""
    try:
        with office_at_work(settings) as office:
            office.carry_out_now(CheckLog(by=OPERATOR))
    except GatewayError as error:
        click.echo(f"This check is not on record. {error}", err=True)
    engine = open_for_reading(settings.database_url)
    try:
        with engine.connect() as connection:
            return check_log(connection, key, earlier)
    finally:
        engine.dispose()


def _show(report: Report, *, as_json: bool) -> None:
    if as_json:
        click.echo(msgspec.json.encode(report))
        return
    click.secho(report.answer, fg="green" if report.ok else "red", bold=True)
    for finding in report.findings:
        click.echo(f"- {finding.sentence}")
    if untold := report.found - len(report.findings):
        click.echo(f"- and {untold:,} more.")


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise LogError("The file cannot be read as text.", where=path.name) from error


def _pieces(file: BinaryIO) -> Iterator[bytes]:
    return iter(partial(file.read, _PIECE), b"")


def _write(file: Path, lines: Iterator[bytes]) -> None:
    """Write the file whole or not at all; nobody else can read it."""
    with tempfile.NamedTemporaryFile(dir=file.parent, delete=False) as part:
        try:
            part.writelines(lines)
            part.flush()
            os.fsync(part.fileno())
            Path(part.name).replace(file)
        except BaseException:
            Path(part.name).unlink()
            raise
