"""`gateway policy explain`: one rule, hold or term in plain words."""

from pathlib import Path

import click

from gateway.cli.policy_options import rule_book_option
from gateway.policy.book import load
from gateway.policy.render import rule_text


@click.command("explain")
@click.argument("rule", metavar="RULE")
@rule_book_option
def command(rule: str, rule_book: Path | None) -> None:
    """Say what a rule (S1), a hold (H3) or a condition (s100f_link) means."""
    book = load(rule_book)
    try:
        click.echo(rule_text(book, rule), nl=False)
    except KeyError as unknown:
        raise click.ClickException(
            f"There is no rule, hold or condition {unknown}. 'gateway policy render' lists them."
        ) from unknown
