"""What an officer does with a request: a page with one form for each step."""

from collections.abc import Callable, Mapping
from typing import Any, Final, NamedTuple

from litestar import Response, get, post
from litestar.concurrency import sync_to_thread
from litestar.response import Redirect
from msgspec import Struct

from gateway.api.incoming import PathReference, Visit
from gateway.casework.case_pages import shown_case
from gateway.casework.case_papers import paper_of_case
from gateway.casework.conflicts import StandAside
from gateway.casework.due_cases import named_in
from gateway.casework.findings import AskForAdvice, Consult, GiveAdvice
from gateway.casework.grants import GrantAccess, RenewAccess, RevokeAccess
from gateway.casework.places import who_asks
from gateway.casework.standing import open_to
from gateway.casework.steps import AskForInformation
from gateway.casework.turn import Command
from gateway.domain.access import GrantForm, RevocationForm
from gateway.domain.case_forms import AsideForm, Consultation, Question, ShownCase
from gateway.domain.casework import OPINIONS, Step
from gateway.web.attempts import attempt
from gateway.web.forms import REFUSED, Typed, fill, read_typed
from gateway.web.officer_terms import ANOTHER_FINDING, COUNCILLOR_READS, FOR_THE_RECORD, WAYS
from gateway.web.rendering import page
from gateway.web.told_once import see_other


class StepPage(NamedTuple):
    """The form of a step: what it fills, the command, and what is said of an empty field.

    `label`, `hint` and `read_by` are those of the words that it asks for: `read_by` is one of the
    two headings that say who reads them. Once taken, it `leads_to` a page.
    """

    form: type[Struct]
    command: Callable[[str, str, Any], Command[Any]]
    read_by: str
    label: str
    hint: str = ""
    template: str = "case-words.html"
    missing: Mapping[str, str] = {"words": "Write something here."}
    leads_to: str = "/cases/{reference}"
    tell: str = "recorded"


PAGES: Final[dict[Step, StepPage]] = {
    "ask_for_information": StepPage(
        Question,
        lambda by, reference, form: AskForInformation(by=by, reference=reference, question=form),
        COUNCILLOR_READS,
        "What do you need to know?",
        "The clock that the council set itself stops until they answer.",
    ),
    "ask_to_narrow": StepPage(
        Question,
        lambda by, reference, form: AskForInformation(
            by=by, reference=reference, question=form, narrow=True
        ),
        COUNCILLOR_READS,
        "What could they ask for instead?",
        "You can do this once only.",
    ),
    "consult": StepPage(
        Consultation,
        lambda by, reference, form: Consult(by=by, reference=reference, asked=form),
        FOR_THE_RECORD,
        "Whom did you ask, and what?",
        "Send the question yourself: we keep the date.",
        "case-consultation.html",
        {
            "words": "Say whom you asked, and what.",
            "working_days": "Say how many working days they have, from 1 to 60.",
        },
    ),
    "ask_for_advice": StepPage(
        Question,
        lambda by, reference, form: AskForAdvice(by=by, reference=reference, question=form),
        FOR_THE_RECORD,
        "What do you want advice on?",
        "It still waits for you to decide.",
    ),
    "give_advice": StepPage(
        Question,
        lambda by, reference, form: GiveAdvice(by=by, reference=reference, advice=form),
        FOR_THE_RECORD,
        "Your advice",
        "It decides nothing. If you advise, you cannot hear a dispute about this.",
    ),
    "limit_access": StepPage(
        GrantForm,
        lambda by, reference, form: GrantAccess(by=by, reference=reference, form=form),
        COUNCILLOR_READS,
        "Why?",
        template="case-access.html",
        missing={"words": "Say why."},
    ),
    "renew_access": StepPage(
        GrantForm,
        lambda by, reference, form: RenewAccess(by=by, reference=reference, form=form),
        COUNCILLOR_READS,
        "Why?",
        template="case-access.html",
        missing={"words": "Say why."},
    ),
    "revoke_access": StepPage(
        RevocationForm,
        lambda by, reference, form: RevokeAccess(by=by, reference=reference, form=form),
        COUNCILLOR_READS,
        "Why does it end?",
        "They can open nothing of it from now on, and are asked to give copies back.",
        "case-revocation.html",
        {"words": "Say why it ends."},
    ),
    "stand_aside": StepPage(
        AsideForm,
        lambda by, reference, form: StandAside(by=by, reference=reference, form=form),
        FOR_THE_RECORD,
        "Why may it not act?",
        "Whoever handles the request after you reads this. "
        "Write nothing more private than it takes.",
        "case-aside.html",
        {"office": "Choose the office that stands aside.", "words": "Say why it may not act."},
        "/cases",  # the case is closed to that office then: it leads on to what else is due
        "stood_aside",
    ),
}
"""The steps whose form is filled as it stands."""


