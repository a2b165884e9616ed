"""What was found among the rules, council by council."""

from itertools import groupby

import click

from gateway.policy.book import RuleBook
from gateway.policy.cases import all_rows
from gateway.policy.council import Council
from gateway.policy.gaps import Gaps, example, find_gaps, idle
from gateway.policy.proof.facts_text import facts_text


def print_gaps(book: RuleBook, councils: list[Council]) -> bool:
    """Prints the gaps of these councils; whether all is in order."""
    found = []
    for council in councils:
        found.append(find_gaps(council))
        _print(found[-1])
    unused = idle(found, all_rows(book)) if len(councils) == len(book.councils) else []
    if unused:
        click.echo(f"\nThese never act in any council: {', '.join(unused)}")
    return not unused and all(one.undecided is None for one in found)


def print_example(councils: list[Council], first: str, second: str) -> None:
    """Prints facts that one rule decides and another matches, from the first council with any."""
    for council in councils:
        rows = {row.row for row in council.rows if row.act == "release"}
        if {first, second} <= rows:
            facts = example(council, first, second)
            if facts is not None:
                click.echo(facts_text(facts), nl=False)
                return
    raise click.ClickException(f"There are no facts that {first} decides and {second} matches.")


def _print(gaps: Gaps) -> None:
    click.echo(click.style(f"\n{gaps.council}", bold=True))
    if gaps.undecided is None:
        click.echo("  Some rule decides whatever the facts are.")
    else:
        click.echo(f"  No rule decides these facts:\n\n{facts_text(gaps.undecided)}")
    for row, before in gaps.shadowed.items():
        click.echo(f"  {row} never decides: what it matches, {', '.join(before)} decides first.")
    click.echo("  Of these, the first decides although the other says the opposite:")
    for first, pairs in groupby(gaps.contradictions, key=lambda pair: pair[0]):
        click.echo(f"    {first} before {', '.join(second for _, second in pairs)}")
