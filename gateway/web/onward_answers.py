"""Whether what somebody holds in confidence may be passed on: the answer, part by part."""

from litestar import Response, get, post
from litestar.concurrency import sync_to_thread
from litestar.response import Redirect

from gateway.api.incoming import PathReference, Visit
from gateway.casework.case_pages import shown_case
from gateway.casework.due_cases import named_in
from gateway.casework.onward import AnswerOnward, onward_case
from gateway.domain.onward import OnwardForm, OnwardPart
from gateway.policy.letters import part_name
from gateway.web.attempts import MENDED_THERE, attempt, on_the_form
from gateway.web.before_sending import NOW, Row, answer_section, before_sending
from gateway.web.case_steps import step_page
from gateway.web.forms import REFUSED, Typed, fill, read_typed
from gateway.web.part_answers import part_answers, placed
from gateway.web.terms import PASSED_ON
from gateway.web.told_once import see_other


@get("/cases/{reference:str}/onward-answers", include_in_schema=False, sync_to_thread=True)
def ask_onward(request: Visit, reference: PathReference) -> Response[bytes]:
    """Whether each part may be passed on."""
    return _form(request, reference, Typed())


@post("/cases/{reference:str}/onward-answers", include_in_schema=False)
async def answer_onward(request: Visit, reference: PathReference) -> Redirect | Response[bytes]:
    """Check the answer, change it, or send it: the form says which. Sent, it ends the request."""
    typed = await read_typed(request)
    parts = await sync_to_thread(_waiting, request, reference)
    typed, now = placed(parts, typed), typed.one(NOW)
    if now == "change":
        return await sync_to_thread(_form, request, reference, typed)
    answers, errors = part_answers(parts, typed, OnwardPart)
    form, status = None, REFUSED
    if not errors:
        form, errors = fill(OnwardForm, typed.only({"as_of"}), missing={}, answers=answers)
    if form is not None and now != "send":
        try:
            return await sync_to_thread(_check, request, reference, form, typed)
        except MENDED_THERE as error:
            errors, status = on_the_form(error)
    elif form is not None:
        command = AnswerOnward(by=request.user.person, reference=reference, form=form)
        _, errors, status = await attempt(request, command)
        if not errors:
            return see_other(request, f"/cases/{reference}", tell="recorded")
    return await sync_to_thread(_form, request, reference, typed, errors=errors, status=status)


def _waiting(request: Visit, reference: str) -> tuple[str, ...]:
    """The parts that are to be answered, in the order in which the form has them."""
    with request.office.reading() as reading:
        case = shown_case(reading, request.user.person, reference)
    return tuple(one.id for one in case.waiting)


def _check(request: Visit, reference: str, form: OnwardForm, typed: Typed) -> Response[bytes]:
    with request.office.reading() as reading:
        onward_case(reading, request.user.person, reference, form)
        named = named_in(reading, request.user.person, reference)
    sections = [
        answer_section(
            part_name(one.segment),
            place,
            Row("May it be passed on?", "Yes" if one.may else "No", f"may-{place}"),
            one.words,
            PASSED_ON[one.may],
        )
        for place, one in enumerate(form.answers)
    ]
    return before_sending(
        request,
        f"/cases/{reference}/onward-answers",
        about=(reference, named.title),
        sections=sections,
        follows=(
            f"We tell {named.requester}, with your reasons.",
            "The request is over then. You cannot change it afterwards.",
        ),
        typed=typed,
    )


def _form(
    request: Visit,
    reference: str,
    typed: Typed,
    *,
    errors: dict[str, str] | None = None,
    status: int = 200,
) -> Response[bytes]:
    return step_page(
        request,
        reference,
        "answer_onward",
        "case-onward.html",
        typed=typed,
        errors=errors or {},
        status=status,
    )