@get("/cases/{reference:str}/questions", include_in_schema=False, sync_to_thread=True)
def ask_questions(request: Visit, reference: PathReference) -> Response[bytes]:
    """Ask the councillor for more."""
    return _form(request, reference, "ask_for_information")


@post("/cases/{reference:str}/questions", include_in_schema=False)
async def send_questions(request: Visit, reference: PathReference) -> Redirect | Response[bytes]:
    """Send the question."""
    return await _take(request, reference, "ask_for_information")


@get("/cases/{reference:str}/narrowing", include_in_schema=False, sync_to_thread=True)
def ask_narrowing(request: Visit, reference: PathReference) -> Response[bytes]:
    """Ask whether less would do."""
    return _form(request, reference, "ask_to_narrow")


@post("/cases/{reference:str}/narrowing", include_in_schema=False)
async def send_narrowing(request: Visit, reference: PathReference) -> Redirect | Response[bytes]:
    """Send it."""
    return await _take(request, reference, "ask_to_narrow")


@get("/cases/{reference:str}/consultations", include_in_schema=False, sync_to_thread=True)
def ask_consultation(request: Visit, reference: PathReference) -> Response[bytes]:
    """Whom else to ask."""
    return _form(request, reference, "consult")


@post("/cases/{reference:str}/consultations", include_in_schema=False)
async def keep_consultation(request: Visit, reference: PathReference) -> Redirect | Response[bytes]:
    """Record that they were asked."""
    return await _take(request, reference, "consult")


@get("/cases/{reference:str}/advice-sought", include_in_schema=False, sync_to_thread=True)
def ask_for_advice(request: Visit, reference: PathReference) -> Response[bytes]:
    """What to ask advice on."""
    return _form(request, reference, "ask_for_advice")


@post("/cases/{reference:str}/advice-sought", include_in_schema=False)
async def seek_advice(request: Visit, reference: PathReference) -> Redirect | Response[bytes]:
    """Ask for it."""
    return await _take(request, reference, "ask_for_advice")


@get("/cases/{reference:str}/advice", include_in_schema=False, sync_to_thread=True)
def write_advice(request: Visit, reference: PathReference) -> Response[bytes]:
    """Advice to write."""
    return _form(request, reference, "give_advice")


@post("/cases/{reference:str}/advice", include_in_schema=False)
async def give_advice(request: Visit, reference: PathReference) -> Redirect | Response[bytes]:
    """Give it."""
    return await _take(request, reference, "give_advice")


@get("/cases/{reference:str}/limits", include_in_schema=False, sync_to_thread=True)
def ask_limit(request: Visit, reference: PathReference) -> Response[bytes]:
    """Until when access lasts."""
    return _form(request, reference, "limit_access")


@post("/cases/{reference:str}/limits", include_in_schema=False)
async def limit_access(request: Visit, reference: PathReference) -> Redirect | Response[bytes]:
    """Record it."""
    return await _take(request, reference, "limit_access")


@get("/cases/{reference:str}/renewals", include_in_schema=False, sync_to_thread=True)
def ask_renewal(request: Visit, reference: PathReference) -> Response[bytes]:
    """Until when access lasts anew."""
    return _form(request, reference, "renew_access")


@post("/cases/{reference:str}/renewals", include_in_schema=False)
async def renew_access(request: Visit, reference: PathReference) -> Redirect | Response[bytes]:
    """Record it."""
    return await _take(request, reference, "renew_access")


