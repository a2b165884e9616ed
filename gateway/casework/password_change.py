"""Changing the password of one's own local account: with the old one and a code, as at a sign-in.

The attempt is counted like one to sign in, so nobody who finds a browser open tries passwords here.
"""

from typing import Final

from sqlalchemy import and_, delete, select, update

from gateway.casework.local_sign_in import Proof
from gateway.casework.record import record
from gateway.casework.sessions import end_sessions
from gateway.casework.sign_ins import SYSTEM
from gateway.casework.tokens import hashed
from gateway.casework.turn import Reading, Turn
from gateway.domain.sign_in import Session
from gateway.errors import NotFoundError, NotSignedInError
from gateway.store.tables import accounts, known_devices, sessions

_NONE: Final = (
    "You have no password here. Your council's sign-in keeps it, or this is a demonstration."
)


class ChangePassword(Proof, frozen=True, kw_only=True):
    """Somebody who has signed in sets a new password. `password` is its hash.

    `device` is the secret of this browser, the only one that stays known.
    """

    by: Session
    password: str
    device: str | None

    def carry_out(self, turn: Turn) -> int | NotSignedInError:
        """Keep it, end every other session, and record it; gives the number of the entry.

        Ends with NotSignedInError, on record, where the password or the code is not right.
        """
        account = self.taken(turn) if self.attempt.account == self.by.account else None
        if account is None:
            return self.refused(turn)
        self.forget_attempts(turn)
        mine = update(accounts).where(accounts.c.id == account)
        turn.connection.execute(mine.values(password=self.password))
        end_sessions(turn, and_(sessions.c.account == account, sessions.c.id != self.by.id))
        kept = known_devices.c
        others = kept.hash != hashed(self.device or "")
        turn.connection.execute(delete(known_devices).where(kept.account == account, others))
        body = {"account": account}
        return record(turn, by=self.by.person or SYSTEM, kind="account.password_changed", body=body)


def name_to_sign_in(reading: Reading, session: Session) -> str:
    """With which name the holder of a session signs in with a password.

    Raises NotFoundError where they do not.
    """
    found: str | None = reading.connection.execute(
        select(accounts.c.name).where(
            accounts.c.id == session.account, accounts.c.set_up_at.isnot(None)
        )
    ).scalar_one_or_none()
    if found is None:
        raise NotFoundError(_NONE)
    return found
