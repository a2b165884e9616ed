"""Advice for councillors: a question to the adviser, the answer, and why it is not followed."""

from typing import Annotated, Any, Final, Literal

from litestar import Response, get, post
from litestar.concurrency import sync_to_thread
from litestar.params import JSONBody, QueryParameter

from gateway.api.evenly import tells_nothing
from gateway.api.incoming import After, Format, Limit, PathId, Search, Visit
from gateway.api.tables import page
from gateway.casework.advice import AnswerQuestion, AskAdvice, DepartFromAdvice
from gateway.casework.advice_pages import questions_for, shown_question
from gateway.domain.advice import (
    AdviceAnswer,
    AdviceQuestion,
    AdviceState,
    Departure,
    ListedQuestion,
    QuestionPage,
    ShownQuestion,
)

COLUMNS: Final = ("id", "at", "name", "request", "document", "in_confidence", "state")
State = Annotated[AdviceState | None, QueryParameter(name="state")]


@get("/api/advice", sync_to_thread=True)
def list_questions(
    request: Visit,
    *,
    words: Search = "",
    advice_state: State = None,
    sort: Annotated[Literal["newest", "oldest"], QueryParameter()] = "newest",
    after: After = None,
    limit: Limit = 50,
    wanted: Format = None,
) -> Response[QuestionPage]:
    """The questions that you asked; for whoever acts as adviser, those that wait or waited."""
    with request.office.reading() as reading:
        found = questions_for(
            reading,
            request.user,
            words=words,
            state=advice_state,
            oldest_first=sort == "oldest",
            after=after,
            limit=limit,
        )
    rows = [_row(one) for one in found.items]
    return page(request, found, rows, columns=COLUMNS, after=found.next, wanted=wanted)


@post("/api/advice")
async def ask_advice(data: JSONBody[AdviceQuestion], request: Visit) -> Response[ShownQuestion]:
    """Ask the adviser. Only you and whoever acts as adviser read the question and the answer."""
    command = AskAdvice(by=request.user.person, form=data)
    tells_nothing(request.scope)
    question = await request.office.carry_out(command)
    shown = await sync_to_thread(_shown, request, question)
    return Response(shown, headers={"Location": f"/api/advice/{question}"})


@get("/api/advice/{question:str}", sync_to_thread=True)
def show_question(request: Visit, question: PathId) -> ShownQuestion:
    """One of them."""
    return _shown(request, question)


@post("/api/advice/{question:str}/answer")
async def answer_question(
    data: JSONBody[AdviceAnswer], request: Visit, question: PathId
) -> ShownQuestion:
    """Answer it."""
    command = AnswerQuestion(by=request.user.person, question=question, form=data)
    await request.office.carry_out(command)
    return await sync_to_thread(_shown, request, question)


@post("/api/advice/{question:str}/departure")
async def depart_from_advice(
    data: JSONBody[Departure], request: Visit, question: PathId
) -> ShownQuestion:
    """Say why you do not follow the advice, in a council where it must be followed."""
    command = DepartFromAdvice(by=request.user.person, question=question, form=data)
    await request.office.carry_out(command)
    return await sync_to_thread(_shown, request, question)


def _shown(request: Visit, question: str) -> ShownQuestion:
    with request.office.reading() as reading:
        return shown_question(reading, request.user, question)


def _row(one: ListedQuestion) -> dict[str, Any]:
    return {name: getattr(one, name) for name in COLUMNS}
