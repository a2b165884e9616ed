"""`gateway statistics`: how requests were answered in a quarter, for a committee's report."""

import os

import click
import msgspec

from gateway.api.statistics import COLUMNS, rows_of
from gateway.casework.statistics import statistics_of
from gateway.cli.office import office_at_work
from gateway.domain.spreadsheets import csv_lines
from gateway.settings import read_settings


@click.command()
@click.argument("quarter")
@click.option("--json", "as_json", is_flag=True, help="JSON in place of CSV.")
def command(quarter: str, as_json: bool) -> None:
    """Print how requests were answered in QUARTER, such as 2026-Q3, as CSV.

    Numbers are rounded to five, so that nobody can be made out behind a small one.
    """
    with office_at_work(read_settings(os.environ)) as office, office.reading() as reading:
        found = statistics_of(reading, quarter)
    if as_json:
        click.echo(msgspec.json.encode(found))
    else:
        click.echo("".join(csv_lines(COLUMNS, rows_of(found))), nl=False)
    for name in found.left_out:
        click.echo(f"The list by {name} is left out: it would betray a small number.", err=True)
