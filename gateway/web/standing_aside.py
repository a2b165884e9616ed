"""An office says that it may not act on a request: which one, and why."""

from typing import Any, Final

from litestar import Response, get, post
from litestar.concurrency import sync_to_thread
from litestar.response import Redirect

from gateway.api.incoming import PathReference, Visit
from gateway.casework.conflicts import StandAside
from gateway.domain.case_forms import AsideForm
from gateway.web.attempts import attempt
from gateway.web.case_steps import step_page
from gateway.web.forms import REFUSED, Typed, fill, read_typed
from gateway.web.told_once import see_other

_MISSING: Final = {
    "office": "Choose the office that stands aside.",
    "words": "Say why it may not act.",
}


@get("/cases/{reference:str}/standing-aside", include_in_schema=False, sync_to_thread=True)
def ask_aside(request: Visit, reference: PathReference) -> Response[bytes]:
    """Which office stands aside, where they act for several, and why."""
    return _form(request, reference, typed=Typed())


@post("/cases/{reference:str}/standing-aside", include_in_schema=False)
async def stand_aside(request: Visit, reference: PathReference) -> Redirect | Response[bytes]:
    """Stand aside. The case is closed to that office then, so it leads on to what else is due."""
    typed = await read_typed(request)
    form, errors = fill(AsideForm, typed, missing=_MISSING)
    status = REFUSED
    if form is not None:
        command = StandAside(by=request.user.person, reference=reference, form=form)
        fields = frozenset(AsideForm.__struct_fields__)
        _, errors, status = await attempt(request, command, beside=fields)
        if not errors:
            return see_other(request, "/cases", tell="stood_aside")
    return await sync_to_thread(
        _form, request, reference, typed=typed, errors=errors, status=status
    )


def _form(request: Visit, reference: str, **how: Any) -> Response[bytes]:
    return step_page(request, reference, "stand_aside", "case-aside.html", **how)
