"""`gateway incidents`: misuse of documents, and who had one."""

import os
from typing import IO

import click
import msgspec

from gateway.casework.incidents import (
    CloseIncident,
    Enquire,
    RecordIncident,
    incidents_seen_by,
)
from gateway.cli.forms import read_form
from gateway.cli.office import office_at_work
from gateway.cli.signed_in import person_of, token_option
from gateway.domain.incidents import IncidentForm, IncidentOutcomeForm
from gateway.settings import read_settings


@click.group()
def command() -> None:
    """Record misuse of a document, and look up who had it."""


@command.command("list")
@token_option
def list_incidents(token_file: IO[str]) -> None:
    """List the incidents that you may see, as lines of JSON."""
    with office_at_work(read_settings(os.environ)) as office:
        person = person_of(office, token_file)
        with office.reading() as reading:
            for incident in incidents_seen_by(reading, person):
                click.echo(msgspec.json.encode(incident))


@command.command("record")
@click.option("--form", required=True, help="What happened, as JSON; see docs/api.md.")
@token_option
def record_incident(form: str, token_file: IO[str]) -> None:
    """Record that a document was misused; prints the incident's id."""
    said = read_form(form, IncidentForm)
    with office_at_work(read_settings(os.environ)) as office:
        made = RecordIncident(by=person_of(office, token_file), form=said)
        click.echo(office.carry_out_now(made))


@command.command()
@click.argument("incident", metavar="ID")
@click.option("--form", required=True, help="What came of it, as JSON; see docs/api.md.")
@token_option
def close(incident: str, form: str, token_file: IO[str]) -> None:
    """Record what came of an incident."""
    said = read_form(form, IncidentOutcomeForm)
    with office_at_work(read_settings(os.environ)) as office:
        made = CloseIncident(by=person_of(office, token_file), incident=incident, form=said)
        click.echo(f"Done, in log entry {office.carry_out_now(made)}.")


@command.command()
@click.argument("document")
@token_option
def enquire(document: str, token_file: IO[str]) -> None:
    """Show who had DOCUMENT, which copy, when and under which conditions (JSON)."""
    with office_at_work(read_settings(os.environ)) as office:
        made = Enquire(by=person_of(office, token_file), document=document)
        found = office.carry_out_now(made)
    click.echo(msgspec.json.format(msgspec.json.encode(found)))
