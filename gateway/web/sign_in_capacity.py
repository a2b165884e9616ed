"""As whom somebody acts who is in the register twice: chosen at the sign-in, and changed later."""

from typing import Any, Final

from litestar import Response, get, post
from litestar.response import Redirect

from gateway.api.incoming import Visit
from gateway.casework.capacities import ChooseCapacity, capacities_of
from gateway.domain.sign_in import Capacity, Session
from gateway.errors import NotAllowedError, NotSignedInError
from gateway.identity.bearer import NOT_SIGNED_IN
from gateway.language.speaking import AsItStands, say
from gateway.policy.letters import office_words
from gateway.policy.words import OFFICES, VALUES
from gateway.web.forms import REFUSED, Typed, read_typed
from gateway.web.going_on import go_on, page_of_ours, visitor
from gateway.web.rendering import page
from gateway.web.sign_in import Next

_CHOOSE: Final = "Choose in which capacity you act"


@get("/sign-in/capacity", include_in_schema=False, sync_to_thread=True)
def show_capacities(request: Visit, wanted: Next = "") -> Response[Any]:
    """As whom they may act; somebody without a session signs in first."""
    if request.auth is None:
        return Redirect("/sign-in", status_code=303)
    return _page(request, request.auth, page_of_ours(wanted))


@post("/sign-in/capacity", include_in_schema=False)
async def choose_capacity(request: Visit) -> Response[Any]:
    """Begin the session anew, as the one whom they chose. Raises NotSignedInError."""
    session = request.auth
    if session is None:
        raise NotSignedInError(NOT_SIGNED_IN)
    typed = await read_typed(request)
    command = ChooseCapacity(session=session, secret=visitor(request), person=typed.one("person"))
    try:
        begun = await request.office.carry_out(command)
    except NotAllowedError:
        return _page(request, session, page_of_ours(typed.one("next")), error=_CHOOSE)
    return go_on(request, begun, typed.one("next"))


def _page(
    request: Visit, session: Session, wanted: str, *, error: str | None = None
) -> Response[bytes]:
    with request.office.reading() as reading:
        found = () if session.account is None else capacities_of(reading, session.account)
    return page(
        request,
        "capacity.html",
        status=REFUSED if error else 200,
        title="In which capacity do you act?",
        wanted=wanted,
        typed=Typed({"person": (session.person,)} if session.person else {}),
        errors={"person": error} if error else {},
        choices={one.person: (AsItStands(one.name), _hint(one)) for one in found},
    )


def _hint(capacity: Capacity) -> str:
    """What tells this capacity from another one."""
    held = [office_words(office) for office in capacity.offices if office in OFFICES]
    words = ", ".join(map(say, [VALUES["requester.kind"][capacity.kind], *held]))
    return f"{words[0].upper()}{words[1:]}"
