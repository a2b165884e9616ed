"""Before each handler: forms come from a page of ours, in the session that they were made for."""

from typing import Any, Final
from urllib.parse import parse_qsl

from litestar import Request
from litestar.types import HTTPScope, Receive

from gateway.api.headers import single
from gateway.api.who import API, SECRET, shows_token
from gateway.errors import CrossSiteError, InputError, TooLargeError, UnsupportedContentTypeError
from gateway.identity.genuine import FIELD, SAFE_METHODS, refuse_other_sites, refuse_stale

LONGEST: Final = 65_536
"""Bytes of a form that are kept for somebody whose session is over."""
MOST: Final = 500
"""How many fields a form may have."""
SENT: Final = "sent"
"""In the state of a request: the fields of a form from a page of ours, for a page that lost it."""
_FIELDS: Final = "application/x-www-form-urlencoded"
_FILES: Final = "multipart/form-data"


async def refuse_forged(visit: Request[Any, Any, Any]) -> None:
    """Refuse a form that another site made, or a page of another session.

    Whoever shows a token in a header is no browser that somebody else can use. Raises
    CrossSiteError, StaleFormError, UnsupportedContentTypeError, InputError.
    """
    scope = visit.scope
    headers = scope["headers"]
    by_session = not (scope["path"].startswith(API) or shows_token(headers))
    if scope["method"] in SAFE_METHODS or not by_session:
        return
    refuse_other_sites(headers, https=scope["state"]["https"])
    refuse_stale(await _tokens(visit), scope["state"].get(SECRET))


async def keep_what_was_sent(scope: HTTPScope, receive: Receive) -> None:
    """Keep a form from a page of ours for the page that says that the session is over.

    Nobody is signed in: the fields only go back to the browser that sent them.
    """
    form = single(scope["headers"], "Content-Type") == _FIELDS and scope["method"] == "POST"
    if not form or scope["path"].startswith(API) or shows_token(scope["headers"]):
        return
    try:
        refuse_other_sites(scope["headers"], https=scope["state"]["https"])
        sent = _read(await _whole(receive))
        scope["state"][SENT] = [pair for pair in sent if pair[0] != FIELD]
    except (CrossSiteError, InputError, TooLargeError):
        return


async def _whole(receive: Receive) -> bytes:
    """The body. Raises TooLargeError for one that is longer than a form's."""
    body = b""
    more = True
    while more:
        message: Any = await receive()
        body += message.get("body", b"")
        more = message["type"] == "http.request" and message.get("more_body", False)
        if len(body) > LONGEST:
            raise TooLargeError("The form is too long.")
    return body


def _read(body: bytes) -> list[tuple[str, str]]:
    """The fields. Raises InputError."""
    try:
        return parse_qsl(body.decode("ascii"), keep_blank_values=True, max_num_fields=MOST)
    except ValueError as error:
        raise InputError("This is not how a browser sends a form.") from error


async def _tokens(visit: Request[Any, Any, Any]) -> list[str]:
    """What stands in the field for the token."""
    sent_as = (single(visit.scope["headers"], "Content-Type") or "").partition(";")[0]
    match sent_as.strip().lower():
        case kind if kind == _FIELDS:
            sent = _read(await visit.body())
            visit.scope["state"][SENT] = [pair for pair in sent if pair[0] != FIELD]
            return [value for name, value in sent if name == FIELD]
        case kind if kind == _FILES:
            return [str(value) for value in (await visit.form()).getall(FIELD, [])]
        case _:
            raise UnsupportedContentTypeError("Send the form of the page.", where="Content-Type")
