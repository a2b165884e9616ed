"""Errors as RFC 9457 problems: what is wrong, where, and what to do next. Nothing sent is repeated.

Every error leaves as `application/problem+json`; its `instance` is the id of the request, which
also stands in the header X-Request-Id and in the operational log. The types are relative
references; docs/api.md lists them.
"""

from collections.abc import Callable, Sequence
from typing import Any, Final

import msgspec
from litestar.enums import ParamType
from litestar.exceptions import HTTPException, ValidationException
from msgspec import Struct

from gateway.domain.plain_words import in_words
from gateway.errors import (
    BusyError,
    ConditionsError,
    GatewayError,
    InputError,
    MethodNotAllowedError,
    NotFoundError,
    NotSignedInError,
    TooLargeError,
    TooManyTriesError,
    UnsupportedContentTypeError,
)

MEDIA_TYPE: Final = "application/problem+json"
TYPES: Final = "/api/problems/"
UNFORESEEN: Final = 500
_BY_STATUS: Final[dict[int, GatewayError]] = {
    400: InputError("The request is not as docs/api.md describes."),
    404: NotFoundError("Nothing is here, or nothing that we can show you."),
    405: MethodNotAllowedError("This address does not take that method."),
    413: TooLargeError("The body is longer than this address takes."),
    415: UnsupportedContentTypeError("The body is not in a format that this address takes."),
}
"""What the framework finds wrong by itself, in our words."""


class Problem(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One problem (RFC 9457, section 3.1). `where` is the name, header or place it concerns.

    `accept` are the conditions to accept first, part by part.
    """

    type: str
    title: str
    status: int
    detail: str
    instance: str
    next_step: str | None = None
    where: str | None = None
    accept: Sequence[Any] = ()


def answer(
    error: Exception, request_id: str, *, called: Callable[[str], str] = str
) -> tuple[int, dict[str, str], bytes]:
    """Status, headers and body for an error; one that nobody foresaw keeps silent.

    `called` tells by which name callers know a parameter.
    """
    found = known(error, called)
    headers = {"content-type": MEDIA_TYPE}
    match found:
        case BusyError() | TooManyTriesError():
            headers["retry-after"] = str(found.retry_after)
        case NotSignedInError():
            headers["www-authenticate"] = 'Bearer realm="need-to-know"'
        case MethodNotAllowedError() if isinstance(error, HTTPException) and error.headers:
            headers["allow"] = error.headers["allow"]
        case _:
            pass
    return found.status, headers, msgspec.json.encode(_problem(found, request_id))


def _problem(error: GatewayError, request_id: str) -> Problem:
    return Problem(
        type=TYPES + error.code,
        title=error.title,
        status=error.status,
        detail=error.detail,
        instance=f"urn:uuid:{request_id}",
        next_step=error.next_step,
        where=error.where,
        accept=error.accept if isinstance(error, ConditionsError) else (),
    )


def known(error: Exception, called: Callable[[str], str]) -> GatewayError:
    """The error as one of ours; `called` as in `answer`."""
    match error:
        case GatewayError() if error.status < UNFORESEEN or isinstance(error, BusyError):
            return error
        case ValidationException(extra=[{"key": "data"}, *_]):
            return InputError("Send a body in JSON.", where="the body")
        case ValidationException(extra=[{"source": ParamType.PATH}, *_]):
            return _BY_STATUS[404]
        case ValidationException(extra=[{"message": str(message), "key": str(key)}, *_]):
            return InputError(in_words(message), where=called(key))
        case HTTPException(status_code=status) if status < UNFORESEEN:
            return _BY_STATUS.get(status, _BY_STATUS[400])
        case _:
            return GatewayError("The gateway met an error that it did not expect.")
