"""Disputes: those that wait for whoever hears them, both cases side by side, and the answer."""

from typing import Annotated, Any, Final, Literal

from litestar import Response, get, post
from litestar.concurrency import sync_to_thread
from litestar.params import PathParameter, QueryParameter
from litestar.response import Redirect

from gateway.api.incoming import After, PathReference, Search, Visit
from gateway.casework.case_pages import shown_case
from gateway.casework.determinations import AnswerDispute
from gateway.casework.explained import with_grounds
from gateway.casework.hearing import DisputeSort, Hearing, disputes_for, hearing_of
from gateway.casework.requests import one_request
from gateway.casework.turning import foreseen_answer
from gateway.domain.case_forms import DisputeAnswerForm, SegmentAnswer
from gateway.domain.casework import Ground
from gateway.policy.letters import office_words, part_name
from gateway.policy.life.forums import answers_to
from gateway.web import hearing_terms
from gateway.web.attempts import MENDED_THERE, attempt, on_the_form
from gateway.web.before_sending import NOW, Row, Section, answer_section, before_sending
from gateway.web.checks_table import RESULTS, checked_parts
from gateway.web.finding_words import becomes
from gateway.web.forms import REFUSED, Typed, fill, read_typed
from gateway.web.lists import Filter, ListPage
from gateway.web.part_answers import part_answers, placed
from gateway.web.rendering import page
from gateway.web.terms import ANSWERS
from gateway.web.told_once import see_other

AT_ONCE: Final = 20
SORTS: Final = {
    "due": "soonest due first",
    "oldest": "oldest first",
    "newest": "newest first",
}
PathDispute = Annotated[int, PathParameter(ge=0, le=10**15)]
_DAYS_MISSING: Final = "Say within how many working days it must be answered, from 1 to 60."


@get("/disputes", include_in_schema=False, sync_to_thread=True)
def list_disputes(
    request: Visit,
    *,
    words: Search = "",
    ground: Annotated[Ground | Literal[""], QueryParameter()] = "",
    sort: Annotated[DisputeSort, QueryParameter()] = "due",
    after: After = None,
) -> Response[bytes]:
    """The disputes that the caller hears."""
    with request.office.reading() as reading:
        found = disputes_for(
            reading,
            request.user.person,
            words=words,
            ground=ground or None,
            sort=sort,
            after=after,
            limit=AT_ONCE,
        )
    listed = ListPage(
        address="/disputes",
        api="/api/disputes",
        number=len(found.items),
        next=found.next,
        asked={"q": words, "ground": ground, "sort": sort if sort != "due" else ""},
        searched="Reference, name, or words in the title",
        filters=(Filter("ground", "About", {"": "Anything"} | dict(hearing_terms.GROUNDS)),),
        sorts=SORTS,
        later=after is not None,
    )
    return page(
        request,
        "disputes.html",
        title="Disputes",
        list=listed,
        disputes=found.items,
        hearing_terms=hearing_terms,
    )


@get("/disputes/{reference:str}", include_in_schema=False, sync_to_thread=True)
def show_determined(request: Visit, reference: PathReference) -> Response[bytes]:
    """What was made of the disputes in a request, what is still open, and what happens next."""
    with request.office.reading() as reading:
        case = shown_case(reading, request.user.person, reference)
    return page(
        request,
        "dispute-determined.html",
        title=f"Disputes in {reference}",
        case=case,
        hearing_terms=hearing_terms,
    )


@get("/disputes/{reference:str}/{dispute:int}", include_in_schema=False, sync_to_thread=True)
def show_dispute(request: Visit, reference: PathReference, dispute: PathDispute) -> Response[bytes]:
    """Both cases side by side, and the form to answer."""
    return _show(request, reference, dispute)


