"""Misuse of papers: what is recorded of it, one record with what came of it, and a new one."""

from typing import Annotated, Any, Final, Literal

from litestar import Response, get, post
from litestar.concurrency import sync_to_thread
from litestar.params import QueryParameter
from litestar.response import Redirect

from gateway.api.incoming import After, PathId, QueryId, Search, Visit, limits
from gateway.casework.copy_list import copies_of_paper
from gateway.casework.incident_list import (
    IncidentSort,
    IncidentState,
    incident_page,
    listed_incidents,
)
from gateway.casework.incidents import CloseIncident, Enquire, RecordIncident
from gateway.casework.keeping import kept_paper
from gateway.casework.people import people_in_register
from gateway.casework.who import names_of
from gateway.domain.incidents import IncidentForm, IncidentOutcomeForm
from gateway.domain.requests import Id
from gateway.policy.life.routes import opens_to
from gateway.web.attempts import attempt
from gateway.web.forms import REFUSED, Typed, fill, read_typed
from gateway.web.lists import Filter, ListPage
from gateway.web.rendering import page
from gateway.web.told_once import see_other

AT_ONCE: Final = 20
SORTS: Final = {"newest": "newest first", "oldest": "oldest first"}
_STATES: Final = {"": "Everything", "open": "Open", "closed": "Closed"}
_WORDS_MISSING: Final = {"words": "Say what happened."}
_OUTCOME_MISSING: Final = {"outcome": "Choose what came of it.", "words": "Say why."}
_FIELDS: Final = frozenset(IncidentForm.__struct_fields__)


@get("/incidents", include_in_schema=False, sync_to_thread=True)
def list_incidents(
    request: Visit,
    *,
    words: Search = "",
    incident_state: Annotated[IncidentState | Literal[""], QueryParameter(name="state")] = "",
    sort: Annotated[IncidentSort, QueryParameter()] = "newest",
    after: After = None,
) -> Response[bytes]:
    """What the caller recorded; for whoever acts as adviser, all that does not concern them."""
    with request.office.reading() as reading:
        found = listed_incidents(
            reading,
            request.user.person,
            state=incident_state or None,
            words=words,
            sort=sort,
            after=after,
            limit=AT_ONCE,
        )
    listed = ListPage(
        address="/incidents",
        api="/api/incidents",
        number=len(found.items),
        next=found.next,
        asked={"q": words, "state": incident_state, "sort": sort if sort != "newest" else ""},
        searched="Words, title or name",
        filters=(Filter("state", "Show", _STATES),),
        sorts=SORTS,
        later=after is not None,
    )
    title = "Misuse of papers"
    return page(request, "incidents.html", title=title, list=listed, incidents=found.items)


@get("/incidents/new", include_in_schema=False, sync_to_thread=True)
def ask_incident(
    request: Visit,
    *,
    document: Annotated[str, QueryParameter(**limits(Id))],
    copy: QueryId = None,
) -> Response[bytes]:
    """What happened to a paper, whom it concerns, and which copies."""
    typed = Typed({"document": (document,), "copies": (copy,) if copy else ()})
    return _new(request, typed)


@post("/incidents/new", include_in_schema=False)
async def record_incident(request: Visit) -> Redirect | Response[bytes]:
    """Find people for the form, or record it: the button says which."""
    typed = await read_typed(request)
    if typed.one("do") == "find":
        return await sync_to_thread(_new, request, typed)
    form, errors = fill(IncidentForm, typed, missing=_WORDS_MISSING)
    status = REFUSED
    if form is not None:
        command = RecordIncident(by=request.user.person, form=form)
        made, errors, status = await attempt(request, command, beside=_FIELDS)
        if made is not None:
            return see_other(request, f"/incidents/{made}", tell="misuse")
    return await sync_to_thread(_new, request, typed, errors=errors, status=status)


@get("/incidents/{incident:str}", include_in_schema=False, sync_to_thread=True)
def show_incident(request: Visit, incident: PathId) -> Response[bytes]:
    """One of them, and the form for what came of it."""
    return _one(request, incident)


@post("/incidents/{incident:str}", include_in_schema=False)
async def close_incident(request: Visit, incident: PathId) -> Redirect | Response[bytes]:
    """Record what came of it."""
    typed = await read_typed(request)
    form, errors = fill(IncidentOutcomeForm, typed, missing=_OUTCOME_MISSING)
    status = REFUSED
    if form is not None:
        command = CloseIncident(by=request.user.person, incident=incident, form=form)
        done, errors, status = await attempt(request, command)
        if done is not None:
            return see_other(request, f"/incidents/{incident}", tell="recorded")
    return await sync_to_thread(_one, request, incident, typed=typed, errors=errors, status=status)


@get("/papers/{document:str}/enquiry", include_in_schema=False)
async def enquire(request: Visit, document: PathId) -> Response[bytes]:
    """Who had a paper, which copy, when, on which conditions. The look is on record."""
    found = await request.office.carry_out(Enquire(by=request.user.person, document=document))
    return await sync_to_thread(_enquiry, request, found)


def _enquiry(request: Visit, found: Any) -> Response[bytes]:
    with request.office.reading() as reading:
        paper = kept_paper(reading, request.user.person, found.document)
        names = names_of(reading, (one.person for one in found.readers))
    return page(
        request,
        "enquiry.html",
        title="Who had this paper",
        paper=paper,
        readers=found.readers,
        names=names,
    )


def _new(request: Visit, typed: Typed, **how: Any) -> Response[bytes]:
    caller, words = request.user, typed.one("q")
    with request.office.reading() as reading:
        paper = kept_paper(reading, caller.person, typed.one("document"))
        copies = copies_of_paper(reading, caller, paper.id)
        found = people_in_register(reading, words=words, limit=AT_ONCE).items if words else ()
        people = names_of(reading, typed.all("people"))
    return page(
        request,
        "incident-new.html",
        title="Record misuse of a paper",
        paper=paper,
        copies=copies,
        people=people | {one.id: one.name for one in found},
        searched=words,
        found=len(found),
        typed=typed,
        **how,
    )


def _one(request: Visit, incident: str, **how: Any) -> Response[bytes]:
    with request.office.reading() as reading:
        found = incident_page(reading, request.user.person, incident)
    return page(
        request,
        "incident.html",
        title="Misuse of a paper",
        incident=found.incident,
        may_close=found.may_close,
        enquires=found.may_close and opens_to("GET /papers/{document}/enquiry", request.user),
        **how,
    )
