"""What a rule passed on to the determiner, and their answer: part by part, with reasons."""

from typing import Any, Final

from litestar import Response, get, post
from litestar.concurrency import sync_to_thread
from litestar.response import Redirect

from gateway.api.incoming import PathReference, Visit
from gateway.casework.case_pages import shown_case
from gateway.casework.determinations import AnswerDispute
from gateway.casework.due_cases import named_in
from gateway.casework.standing import open_to
from gateway.casework.turning import foreseen_answer
from gateway.domain.case_forms import DisputeAnswerForm, SegmentAnswer, ShownCase
from gateway.domain.casework import DisputeAnswer
from gateway.errors import NotNowError
from gateway.policy.letters import office_words, part_name
from gateway.web import hearing_terms
from gateway.web.attempts import MENDED_THERE, attempt, on_the_form
from gateway.web.before_sending import NOW, Row, answer_section, before_sending
from gateway.web.case_steps import step_page
from gateway.web.finding_words import QUESTIONS, becomes
from gateway.web.forms import REFUSED, Typed, fill, read_typed
from gateway.web.part_answers import part_answers, placed
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
    """Check the answer, change it, or send it: the form says which. Sent, it is the last word."""
    typed = await read_typed(request)
    case = await sync_to_thread(_case, request, reference)
    typed, now = placed(case.referred, typed), typed.one(NOW)
    if now == "change":
        return await sync_to_thread(_form, request, reference, typed=typed)
    answers, errors = part_answers(case.referred, typed, SegmentAnswer)
    form, status = None, REFUSED
    if not errors:
        known = typed.only({"as_of"})
        form, errors = fill(DisputeAnswerForm, known, missing={}, answers=answers)
    if form is not None and now != "send":
        try:
            return await sync_to_thread(_check, request, case, form, typed)
        except MENDED_THERE as error:
            errors, status = on_the_form(error)
    elif form is not None:
        command = AnswerDispute(by=request.user.person, reference=reference, answer=form)
        _, errors, status = await attempt(request, command)
        if not errors:
            said = {_TELLS[one.answer] for one in answers}
            tell = said.pop() if len(said) == 1 else "determined"
            return see_other(request, f"/cases/{reference}", tell=tell)
    return await sync_to_thread(
        _form, request, reference, typed=typed, errors=errors, status=status
    )


def _case(request: Visit, reference: str) -> ShownCase:
    """The case, for whoever determines it. Raises as `open_to`, and NotNowError."""
    with request.office.reading() as reading:
        open_to(reading, reference, request.user.person, "determine")
        case = shown_case(reading, request.user.person, reference)
    if not case.determines:
        raise NotNowError("Nothing in this request waits for you to decide it now.")
    return case


def _check(
    request: Visit, case: ShownCase, form: DisputeAnswerForm, typed: Typed
) -> Response[bytes]:
    with request.office.reading() as reading:
        named = named_in(reading, request.user.person, case.reference)
        would_be = foreseen_answer(reading, request.user.person, case.reference, form)
    comes = {one.part: becomes(one, case.asked.type) for one in would_be}
    office = office_words(case.determined_by or "")
    sections = [
        answer_section(
            part_name(one.segment),
            place,
            Row("You decide", hearing_terms.REFERRED[one.answer][0], f"answer-{place}"),
            one.words,
            f"Decided by {office}. {hearing_terms.TOLD[one.answer][0]}.",
            comes=comes.get(one.segment, ""),
        )
        for place, one in enumerate(form.answers)
    ]
    return before_sending(
        request,
        f"/cases/{case.reference}/determination",
        about=(case.reference, named.title),
        sections=sections,
        follows=(
            f"We tell {named.requester}, with your reasons.",
            "The rules are applied again at once. What you release can be opened from then on.",
            "Your reasons may stand in the register of determinations.",
            "Yours is the last word in this council. You cannot change it afterwards.",
        ),
        typed=typed,
    )


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