@post("/disputes/{reference:str}/{dispute:int}", include_in_schema=False)
async def answer_dispute(
    request: Visit, reference: PathReference, dispute: PathDispute
) -> Redirect | Response[bytes]:
    """Check the answer, change it, or send it: the form says which. Sent, it is final."""
    typed = await read_typed(request)
    hearing = await sync_to_thread(_hearing, request, reference, dispute)
    typed = placed((one.id for one in hearing.parts), typed)
    if typed.one(NOW) == "change":
        return await sync_to_thread(_show, request, reference, dispute, typed=typed)
    form, errors = _filled(hearing, typed)
    status = REFUSED
    if form is not None and typed.one(NOW) != "send":
        try:
            return await sync_to_thread(_check, request, hearing, form, typed)
        except MENDED_THERE as error:
            errors, status = on_the_form(error)
    elif form is not None:
        command = AnswerDispute(by=request.user.person, reference=reference, answer=form)
        done, errors, status = await attempt(request, command)
        if done is not None:
            return see_other(request, f"/disputes/{reference}", tell="determined")
    return await sync_to_thread(
        _show, request, reference, dispute, typed=typed, errors=errors, status=status
    )


def _hearing(request: Visit, reference: str, dispute: int) -> Hearing:
    with request.office.reading() as reading:
        return hearing_of(reading, request.user.person, reference, dispute)


def _filled(hearing: Hearing, typed: Typed) -> tuple[DisputeAnswerForm | None, dict[str, str]]:
    """The answer that was typed, part by part, and every error beside its field."""
    answers, errors = part_answers((one.id for one in hearing.parts), typed, SegmentAnswer)
    if errors:
        return None, errors
    delayed = hearing.dispute.ground == "delay"
    late = delayed and any(one.answer == "overturn" for one in answers)
    return fill(
        DisputeAnswerForm,
        typed if late else typed.without("working_days"),
        missing={"working_days": _DAYS_MISSING} if late else {},
        dispute=hearing.dispute.entry,
        answers=answers,
    )


def _check(
    request: Visit, hearing: Hearing, form: DisputeAnswerForm, typed: Typed
) -> Response[bytes]:
    about, comes = hearing.waiting, dict[str, str]()
    if about.ground == "refusal":  # of a release its conditions are read first
        with request.office.reading() as reading:
            would_be = foreseen_answer(reading, request.user.person, about.reference, form)
        comes = {one.part: becomes(one, "access") for one in would_be}
    said = hearing_terms.ANSWERS[about.ground]
    sections = [
        answer_section(
            part_name(one.segment) if about.ground != "conflict" else "",
            place,
            Row("You decide", "{}. {}".format(*said[one.answer]), f"answer-{place}"),
            one.words,
            f"Decided by {office_words(about.heard_by)}. {ANSWERS[one.answer]}",
            comes=comes.get(one.segment, ""),
        )
        for place, one in enumerate(form.answers)
    ]
    if form.working_days is not None:
        days = Row("Working days until it must be answered", str(form.working_days), "working_days")
        sections.append(Section("", (days,)))
    return before_sending(
        request,
        f"/disputes/{about.reference}/{about.entry}",
        about=(about.reference, about.paper),
        sections=sections,
        follows=(
            f"We tell {about.requester}, with your reasons.",
            "The rules are applied again at once. What you open can be opened from then on.",
            "Yours is the last word in this council."
            if about.last
            else "If they still disagree, they can go to the next stage.",
            "You cannot change it afterwards.",
        ),
        typed=typed,
    )


def _show(
    request: Visit, reference: str, entry: int, *, typed: Typed | None = None, **how: Any
) -> Response[bytes]:
    caller = request.user
    with request.office.reading() as reading:
        hearing = hearing_of(reading, caller.person, reference, entry)
        case = shown_case(reading, caller.person, reference)
        answer = one_request(reading, caller, reference)
    answer = with_grounds(request.office, answer)
    return page(
        request,
        "dispute.html",
        title=f"Dispute about {reference}",
        hearing=hearing,
        barred=[
            *(hearing_terms.TIES[tie] for tie in hearing.barred),
            *([hearing_terms.AGAINST_OWN] if hearing.against_own else []),
        ],
        case=case,
        answer=answer,
        open=next(one for one in case.disputes if one.entry == entry),
        parts=checked_parts(request.office, answer.decision),
        results=RESULTS,
        answers={
            name: hearing_terms.ANSWERS[hearing.dispute.ground][name]
            for name in answers_to(hearing.dispute.ground)
        },
        typed=typed or Typed(),
        hearing_terms=hearing_terms,
        **how,
    )
