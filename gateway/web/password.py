"""Changing one's own password: the old one, the new one twice, and a code, as at the sign-in."""

import hmac
from typing import Any, Final

from litestar import Response, get, post
from litestar.concurrency import sync_to_thread
from litestar.response import Redirect

from gateway.api.incoming import Visit
from gateway.casework.password_change import ChangePassword, name_to_sign_in
from gateway.casework.who import name_of
from gateway.domain.sign_in import Session
from gateway.errors import NotSignedInError
from gateway.identity import cookies
from gateway.identity.bearer import NOT_SIGNED_IN
from gateway.identity.passwords import LONGEST, SHORTEST, fault_of
from gateway.web.forms import REFUSED, Typed, read_typed
from gateway.web.going_on import kept
from gateway.web.rendering import page
from gateway.web.sign_in import LONGEST as LONGEST_FIELD
from gateway.web.sign_in import proof_of
from gateway.web.told_once import see_other

_MISSING: Final = {
    "old": "Enter the password that you have now",
    "password": "Enter a new password",
    "code": "Enter the code from your authenticator app, or a recovery code",
}
_NO_MATCH: Final = "Both new passwords must be the same"
_THE_SAME: Final = "This is the password that you have now. Choose another one"
_WRONG: Final = "The password that you have now, or the code, is not right."


@get("/sessions/password", include_in_schema=False, sync_to_thread=True)
def ask_new_password(request: Visit) -> Response[bytes]:
    """Ask for it. Raises NotSignedInError for whoever came with a token, NotFoundError."""
    return _page(request, {})


@post("/sessions/password", include_in_schema=False)
async def change_password(request: Visit) -> Redirect | Response[bytes]:
    """Change it. Every other session ends, and what is wrong is not told apart.

    Raises as above, TooManyTriesError where too many attempts were made, and BusyError.
    """
    name, who = await sync_to_thread(_names, request)
    typed = await read_typed(request)
    errors = _faults(typed, known=(name, who, request.app.state.site.title))
    if not errors:
        given = {field: typed.one(field)[:LONGEST_FIELD] for field in _MISSING}
        proof = await proof_of(request, name, given["old"], given["code"])
        new = await request.app.state.ways_in.passwords.hash(given["password"])
        command = ChangePassword(
            attempt=proof.attempt,
            password_is_right=proof.password_is_right,
            step=proof.step,
            recovery=proof.recovery,
            by=_session(request),
            password=new,
            device=kept(request, cookies.DEVICE),
        )
        try:
            await request.office.carry_out(command)
        except NotSignedInError:
            errors = {"form": _WRONG}
        else:
            return see_other(request, "/sessions", tell="password_changed")
    return await sync_to_thread(_page, request, errors)


def _faults(typed: Typed, *, known: tuple[str, ...]) -> dict[str, str]:
    """What can be said of a form before anything is tried."""
    errors = {name: text for name, text in _MISSING.items() if not typed.one(name).strip()}
    if "password" not in errors and (fault := fault_of(typed.one("password"), known=known)):
        errors["password"] = fault
    if not errors and _alike(typed, "password", "old"):
        errors["password"] = _THE_SAME
    if "password" not in errors and not _alike(typed, "password", "again"):
        errors["again"] = _NO_MATCH
    return errors


def _alike(typed: Typed, one: str, other: str) -> bool:
    return hmac.compare_digest(typed.one(one).encode(), typed.one(other).encode())


def _session(request: Visit) -> Session:
    if request.auth is None:
        raise NotSignedInError(NOT_SIGNED_IN)
    return request.auth


def _names(request: Visit) -> tuple[str, str]:
    """The name to sign in with, and the person's: neither may be the password."""
    with request.office.reading() as reading:
        name = name_to_sign_in(reading, _session(request))
        return name, name_of(reading, request.user.person)


def _page(request: Visit, errors: dict[str, str]) -> Response[Any]:
    name, _ = _names(request)
    return page(
        request,
        "change-password.html",
        status=REFUSED if errors else 200,
        title="Change your password",
        name=name,
        shortest=SHORTEST,
        longest=LONGEST,
        typed=Typed(),
        errors=errors,
    )
