"""`gateway advice`: what somebody asks the adviser, the answer, and why it is not followed."""

import os
from typing import IO

import click
import msgspec

from gateway.casework.advice import AnswerQuestion, AskAdvice, DepartFromAdvice
from gateway.casework.advice_pages import questions_for, shown_question
from gateway.casework.tokens import caller_of
from gateway.cli.forms import read_form
from gateway.cli.office import office_at_work
from gateway.cli.signed_in import person_of, token_option
from gateway.domain.advice import AdviceAnswer, AdviceQuestion, Departure
from gateway.settings import read_settings

MOST = 200


@click.group()
def command() -> None:
    """Ask the adviser, answer who asked, or say why advice is not followed."""


@command.command("list")
@token_option
def list_questions(token_file: IO[str]) -> None:
    """List the questions that you may read, the newest first, as lines of JSON."""
    with office_at_work(read_settings(os.environ)) as office, office.reading() as reading:
        caller = caller_of(reading, token_file.read().strip())
        after, found = None, True
        while found:
            page = questions_for(reading, caller, after=after, limit=MOST)
            for one in page.items:
                click.echo(msgspec.json.encode(one))
            after, found = page.next, page.next is not None


@command.command()
@click.argument("question", metavar="ID")
@token_option
def show(question: str, token_file: IO[str]) -> None:
    """Show a question with its answer (JSON)."""
    with office_at_work(read_settings(os.environ)) as office, office.reading() as reading:
        caller = caller_of(reading, token_file.read().strip())
        shown = shown_question(reading, caller, question)
    click.echo(msgspec.json.format(msgspec.json.encode(shown)))


@command.command()
@click.option("--form", required=True, help="The question, as JSON; see docs/api.md.")
@token_option
def ask(form: str, token_file: IO[str]) -> None:
    """Ask the adviser; prints the question's id."""
    said = read_form(form, AdviceQuestion)
    with office_at_work(read_settings(os.environ)) as office:
        command_ = AskAdvice(by=person_of(office, token_file), form=said)
        click.echo(office.carry_out_now(command_))


@command.command()
@click.argument("question", metavar="ID")
@click.option("--form", required=True, help="The answer, as JSON; see docs/api.md.")
@token_option
def answer(question: str, form: str, token_file: IO[str]) -> None:
    """Answer a question."""
    said = read_form(form, AdviceAnswer)
    with office_at_work(read_settings(os.environ)) as office:
        command_ = AnswerQuestion(by=person_of(office, token_file), question=question, form=said)
        click.echo(f"Done, in log entry {office.carry_out_now(command_)}.")


@command.command()
@click.argument("question", metavar="ID")
@click.option("--form", required=True, help="The reason, as JSON; see docs/api.md.")
@token_option
def depart(question: str, form: str, token_file: IO[str]) -> None:
    """Say why you do not follow the advice, in a council where it must be followed."""
    said = read_form(form, Departure)
    with office_at_work(read_settings(os.environ)) as office:
        command_ = DepartFromAdvice(by=person_of(office, token_file), question=question, form=said)
        click.echo(f"Done, in log entry {office.carry_out_now(command_)}.")
