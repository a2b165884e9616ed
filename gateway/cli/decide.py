"""`gateway decide`: decides facts documents, without a database."""

from pathlib import Path

import click
import msgspec

from gateway.cli.decision_page import letter_of, print_decision, printable, shown
from gateway.errors import FactsError
from gateway.policy.book import RuleBook, load
from gateway.policy.facts_reader import read_facts

NOT_WELL_FORMED = 2
"""The exit code when at least one file could not be decided."""


@click.command("decide")
@click.argument("files", metavar="[FACTS.toml]...", nargs=-1, type=click.Path(path_type=Path))
@click.option("--past", metavar="REFERENCE", help="Make the decision on a past request again.")
@click.option("--json", "as_json", is_flag=True, help="One line of JSON a file.")
@click.option("--letter", "as_letter", is_flag=True, help="Only what the person who asked is told.")
@click.option(
    "--rule-book",
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    help="The folder with model.conf and policies/ (default: the one shipped).",
)
def command(
    files: tuple[Path, ...],
    past: str | None,
    as_json: bool,
    as_letter: bool,
    rule_book: Path | None,
) -> None:
    """Decide each facts document and say why; or make a past decision again.

    The page says it three times: in words for the person who asked, with every check for the
    officer, and in ids for the record.

    A file that is not well-formed is named with its key and the reason; the others are still
    decided, and the exit code is 2. With --past, the facts and the rule book are those that the
    log kept; the exit code is 1 when the decision is not the same.
    """
    if past is not None:
        from gateway.cli.decide_past import show_past  # noqa: PLC0415 - only this needs a database

        raise SystemExit(show_past(past, as_json=as_json, as_letter=as_letter))
    if not files:
        raise click.UsageError("Name a facts file, or a past request with --past.")
    book = load(rule_book)
    faults = 0
    for file in files:
        try:
            _decide(book, file, as_json=as_json, as_letter=as_letter)
        except FactsError as fault:
            faults += 1
            click.echo(printable(f"{file}: {fault}"), err=True)
    raise SystemExit(NOT_WELL_FORMED if faults else 0)


def _decide(book: RuleBook, file: Path, *, as_json: bool, as_letter: bool) -> None:
    try:
        text = file.read_bytes()
    except OSError as fault:
        raise FactsError("the file cannot be read") from fault
    facts = read_facts(text)
    decision = book.explain(facts, book.decide(facts))
    told = book.told(facts, decision)
    reply = book.reply(facts, told)
    if as_letter:
        click.echo(letter_of(facts, reply, book.paper(facts, told)))
    elif as_json:
        click.echo(msgspec.json.encode({**shown(decision), "reply": reply}))
    else:
        print_decision(facts, decision, reply, book)
