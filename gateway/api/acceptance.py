"""Conditions on what is released: read them, and accept them before you open it."""

from litestar import get, post
from litestar.concurrency import sync_to_thread
from litestar.params import JSONBody

from gateway.api.incoming import PathId, QueryReference, Visit
from gateway.casework.acceptance import AcceptConditions, conditions_of
from gateway.casework.writer import Office
from gateway.domain.access import AcceptanceForm, ConditionsOfPart


@get("/api/documents/{document:str}/acceptance", sync_to_thread=True)
def show_conditions(
    request: Visit, document: PathId, asked_in: QueryReference = None
) -> tuple[ConditionsOfPart, ...]:
    """The conditions on each part that is open to you now, and whether you accepted them."""
    return _shown(request.office, request.user.person, document, asked_in)


@post("/api/documents/{document:str}/acceptance")
async def accept_conditions(
    data: JSONBody[AcceptanceForm], request: Visit, document: PathId
) -> tuple[ConditionsOfPart, ...]:
    """Accept the conditions on some parts, as they stand, by naming them."""
    person = request.user.person
    await request.office.carry_out(AcceptConditions(by=person, document=document, form=data))
    return await sync_to_thread(_shown, request.office, person, document, data.request)


def _shown(
    office: Office, person: str, document: str, reference: str | None
) -> tuple[ConditionsOfPart, ...]:
    with office.reading() as reading:
        return conditions_of(reading, person, document, reference)
