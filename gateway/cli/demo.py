"""`gateway demo`: fill the database with an invented council, and say who to be."""

import hashlib
import os
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final, TextIO

import click
import msgspec
from sqlalchemy import func, select

from gateway.casework.demonstration import OfferPeople
from gateway.casework.explained import Made
from gateway.casework.findings import RecordFinding
from gateway.casework.requests import SubmitRequest
from gateway.casework.tokens import IssueToken
from gateway.casework.writer import Office
from gateway.cli.bringing_in import bring_papers, bring_register
from gateway.cli.office import office_at_work
from gateway.demo.asked import FOUND, asked
from gateway.demo.council import SOURCE, TITLE, Invented, invent
from gateway.demo.guide import Guide, guide, in_a_browser
from gateway.domain.case_forms import FindingForm
from gateway.domain.dates import in_words
from gateway.domain.people import OPERATOR
from gateway.domain.profile import Profile
from gateway.domain.requests import AskedRequest
from gateway.domain.sign_in import Offered
from gateway.errors import NotAllowedError, NotFoundError, NotNowError, SetupError
from gateway.importing.contents import contents_of
from gateway.importing.fault import file
from gateway.importing.held import ids_from
from gateway.policy import book
from gateway.settings import Settings, read_settings
from gateway.store import setup, tables
from gateway.store.engine import is_set_up

USUAL: Final = "wolverhampton"
VALID_FOR: Final = timedelta(days=7)
_PLACE: Final = file("the invented council")


@click.command()
@click.option("--council", help=f"Which council's rules apply. [default: {USUAL}]")
@click.option(
    "--programs",
    type=click.File("w"),
    default="-",
    help="The file for tokens and for requests that programs can make. [default: after the rest]",
)
def command(council: str | None, programs: TextIO) -> None:
    """Fill the database with an invented council of 80 councillors, and say who to be.

    Makes the database if there is none. Refuses a database that already holds people.
    """
    settings = read_settings(os.environ)
    _progress("Making an invented council. It takes about a minute.")
    if not is_set_up(settings.database_url):
        _set_up(settings, council or USUAL)
    with office_at_work(settings) as office:
        profile = _profile_of_empty(office, council)
        with office.reading() as reading:
            invented = invent(reading.local.date(), profile)
        _fill(office, invented)
        shown = guide(invented, profile)
        _ask(office, invented, shown)
        click.echo(f"\n{in_a_browser(shown)}\n")
        _say_to_programs(office, settings, shown, programs)


def _progress(words: str) -> None:
    """Say how far it is, apart from what is to be kept."""
    click.echo(words, err=True)


def _set_up(settings: Settings, council: str) -> None:
    """What `gateway init` does."""
    setup.create(
        data=settings.data,
        database_url=settings.database_url,
        profile=council,
        title=TITLE,
        rule_book=book.load(settings.policies),
        moment=datetime.now(UTC),
    )


def _profile_of_empty(office: Office, council: str | None) -> Profile:
    """The profile of the database. Raises SetupError unless it is the one asked for and empty."""
    with office.reading() as reading:
        if council not in {None, reading.council}:
            raise SetupError(
                f"The database there is set up for {reading.council}; leave --council out.",
                where="--council",
            )
        if reading.connection.scalar(select(func.count()).select_from(tables.people)):
            raise SetupError(
                "The database already holds people, so no invented ones are added. Set"
                " GATEWAY_DATA to a new folder for the invented council.",
                where="database_url",
            )
        return reading.rule_book.profiles[reading.council]


def _fill(office: Office, invented: Invented) -> None:
    """Bring everything in as a real council's files are brought in."""
    digest = hashlib.sha256(msgspec.json.encode(invented.papers, order="deterministic"))
    contents = contents_of(invented.papers, Path(), _PLACE)
    _progress(f"Bringing in {len(invented.register.people)} people, their bodies and meetings ...")
    bring_register(office, (invented.register,), [])
    _progress(f"Bringing in {len(invented.papers.documents)} papers ...")
    bring_papers(office, invented.papers, contents, place=_PLACE, digest=digest.hexdigest())


def _ask(office: Office, invented: Invented, shown: Guide) -> None:
    """Ask for some papers, as councillors do, so that something waits for the offices."""
    with office.reading() as reading:
        people = ids_from(reading.connection, SOURCE)["people"]
        column = tables.documents.c
        held = reading.connection.execute(select(column.source_id, column.id)).all()
        papers = {row.source_id: row.id for row in held}
    for one in asked(invented, shown):
        wanted = AskedRequest(
            document=papers[one.document], purpose="official_duty", statement=one.statement
        )
        made = office.carry_out_now(SubmitRequest(by=people[one.person], asked=wanted))
        if not one.found or not isinstance(made, Made):
            continue
        found = FindingForm(finding="reasonably_necessary", value=True, words=FOUND)
        by, reference = people[shown.officer.person], made.answer.reference
        with suppress(NotAllowedError, NotFoundError, NotNowError):  # nothing is left to find
            office.carry_out_now(RecordFinding(by=by, reference=reference, found=found))


def _say_to_programs(office: Office, settings: Settings, shown: Guide, to: TextIO) -> None:
    """Offer the people for a click; and write down what programs need to be any of them."""
    with office.reading() as reading:
        people = ids_from(reading.connection, SOURCE)["people"]
        document = reading.connection.scalars(
            select(tables.documents.c.id).where(tables.documents.c.source_id == shown.document)
        ).one()
    who = tuple(Offered(person=people[role.person], who=role.who) for role in shown.roles)
    office.carry_out_now(OfferPeople(by=OPERATOR, offered=who))
    click.echo("For programs, the people of an invented council:", file=to)
    tokens = {}
    for role in shown.roles:
        command = IssueToken(by=OPERATOR, person=people[role.person], valid_for=VALID_FOR)
        issued = office.carry_out_now(command)
        tokens[role] = issued.text
        told = f"\n{role.who}\n  id     {people[role.person]}\n  token  {issued.text}"
        click.echo(told, file=to)
    until = in_words((datetime.now(UTC) + VALID_FOR).date())
    click.echo(f"\nThe tokens are valid until {until} and are not shown again.", file=to)
    address = f"http://{settings.host}:{settings.port}"
    asked = f'{{"document":"{document}"}}'
    check = f'{{"document":"{document}","councillor":"{people[shown.other.person]}"}}'
    for role, path, body in (
        (shown.member, "requests", asked),
        (shown.other, "requests", asked),
        (shown.officer, "checks", check),
    ):
        click.echo(f"\n# As {role.who}:", file=to)
        click.echo(
            f"curl -s -H 'Authorization: Bearer {tokens[role]}' -H 'Content-Type: application/json'"
            f" -d '{body}' {address}/api/{path}",
            file=to,
        )
