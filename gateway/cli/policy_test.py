"""`gateway policy test`: tries the rule book on worked cases."""

from collections.abc import Iterable, Iterator
from pathlib import Path

import click

from gateway.cli.policy_options import rule_book_option
from gateway.domain.decision import Decision
from gateway.errors import FactsError
from gateway.policy.book import RuleBook, load
from gateway.policy.cases import all_rows, differences, exercised
from gateway.policy.facts_reader import read_facts

INVALID = "invalid"
"""The name of a folder whose files must be refused as not well-formed."""


@click.command("test")
@click.argument(
    "paths",
    metavar="PATH...",
    nargs=-1,
    required=True,
    type=click.Path(exists=True, path_type=Path),
)
@rule_book_option
def command(paths: tuple[Path, ...], rule_book: Path | None) -> None:
    """Decide worked cases and compare: a file, or a folder with everything below it.

    Files in a folder named "invalid" must be refused as not well-formed. Prints what differs, a
    count, and the rules that no case exercises; exits with 1 on any difference.
    """
    book = load(rule_book)
    decisions: list[Decision] = []
    failed = passed = 0
    for file in case_files(paths):
        wrong = list(_try(book, file, decisions))
        failed += bool(wrong)
        passed += not wrong
        for line in wrong:
            click.echo(f"{file}: {line}")
    _print_untried(book, decisions)
    click.echo(f"{passed} passed, {failed} failed")
    raise SystemExit(1 if failed or not passed else 0)


def case_files(paths: tuple[Path, ...]) -> Iterator[Path]:
    """The files with cases among some paths: files as they are, folders with all below them."""
    for path in paths:
        if path.is_dir():
            yield from (file for file in sorted(path.rglob("*.toml")) if _is_case(file, path))
        else:
            yield path


def _is_case(file: Path, below: Path) -> bool:
    """Whether a file of a folder is a case: in a rule book, only the folders named "cases" are."""
    inside = file.relative_to(below).parts
    is_rule_book = (below / "clauses.toml").exists() or "policies" in inside
    return not is_rule_book or "cases" in inside


def _try(book: RuleBook, file: Path, decisions: list[Decision]) -> Iterator[str]:
    must_be_refused = INVALID in file.parts
    try:
        facts = read_facts(file.read_bytes())
        decision = book.decide(facts)
    except FactsError as fault:
        if must_be_refused:
            click.echo(f"{file}: refused as it should be: {fault}")
        else:
            yield str(fault)
        return
    if must_be_refused:
        yield "decided, although it is not well-formed"
        return
    decisions.append(decision)
    if facts.expect is None:
        yield "there is no [expect], so nothing is tested"
        return
    yield from differences(decision, facts.expect)
    agreed = book.casbin_releases(facts, decision)
    for one in decision.segments:
        if one.released and one.id not in agreed:
            yield f"segments.{one.id}: Casbin does not release it"


def _print_untried(book: RuleBook, decisions: Iterable[Decision]) -> None:
    tried = exercised(decisions)
    untried = [row for row in all_rows(book) if row not in tried]
    if untried:
        click.echo(f"No case exercises: {', '.join(untried)}")
    else:
        click.echo("Every rule and every hold is exercised by a case.")
