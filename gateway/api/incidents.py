"""Misuse of documents: who had one, and what is recorded of its misuse. Few see any of it."""

from typing import Any, Final

from litestar import Response, get, post
from litestar.concurrency import sync_to_thread
from litestar.params import JSONBody

from gateway.api.incoming import After, Format, Limit, PathId, Search, Visit
from gateway.api.tables import page
from gateway.casework.incidents import (
    CloseIncident,
    Enquire,
    RecordIncident,
    incidents_page,
    one_incident,
)
from gateway.casework.writer import Office
from gateway.domain.incidents import (
    Enquiry,
    IncidentForm,
    IncidentOutcomeForm,
    IncidentPage,
    ShownIncident,
)

COLUMNS: Final = ("id", "entry", "at", "by", "document", "closed", "outcome")


@get("/api/documents/{document:str}/enquiry")
async def enquire(request: Visit, document: PathId) -> Enquiry:
    """Who had this document, which copy, when, on which conditions. Your look is on record."""
    return await request.office.carry_out(Enquire(by=request.user.person, document=document))


@get("/api/incidents", sync_to_thread=True)
def list_incidents(
    request: Visit,
    *,
    words: Search = "",
    after: After = None,
    limit: Limit = 50,
    wanted: Format = None,
) -> Response[IncidentPage]:
    """The incidents that you may see, the newest first."""
    with request.office.reading() as reading:
        person = request.user.person
        found = incidents_page(reading, person, words=words, after=after, limit=limit)
    rows = [_row(one) for one in found.items]
    return page(request, found, rows, columns=COLUMNS, after=found.next, wanted=wanted)


@post("/api/incidents")
async def record_incident(data: JSONBody[IncidentForm], request: Visit) -> ShownIncident:
    """Record that a document was misused. The adviser is told, and nobody whom it concerns."""
    person = request.user.person
    incident = await request.office.carry_out(RecordIncident(by=person, form=data))
    return await sync_to_thread(_shown, request.office, person, incident)


@get("/api/incidents/{incident:str}", sync_to_thread=True)
def show_incident(request: Visit, incident: PathId) -> ShownIncident:
    """One of them."""
    return _shown(request.office, request.user.person, incident)


@post("/api/incidents/{incident:str}/outcome")
async def close_incident(
    data: JSONBody[IncidentOutcomeForm], request: Visit, incident: PathId
) -> ShownIncident:
    """Record what came of it."""
    person = request.user.person
    await request.office.carry_out(CloseIncident(by=person, incident=incident, form=data))
    return await sync_to_thread(_shown, request.office, person, incident)


def _shown(office: Office, person: str, incident: str) -> ShownIncident:
    with office.reading() as reading:
        return one_incident(reading, person, incident)


def _row(one: ShownIncident) -> dict[str, Any]:
    row = {name: getattr(one, name) for name in COLUMNS}
    return row | {"at": one.at.isoformat()}
