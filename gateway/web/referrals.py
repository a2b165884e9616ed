"""What a rule passed on to the determiner, and their answer: part by part, with reasons."""

from typing import Any, Final

from litestar import Response, get, post
from litestar.concurrency import sync_to_thread
from litestar.response import Redirect

from gateway.api.incoming import PathReference, Visit
from gateway.casework.case_pages import shown_case
from gateway.casework.determinations import AnswerDispute
from gateway.domain.case_forms import DisputeAnswerForm
from gateway.domain.casework import DisputeAnswer
from gateway.web import hearing_terms
from gateway.web.attempts import attempt
from gateway.web.case_steps import step_page
from gateway.web.finding_words import QUESTIONS
from gateway.web.forms import REFUSED, Typed, read_typed
from gateway.web.part_answers import part_answers
from gateway.web.told_once import see_other

_TELLS: Final[dict[DisputeAnswer, str]] = {
    "overturn": "released",
    "uphold": "not_released",
    "vary": "determined",
}
"""What is told of an answer that all parts were given."""


@get("/cases/{reference:str}/determination", include_in_schema=False, sync_to_thread=True)
def ask_determination(request: Visit, reference: PathReference) -> Response[bytes]:
    """Whether each part that was passed on is released, and why."""
    return _form(request, reference, typed=Typed())


@post("/cases/{reference:str}/determination", include_in_schema=False)
async def determine(request: Visit, reference: PathReference) -> Redirect | Response[bytes]:
    """Determine it; that is the last word here."""
    typed = await read_typed(request)
    parts = await sync_to_thread(_parts, request, reference)
    answers, errors = part_answers(parts, typed)
    status = REFUSED
    if answers and not errors:
        form = DisputeAnswerForm(answers=answers)
        command = AnswerDispute(by=request.user.person, reference=reference, answer=form)
        _, errors, status = await attempt(request, command)
        if not errors:
            said = {_TELLS[one.answer] for one in answers}
            tell = said.pop() if len(said) == 1 else "determined"
            return see_other(request, f"/cases/{reference}", tell=tell)
    return await sync_to_thread(
        _form, request, reference, typed=typed, errors=errors, status=status
    )


def _parts(request: Visit, reference: str) -> tuple[str, ...]:
    with request.office.reading() as reading:
        return shown_case(reading, request.user.person, reference).referred


def _form(request: Visit, reference: str, **how: Any) -> Response[bytes]:
    template = "case-determination.html"
    return step_page(
        request,
        reference,
        "determine",
        template,
        hearing_terms=hearing_terms,
        questions=QUESTIONS,
        **how,
    )
