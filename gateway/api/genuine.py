"""Before each handler: forms come from a page of ours, in the session that they were made for."""

from typing import Any, Final
from urllib.parse import parse_qsl

from litestar import Request

from gateway.api.headers import single
from gateway.api.who import API, SECRET, shows_token
from gateway.errors import InputError, UnsupportedContentTypeError
from gateway.identity.genuine import FIELD, SAFE_METHODS, refuse_other_sites, refuse_stale

MOST: Final = 500
"""How many fields a form may have."""
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


async def _tokens(visit: Request[Any, Any, Any]) -> list[str]:
    """What stands in the field for the token."""
    sent_as = (single(visit.scope["headers"], "Content-Type") or "").partition(";")[0]
    match sent_as.strip().lower():
        case kind if kind == _FIELDS:
            try:
                text = (await visit.body()).decode("ascii")
                sent = parse_qsl(text, keep_blank_values=True, max_num_fields=MOST)
            except ValueError as error:
                raise InputError("This is not how a browser sends a form.") from error
            return [value for name, value in sent if name == FIELD]
        case kind if kind == _FILES:
            return [str(value) for value in (await visit.form()).getall(FIELD, [])]
        case _:
            raise UnsupportedContentTypeError("Send the form of the page.", where="Content-Type")
