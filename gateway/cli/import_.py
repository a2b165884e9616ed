"""`gateway import`: bring in the council's register and its documents."""

import hashlib
import os
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import IO, Any, Final

import click
import msgspec
from rich.console import Console
from rich.progress import track

from gateway.cli.bringing_in import bring_papers, bring_register
from gateway.cli.import_report import print_differences, print_papers
from gateway.cli.office import office_at_work
from gateway.cli.signed_in import person_of, token_option
from gateway.domain.people import OPERATOR
from gateway.errors import ImportFileError
from gateway.importing import report
from gateway.importing.confirming import (
    ConfirmRegister,
    DismissRegister,
    ProposeRegister,
    proposed,
)
from gateway.importing.contents import contents_of
from gateway.importing.fault import file
from gateway.importing.import_papers import counts
from gateway.importing.merge import merge
from gateway.importing.read_papers import read_papers
from gateway.importing.read_register import LARGEST, read_register
from gateway.settings import read_settings

WIDE: Final = 240
_FILE: Final = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.group()
def command() -> None:
    """Bring in what the council keeps elsewhere: all of it or, where a row is wrong, nothing."""


@command.command()
@click.argument("paths", metavar="PATH...", nargs=-1, required=True, type=_FILE)
@click.option("--dry-run", is_flag=True, help="Only show what would be added, changed and ended.")
@click.option("--propose", is_flag=True, help="Let it wait until an officer confirms it.")
@click.option("--json", "as_json", is_flag=True, help="Show it as one line of JSON.")
@click.option("--many-end", is_flag=True, help="Go on even if most of what is held ends.")
def register(
    paths: tuple[Path, ...], dry_run: bool, propose: bool, as_json: bool, many_end: bool
) -> None:
    """Bring in people, groups, wards, bodies, seats and meetings.

    From Modern.Gov's web service (XML), committee pages (JSON), Popolo (JSON) and CSV. Where files
    disagree, the one named first counts.
    """
    found = [(path.name, _read(path)) for path in paths]
    with office_at_work(read_settings(os.environ)) as office:
        with office.reading() as reading:
            today = reading.local.date()
        registers = merge(
            read_register(name, data, today=today) for name, data in _with_bar(found, as_json)
        )
        digests = [hashlib.sha256(data).hexdigest() for _, data in found]
        if propose:
            proposal = office.carry_out_now(
                ProposeRegister(by=OPERATOR, registers=registers, digests=tuple(digests))
            )
            click.echo(f"Waits to be confirmed: {proposal}" if proposal else "Nothing differs.")
            return
        differences = bring_register(
            office, registers, digests, dry_run=dry_run, many_may_end=many_end
        )
    if as_json:
        _say_json({"dry_run": dry_run, "sources": [report.plain(found) for found in differences]})
    else:
        print_differences(_console(), differences, dry_run=dry_run)


@command.command("proposed")
@click.option("--json", "as_json", is_flag=True, help="Show it as one line of JSON.")
def show_proposed(as_json: bool) -> None:
    """Show who would come, move and leave, if anything waits to be confirmed."""
    with office_at_work(read_settings(os.environ)) as office, office.reading() as reading:
        found = proposed(reading)
    if as_json:
        plain = [report.plain(one) for one in found.differences] if found else []
        _say_json({"proposal": found and found.id, "sources": plain})
    elif found is None:
        click.echo("Nothing waits to be confirmed.")
    else:
        click.echo(f"Waits to be confirmed: {found.id}")
        print_differences(_console(), found.differences, dry_run=True)


@command.command()
@click.argument("proposal", metavar="ID")
@click.option("--many-end", is_flag=True, help="Go on even if most of what is held ends.")
@token_option
def confirm(proposal: str, many_end: bool, token_file: IO[str]) -> None:
    """Bring in what was proposed; for an officer who has looked at it."""
    with office_at_work(read_settings(os.environ)) as office:
        by = person_of(office, token_file)
        command = ConfirmRegister(by=by, proposal=proposal, many_may_end=many_end)
        differences = office.carry_out_now(command)
    print_differences(_console(), differences, dry_run=False)


@command.command()
@click.argument("proposal", metavar="ID")
@token_option
def dismiss(proposal: str, token_file: IO[str]) -> None:
    """Dismiss what was proposed; the register stays as it is."""
    with office_at_work(read_settings(os.environ)) as office:
        by = person_of(office, token_file)
        office.carry_out_now(DismissRegister(by=by, proposal=proposal))
    click.echo("Dismissed.")


@command.command()
@click.argument("path", metavar="FILE", type=_FILE)
@click.option("--dry-run", is_flag=True, help="Only show what would be added, changed and ended.")
@click.option("--json", "as_json", is_flag=True, help="Show it as one line of JSON.")
def documents(path: Path, dry_run: bool, as_json: bool) -> None:
    """Register documents with their segments, markings, business and content, from JSON or CSV."""
    data = _read(path)
    papers = read_papers(path.name, data)
    contents = contents_of(papers, path.parent, file(path.name))
    digest = hashlib.sha256(data).hexdigest()
    with office_at_work(read_settings(os.environ)) as office:
        changes = bring_papers(
            office, papers, contents, place=file(path.name), digest=digest, dry_run=dry_run
        )
    if as_json:
        shown = [report.paper_line(change)._asdict() for change in changes]
        _say_json({"dry_run": dry_run, "counts": counts(changes), "changes": shown})
    else:
        print_papers(_console(), changes, counts(changes), dry_run=dry_run)


def _read(path: Path) -> bytes:
    """The bytes of a file, unless it is too large to be what it should be."""
    try:
        if path.stat().st_size > LARGEST:
            raise file(path.name).fault(f"The file is larger than {LARGEST // 1024**2} MiB.")
        return path.read_bytes()
    except OSError as error:
        raise ImportFileError("The file cannot be read.", where=path.name) from error


def _with_bar(found: Sequence[Any], as_json: bool) -> Iterable[Any]:
    """The same, with a progress bar where somebody watches."""
    console = Console(stderr=True)
    hidden = as_json or not console.is_terminal
    return track(found, description="Reading", console=console, disable=hidden, transient=True)


def _console() -> Console:
    """The screen; where the output goes elsewhere, lines are long enough not to break names."""
    console = Console(highlight=False)
    return console if console.is_terminal else Console(highlight=False, width=WIDE)


def _say_json(value: Any) -> None:
    click.echo(msgspec.json.encode(value, order="deterministic"))
