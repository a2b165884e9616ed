"""`gateway policy clauses`: every clause, and where it lives here."""

from pathlib import Path

import click

from gateway.cli.made_page import write_or_check
from gateway.cli.policy_options import rule_book_option
from gateway.policy.book import load
from gateway.policy.matrix import matrix


@click.command("clauses")
@click.option(
    "--to", type=click.Path(path_type=Path), default=Path("docs/clauses.md"), show_default=True
)
@click.option("--check", is_flag=True, help="Write nothing; exit with 1 when the file is stale.")
@rule_book_option
def command(to: Path, check: bool, rule_book: Path | None) -> None:
    """Write what every clause says, where it lives here, and how far its text was checked."""
    write_or_check(to, matrix(load(rule_book)), check=check, command="gateway policy clauses")
