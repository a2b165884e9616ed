"""Signing in through the council's provider: it says who, the register says what."""

from typing import Final

from msgspec import Struct

from gateway.casework.accounts import account_linked
from gateway.casework.capacities import only_capacity
from gateway.casework.record import record
from gateway.casework.sessions import begin
from gateway.casework.sign_ins import SYSTEM
from gateway.casework.turn import Turn
from gateway.domain.sign_in import BegunSession
from gateway.errors import NotSignedInError

NOT_LINKED: Final = "Your council's sign-in knows you; this gateway does not know yet who you are."


class SignInByProvider(Struct, frozen=True, kw_only=True):
    """The provider answers for somebody, by its issuer and their subject there."""

    issuer: str
    subject: str
    replaced: str | None

    def carry_out(self, turn: Turn) -> BegunSession | NotSignedInError:
        """Begin a session; or record that it was refused, because nobody in office is linked."""
        account = account_linked(turn, self.issuer, self.subject)
        if account is None:
            return _refused(turn, NotSignedInError(NOT_LINKED), {"reason": "not-linked"})
        try:
            person = only_capacity(turn, account)
        except NotSignedInError as error:
            return _refused(turn, error, {"account": account, "reason": "not-in-office"})
        return begin(turn, account=account, person=person, way="provider", replaced=self.replaced)


def _refused(turn: Turn, error: NotSignedInError, body: dict[str, str]) -> NotSignedInError:
    record(turn, by=SYSTEM, kind="sign_in.refused", body={**body, "times": 1})
    return error
