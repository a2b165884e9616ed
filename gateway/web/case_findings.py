"""What an officer finds in a case: which finding, then the answer and the reasons, then a check."""

from typing import Annotated, Any, Final

from litestar import Response, get, post
from litestar.concurrency import sync_to_thread
from litestar.params import QueryParameter
from litestar.response import Redirect

from gateway.api.incoming import PathReference, Visit
from gateway.casework.case_pages import shown_case
from gateway.casework.due_cases import named_in
from gateway.casework.findings import RecordFinding, findings_for
from gateway.casework.turning import effects_of, foreseen, turning_on
from gateway.domain.case_forms import FindingForm
from gateway.domain.casework import FindingName, SegmentState
from gateway.errors import NotFoundError
from gateway.language.speaking import say
from gateway.policy.letters import part_name
from gateway.policy.life.found import SEGMENT_ONLY, WHOLE_ONLY
from gateway.web.attempts import MENDED_THERE, attempt, on_the_form
from gateway.web.before_sending import COMES_OF_IT, NOW, Row, Section, before_sending
from gateway.web.case_steps import step_page
from gateway.web.finding_words import QUESTIONS, comes_of, consequences, final_for
from gateway.web.forms import REFUSED, Typed, fill, read_typed
from gateway.web.officer_terms import COUNCILLOR_READS, FOR_THE_RECORD
from gateway.web.told_once import see_other

_MISSING: Final = {
    "finding": "Choose what you found.",
    "value": "Choose an answer.",
    "words": "Say why.",
}
_UNFIT: Final = (
    "This sentence does not fit your answer. Choose one that starts with your answer, or “None”."
)
_NOTHING_WAITS: Final = "Nothing in it waits now. The rules are applied again all the same."
_DECIDED: Final[dict[SegmentState, str]] = {
    "released": "found_agreed",
    "not_agreed": "found_not_agreed",
}
_YES_NO: Final = {"true": True, "false": False}


@get("/cases/{reference:str}/findings", include_in_schema=False, sync_to_thread=True)
def ask_finding(
    request: Visit,
    reference: PathReference,
    finding: Annotated[FindingName | None, QueryParameter()] = None,
) -> Response[bytes]:
    """Which finding; or, once it is chosen, its answers."""
    return _form(request, reference, finding)


@post("/cases/{reference:str}/findings", include_in_schema=False)
async def record_finding(request: Visit, reference: PathReference) -> Redirect | Response[bytes]:
    """Check it, change it, or send it: the form says which. Sent, the rules are applied again."""
    typed = await read_typed(request)
    value = typed.one("value")
    told = "\n".join(filter(None, (typed.one("ready"), typed.one("told").strip())))
    filled, errors = fill(
        FindingForm,
        typed,
        missing=_MISSING,
        told=told,
        **({"value": _YES_NO.get(value, value)} if value else {}),
    )
    if _contradicts(typed):
        filled, errors = None, errors | {"ready": _UNFIT}
    status, fields = REFUSED, frozenset(FindingForm.__struct_fields__)
    if typed.one(NOW) == "change":
        errors, status = {}, 200
    elif filled is not None and typed.one(NOW) != "send":
        try:
            return await sync_to_thread(_check, request, reference, filled, typed)
        except MENDED_THERE as error:
            errors, status = on_the_form(error, fields)
    elif filled is not None:
        waited = await sync_to_thread(_waiting, request, reference)
        command = RecordFinding(by=request.user.person, reference=reference, found=filled)
        _, errors, status = await attempt(request, command, beside=fields)
        if not errors:
            tell = await sync_to_thread(_tell, request, reference, waited)
            return see_other(request, f"/cases/{reference}", tell=tell)
    chosen: Any = typed.one("finding")
    return await sync_to_thread(
        _form,
        request,
        reference,
        chosen if chosen in QUESTIONS else None,
        typed=typed,
        errors=errors,
        status=status,
    )


