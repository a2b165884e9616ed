"""`gateway policy replay`: what a draft rule book would change, before it bites."""

import os
import tempfile
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import IO, Final

import click
import msgspec
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TimeRemainingColumn

from gateway.casework.replay import Found, RecordReplay, Replay
from gateway.casework.writer import Office
from gateway.cli.office import office_at_work
from gateway.cli.replay_page import numbers, print_found, print_summary, write_csv, write_json
from gateway.domain.people import OPERATOR
from gateway.policy.book import RuleBook, load
from gateway.settings import read_settings

_READ: Final = msgspec.json.Decoder(Found)
_FILE: Final = click.Path(path_type=Path, dir_okay=False)


@click.command("replay")
@click.option(
    "--draft",
    metavar="DIR",
    required=True,
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    help="The folder with the draft: model.conf and policies/.",
)
@click.option(
    "--since", type=click.DateTime(["%Y-%m-%d"]), help="Only past decisions of that day or later."
)
@click.option("--json", "json_file", type=_FILE, help="Write it as JSON, a line for each.")
@click.option("--csv", "csv_file", type=_FILE, help="Write what flips as a spreadsheet.")
def command(
    draft: Path, since: datetime | None, json_file: Path | None, csv_file: Path | None
) -> None:
    """Make past decisions, and today's for everybody in office, again under a draft.

    Lists every answer that flips, and counts them by rule and by political group. Nothing is
    changed; that it was tried is recorded before anything is shown. The files hold names and
    titles: keep them as closed as the register.
    """
    rule_book = load(draft)
    with tempfile.TemporaryFile() as kept, office_at_work(read_settings(os.environ)) as office:
        done = _try(office, rule_book, since, kept)
        office.carry_out_now(done)
        if csv_file is not None:
            write_csv(csv_file, _found(kept))
        if json_file is not None:
            write_json(json_file, _found(kept), numbers(done))
        if csv_file is None and json_file is None:
            print_found(_found(kept))
        print_summary(done.counts)


def _try(office: Office, draft: RuleBook, since: datetime | None, kept: IO[bytes]) -> RecordReplay:
    """Go through everything. What is found goes to the file, however much it is."""
    columns = "[progress.description]{task.description}", BarColumn(), MofNCompleteColumn()
    console = Console(stderr=True)
    with (
        office.reading() as reading,
        Progress(
            *columns, TimeRemainingColumn(), console=console, disable=not console.is_terminal
        ) as bar,
    ):
        replay = Replay(reading, draft, since=since and since.date())
        task = bar.add_task("Deciding again", total=replay.steps())
        for found in replay.found(lambda steps: bar.advance(task, steps)):
            kept.write(msgspec.json.encode(found) + b"\n")
        in_force = reading.rule_book.digest
    return RecordReplay(by=OPERATOR, draft=draft.digest, in_force=in_force, counts=replay.counts)


def _found(kept: IO[bytes]) -> Iterator[Found]:
    kept.seek(0)
    return map(_READ.decode, kept)
