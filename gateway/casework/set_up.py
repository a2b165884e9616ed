"""Setting a local account up with a one-time link: a password, then an authenticator.

The link stands for the person until the authenticator has given a right code; then it is over.
"""

from typing import Final

from msgspec import Struct
from sqlalchemy import delete, insert, select, update

from gateway.casework.record import record
from gateway.casework.tokens import hashed
from gateway.casework.turn import Reading, Turn
from gateway.errors import NotFoundError, NotNowError
from gateway.store.tables import accounts, recovery_codes, set_up_links

_GONE: Final = "This link was used already, is too old, or was never given out."


class Pending(Struct, frozen=True, kw_only=True):
    """An account that is being set up. `authenticator` is there once it has a password."""

    account: str
    person: str
    name: str
    authenticator: str | None


class SetPassword(Struct, frozen=True, kw_only=True):
    """The holder of a link sets the password; an authenticator's secret is kept with it.

    `password` is its hash. Until the account is set up it may be set again.
    """

    secret: str
    password: str
    authenticator: str

    def carry_out(self, turn: Turn) -> None:
        """Keep both. Raises NotFoundError for a link that does not count."""
        pending = pending_account(turn, self.secret)
        kept = {"password": self.password, "authenticator": self.authenticator}
        mine = update(accounts).where(accounts.c.id == pending.account)
        turn.connection.execute(mine.values(**kept))


class FinishSetUp(Struct, frozen=True, kw_only=True):
    """The authenticator gave a right code: the account can be used, and the link is over.

    `step` is that code's step of time; `authenticator` the secret that it was checked with;
    `recovery` are the hashes of the recovery codes.
    """

    secret: str
    authenticator: str
    step: int
    recovery: tuple[str, ...]

    def carry_out(self, turn: Turn) -> None:
        """Finish and record it.

        Raises NotFoundError for a link that does not count, NotNowError where another authenticator
        was shown meanwhile.
        """
        pending = pending_account(turn, self.secret)
        if pending.authenticator != self.authenticator:
            raise NotNowError("The password was set again meanwhile.")
        mine = update(accounts).where(accounts.c.id == pending.account)
        turn.connection.execute(mine.values(set_up_at=turn.moment, last_step=self.step))
        links = delete(set_up_links).where(set_up_links.c.account == pending.account)
        turn.connection.execute(links)
        codes = [{"account": pending.account, "hash": one} for one in self.recovery]
        turn.connection.execute(insert(recovery_codes), codes)
        body = {"account": pending.account}
        record(turn, by=pending.person, kind="account.set_up", body=body)


def pending_account(reading: Reading, secret: str) -> Pending:
    """The account that a one-time link sets up. Raises NotFoundError."""
    row = reading.connection.execute(
        select(accounts.c.id, accounts.c.holder, accounts.c.name, accounts.c.authenticator)
        .join_from(set_up_links, accounts, set_up_links.c.account == accounts.c.id)
        .where(
            set_up_links.c.hash == hashed(secret),
            set_up_links.c.expires_at > reading.moment,
            accounts.c.ended_at.is_(None),
        )
    ).one_or_none()
    if row is None:
        raise NotFoundError(_GONE)
    return Pending(
        account=row.id,
        person=row.holder,
        name=row.name,
        authenticator=row.authenticator,
    )