def _contradicts(typed: Typed) -> bool:
    """Whether the ready sentence that was chosen does not go with the answer that was."""
    chosen: Any = typed.one("finding")
    question, ready, value = QUESTIONS.get(chosen), typed.one("ready"), typed.one("value")
    return question is not None and bool(ready and value) and not question.fits(ready, value)


def _check(request: Visit, reference: str, form: FindingForm, typed: Typed) -> Response[bytes]:
    """What was found, what comes of it, and what the councillor will read."""
    with request.office.reading() as reading:
        would_be = foreseen(reading, request.user.person, reference, form, say)
        named = named_in(reading, request.user.person, reference)
        case = shown_case(reading, request.user.person, reference)
    question = QUESTIONS[form.finding]
    answer = question.answers.get(str(form.value).lower(), f"Yes, {named.helped} agreed")
    reply, comes = would_be.reply, tuple(comes_of(would_be.parts, case.asked.type))
    part = part_name(form.segment) if form.segment else "The whole request"
    field = "" if len(case.waiting) == 1 else "segment"  # the one that waits is not asked for
    of_part = [Row("Of which part", part, field)] if len(case.segments) > 1 else []
    reads = [Row(part_name(one.part), f"{one.what}\n{one.in_short}".strip()) for one in reply.parts]
    return before_sending(
        request,
        f"/cases/{reference}/findings",
        about=(reference, named.title),
        sections=(
            Section(
                "Your answer",
                (
                    Row(question.asked, answer, "value"),
                    *of_part,
                ),
            ),
            Section(FOR_THE_RECORD, (Row("Why", form.words, "words"),)),
            Section(COMES_OF_IT, comes or (Row("The request", _NOTHING_WAITS),)),
            Section(
                COUNCILLOR_READS,
                (
                    *(reads or [Row("The answer", reply.what)]),
                    Row("Your words to them", form.told or "Nothing in your own words.", "told"),
                ),
            ),
        ),
        follows=(
            f"{named.requester} can read the answer from then on.",
            *filter(None, (final_for(would_be.parts),)),
        ),
        typed=typed,
    )


def _waiting(request: Visit, reference: str) -> frozenset[str]:
    """The parts that wait now."""
    with request.office.reading() as reading:
        case = shown_case(reading, request.user.person, reference)
    return frozenset(one.id for one in case.waiting)


def _tell(request: Visit, reference: str, waited: frozenset[str]) -> str:
    """What is told after a finding: how the parts that waited were decided, or who still must."""
    person = request.user.person
    with request.office.reading() as reading:
        try:
            case = shown_case(reading, person, reference)
            acts = turning_on(reading, person, reference).acts
        except NotFoundError:  # it went to an office that alone may see it
            return "found"
    if not case.waiting:
        said = {one.state for one in case.segments if one.id in waited}
        return _DECIDED.get(said.pop(), "found") if len(said) == 1 else "found_in_part"
    return "found_waits" if acts or case.referred else "found_passed_on"


def _form(
    request: Visit,
    reference: str,
    finding: FindingName | None,
    *,
    typed: Typed | None = None,
    **how: Any,
) -> Response[bytes]:
    with request.office.reading() as reading:
        offered = findings_for(reading, request.user.person, reference)
        case = shown_case(reading, request.user.person, reference)
        turns: dict[str, Any] = {}
        if finding is None:
            turning = turning_on(reading, request.user.person, reference)
            turns, effects = {"acts": turning.acts, "decisive": turning.decisive}, turning.effects
        else:
            effects = effects_of(reading, request.user.person, reference)
    return step_page(
        request,
        reference,
        "find",
        "case-finding.html" if finding else "case-findings.html",
        title=QUESTIONS[finding].decide if finding and effects.get(finding) else "",
        finding=finding,
        question=QUESTIONS[finding] if finding else None,
        consequences=consequences(effects, case.asked.type),
        questions={name: one for name, one in QUESTIONS.items() if name in offered},
        **turns,
        parts=case.waiting or case.segments,
        alone=case.waiting[0].id if len(case.waiting) == 1 else None,
        of_part=finding in SEGMENT_ONLY,
        of_whole=finding in WHOLE_ONLY,
        typed=typed or Typed(),
        **how,
    )
