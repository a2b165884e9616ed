"""How the tests of casework take steps with a request, and who is there to take them."""

from typing import Any

from sqlalchemy import insert

from gateway.audit import entries
from gateway.casework.acceptance import AcceptConditions, conditions_of
from gateway.casework.case_pages import shown_case
from gateway.casework.turn import Command
from gateway.casework.writer import Office
from gateway.domain.access import AcceptanceForm, AcceptedPart
from gateway.domain.case_forms import ShownCase
from gateway.store import log, tables
from tests.store.borough import FOUNDED, Borough, at, id_of

SID, PAT, DINA, DEE, CEO = (id_of(name) for name in ("Sid", "Pat", "Dina", "Dee", "Ceo"))
POSTS = {
    "Sid": "service_director",
    "Pat": "proper_officer",
    "Dina": "data_protection_officer",
    "Dee": "deputy_monitoring_officer",
    "Ceo": "chief_executive",
}


def staffed(town: Borough) -> Borough:
    """The town with somebody in each office that acts on a request."""
    for name, office in POSTS.items():
        town.person(name, "officer", offices=office)
    return town


def case_of(office: Office, person: str, reference: str) -> ShownCase:
    """The case as this person sees it."""
    with office.reading() as reading:
        return shown_case(reading, person, reference)


def take(office: Office, command: Command[Any]) -> Any:
    """Carry a step out."""
    return office.carry_out_now(command)


def accept(office: Office, by: str, document: str, reference: str | None = None) -> int:
    """Accept the conditions on all that is open of a document; gives the entry."""
    with office.reading() as reading:
        shown = conditions_of(reading, by, document, reference)
    accepted = tuple(
        AcceptedPart(
            segment=one.segment, conditions=tuple(each.condition for each in one.conditions)
        )
        for one in shown
    )
    form = AcceptanceForm(accepted=accepted, request=reference)
    return int(office.carry_out_now(AcceptConditions(by=by, document=document, form=form)))


def last_entries(town: Borough, count: int) -> list[entries.Entry]:
    """The newest entries of the log, the oldest first."""
    with town.reading() as connection:
        return [entries.read(one.data) for one in log.page(connection, limit=count)][::-1]


def tie(town: Borough, table: Any, **row: Any) -> None:
    """A row that ties somebody, from the founding of the town on."""
    if "valid_from" in table.c:
        row = {"valid_from": at("2026-05-07"), "recorded_at": FOUNDED, **row}
    if "entry" in table.c:
        row = {"entry": 0, **row}
    if "same_person" in table.c:
        row = {"same_person": False, **row}
    with town.writing() as connection:
        connection.execute(insert(table), row)


def absent(town: Borough, name: str) -> None:
    """Somebody is away."""
    tie(town, tables.absences, person=id_of(name))


def deputy(town: Borough, office: str, name: str) -> None:
    """Somebody deputises for an office."""
    tie(town, tables.deputies, office=office, person=id_of(name))
