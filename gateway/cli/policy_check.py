"""`gateway policy check`: lints the rule book."""

from pathlib import Path

import click

from gateway.cli.policy_options import rule_book_option
from gateway.errors import RuleBookError
from gateway.policy.book import load
from gateway.policy.cases import all_rows
from gateway.policy.lint import findings
from gateway.policy.matrix import for_a_lawyer


@click.command("check")
@rule_book_option
def command(rule_book: Path | None) -> None:
    """Lint the rule book: every line understood, every rule with words and a clause."""
    try:
        book = load(rule_book)
        found = findings(book)
    except RuleBookError as fault:
        click.echo(f"{fault}\n{fault.next_step}", err=True)
        raise SystemExit(1) from fault
    for finding in found:
        click.echo(finding, err=True)
    rows = len(all_rows(book))
    click.echo(
        f"{rows} rules and holds, {len(book.clauses)} clauses, {len(book.councils)} councils, "
        f"{len(found)} findings. Digest {book.digest}"
    )
    unread = for_a_lawyer(book)
    if unread:
        click.echo(
            f"Rules rest on {len(unread)} clauses whose text was read only in part or not at all. "
            "A lawyer should look at them: 'gateway policy clauses' lists them."
        )
    raise SystemExit(1 if found else 0)
