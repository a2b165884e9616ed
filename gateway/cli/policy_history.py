"""`gateway policy history`: which rule books were proposed and adopted here, by whom and when."""

import os
from collections.abc import Mapping, Sequence

import click
import msgspec

from gateway.casework.rule_book_list import ListedVersion, named
from gateway.casework.rule_books import State
from gateway.cli.decision_page import printable
from gateway.cli.office import office_at_work
from gateway.domain.dates import in_words
from gateway.errors import RuleBookError
from gateway.policy import book
from gateway.settings import Settings, read_settings
from gateway.store.rule_books import Step

_STATES: Mapping[State, str] = {
    "in_force": "in force",
    "replaced": "replaced by a later one",
    "proposed": "proposed, waits for somebody else to adopt it",
    "lapsed": "lapsed, as another one came into force",
}


@click.command("history")
@click.option("--json", "as_json", is_flag=True, help="One line of JSON for each version.")
def command(as_json: bool) -> None:
    """List every rule book proposed here, the newest first, and what became of it."""
    settings = read_settings(os.environ)
    with office_at_work(settings) as office, office.reading() as reading:
        found = named(reading)
    for version in found:
        if as_json:
            click.echo(msgspec.json.encode(version))
        else:
            _show(version)
    if not as_json:
        click.echo(_files(settings, found))


def _show(version: ListedVersion) -> None:
    click.echo(f"{version.digest}  {_STATES[version.state]}")
    click.echo(f"  proposed {_step(version.proposed, version.proposed_by)}")
    if version.adopted is not None:
        click.echo(f"  adopted  {_step(version.adopted, version.adopted_by)}")


def _step(step: Step, who: str | None) -> str:
    return printable(f"by {who} on {in_words(step.at)}, in log entry {step.entry}")


def _files(settings: Settings, found: Sequence[ListedVersion]) -> str:
    """What became of the files on the disk, which by themselves decide nothing."""
    try:
        digest = book.load(settings.policies).digest
    except RuleBookError as fault:
        return printable(f"The files on the disk are not fully understood: {fault}")
    states = [version.state for version in found if version.digest == digest]
    state = _STATES[states[0]] if states else "not proposed here"
    return f"The files on the disk are {digest}: {state}."
