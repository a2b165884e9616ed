"""Requests: a councillor asks for a document, and looks at what they asked before."""

from msgspec import Struct

from gateway.casework.turn import Reading, Turn
from gateway.domain.decision import Outcome
from gateway.domain.people import Caller
from gateway.domain.requests import AskedRequest, RequestAnswer
from gateway.errors import GatewayError


class SubmitRequest(Struct, frozen=True, kw_only=True):
    """A person of the register asks for a document. `by` is their id, `key` the idempotency key."""

    by: str
    asked: AskedRequest
    key: str | None = None

    def carry_out(self, turn: Turn) -> RequestAnswer | GatewayError:
        """Decide and record. Raises NotAllowedError for officers, ConflictError for a used key."""
        raise NotImplementedError


class RequestPage(Struct, frozen=True, kw_only=True):
    """One page of requests; `next` is the key of the page after it, None at the end."""

    items: tuple[RequestAnswer, ...]
    next: str | None


def requests_of(
    reading: Reading,
    caller: Caller,
    *,
    document: str | None = None,
    outcome: Outcome | None = None,
    oldest_first: bool = False,
    after: str | None = None,
    limit: int = 50,
) -> RequestPage:
    """The requests that the caller may see: their own; for an office, those that wait for it."""
    raise NotImplementedError


def one_request(reading: Reading, caller: Caller, reference: str) -> RequestAnswer:
    """One of those requests. Raises NotFoundError when there is none that the caller may see."""
    raise NotImplementedError
