"""Drafts: keeping a request to send it later."""

from litestar import Response, delete, get, post, put
from litestar.concurrency import sync_to_thread
from litestar.params import JSONBody

from gateway.api.explaining import explain
from gateway.api.incoming import PathId, Visit
from gateway.casework.drafts import DiscardDraft, SaveDraft, SendDraft, draft_of, drafts_of
from gateway.casework.explained import Made
from gateway.casework.writer import Office
from gateway.domain.case_forms import Draft
from gateway.domain.requests import AskedRequest, RequestAnswer


@post("/api/drafts")
async def save_draft(data: JSONBody[AskedRequest], request: Visit) -> Response[Draft]:
    """Keep a request without sending it."""
    draft = await request.office.carry_out(SaveDraft(by=request.user.person, asked=data))
    return Response(draft, headers={"Location": f"/api/drafts/{draft.id}"})


@get("/api/drafts", sync_to_thread=True)
def list_drafts(request: Visit) -> tuple[Draft, ...]:
    """What the caller keeps without having sent it, the newest first."""
    with request.office.reading() as reading:
        return drafts_of(reading, request.user.person)


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
    answer = await explain(request.office, made)
    return Response(answer, headers={"Location": f"/api/requests/{answer.reference}"})


def _draft(office: Office, person: str, draft: str) -> Draft:
    with office.reading() as reading:
        return draft_of(reading, person, draft)
