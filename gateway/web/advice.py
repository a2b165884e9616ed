"""Advice: a councillor asks the adviser, the adviser answers, and only the two read it."""

from typing import Annotated, Any, Final, Literal

from litestar import Response, get, post
from litestar.concurrency import sync_to_thread
from litestar.params import QueryParameter
from litestar.response import Redirect

from gateway.api.evenly import tells_nothing
from gateway.api.incoming import After, PathId, QueryId, Search, Visit, limits
from gateway.casework.advice import AnswerQuestion, AskAdvice, DepartFromAdvice
from gateway.casework.advice_pages import questions_for, shown_question
from gateway.casework.turn import Command
from gateway.domain.advice import AdviceAnswer, AdviceQuestion, AdviceState, Departure
from gateway.domain.requests import Reference
from gateway.policy.life.routes import opens_to
from gateway.web.attempts import attempt
from gateway.web.forms import REFUSED, Typed, fill, read_typed
from gateway.web.lists import Filter, ListPage
from gateway.web.paper_titles import known_to
from gateway.web.rendering import page
from gateway.web.terms import ADVICE
from gateway.web.told_once import see_other

AT_ONCE: Final = 20
SORTS: Final = {"newest": "newest first", "oldest": "oldest first"}
About = Annotated[
    str | None, QueryParameter(description="The request that it is about.", **limits(Reference))
]
_STATES: Final = {"": "All"} | {state: words for state, (words, _) in ADVICE.items()}
_MISSING: Final = {"words": "Write something here."}
_NO_REFERENCE: Final = "Write the reference as it stands on its page, such as NTK-2026-483920."
_FIELDS: Final = frozenset({"words", "request", "document"})


@get("/advice", include_in_schema=False, sync_to_thread=True)
def list_advice(
    request: Visit,
    *,
    words: Search = "",
    advice_state: Annotated[AdviceState | Literal[""], QueryParameter(name="state")] = "",
    sort: Annotated[Literal["newest", "oldest"], QueryParameter()] = "newest",
    after: After = None,
) -> Response[bytes]:
    """The questions that the caller asked, or may answer."""
    with request.office.reading() as reading:
        found = questions_for(
            reading,
            request.user,
            words=words,
            state=advice_state or None,
            oldest_first=sort == "oldest",
            after=after,
            limit=AT_ONCE,
        )
    listed = ListPage(
        address="/advice",
        api="/api/advice",
        number=len(found.items),
        next=found.next,
        asked={"q": words, "state": advice_state, "sort": sort if sort != "newest" else ""},
        searched="Councillor or reference",
        filters=(Filter("state", "Show", _STATES),),
        sorts=SORTS,
        later=after is not None,
    )
    return page(
        request,
        "advice.html",
        title="Advice",
        list=listed,
        questions=found.items,
        asks=opens_to("POST /advice/new", request.user),
    )


@get("/advice/new", include_in_schema=False, sync_to_thread=True)
def ask_question(
    request: Visit, *, document: QueryId = None, about: About = None
) -> Response[bytes]:
    """Ask what they want to know."""
    given = {"document": (document or "",), "request": (about or "",)}
    return _asking(request, Typed(given))


@post("/advice/new", include_in_schema=False)
async def put_question(request: Visit) -> Redirect | Response[bytes]:
    """Put the question."""
    typed = await read_typed(request)
    form, errors = fill(AdviceQuestion, typed, missing=_MISSING)
    if "request" in errors:
        errors["request"] = _NO_REFERENCE
    status = REFUSED
    if form is not None:
        tells_nothing(request.scope)
        command = AskAdvice(by=request.user.person, form=form)
        question, errors, status = await attempt(request, command, beside=_FIELDS)
        if question is not None:
            return see_other(request, f"/advice/{question}", tell="question_put")
    return await sync_to_thread(_asking, request, typed, errors=errors, status=status)


@get("/advice/{question:str}", include_in_schema=False, sync_to_thread=True)
def show_advice(request: Visit, question: PathId) -> Response[bytes]:
    """One question, its answer, and what can be done with it."""
    return _question(request, question)


@post("/advice/{question:str}/answer", include_in_schema=False)
async def answer(request: Visit, question: PathId) -> Redirect | Response[bytes]:
    """Answer it."""
    typed = await read_typed(request)
    form, errors = fill(AdviceAnswer, typed, missing=_MISSING)
    by = request.user.person
    command = AnswerQuestion(by=by, question=question, form=form) if form else None
    return await _carried_out(request, question, typed, command, errors)


@post("/advice/{question:str}/departure", include_in_schema=False)
async def depart(request: Visit, question: PathId) -> Redirect | Response[bytes]:
    """Record why the advice is not followed."""
    typed = await read_typed(request)
    form, errors = fill(Departure, typed, missing=_MISSING)
    by = request.user.person
    command = DepartFromAdvice(by=by, question=question, form=form) if form else None
    return await _carried_out(request, question, typed, command, errors)


async def _carried_out(
    request: Visit,
    question: str,
    typed: Typed,
    command: Command[int] | None,
    errors: dict[str, str],
) -> Redirect | Response[bytes]:
    status = REFUSED
    if command is not None:
        done, errors, status = await attempt(request, command)
        if done is not None:
            return see_other(request, f"/advice/{question}", tell="recorded")
    return await sync_to_thread(
        _question, request, question, typed=typed, errors=errors, status=status
    )


def _asking(request: Visit, typed: Typed, **how: Any) -> Response[bytes]:
    document = typed.one("document")
    paper = None
    if document:
        with request.office.reading() as reading:
            paper = known_to(request, reading, document)
    return page(
        request,
        "advice-ask.html",
        title="Ask for advice",
        document=document,
        paper=paper,
        typed=typed,
        **how,
    )


def _question(request: Visit, question: str, **how: Any) -> Response[bytes]:
    with request.office.reading() as reading:
        shown = shown_question(reading, request.user, question)
    return page(
        request,
        "advice-question.html",
        title="Question for advice",
        question=shown,
        own=shown.by == request.user.person,
        **how,
    )
