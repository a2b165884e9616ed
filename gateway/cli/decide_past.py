"""`gateway decide --past`: a past decision made again from what the log kept."""

import os

import click
import msgspec

from gateway.casework.past import PastDecision, decide_again
from gateway.cli.decision_page import letter_of, print_decision, shown
from gateway.cli.office import office_at_work
from gateway.settings import read_settings


def show_past(reference: str, *, as_json: bool, as_letter: bool) -> int:
    """Prints the decision as made again and whether it is the same; gives the exit code."""
    with office_at_work(read_settings(os.environ)) as office, office.reading() as reading:
        past = decide_again(reading, reference)
        if as_json:
            click.echo(msgspec.json.encode(_plain(past)))
        else:
            book = reading.rule_books.of(reading.connection, past.again.rule_book)
            told = book.told(past.facts, past.again)
            reply = book.reply(past.facts, told)
            if as_letter:
                click.echo(letter_of(past.facts, reply, book.paper(past.facts, told)))
            else:
                print_decision(past.facts, book.explain(past.facts, past.again), reply, book)
            click.echo(_sentence(past), err=as_letter)
    return 0 if past.same else 1


def _sentence(past: PastDecision) -> str:
    if past.same:
        return f"{past.reference}: the decision is the same as in log entry {past.entry}."
    return f"{past.reference}: the decision differs in: {', '.join(past.differences)}."


def _plain(past: PastDecision) -> dict[str, object]:
    return {
        "reference": past.reference,
        "entry": past.entry,
        "same": past.same,
        "differences": past.differences,
        "was": shown(past.was),
        "again": shown(past.again),
    }
