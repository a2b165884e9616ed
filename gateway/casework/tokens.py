"""Bearer tokens: issued to a person, shown once, stored hashed, expiring, revocable."""

from datetime import timedelta

from msgspec import Struct

from gateway.casework.turn import Reading, Turn
from gateway.domain.people import Caller, IssuedToken
from gateway.errors import GatewayError


class IssueToken(Struct, frozen=True, kw_only=True):
    """Give a person of the register a token. `by` is `OPERATOR` at the command line."""

    by: str
    person: str
    valid_for: timedelta

    def carry_out(self, turn: Turn) -> IssuedToken | GatewayError:
        """Issue and record. Raises NotFoundError when the register has no such person."""
        raise NotImplementedError


class RevokeToken(Struct, frozen=True, kw_only=True):
    """End a token before its time, by its id."""

    by: str
    token: str

    def carry_out(self, turn: Turn) -> None | GatewayError:
        """Revoke and record. Raises NotFoundError when there is no such token in force."""
        raise NotImplementedError


def caller_of(reading: Reading, token: str) -> Caller:
    """Whose token this is, with the offices held now. Raises NotSignedInError when not valid."""
    raise NotImplementedError
