"""Checks: an officer asks whether a document may be disclosed. Nothing is released."""

from msgspec import Struct

from gateway.casework.turn import Turn
from gateway.domain.requests import AskedCheck, CheckAnswer
from gateway.errors import GatewayError


class MakeCheck(Struct, frozen=True, kw_only=True):
    """An officer asks. `by` is their person id, `key` the idempotency key."""

    by: str
    asked: AskedCheck
    key: str | None = None

    def carry_out(self, turn: Turn) -> CheckAnswer | GatewayError:
        """Decide as if the councillor had asked, or for the audience, and record.

        Raises NotAllowedError for anybody but an officer, NotFoundError for an absent document or
        councillor, ConflictError for a used key.
        """
        raise NotImplementedError
