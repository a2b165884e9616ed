"""Cases: what is done with a request after it was sent. Each address takes one step."""

from typing import Annotated, Any, Final, Literal

from litestar import Response, get, post
from litestar.concurrency import sync_to_thread
from litestar.params import JSONBody, QueryParameter
from msgspec import Struct

from gateway.api.incoming import After, Format, Limit, PathReference, Search, Visit
from gateway.api.tables import page
from gateway.casework.case_pages import shown_case
from gateway.casework.conflicts import StandAside
from gateway.casework.determinations import AnswerDispute
from gateway.casework.disputes import FileDispute
from gateway.casework.drafts import AskAgain
from gateway.casework.findings import AskForAdvice, Consult, GiveAdvice, RecordFinding
from gateway.casework.grants import GrantAccess, RenewAccess, RevokeAccess
from gateway.casework.onward import AnswerOnward
from gateway.casework.precedents import register
from gateway.casework.steps import AskForInformation, End, GiveInformation, Withdraw
from gateway.casework.turn import Command
from gateway.casework.undertakings import SignUndertaking
from gateway.casework.writer import Office
from gateway.domain.access import GrantForm, RevocationForm
from gateway.domain.case_forms import (
    AsideForm,
    Consultation,
    DeterminationPage,
    DisputeAnswerForm,
    DisputeForm,
    Draft,
    FindingForm,
    Information,
    Question,
    ShownCase,
    ShownDetermination,
)
from gateway.domain.casework import Ground
from gateway.domain.facts import SegmentKind
from gateway.domain.onward import OnwardForm

COLUMNS: Final = ("entry", "at", "ground", "row", "kind", "answer", "last", "rule_book", "words")
"""Those of the register of determinations."""


class StepRecorded(Struct, frozen=True, kw_only=True):
    """The log entry of a step: their office may not act on it any more, so it is not shown."""

    entry: int


@get("/api/requests/{reference:str}/case", sync_to_thread=True)
def show_case(request: Visit, reference: PathReference) -> ShownCase:
    """Where a request and each of its parts stand, what was done, and what can be done now."""
    return _shown(request.office, request.user.person, reference)


@post("/api/requests/{reference:str}/questions")
async def ask_for_information(
    data: JSONBody[Question], request: Visit, reference: PathReference
) -> ShownCase:
    """Ask the requester for more information."""
    command = AskForInformation(by=request.user.person, reference=reference, question=data)
    return await taken(request, reference, command)


@post("/api/requests/{reference:str}/narrowing")
async def ask_to_narrow(
    data: JSONBody[Question], request: Visit, reference: PathReference
) -> ShownCase:
    """Invite the requester to ask for less; once only."""
    command = AskForInformation(
        by=request.user.person, reference=reference, question=data, narrow=True
    )
    return await taken(request, reference, command)


@post("/api/requests/{reference:str}/information")
async def give_information(
    data: JSONBody[Information], request: Visit, reference: PathReference
) -> ShownCase:
    """Answer a question, or add something. The request is decided again."""
    command = GiveInformation(by=request.user.person, reference=reference, given=data)
    return await taken(request, reference, command)


@post("/api/requests/{reference:str}/withdrawal")
async def withdraw(request: Visit, reference: PathReference) -> ShownCase:
    """Take a request back."""
    return await taken(request, reference, Withdraw(by=request.user.person, reference=reference))


@post("/api/requests/{reference:str}/end")
async def end(request: Visit, reference: PathReference) -> ShownCase:
    """Take the answer as the last word."""
    return await taken(request, reference, End(by=request.user.person, reference=reference))


@post("/api/requests/{reference:str}/drafts")
async def ask_again(request: Visit, reference: PathReference) -> Draft:
    """Take an earlier request up again: a draft with all that was said then."""
    return await request.office.carry_out(AskAgain(by=request.user.person, reference=reference))


@post("/api/requests/{reference:str}/findings")
async def record_finding(
    data: JSONBody[FindingForm], request: Visit, reference: PathReference
) -> ShownCase:
    """Record what you found. The request is decided again."""
    command = RecordFinding(by=request.user.person, reference=reference, found=data)
    return await taken(request, reference, command)


@post("/api/requests/{reference:str}/consultations")
async def consult(
    data: JSONBody[Consultation], request: Visit, reference: PathReference
) -> ShownCase:
    """Ask a third party for their view, with a deadline."""
    command = Consult(by=request.user.person, reference=reference, asked=data)
    return await taken(request, reference, command)


@post("/api/requests/{reference:str}/advice-sought")
async def ask_for_advice(
    data: JSONBody[Question], request: Visit, reference: PathReference
) -> ShownCase:
    """Ask the adviser and the determiner, without handing the case over."""
    command = AskForAdvice(by=request.user.person, reference=reference, question=data)
    return await taken(request, reference, command)


