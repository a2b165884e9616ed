"""Accounts: opened for a person of the register by whoever runs the gateway, linked, and ended.

There is no account that comes with the gateway, and none that makes itself.
"""

import re
import secrets
from datetime import datetime, timedelta
from typing import Final

from msgspec import Struct
from sqlalchemy import delete, insert, select, update

from gateway.audit.entries import Kind
from gateway.casework.record import record
from gateway.casework.sessions import RANDOM_BYTES, end_sessions
from gateway.casework.tokens import hashed
from gateway.casework.turn import Reading, Turn
from gateway.casework.who import refuse_unless_in_office, refuse_unless_operator
from gateway.domain.sign_in import SetUpLink
from gateway.errors import ConflictError, InputError, NotFoundError
from gateway.store import tables
from gateway.store.tables import account_capacities, accounts, provider_identities, sessions

LINK_VALID_FOR: Final = timedelta(hours=72)
"""How long a one-time link can be used."""
_NAME: Final = re.compile(r"[a-z0-9][a-z0-9._@+'-]{2,99}")
_SECRETS: Final = (tables.set_up_links, tables.recovery_codes, tables.known_devices)
"""What an account is known by besides its password and its authenticator."""


class Invite(Struct, frozen=True, kw_only=True):
    """Give a person a one-time link to set a local account up with, or to set theirs up again.

    `name` is what they sign in with; None keeps the one that they have. Setting it up again is for
    somebody who lost their telephone or whose password got out: the old ones end at once.
    """

    by: str
    person: str
    name: str | None = None
    valid_for: timedelta = LINK_VALID_FOR

    def carry_out(self, turn: Turn) -> SetUpLink:
        """Make the link and record that.

        Raises NotAllowedError for anybody but the operator and for a person who is not in office,
        NotFoundError for no such person, InputError for a name that is none, ConflictError for one
        that somebody else has.
        """
        refuse_unless_operator(self.by)
        refuse_unless_in_office(turn, self.person)
        account = open_account(turn, self.person)
        kept = turn.connection.execute(
            select(accounts.c.name).where(accounts.c.id == account)
        ).scalar_one()
        name = kept if self.name is None else sign_in_name(self.name)
        if name is None:
            raise InputError("Say with which name they sign in.", where="--name")
        of_others = select(accounts.c.id).where(accounts.c.name == name, accounts.c.id != account)
        if turn.connection.execute(of_others).first():
            raise ConflictError("Somebody else signs in with that name.")
        _forget_secrets(turn, account)
        new = {"name": name, "password": None, "authenticator": None, "set_up_at": None}
        turn.connection.execute(update(accounts).where(accounts.c.id == account).values(**new))
        link = SetUpLink(
            account=account,
            secret=secrets.token_urlsafe(RANDOM_BYTES),
            expires_at=turn.moment + self.valid_for,
        )
        row = {"hash": hashed(link.secret), "account": account, "expires_at": link.expires_at}
        turn.connection.execute(insert(tables.set_up_links), row)
        body = {"account": account, "person": self.person}
        record(turn, by=self.by, kind="account.invited", body=body)
        return link


class LinkIdentity(Struct, frozen=True, kw_only=True):
    """Say as whom the provider of OpenID Connect knows a person: by issuer and subject."""

    by: str
    person: str
    issuer: str
    subject: str

    def carry_out(self, turn: Turn) -> str:
        """Link and record, without the subject in the log; gives the id of the account.

        Raises NotAllowedError for anybody but the operator and for a person who is not in office,
        NotFoundError for no such person, ConflictError for a subject that is linked already.
        """
        refuse_unless_operator(self.by)
        refuse_unless_in_office(turn, self.person)
        if account_linked(turn, self.issuer, self.subject) is not None:
            raise ConflictError("This subject is linked already. Unlink it first.")
        account = open_account(turn, self.person)
        row = {"issuer": self.issuer, "subject": self.subject, "account": account}
        turn.connection.execute(insert(provider_identities), {**row, "linked_at": turn.moment})
        _record_identity(turn, "account.linked", account, self)
        return account


