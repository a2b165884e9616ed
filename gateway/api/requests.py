"""Requests: a councillor asks for a document, and looks at what they asked before."""

from typing import Annotated, Any, Final, Literal

from litestar import Response, get, post
from litestar.params import JSONBody, QueryParameter

from gateway.api.explaining import explain, leaving
from gateway.api.incoming import (
    MINIMAL,
    After,
    Format,
    IdempotencyKey,
    Limit,
    PathReference,
    Prefer,
    QueryId,
    QueryLanguage,
    Search,
    Visit,
    wants_minimal,
)
from gateway.api.tables import page
from gateway.casework.case_pages import shown_state
from gateway.casework.council import refuse_unless_offered
from gateway.casework.explained import Made, letter_about, with_grounds
from gateway.casework.next_due import next_due
from gateway.casework.request_clocks import CLOCKS
from gateway.casework.requests import RequestPage, SubmitRequest, one_request, requests_of
from gateway.casework.statements import statement_for
from gateway.casework.turn import Reading
from gateway.domain.casework import RequestState
from gateway.domain.decision import Outcome
from gateway.domain.reply import Letter, StatementOfReasons
from gateway.domain.requests import AskedRequest, RequestAnswer
from gateway.language.speaking import speaking

COLUMNS: Final = (
    "reference",
    "received_at",
    "document",
    "purpose",
    "outcome",
    "state",
    "due",
    "sentence",
)


@post("/api/requests")
async def submit_request(
    data: JSONBody[AskedRequest],
    request: Visit,
    *,
    idempotency_key: IdempotencyKey = None,
    prefer: Prefer = None,
) -> Response[RequestAnswer]:
    """Ask for a document. The answer is decided, recorded and explained."""
    command = SubmitRequest(by=request.user.person, asked=data, key=idempotency_key)
    made: Made[RequestAnswer] | RequestAnswer = await request.office.carry_out(command)
    answer = leaving(request, made)
    headers = {"Location": f"/api/requests/{answer.reference}"}
    if wants_minimal(prefer):
        headers["Preference-Applied"] = MINIMAL
    else:
        answer = await explain(request.office, made)
    return Response(answer, headers=headers)


@get("/api/requests", sync_to_thread=True)
def list_requests(
    request: Visit,
    *,
    document: QueryId = None,
    outcome: Annotated[Outcome | None, QueryParameter()] = None,
    stands: Annotated[RequestState | None, QueryParameter(name="state")] = None,
    words: Search = "",
    sort: Annotated[Literal["newest", "oldest"], QueryParameter()] = "newest",
    after: After = None,
    limit: Limit = 50,
    wanted: Format = None,
) -> Response[RequestPage]:
    """What the caller asked for; for an officer, also what waits for their office."""
    with request.office.reading() as reading:
        found = requests_of(
            reading,
            request.user,
            document=document,
            outcome=outcome,
            state=stands,
            words=words,
            oldest_first=sort == "oldest",
            after=after,
            limit=limit,
        )
        rows = [_row(reading, request.user.person, answer) for answer in found.items]
    return page(request, found, rows, columns=COLUMNS, after=found.next, wanted=wanted)


@get("/api/requests/{reference:str}", sync_to_thread=True)
def show_request(request: Visit, reference: PathReference) -> RequestAnswer:
    """One request and its answer."""
    with request.office.reading() as reading:
        answer = one_request(reading, request.user, reference)
    return with_grounds(request.office, answer)


@get("/api/requests/{reference:str}/letter", sync_to_thread=True)
def show_letter(request: Visit, reference: PathReference, language: QueryLanguage = "en") -> Letter:
    """The answer as its requester is told it: what, why, what next, by when, what would help."""
    with request.office.reading() as reading:
        answer = one_request(reading, request.user, reference, as_told=True)
        refuse_unless_offered(reading, language)
    with speaking(language):
        return letter_about(request.office, answer)


@get("/api/requests/{reference:str}/statement-of-reasons", sync_to_thread=True)
def show_statement(request: Visit, reference: PathReference) -> StatementOfReasons:
    """The executive's reasons for the scrutiny committee, made from the record of the decision."""
    with request.office.reading() as reading:
        return statement_for(reading, request.user.person, reference)


def _row(reading: Reading, person: str, answer: RequestAnswer) -> dict[str, Any]:
    due = next_due(reading, answer.reference, of=CLOCKS)
    return {
        "reference": answer.reference,
        "received_at": answer.received_at,
        "document": answer.asked.document,
        "purpose": answer.asked.purpose,
        "outcome": answer.decision.outcome,
        "state": shown_state(reading, person, answer.reference),
        "due": due.due if due else None,
        "sentence": answer.sentence,
    }
