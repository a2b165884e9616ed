"""`gateway people`: whom the register knows, with the ids that other commands take."""

import os
from collections.abc import Iterator

import click
import msgspec
from rich.console import Console
from rich.table import Table

from gateway.casework.people import PersonView, people_in_register
from gateway.casework.writer import Office
from gateway.cli.office import office_at_work
from gateway.settings import read_settings


@click.command()
@click.argument("words", nargs=-1)
@click.option("--json", "as_json", is_flag=True, help="One line of JSON for each person.")
def command(words: tuple[str, ...], as_json: bool) -> None:
    """List the people of the register, or those whose names have all the WORDS.

    The id is what `gateway token issue --person` takes.
    """
    with office_at_work(read_settings(os.environ)) as office:
        found = list(_everybody(office, " ".join(words)))
    if as_json:
        for person in found:
            click.echo(msgspec.json.encode(person))
    elif found:
        Console().print(_table(found))
    else:
        click.echo("There is nobody of that name in the register.")


def _everybody(office: Office, words: str) -> Iterator[PersonView]:
    after = None
    with office.reading() as reading:
        while True:
            page = people_in_register(reading, words=words, after=after, limit=200)
            yield from page.items
            after = page.next
            if after is None:
                return


def _table(found: list[PersonView]) -> Table:
    table = Table("Name", "Id", "Kind", "Standing", "Offices")
    table.columns[1].no_wrap = True
    for one in found:
        offices = ", ".join(one.offices).replace("_", " ")
        table.add_row(one.name, one.id, one.kind.replace("_", " "), one.standing, offices)
    return table