class UnlinkIdentity(Struct, frozen=True, kw_only=True):
    """End a link to the provider, and the sessions that were begun through it."""

    by: str
    issuer: str
    subject: str

    def carry_out(self, turn: Turn) -> None:
        """Unlink and record. Raises NotAllowedError, and NotFoundError where nothing is linked."""
        refuse_unless_operator(self.by)
        account = account_linked(turn, self.issuer, self.subject)
        if account is None:
            raise NotFoundError("This subject is not linked.")
        mine = provider_identities.c
        which = (mine.issuer == self.issuer, mine.subject == self.subject)
        turn.connection.execute(delete(provider_identities).where(*which))
        end_sessions(turn, (sessions.c.account == account) & (sessions.c.way == "provider"))
        _record_identity(turn, "account.unlinked", account, self)


class EndAccount(Struct, frozen=True, kw_only=True):
    """End an account for good. Its sessions end at once, and what it was known by is deleted."""

    by: str
    account: str

    def carry_out(self, turn: Turn) -> None:
        """End and record it. Raises NotAllowedError, and NotFoundError where none is open."""
        refuse_unless_operator(self.by)
        open_one = update(accounts).where(
            accounts.c.id == self.account, accounts.c.ended_at.is_(None)
        )
        over = {"name": None, "password": None, "authenticator": None, "ended_at": turn.moment}
        if not turn.connection.execute(open_one.values(**over)).rowcount:
            raise NotFoundError("There is no open account of that id.")
        _forget_secrets(turn, self.account)
        for table in (provider_identities, account_capacities):
            turn.connection.execute(delete(table).where(table.c.account == self.account))
        record(turn, by=self.by, kind="account.ended", body={"account": self.account})


class OpenAccount(Struct, frozen=True, kw_only=True):
    """An account that can be used or set up now, for whoever runs the gateway."""

    id: str
    name: str | None
    people: tuple[str, ...]
    set_up_at: datetime | None
    linked: int


def accounts_open(reading: Reading) -> tuple[OpenAccount, ...]:
    """Every open account, the oldest first."""
    further: dict[str, list[str]] = {}
    ordered = select(account_capacities).order_by(account_capacities.c.opened_at)
    for row in reading.connection.execute(ordered):
        further.setdefault(row.account, []).append(row.person)
    linked = list(reading.connection.scalars(select(provider_identities.c.account)))
    rows = reading.connection.execute(
        select(accounts)
        .where(accounts.c.ended_at.is_(None))
        .order_by(accounts.c.opened_at, accounts.c.id)
    )
    return tuple(
        OpenAccount(
            id=row.id,
            name=row.name,
            people=(row.holder, *further.get(row.id, ())),
            set_up_at=row.set_up_at,
            linked=linked.count(row.id),
        )
        for row in rows
    )


def account_linked(reading: Reading, issuer: str, subject: str) -> str | None:
    """The account of whom the provider knows by this subject; None when nobody is linked."""
    mine = provider_identities.c
    found: str | None = reading.connection.execute(
        select(mine.account).where(mine.issuer == issuer, mine.subject == subject)
    ).scalar_one_or_none()
    return found


def open_account(turn: Turn, person: str) -> str:
    """The account that was opened for a person; a new one where there is none."""
    mine = select(accounts.c.id).where(accounts.c.holder == person, accounts.c.ended_at.is_(None))
    found: str | None = turn.connection.execute(mine).scalar_one_or_none()
    if found is not None:
        return found
    account = secrets.token_hex(16)
    row = {"id": account, "holder": person, "last_step": 0, "opened_at": turn.moment}
    turn.connection.execute(insert(accounts), row)
    return account


def sign_in_name(text: str) -> str:
    """A name to sign in with, in small letters. Raises InputError for what is none."""
    name = text.strip().casefold()
    if not _NAME.fullmatch(name):
        raise InputError(
            "A sign-in name has 3 to 100 letters a to z, digits and . _ @ + ' -", where="--name"
        )
    return name


def _forget_secrets(turn: Turn, account: str) -> None:
    """Delete what an account is known by, and end its sessions."""
    end_sessions(turn, sessions.c.account == account)
    for table in _SECRETS:
        turn.connection.execute(delete(table).where(table.c.account == account))


def _record_identity(
    turn: Turn, kind: Kind, account: str, identity: LinkIdentity | UnlinkIdentity
) -> None:
    named = {"identity": f"{identity.issuer} {identity.subject}".encode()}
    record(turn, by=identity.by, kind=kind, body={"account": account}, committed=named)
