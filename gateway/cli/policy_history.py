"""`gateway policy history`: which rule books were proposed and adopted here, by whom and when."""

import os
from collections.abc import Mapping

import click
import msgspec
from sqlalchemy import select

from gateway.casework.rule_books import State, Version, versions
from gateway.cli.decision_page import printable
from gateway.cli.office import office_at_work
from gateway.domain.dates import in_words
from gateway.domain.people import OPERATOR
from gateway.errors import RuleBookError
from gateway.policy import book
from gateway.settings import Settings, read_settings
from gateway.store.rule_books import Step
from gateway.store.tables import people

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
        found = versions(reading)
        rows = reading.connection.execute(select(people.c.id, people.c.name))
        names = {row.id: row.name for row in rows}
    for version in found:
        if as_json:
            click.echo(msgspec.json.encode(version))
        else:
            _show(version, names)
    if not as_json:
        click.echo(_files(settings, found))


def _show(version: Version, names: Mapping[str, str]) -> None:
    click.echo(f"{version.digest}  {_STATES[version.state]}")
    click.echo(f"  proposed {_step(version.proposed, names)}")
    if version.adopted is not None:
        click.echo(f"  adopted  {_step(version.adopted, names)}")


def _step(step: Step, names: Mapping[str, str]) -> str:
    """By whom and when. Before rule books were proposed, the gateway took them up by itself."""
    who = "whoever set the gateway up" if step.by in {OPERATOR, "system"} else names.get(step.by)
    return printable(f"by {who or step.by} on {in_words(step.at)}, in log entry {step.entry}")


def _files(settings: Settings, found: tuple[Version, ...]) -> str:
    """What became of the files on the disk, which by themselves decide nothing."""
    try:
        digest = book.load(settings.policies).digest
    except RuleBookError as fault:
        return printable(f"The files on the disk are not fully understood: {fault}")
    states = [version.state for version in found if version.digest == digest]
    state = _STATES[states[0]] if states else "not proposed here"
    return f"The files on the disk are {digest}: {state}."
