"""The mark by which a form is known to come from a page of ours (against forged requests)."""

from typing import Final

from litestar.types import Scope

FIELD: Final = "csrf_token"
"""The name of the field that carries it in every form."""


def csrf_token(scope: Scope) -> str:
    """The mark of the session that a request belongs to; empty without a session.

    Whoever finds the session puts it into the state of the request, and checks it when a form
    comes back.
    """
    return str(scope.get("state", {}).get(FIELD, ""))
