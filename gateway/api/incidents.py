"""Misuse of documents: who had one, and what is recorded of its misuse. Few see any of it."""

from typing import Annotated, Any, Final

from litestar import Response, get, post
from litestar.concurrency import sync_to_thread
from litestar.params import JSONBody, QueryParameter

from gateway.api.incoming import After, Format, Limit, PathId, Search, Visit
from gateway.api.tables import page
from gateway.casework.incident_list import (
    IncidentSort,
    IncidentState,
    ListedIncident,
    listed_incidents,
)
from gateway.casework.incidents import (
    CloseIncident,
    Enquire,
    RecordIncident,
    one_incident,
)
from gateway.casework.short_lists import Cut
from gateway.casework.writer import Office
from gateway.domain.incidents import (
    Enquiry,
    IncidentForm,
    IncidentOutcomeForm,
    ShownIncident,
)

COLUMNS: Final = (
    *("id", "entry", "at", "by", "document", "title", "people"),
    *("words", "closed", "outcome", "why"),
)


@get("/api/documents/{document:str}/enquiry")
async def enquire(request: Visit, document: PathId) -> Enquiry:
    """Who had this document, which copy, when, on which conditions. Your look is on record."""
    return await request.office.carry_out(Enquire(by=request.user.person, document=document))


@get("/api/incidents", sync_to_thread=True)
def list_incidents(
    request: Visit,
    *,
    incident_state: Annotated[IncidentState | None, QueryParameter(name="state")] = None,
    words: Search = "",
    sort: Annotated[IncidentSort, QueryParameter()] = "newest",
    after: After = None,
    limit: Limit = 50,
    wanted: Format = None,
) -> Response[Cut[ListedIncident]]:
    """The incidents that you may see, the newest first."""
    with request.office.reading() as reading:
        found = listed_incidents(
            reading,
            request.user.person,
            state=incident_state,
            words=words,
            sort=sort,
            after=after,
            limit=limit,
        )
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


def _row(one: ListedIncident) -> dict[str, Any]:
    row = {name: getattr(one, name) for name in COLUMNS}
    people = "; ".join(one.names[person] for person in one.people)
    return row | {"people": people}
