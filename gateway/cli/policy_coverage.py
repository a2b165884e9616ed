"""`gateway policy coverage`: what of the rules the worked cases exercise."""

from pathlib import Path
from typing import Any

import click
import msgspec

from gateway.cli.policy_options import rule_book_option
from gateway.cli.policy_test import INVALID, case_files
from gateway.policy.book import load, shipped
from gateway.policy.branches import Branch
from gateway.policy.coverage import Coverage, coverage
from gateway.policy.facts_reader import read_facts


@click.command("coverage")
@click.argument(
    "paths", metavar="[PATH]...", nargs=-1, type=click.Path(exists=True, path_type=Path)
)
@click.option("--json", "as_json", is_flag=True, help="One line of JSON.")
@rule_book_option
def command(paths: tuple[Path, ...], as_json: bool, rule_book: Path | None) -> None:
    """Count the rules, holds and branches of conditions that worked cases exercise.

    Cases are files, or folders with all below them (default: those of the rule book). Exits with
    1 when a rule or hold has no case. With z3 installed it says which branches no facts can take.
    """
    book = load(rule_book)
    default = ((rule_book or shipped()) / "policies",)
    facts = [
        read_facts(file.read_bytes())
        for file in case_files(paths or default)
        if INVALID not in file.parts
    ]
    found = coverage(book, [(one, book.decide(one)) for one in facts])
    try:
        from gateway.policy.proof.reachable import never_taken  # noqa: PLC0415 - z3 may be missing
    except ModuleNotFoundError:
        never = None
    else:
        never = never_taken(book, found.untried_branches)
    if as_json:
        click.echo(msgspec.json.encode(_shown(found, never)))
    else:
        _print(found, never)
    raise SystemExit(1 if found.untried_rows else 0)


def _print(found: Coverage, never: list[Branch] | None) -> None:
    if found.untried_rows:
        click.echo(f"No case exercises: {', '.join(found.untried_rows)}")
    for branch in found.untried_branches:
        words = f"{branch.condition} {branch.turns_out}"
        if never is not None and branch in never:
            click.echo(f"No facts can make it matter that {words}.")
        else:
            click.echo(f"No case in which it matters that {words}.")
    if never is None and found.untried_branches:
        click.echo("Install z3-solver to learn which of these no facts can take.")
    counts = _counts(found, never)
    for what in ("rules", "branches"):
        tried, of = counts[what]
        click.echo(
            f"{tried} of {of} {what} ({tried / of:.1%}) are exercised by {found.cases} cases."
        )


def _counts(found: Coverage, never: list[Branch] | None) -> dict[str, tuple[int, int]]:
    """Of rules and holds, and of branches that facts can take: how many are tried, and all."""
    can = len(found.branches) - len(never or ())
    untried = len(found.untried_branches) - len(never or ())
    return {
        "rules": (len(found.rows) - len(found.untried_rows), len(found.rows)),
        "branches": (can - untried, can),
    }


def _shown(found: Coverage, never: list[Branch] | None) -> dict[str, Any]:
    return {
        "cases": found.cases,
        **_counts(found, never),
        "untried_rules": found.untried_rows,
        "untried_branches": found.untried_branches,
        "never_taken": never,
    }
