"""More time for something that is owed in a case, for a reason that the councillor is told."""

from typing import Any, Final

from litestar import Response, get, post
from litestar.concurrency import sync_to_thread
from litestar.response import Redirect

from gateway.api.incoming import PathId, PathReference, Visit
from gateway.casework.due_cases import named_in
from gateway.casework.extending import ExtendDeadline
from gateway.casework.owed import deadlines_of
from gateway.domain.deadlines import LONGEST_EXTENSION, AskedExtension
from gateway.errors import NotFoundError
from gateway.web.attempts import attempt
from gateway.web.forms import REFUSED, Typed, fill, read_typed
from gateway.web.rendering import page
from gateway.web.told_once import see_other

_MISSING: Final = {
    "working_days": "Say how many working days more you need.",
    "reason": "Say why. The councillor reads it.",
}
_FIELDS: Final = frozenset(AskedExtension.__struct_fields__)


@get(
    "/cases/{reference:str}/deadlines/{deadline:str}/extension",
    include_in_schema=False,
    sync_to_thread=True,
)
def ask_extension(request: Visit, reference: PathReference, deadline: PathId) -> Response[bytes]:
    """How much more time, and why."""
    return _form(request, reference, deadline, typed=Typed())


@post("/cases/{reference:str}/deadlines/{deadline:str}/extension", include_in_schema=False)
async def extend_deadline(
    request: Visit, reference: PathReference, deadline: PathId
) -> Redirect | Response[bytes]:
    """Take it, and tell the councillor."""
    typed = await read_typed(request)
    asked, errors = fill(AskedExtension, typed, missing=_MISSING)
    status = REFUSED
    if asked is not None:
        command = ExtendDeadline(by=request.user.person, deadline=deadline, asked=asked)
        _, errors, status = await attempt(request, command, beside=_FIELDS)
        if not errors:
            return see_other(request, f"/cases/{reference}", tell="extended")
    return await sync_to_thread(
        _form, request, reference, deadline, typed=typed, errors=errors, status=status
    )


def _form(request: Visit, reference: str, deadline: str, **how: Any) -> Response[bytes]:
    with request.office.reading() as reading:
        named = named_in(reading, request.user.person, reference)
        owed = deadlines_of(reading, request.user, about=reference, limit=200)
    found = next((one for one in owed.items if one.id == deadline), None)
    if found is None:
        raise NotFoundError("There is no such deadline that you owe.")
    return page(
        request,
        "case-extension.html",
        title="Take more time",
        reference=reference,
        named=named,
        deadline=found,
        most=LONGEST_EXTENSION,
        **how,
    )
