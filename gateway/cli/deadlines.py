"""`gateway deadlines`: what you owe and what is owed to you, and more time for a reason."""

import os
from typing import IO

import click
import msgspec

from gateway.casework.extending import extend
from gateway.casework.owed import ShownDeadline, deadlines_of
from gateway.casework.tokens import caller_of
from gateway.cli.office import office_at_work
from gateway.cli.signed_in import person_of, token_option
from gateway.domain.dates import in_words
from gateway.domain.deadlines import LONGEST_EXTENSION, AskedExtension, read_due
from gateway.settings import read_settings

MOST = 200


@click.group()
def command() -> None:
    """See until when something is owed, and take more time for a reason."""


@command.command("list")
@click.option("--about", help="The reference of a request.")
@click.option("--json", "as_json", is_flag=True, help="One line of JSON for each deadline.")
@token_option
def list_deadlines(about: str | None, as_json: bool, token_file: IO[str]) -> None:
    """List what you owe, also by an office you hold, and what is owed about your requests."""
    with office_at_work(read_settings(os.environ)) as office, office.reading() as reading:
        caller = caller_of(reading, token_file.read().strip())
        after, found = None, True
        while found:
            page = deadlines_of(reading, caller, about=about, after=after, limit=MOST)
            for deadline in page.items:
                click.echo(msgspec.json.encode(deadline) if as_json else _line(deadline))
            after, found = page.next, page.next is not None


@command.command("extend")
@click.argument("deadline", metavar="ID")
@click.option("--days", type=click.IntRange(1, LONGEST_EXTENSION), required=True)
@click.option("--reason", required=True, help="Why. The requester is told.")
@token_option
def extend_deadline(deadline: str, days: int, reason: str, token_file: IO[str]) -> None:
    """Take so many working days more for what you owe. Of an answer, this is the holding reply."""
    asked = AskedExtension(working_days=days, reason=reason)
    with office_at_work(read_settings(os.environ)) as office:
        moved = extend(office, by=person_of(office, token_file), deadline=deadline, asked=asked)
    click.echo(_line(moved))


def _line(deadline: ShownDeadline) -> str:
    late = " It is late." if deadline.late else ""
    return (
        f"{deadline.id} {deadline.about}: {deadline.what}, owed by {deadline.owed_by} until "
        f"{in_words(read_due(deadline.due))} ({deadline.state}).{late} {deadline.how_counted}"
    )
