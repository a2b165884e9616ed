"""How the tests of casework ask: as whom, and for what."""

from typing import Any

from sqlalchemy import func, select

from gateway.casework.explained import answer_of
from gateway.casework.requests import SubmitRequest
from gateway.casework.writer import Office
from gateway.domain.facts import RequesterKind
from gateway.domain.people import Caller, HeldOffice
from gateway.domain.requests import AskedRequest, RequestAnswer
from gateway.store import tables
from tests.casework.thornmere import ADA, AUDREY, BEN, FAY, OLIVE
from tests.store.borough import Borough


def submit(
    office: Office, by: str, document: str, key: str | None = None, **asked: Any
) -> RequestAnswer:
    """Ask for a document."""
    command = SubmitRequest(by=by, asked=AskedRequest(document=document, **asked), key=key)
    return answer_of(office.carry_out_now(command))


def caller(person: str, *offices: HeldOffice, kind: RequesterKind = "councillor") -> Caller:
    """A person as the caller of a question."""
    return Caller(person=person, kind=kind, offices=frozenset(offices))


ADAS, BENS, FAYS = caller(ADA), caller(BEN), caller(FAY)
OLIVES = caller(OLIVE, "officer", kind="officer")
AUDREYS = caller(AUDREY, "auditor", kind="officer")


def row_counts(borough: Borough) -> dict[str, int]:
    """How many rows there are in each table."""
    with borough.reading() as connection:
        return {
            table.name: connection.execute(select(func.count()).select_from(table)).scalar_one()
            for table in tables.metadata.sorted_tables
        }
