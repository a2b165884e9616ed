"""Setting a local account up with a one-time link: the password, then the authenticator."""

import hmac
from typing import Annotated, Any, Final

from litestar import Response, get, post
from litestar.concurrency import sync_to_thread
from litestar.params import PathParameter
from litestar.response import Redirect

from gateway.api.incoming import Visit
from gateway.casework.set_up import FinishSetUp, Pending, SetPassword, pending_account
from gateway.identity.codes import (
    in_groups,
    new_authenticator,
    new_recovery_codes,
    picture,
    recovery_hash,
    step_of,
)
from gateway.identity.passwords import LONGEST, SHORTEST, fault_of
from gateway.language.speaking import say
from gateway.web.forms import REFUSED, Typed, read_typed
from gateway.web.rendering import page
from gateway.web.ways_in import WaysIn

Secret = Annotated[str, PathParameter(pattern=r"^[A-Za-z0-9_-]{20,100}$(?!\n)")]
_PICTURE: Final = "QR code for your authenticator app"
_NO_MATCH: Final = "Both passwords must be the same"
_WRONG: Final = "This is not the code that the app shows now. Enter the newest one"


@get("/sign-in/link/{secret:str}", include_in_schema=False, sync_to_thread=True)
def show_password(request: Visit, secret: Secret) -> Response[bytes]:
    """Ask for a password. Raises NotFoundError for a link that does not count."""
    return _ask_password(request, secret, _pending(request, secret), {})


@post("/sign-in/link/{secret:str}", include_in_schema=False)
async def set_password(request: Visit, secret: Secret) -> Response[Any]:
    """Keep the password, and make a secret for the authenticator. Raises NotFoundError."""
    pending = await sync_to_thread(_pending, request, secret)
    typed = await read_typed(request)
    password = typed.one("password")
    known = (pending.name, request.app.state.site.title)
    errors = {"password": fault} if (fault := fault_of(password, known=known)) else {}
    if not errors and not hmac.compare_digest(password.encode(), typed.one("again").encode()):
        errors["again"] = _NO_MATCH
    if errors:
        return _ask_password(request, secret, pending, errors)
    ways: WaysIn = request.app.state.ways_in
    await request.office.carry_out(
        SetPassword(
            secret=secret,
            password=await ways.passwords.hash(password),
            authenticator=new_authenticator(),
        )
    )
    return Redirect(f"/sign-in/link/{secret}/authenticator", status_code=303)


@get("/sign-in/link/{secret:str}/authenticator", include_in_schema=False, sync_to_thread=True)
def show_authenticator(request: Visit, secret: Secret) -> Response[Any]:
    """Show what the authenticator app needs. Raises NotFoundError as above."""
    pending = _pending(request, secret)
    if pending.authenticator is None:
        return Redirect(f"/sign-in/link/{secret}", status_code=303)
    return _ask_code(request, secret, pending, pending.authenticator, {})


@post("/sign-in/link/{secret:str}/authenticator", include_in_schema=False)
async def finish_set_up(request: Visit, secret: Secret) -> Response[Any]:
    """Take the first code, and show the recovery codes, this once.

    Raises NotFoundError, NotNowError.
    """
    pending = await sync_to_thread(_pending, request, secret)
    if pending.authenticator is None:
        return Redirect(f"/sign-in/link/{secret}", status_code=303)
    typed = await read_typed(request)
    with request.office.reading() as reading:
        step = step_of(pending.authenticator, typed.one("code"), reading.moment)
    if step is None:
        return _ask_code(request, secret, pending, pending.authenticator, {"code": _WRONG})
    codes = new_recovery_codes()
    await request.office.carry_out(
        FinishSetUp(
            secret=secret,
            authenticator=pending.authenticator,
            step=step,
            recovery=tuple(kept for code in codes if (kept := recovery_hash(code))),
        )
    )
    return page(request, "recovery_codes.html", title="Keep your recovery codes", codes=codes)


def _pending(request: Visit, secret: str) -> Pending:
    with request.office.reading() as reading:
        return pending_account(reading, secret)


def _ask_password(
    request: Visit, secret: str, pending: Pending, errors: dict[str, str]
) -> Response[bytes]:
    return page(
        request,
        "set_password.html",
        status=REFUSED if errors else 200,
        title="Choose a password",
        secret=secret,
        name=pending.name,
        shortest=SHORTEST,
        longest=LONGEST,
        typed=Typed(),
        errors=errors,
    )


def _ask_code(
    request: Visit, secret: str, pending: Pending, authenticator: str, errors: dict[str, str]
) -> Response[bytes]:
    council = request.app.state.site.title
    return page(
        request,
        "authenticator.html",
        status=REFUSED if errors else 200,
        title="Set up an authenticator app",
        secret=secret,
        picture=picture(authenticator, name=pending.name, council=council, title=say(_PICTURE)),
        key=in_groups(authenticator),
        typed=Typed(),
        errors=errors,
    )
