"""`gateway policy gaps`: facts without a rule, rules without facts, rules that contradict."""

from pathlib import Path

import click

from gateway.cli.policy_options import rule_book_option
from gateway.cli.proving import councils_of, councils_option, z3_needed
from gateway.policy.book import load


@click.command("gaps")
@councils_option
@click.option(
    "--example",
    nargs=2,
    metavar="RULE RULE",
    help="Print facts that the first rule decides and the second matches too.",
)
@rule_book_option
def command(
    names: tuple[str, ...], example: tuple[str, str] | None, rule_book: Path | None
) -> None:
    """Find facts that no rule decides, rules that never decide, and pairs that contradict.

    Exits with 1 for facts that no rule decides, and for a rule or hold that never acts in any of
    the councils.
    """
    with z3_needed():
        from gateway.cli.gaps_page import print_example, print_gaps  # noqa: PLC0415 - z3 may be missing
    book = load(rule_book)
    councils = councils_of(book, names)
    if example is not None:
        print_example(councils, *example)
        return
    raise SystemExit(0 if print_gaps(book, councils) else 1)