@post("/api/requests/{reference:str}/advice")
async def give_advice(
    data: JSONBody[Question], request: Visit, reference: PathReference
) -> ShownCase:
    """Give advice in confidence. It decides nothing; you hear no dispute about it."""
    command = GiveAdvice(by=request.user.person, reference=reference, advice=data)
    return await taken(request, reference, command)


@post("/api/requests/{reference:str}/standing-aside")
async def stand_aside(
    data: JSONBody[AsideForm], request: Visit, reference: PathReference
) -> StepRecorded:
    """Say that your office may not act on a request. Its stand-in does; it is decided again."""
    command = StandAside(by=request.user.person, reference=reference, form=data)
    return StepRecorded(entry=await request.office.carry_out(command))


@post("/api/requests/{reference:str}/disputes")
async def file_dispute(
    data: JSONBody[DisputeForm], request: Visit, reference: PathReference
) -> ShownCase:
    """Dispute a refusal, a delay, a condition, or the office that acts."""
    command = FileDispute(by=request.user.person, reference=reference, dispute=data)
    return await taken(request, reference, command)


@post("/api/requests/{reference:str}/determinations")
async def answer_dispute(
    data: JSONBody[DisputeAnswerForm], request: Visit, reference: PathReference
) -> ShownCase:
    """Answer a dispute part by part, with reasons. It cannot be changed afterwards."""
    command = AnswerDispute(by=request.user.person, reference=reference, answer=data)
    return await taken(request, reference, command)


@post("/api/requests/{reference:str}/limits")
async def limit_access(
    data: JSONBody[GrantForm], request: Visit, reference: PathReference
) -> ShownCase:
    """Say until when access to a part lasts."""
    command = GrantAccess(by=request.user.person, reference=reference, form=data)
    return await taken(request, reference, command)


@post("/api/requests/{reference:str}/renewals")
async def renew_access(
    data: JSONBody[GrantForm], request: Visit, reference: PathReference
) -> ShownCase:
    """Give access anew that was limited or ended. It is a grant of its own."""
    command = RenewAccess(by=request.user.person, reference=reference, form=data)
    return await taken(request, reference, command)


@post("/api/requests/{reference:str}/revocations")
async def revoke_access(
    data: JSONBody[RevocationForm], request: Visit, reference: PathReference
) -> ShownCase:
    """End access that somebody gave, with the reason. It holds from this moment."""
    command = RevokeAccess(by=request.user.person, reference=reference, form=data)
    return await taken(request, reference, command)


@post("/api/requests/{reference:str}/onward-answers")
async def answer_onward(
    data: JSONBody[OnwardForm], request: Visit, reference: PathReference
) -> ShownCase:
    """Answer somebody who asks to pass on what they hold, part by part. That ends the request."""
    command = AnswerOnward(by=request.user.person, reference=reference, form=data)
    return await taken(request, reference, command)


@post("/api/requests/{reference:str}/undertaking")
async def sign_undertaking(request: Visit, reference: PathReference) -> ShownCase:
    """Sign the promise of confidence for which a request waits. It is decided again."""
    command = SignUndertaking(by=request.user.person, reference=reference)
    return await taken(request, reference, command)


@get("/api/determinations", sync_to_thread=True)
def list_determinations(
    request: Visit,
    *,
    row: Annotated[str | None, QueryParameter(max_length=10)] = None,
    kind: Annotated[SegmentKind | None, QueryParameter()] = None,
    ground: Annotated[Ground | None, QueryParameter()] = None,
    words: Search = "",
    sort: Annotated[Literal["newest", "oldest"], QueryParameter()] = "newest",
    after: After = None,
    limit: Limit = 50,
    wanted: Format = None,
) -> Response[DeterminationPage]:
    """The register of determinations, the newest first: by rule, kind of paper and ground."""
    with request.office.reading() as reading:
        found = register(
            reading,
            row=row,
            kind=kind,
            ground=ground,
            words=words,
            oldest_first=sort == "oldest",
            after=after,
            limit=limit,
        )
    rows = [_row(one) for one in found.items]
    return page(request, found, rows, columns=COLUMNS, after=found.next, wanted=wanted)


async def taken(request: Visit, reference: str, command: Command[Any]) -> ShownCase:
    """Carry a step out, and show how the case stands then."""
    await request.office.carry_out(command)
    return await sync_to_thread(_shown, request.office, request.user.person, reference)


def _row(one: ShownDetermination) -> dict[str, Any]:
    """A determination as the register tells it."""
    return {name: getattr(one, name) for name in COLUMNS}


def _shown(office: Office, person: str, reference: str) -> ShownCase:
    with office.reading() as reading:
        return shown_case(reading, person, reference)
