"""`gateway case`: look at a request and take steps with it, as the person whose token it is.

The command line is one more way to the same commands: nothing is permitted here that the table of
permissions does not permit.
"""

import os
from typing import IO, Any

import click
import msgspec
from msgspec import Struct

from gateway.casework.acceptance import AcceptConditions, conditions_of
from gateway.casework.case_pages import shown_case
from gateway.casework.conflicts import StandAside
from gateway.casework.determinations import AnswerDispute
from gateway.casework.disputes import FileDispute
from gateway.casework.findings import AskForAdvice, Consult, GiveAdvice, RecordFinding
from gateway.casework.grants import GrantAccess, RenewAccess, RevokeAccess
from gateway.casework.onward import AnswerOnward
from gateway.casework.statements import statement_for
from gateway.casework.steps import AskForInformation, End, GiveInformation, Withdraw
from gateway.casework.undertakings import SignUndertaking
from gateway.cli.forms import read_form
from gateway.cli.office import office_at_work
from gateway.cli.signed_in import person_of, token_option
from gateway.domain.access import AcceptanceForm, GrantForm, RevocationForm
from gateway.domain.case_forms import (
    AsideForm,
    Consultation,
    DisputeAnswerForm,
    DisputeForm,
    FindingForm,
    Information,
    Question,
)
from gateway.domain.onward import OnwardForm
from gateway.settings import read_settings

STEPS: dict[str, tuple[type[Struct], str, type[Struct] | None]] = {
    "ask-for-information": (AskForInformation, "question", Question),
    "give-information": (GiveInformation, "given", Information),
    "withdraw": (Withdraw, "", None),
    "end": (End, "", None),
    "find": (RecordFinding, "found", FindingForm),
    "consult": (Consult, "asked", Consultation),
    "ask-for-advice": (AskForAdvice, "question", Question),
    "give-advice": (GiveAdvice, "advice", Question),
    "stand-aside": (StandAside, "form", AsideForm),
    "dispute": (FileDispute, "dispute", DisputeForm),
    "determine": (AnswerDispute, "answer", DisputeAnswerForm),
    "limit": (GrantAccess, "form", GrantForm),
    "renew": (RenewAccess, "form", GrantForm),
    "revoke": (RevokeAccess, "form", RevocationForm),
    "answer-onward": (AnswerOnward, "form", OnwardForm),
    "sign-undertaking": (SignUndertaking, "", None),
}
"""Each step: its command, and the field and the form of what is said with it."""


@click.group()
def command() -> None:
    """Look at a request, and take a step with it."""


@command.command()
@click.argument("reference")
@token_option
def show(reference: str, token_file: IO[str]) -> None:
    """Show where a request stands, what was done, and what you may do now (JSON)."""
    with office_at_work(read_settings(os.environ)) as office:
        person = person_of(office, token_file)
        with office.reading() as reading:
            case = shown_case(reading, person, reference)
    click.echo(msgspec.json.format(msgspec.json.encode(case)))


@command.command()
@click.argument("reference")
@click.option("--json", "as_json", is_flag=True, help="As JSON instead of a letter.")
@token_option
def statement(reference: str, *, as_json: bool, token_file: IO[str]) -> None:
    """Show the executive's written statement of reasons to the scrutiny committee."""
    with office_at_work(read_settings(os.environ)) as office:
        person = person_of(office, token_file)
        with office.reading() as reading:
            found = statement_for(reading, person, reference)
    text = msgspec.json.format(msgspec.json.encode(found)).decode()
    click.echo(text if as_json else found.text, nl=as_json)


@command.command()
@click.argument("step", type=click.Choice(list(STEPS)))
@click.argument("reference")
@click.option("--form", default="{}", help="What you say with it, as JSON; see docs/api.md.")
@token_option
def take(step: str, reference: str, form: str, token_file: IO[str]) -> None:
    """Take a step with a request."""
    made, field, kind = STEPS[step]
    said = {field: read_form(form, kind)} if kind is not None else {}
    with office_at_work(read_settings(os.environ)) as office:
        person = person_of(office, token_file)
        taken: Any = made(by=person, reference=reference, **said)
        entry = office.carry_out_now(taken)
    click.echo(f"Done, in log entry {entry}.")


@command.command()
@click.argument("document")
@click.option("--request", "reference", help="The request on which your access rests.")
@token_option
def conditions(document: str, reference: str | None, token_file: IO[str]) -> None:
    """Show the conditions on what is open to you of DOCUMENT, as lines of JSON."""
    with office_at_work(read_settings(os.environ)) as office:
        person = person_of(office, token_file)
        with office.reading() as reading:
            for part in conditions_of(reading, person, document, reference):
                click.echo(msgspec.json.encode(part))


@command.command()
@click.argument("document")
@click.option("--form", required=True, help="What you accept, as JSON; see docs/api.md.")
@token_option
def accept(document: str, form: str, token_file: IO[str]) -> None:
    """Accept the conditions on DOCUMENT before you open it."""
    said = read_form(form, AcceptanceForm)
    with office_at_work(read_settings(os.environ)) as office:
        person = person_of(office, token_file)
        entry = office.carry_out_now(AcceptConditions(by=person, document=document, form=said))
    click.echo(f"Done, in log entry {entry}.")
