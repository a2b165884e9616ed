"""Drafts: keeping a request to send it later."""

from typing import Annotated, Any, Final

from litestar import Response, delete, get, post, put
from litestar.concurrency import sync_to_thread
from litestar.params import JSONBody, QueryParameter

from gateway.api.explaining import explain, leaving
from gateway.api.incoming import After, Format, Limit, PathId, Search, Visit
from gateway.api.tables import page
from gateway.casework.draft_list import DraftSort, ListedDraft, listed_drafts
from gateway.casework.drafts import DiscardDraft, SaveDraft, SendDraft, draft_of
from gateway.casework.explained import Made
from gateway.casework.short_lists import Cut
from gateway.casework.writer import Office
from gateway.domain.case_forms import Draft
from gateway.domain.requests import AskedRequest, RequestAnswer

COLUMNS: Final = ("id", "saved_at", "document", "title", "purpose", "again_from")


@post("/api/drafts")
async def save_draft(data: JSONBody[AskedRequest], request: Visit) -> Response[Draft]:
    """Keep a request without sending it."""
    draft = await request.office.carry_out(SaveDraft(by=request.user.person, asked=data))
    return Response(draft, headers={"Location": f"/api/drafts/{draft.id}"})


@get("/api/drafts", sync_to_thread=True)
def list_drafts(
    request: Visit,
    *,
    words: Search = "",
    sort: Annotated[DraftSort, QueryParameter()] = "newest",
    after: After = None,
    limit: Limit = 50,
    wanted: Format = None,
) -> Response[Cut[ListedDraft]]:
    """What the caller keeps without having sent it, the newest first."""
    with request.office.reading() as reading:
        found = listed_drafts(
            reading, request.user, words=words, sort=sort, after=after, limit=limit
        )
    rows = [_row(one) for one in found.items]
    return page(request, found, rows, columns=COLUMNS, after=found.next, wanted=wanted)


@get("/api/drafts/{draft:str}")
async def show_draft(request: Visit, draft: PathId) -> Draft:
    """One of the caller's own drafts."""
    return await sync_to_thread(_draft, request.office, request.user.person, draft)


@put("/api/drafts/{draft:str}")
async def change_draft(data: JSONBody[AskedRequest], request: Visit, draft: PathId) -> Draft:
    """Keep this in place of what the draft said."""
    command = SaveDraft(by=request.user.person, asked=data, draft=draft)
    return await request.office.carry_out(command)


@delete("/api/drafts/{draft:str}")
async def discard_draft(request: Visit, draft: PathId) -> None:
    """Throw a draft away."""
    await request.office.carry_out(DiscardDraft(by=request.user.person, draft=draft))


@post("/api/drafts/{draft:str}/sending")
async def send_draft(request: Visit, draft: PathId) -> Response[RequestAnswer]:
    """Send a draft. From now on it is a request: decided, recorded and explained."""
    command = SendDraft(by=request.user.person, draft=draft)
    made: Made[RequestAnswer] | RequestAnswer = await request.office.carry_out(command)
    leaving(request, made)
    answer = await explain(request.office, made)
    return Response(answer, headers={"Location": f"/api/requests/{answer.reference}"})


def _draft(office: Office, person: str, draft: str) -> Draft:
    with office.reading() as reading:
        return draft_of(reading, person, draft)


def _row(one: ListedDraft) -> dict[str, Any]:
    return {
        "id": one.id,
        "saved_at": one.saved_at,
        "document": one.asked.document,
        "title": one.title,
        "purpose": one.asked.purpose,
        "again_from": one.again_from,
    }
