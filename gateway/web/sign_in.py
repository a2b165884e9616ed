"""Signing in: by a local account, through the council's provider, or in the demonstration."""

from typing import Annotated, Any, Final

from litestar import Response, get, post
from litestar.params import QueryParameter
from litestar.response import Redirect
from msgspec.structs import asdict

from gateway.api.incoming import Visit
from gateway.casework.demonstration import SignInAsInvented, offered
from gateway.casework.local_sign_in import DEVICE_KEPT, BeginAttempt, FinishAttempt, Proof
from gateway.domain.sign_in import Offered
from gateway.errors import NotFoundError, NotSignedInError
from gateway.identity import cookies
from gateway.identity.codes import recovery_hash, step_of
from gateway.web.forms import REFUSED, Typed, read_typed
from gateway.web.going_on import give, go_on, kept, page_of_ours, replaced
from gateway.web.rendering import page
from gateway.web.ways_in import WaysIn, on_this_machine

Next = Annotated[str, QueryParameter(name="next", max_length=2000)]
_MISSING: Final = {
    "name": "Enter your sign-in name",
    "password": "Enter your password",
    "code": "Enter the code from your authenticator app, or a recovery code",
}
LONGEST: Final = 1000
"""Characters of a field that are looked at; nobody has a longer name, password or code."""


@get("/sign-in", include_in_schema=False, sync_to_thread=True)
def show_sign_in(request: Visit, wanted: Next = "") -> Response[bytes]:
    """The ways in."""
    return _page(request, page_of_ours(wanted))


@post("/sign-in", include_in_schema=False)
async def sign_in_locally(request: Visit) -> Response[Any]:
    """Sign in with a name, a password and a code; all three are needed, and none is told apart."""
    typed = await read_typed(request)
    given = {name: typed.one(name)[:LONGEST] for name in _MISSING}
    wanted = page_of_ours(typed.one("next"))
    shown = Typed({"name": (given["name"],)})
    errors = {name: _MISSING[name] for name, value in given.items() if not value.strip()}
    if errors:
        return _page(request, wanted, typed=shown, errors=errors)
    try:
        return await _with_account(request, given, wanted)
    except NotSignedInError as error:
        return _page(request, wanted, typed=shown, errors={"form": error.detail})


async def _with_account(request: Visit, given: dict[str, str], wanted: str) -> Redirect:
    """Raises NotSignedInError, TooManyTriesError, BusyError."""
    passwords = request.app.state.ways_in.passwords
    proof = await proof_of(request, given["name"], given["password"], given["code"])
    old, renewed = proof.attempt.password, None
    if proof.password_is_right and old and passwords.is_out_of_date(old):
        renewed = await passwords.hash(given["password"])
    made = await request.office.carry_out(
        FinishAttempt(
            **asdict(proof),
            replaced=replaced(request),
            device=kept(request, cookies.DEVICE),
            password=renewed,
        )
    )
    response = go_on(request, made.begun, wanted)
    seconds = int(DEVICE_KEPT.total_seconds())
    give(request, response, cookies.DEVICE, made.device, seconds)
    return response


async def proof_of(request: Visit, name: str, password: str, code: str) -> Proof:
    """Count an attempt, then check what was given. Raises TooManyTriesError, BusyError."""
    ways: WaysIn = request.app.state.ways_in
    attempt = await request.office.carry_out(
        BeginAttempt(name=name, source=ways.source(request), device=kept(request, cookies.DEVICE))
    )
    right = await ways.passwords.fits(password, attempt.password)
    with request.office.reading() as reading:
        now = reading.moment
    secret = attempt.authenticator
    return Proof(
        attempt=attempt,
        password_is_right=right,
        step=step_of(secret, code, now) if secret else None,
        recovery=recovery_hash(code),
    )


@post("/sign-in/demonstration", include_in_schema=False)
async def sign_in_as_invented(request: Visit) -> Redirect:
    """Sign in as one of the invented people. Raises NotFoundError but in the demonstration."""
    typed = await read_typed(request)
    if not on_this_machine(request):
        raise NotFoundError("There is nothing here.")
    command = SignInAsInvented(person=typed.one("person"), replaced=replaced(request))
    return go_on(request, await request.office.carry_out(command), typed.one("next"))


def _page(
    request: Visit,
    wanted: str,
    *,
    typed: Typed | None = None,
    errors: dict[str, str] | None = None,
) -> Response[bytes]:
    ways: WaysIn = request.app.state.ways_in
    return page(
        request,
        "sign_in.html",
        status=REFUSED if errors else 200,
        title="Sign in",
        wanted=wanted,
        typed=typed or Typed(),
        errors=errors or {},
        provider=ways.provider is not None,
        people=_people(request),
    )


def _people(request: Visit) -> tuple[Offered, ...]:
    """The invented people, for somebody at this machine."""
    if not on_this_machine(request):
        return ()
    with request.office.reading() as reading:
        return offered(reading)
