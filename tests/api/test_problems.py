"""Errors as problems: one form for ours and the framework's, silent where nobody foresaw them."""

import msgspec
import pytest
from litestar.exceptions import (
    HTTPException,
    ImproperlyConfiguredException,
    InternalServerException,
    MethodNotAllowedException,
    NotAuthorizedException,
    NotFoundException,
    TooManyRequestsException,
    ValidationException,
)

from gateway.api.problems import answer
from gateway.errors import (
    BusyError,
    ConflictError,
    GatewayError,
    InputError,
    LogError,
    NotFoundError,
    NotSignedInError,
    RuleBookError,
    SetupError,
)

ID = "4e32a64f-e681-4677-aa61-c0778a4a6b8f"


def problem(error: Exception) -> dict:
    """The body that answers an error."""
    return msgspec.json.decode(answer(error, ID)[2])


def test_a_problem_says_what_where_and_what_to_do():
    """The members of RFC 9457, and two of ours."""
    assert problem(InputError("It is wrong.", where="purpose")) == {
        "type": "/api/problems/not-well-formed",
        "title": "The request is not well-formed",
        "status": 400,
        "detail": "It is wrong.",
        "instance": f"urn:uuid:{ID}",
        "next_step": "Correct what is named and send it again.",
        "where": "purpose",
    }


@pytest.mark.parametrize(
    ("error", "header"),
    [
        (BusyError("Not now."), ("retry-after", "5")),
        (NotSignedInError("Who?"), ("www-authenticate", 'Bearer realm="need-to-know"')),
        (MethodNotAllowedException(headers={"allow": "GET"}), ("allow", "GET")),
    ],
)
def test_the_headers_that_a_status_asks_for_are_there(error, header):
    """As RFC 9110 has it for 401, 405 and 503."""
    assert header in answer(error, ID)[1].items()


@pytest.mark.parametrize(
    ("error", "status", "code"),
    [
        (NotFoundException("canary"), 404, "not-found"),
        (NotFoundError("canary-free"), 404, "not-found"),
        (MethodNotAllowedException("canary"), 405, "method-not-allowed"),
        (HTTPException("canary", status_code=413), 413, "too-large"),
        (HTTPException("canary", status_code=415), 415, "unsupported-content-type"),
        (TooManyRequestsException("canary"), 400, "not-well-formed"),
        (NotAuthorizedException("canary"), 400, "not-well-formed"),
        (ValidationException("canary"), 400, "not-well-formed"),
        (ConflictError("It is done."), 409, "conflict"),
        (InternalServerException("canary"), 500, "internal"),
        (ImproperlyConfiguredException("canary"), 500, "internal"),
        (ValueError("canary"), 500, "internal"),
        (GatewayError("canary"), 500, "internal"),
        (LogError("canary"), 500, "internal"),
        (RuleBookError("canary"), 500, "internal"),
        (SetupError("canary"), 500, "internal"),
    ],
    ids=lambda value: type(value).__name__ if isinstance(value, Exception) else None,
)
def test_every_error_has_one_form_and_strange_words_stay_inside(error, status, code):
    """Those of the framework get our words; those that nobody foresaw tell nothing."""
    said = problem(error)

    assert (status, f"/api/problems/{code}") == (said["status"], said["type"])
    assert "canary" not in str(said).replace("canary-free", "")
