"""`gateway policy render`: the whole rule book as a text that people read."""

from pathlib import Path

import click

from gateway.cli.made_page import write_or_check
from gateway.cli.policy_options import rule_book_option
from gateway.policy.book import load
from gateway.policy.render import render


@click.command("render")
@click.option(
    "--to", type=click.Path(path_type=Path), default=Path("docs/rules.md"), show_default=True
)
@click.option("--check", is_flag=True, help="Write nothing; exit with 1 when the file is stale.")
@rule_book_option
def command(to: Path, check: bool, rule_book: Path | None) -> None:
    """Write every rule as a sentence with its clauses, and what the terms mean."""
    write_or_check(to, render(load(rule_book)), check=check, command="gateway policy render")