@get("/cases/{reference:str}/revocations", include_in_schema=False, sync_to_thread=True)
def ask_revocation(request: Visit, reference: PathReference) -> Response[bytes]:
    """Why access ends."""
    return _form(request, reference, "revoke_access")


@post("/cases/{reference:str}/revocations", include_in_schema=False)
async def revoke_access(request: Visit, reference: PathReference) -> Redirect | Response[bytes]:
    """End it."""
    return await _take(request, reference, "revoke_access")


@get("/cases/{reference:str}/standing-aside", include_in_schema=False, sync_to_thread=True)
def ask_aside(request: Visit, reference: PathReference) -> Response[bytes]:
    """Which office stands aside, where they act for several, and why."""
    return _form(request, reference, "stand_aside")


@post("/cases/{reference:str}/standing-aside", include_in_schema=False)
async def stand_aside(request: Visit, reference: PathReference) -> Redirect | Response[bytes]:
    """Stand aside."""
    return await _take(request, reference, "stand_aside")


class Ways(NamedTuple):
    """The pages of the steps that somebody may take, each with what it is called.

    Whoever takes one of those that stand `instead` cannot decide the request any more.
    """

    open: tuple[tuple[str, str], ...]
    instead: tuple[tuple[str, str], ...]


def ways_of(case: ShownCase, *, asked: bool) -> Ways:
    """What may be done besides deciding; `asked`: a finding is, so another one stands last."""
    theirs = {step: way for step, way in WAYS.items() if step in case.may and step != "determine"}
    if asked and "find" in theirs:
        theirs["find"] = (theirs.pop("find")[0], ANOTHER_FINDING)
    return Ways(
        tuple(way for step, way in theirs.items() if not gives_up(case, step)),
        tuple(way for step, way in theirs.items() if gives_up(case, step)),
    )


def gives_up(case: ShownCase, step: Step) -> bool:
    """Whether somebody who would decide a case cannot do so after a step: 10.3, rule 7."""
    return step in OPINIONS and (case.determines or case.hears)


async def _take(request: Visit, reference: str, step: Step) -> Redirect | Response[bytes]:
    """Take the step that a form asks for, or show the form again with what is wrong."""
    typed, of_step = await read_typed(request), PAGES[step]
    filled, errors = fill(of_step.form, typed, missing=of_step.missing)
    status = REFUSED
    if filled is not None:
        command = of_step.command(request.user.person, reference, filled)
        fields = frozenset(of_step.form.__struct_fields__)
        _, errors, status = await attempt(request, command, beside=fields)
        if not errors:
            then = of_step.leads_to.format(reference=reference)
            return see_other(request, then, tell=of_step.tell)
    return await sync_to_thread(
        _form, request, reference, step, typed=typed, errors=errors, status=status
    )


def _form(
    request: Visit, reference: str, step: Step, *, typed: Typed | None = None, **how: Any
) -> Response[bytes]:
    """The page of a step, for whoever may take it now."""
    of_step = PAGES[step]
    return step_page(
        request,
        reference,
        step,
        of_step.template,
        typed=typed or Typed(),
        read_by=of_step.read_by,
        label=of_step.label,
        hint=of_step.hint,
        **how,
    )


def step_page(
    request: Visit, reference: str, step: Step, template: str, *, title: str = "", **how: Any
) -> Response[bytes]:
    """A page about a step with a case, called as the step is if it has no title of its own.

    Raises as `open_to` for whoever may not take it now.
    """
    with request.office.reading() as reading:
        open_to(reading, reference, request.user.person, step)
        case = shown_case(reading, request.user.person, reference)
        named = named_in(reading, request.user.person, reference)
        paper = paper_of_case(reading, request.user.person, reference)
        asks = who_asks(reading, request.user.person, reference)
    at, usual = WAYS[step]
    return page(
        request,
        template,
        title=title or usual,
        case=case,
        named=named,
        paper=paper,
        place=asks.place,
        business=asks.business,
        here=f"/cases/{reference}/{at}",
        gives_up=gives_up(case, step),
        **how,
    )
