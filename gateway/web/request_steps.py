"""What somebody does with a request of theirs after it was sent: a page or a button each."""

from typing import Any, Final

from litestar import Response, get, post
from litestar.concurrency import sync_to_thread
from litestar.response import Redirect

from gateway.api.incoming import PathReference, Visit
from gateway.casework.case_pages import shown_case
from gateway.casework.disputes import FileDispute
from gateway.casework.drafts import AskAgain
from gateway.casework.steps import End, GiveInformation, Withdraw
from gateway.casework.undertakings import SignUndertaking
from gateway.domain.case_forms import DisputeForm, Information
from gateway.web.attempts import attempt
from gateway.web.forms import REFUSED, Typed, fill, read_typed
from gateway.web.rendering import page
from gateway.web.told_once import see_other

_DISPUTE: Final = {
    "ground": "Choose what is wrong.",
    "words": "Say why you disagree.",
}
_INFORMATION: Final = {"words": "Write your answer."}


@get("/requests/{reference:str}/information", include_in_schema=False, sync_to_thread=True)
def ask_information(request: Visit, reference: PathReference) -> Response[bytes]:
    """Answer a question, or add something."""
    return _form(request, reference, "information", "Tell us more")


@post("/requests/{reference:str}/information", include_in_schema=False)
async def give_information(request: Visit, reference: PathReference) -> Redirect | Response[bytes]:
    """Send the answer; the request is decided again."""
    typed = await read_typed(request)
    given, errors = fill(Information, typed, missing=_INFORMATION)
    status = REFUSED
    if given is not None:
        command = GiveInformation(by=request.user.person, reference=reference, given=given)
        done, errors, status = await _step(request, command, {"words"})
        if done:
            return see_other(request, f"/requests/{reference}", tell="given")
    return await _again(
        request, reference, "information", "Tell us more", typed, errors=errors, status=status
    )


@get("/requests/{reference:str}/dispute", include_in_schema=False, sync_to_thread=True)
def ask_dispute(request: Visit, reference: PathReference) -> Response[bytes]:
    """Ask for a second look."""
    return _form(request, reference, "dispute", "Ask for a second look")


@post("/requests/{reference:str}/dispute", include_in_schema=False)
async def file_dispute(request: Visit, reference: PathReference) -> Redirect | Response[bytes]:
    """Send it to whoever hears it."""
    typed = await read_typed(request)
    dispute, errors = fill(DisputeForm, typed, missing=_DISPUTE)
    status = REFUSED
    if dispute is not None:
        command = FileDispute(by=request.user.person, reference=reference, dispute=dispute)
        fields = {"words", "ground", "segments", "condition", "office"}
        done, errors, status = await _step(request, command, fields)
        if done:
            return see_other(request, f"/requests/{reference}", tell="disputed")
    return await _again(
        request,
        reference,
        "dispute",
        "Ask for a second look",
        typed,
        errors=errors,
        status=status,
    )


@get("/requests/{reference:str}/withdrawal", include_in_schema=False, sync_to_thread=True)
def ask_withdrawal(request: Visit, reference: PathReference) -> Response[bytes]:
    """Ask whether they are sure."""
    return _form(request, reference, "withdrawal", "Take your request back")


@post("/requests/{reference:str}/withdrawal", include_in_schema=False)
async def withdraw(request: Visit, reference: PathReference) -> Redirect:
    """Take it back."""
    await request.office.carry_out(Withdraw(by=request.user.person, reference=reference))
    return see_other(request, f"/requests/{reference}", tell="withdrawn")


@get("/requests/{reference:str}/undertaking", include_in_schema=False, sync_to_thread=True)
def ask_undertaking(request: Visit, reference: PathReference) -> Response[bytes]:
    """Show the promise of confidence, to be signed."""
    return _form(request, reference, "undertaking", "Sign a promise of confidence")


@post("/requests/{reference:str}/undertaking", include_in_schema=False)
async def sign_undertaking(request: Visit, reference: PathReference) -> Redirect:
    """Sign it; the request is decided again."""
    await request.office.carry_out(SignUndertaking(by=request.user.person, reference=reference))
    return see_other(request, f"/requests/{reference}", tell="signed")


@post("/requests/{reference:str}/end", include_in_schema=False)
async def end(request: Visit, reference: PathReference) -> Redirect:
    """Take the answer as the last word."""
    await request.office.carry_out(End(by=request.user.person, reference=reference))
    return see_other(request, f"/requests/{reference}", tell="ended")


@post("/requests/{reference:str}/drafts", include_in_schema=False)
async def ask_again(request: Visit, reference: PathReference) -> Redirect:
    """Ask once more: a draft with all that was said then."""
    command = AskAgain(by=request.user.person, reference=reference)
    draft = await request.office.carry_out(command)
    return see_other(request, f"/drafts/{draft.id}", tell="again")


async def _step(request: Visit, command: Any, fields: set[str]) -> tuple[bool, dict[str, str], int]:
    """Take a step; whether it was taken, or else the errors for the form."""
    _, errors, status = await attempt(request, command, beside=frozenset(fields))
    return not errors, errors, status


async def _again(
    request: Visit, reference: str, which: str, title: str, typed: Typed, **how: Any
) -> Response[bytes]:
    return await sync_to_thread(_form, request, reference, which, title, typed=typed, **how)


def _form(
    request: Visit,
    reference: str,
    which: str,
    title: str,
    *,
    typed: Typed | None = None,
    **how: Any,
) -> Response[bytes]:
    """A page with one form about a request that the caller may see."""
    with request.office.reading() as reading:
        case = shown_case(reading, request.user.person, reference)
    return page(
        request, f"request-{which}.html", title=title, case=case, typed=typed or Typed(), **how
    )
