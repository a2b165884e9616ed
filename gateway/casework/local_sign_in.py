"""Signing in with a local account: each attempt is counted before it is looked at.

A stranger has few attempts an hour at one account, from all addresses together, and few from one
address at all accounts. Browsers in which the holder signed in before are counted by themselves, so
that what strangers try locks nobody out of their own.
"""

import secrets
from datetime import timedelta
from hashlib import sha256
from typing import Any, Final

from msgspec import Struct
from sqlalchemy import ColumnElement, delete, func, insert, select, update

from gateway.casework.capacities import only_capacity
from gateway.casework.record import record
from gateway.casework.sessions import RANDOM_BYTES, begin
from gateway.casework.sign_ins import SYSTEM
from gateway.casework.tokens import hashed
from gateway.casework.turn import Turn
from gateway.domain.sign_in import BegunSession
from gateway.errors import NotSignedInError, TooManyTriesError
from gateway.store.tables import accounts, known_devices, recovery_codes, sign_in_attempts

AN_HOUR: Final = timedelta(hours=1)
BY_STRANGERS: Final = 5
"""Attempts an hour at one account from browsers that are not known."""
BY_A_KNOWN_DEVICE: Final = 5
"""Attempts an hour at one account from browsers that are."""
FROM_ONE_SOURCE: Final = 100
"""Attempts an hour from one network address, at whatever accounts, in browsers not known."""
DEVICE_KEPT: Final = timedelta(days=180)
"""For how long a browser is known after the last sign-in in it."""
WRONG: Final = "The name, the password or the code is not right."
"""The same words, whichever of them it was."""


class Attempt(Struct, frozen=True, kw_only=True):
    """An attempt that was counted, and what to check it against; None: there is no such account."""

    id: int
    account: str | None
    password: str | None
    authenticator: str | None


class BeginAttempt(Struct, frozen=True, kw_only=True):
    """Somebody gave a name. `source` is where it came from, `device` the browser's secret."""

    name: str
    source: str
    device: str | None

    def carry_out(self, turn: Turn) -> Attempt:
        """Count the attempt. Raises TooManyTriesError where too many were made."""
        name = self.name.strip().casefold()
        turn.connection.execute(
            delete(sign_in_attempts).where(sign_in_attempts.c.at <= turn.moment - AN_HOUR)
        )
        found = turn.connection.execute(
            select(accounts.c.id, accounts.c.password, accounts.c.authenticator).where(
                accounts.c.name == name, accounts.c.set_up_at.isnot(None)
            )
        ).one_or_none()
        known = found is not None and self._is_known(turn, found.id)
        at_account, from_source = _key(name), _key(self.source)
        if _too_many(turn, at_account, from_source, known_device=known):
            raise TooManyTriesError("There were too many attempts with this name or from here.")
        keys = {"account_key": at_account, "source_key": from_source, "known_device": known}
        made = insert(sign_in_attempts).values(**keys, at=turn.moment)
        number = turn.connection.execute(made.returning(sign_in_attempts.c.id)).scalar_one()
        return Attempt(
            id=number,
            account=found and found.id,
            password=found and found.password,
            authenticator=found and found.authenticator,
        )

    def _is_known(self, turn: Turn, account: str) -> bool:
        if self.device is None:
            return False
        kept = known_devices.c
        return (
            turn.connection.execute(
                select(kept.hash).where(
                    kept.hash == hashed(self.device),
                    kept.account == account,
                    kept.seen_at > turn.moment - DEVICE_KEPT,
                )
            ).first()
            is not None
        )


class LocalSignIn(Struct, frozen=True, kw_only=True):
    """A session, and the secret that makes this browser known from now on."""

    begun: BegunSession
    device: str


class Proof(Struct, frozen=True, kw_only=True):
    """What was given has been checked: whether the password is right, and with which second proof.

    `step` is the step of time of the authenticator's code, `recovery` the hash of a recovery code;
    both None: neither fits.
    """

    attempt: Attempt
    password_is_right: bool
    step: int | None
    recovery: str | None

    def taken(self, turn: Turn) -> str | None:
        """The account, where all is right; the code then never counts again. None otherwise."""
        account = self.attempt.account
        right = account is not None and self.password_is_right and self._unchanged(turn, account)
        return account if account is not None and right and self._second(turn, account) else None

    def forget_attempts(self, turn: Turn) -> None:
        """Those at this account from this source: they were slips of whoever shows it now."""
        kept = sign_in_attempts.c
        keys = (kept.account_key, kept.source_key, kept.known_device)
        this = select(*keys).where(kept.id == self.attempt.id)
        for row in turn.connection.execute(this).all():
            slips = (key == value for key, value in zip(keys, row, strict=True))
            turn.connection.execute(delete(sign_in_attempts).where(*slips))

    def refused(self, turn: Turn) -> NotSignedInError:
        """Record that it was not right."""
        body: dict[str, Any] = {"reason": "wrong", "times": 1}
        if self.attempt.account is not None:
            body["account"] = self.attempt.account
        record(turn, by=SYSTEM, kind="sign_in.refused", body=body)
        return NotSignedInError(WRONG)

    def _unchanged(self, turn: Turn, account: str) -> bool:
        """Whether the password that was checked is still the account's."""
        kept = select(accounts.c.password).where(accounts.c.id == account)
        return bool(turn.connection.execute(kept).scalar_one() == self.attempt.password)

    def _second(self, turn: Turn, account: str) -> bool:
        """Take the code, once: neither an authenticator's nor a recovery code counts again."""
        if self.step is not None:
            later = update(accounts).where(
                accounts.c.id == account, accounts.c.last_step < self.step
            )
            taken = turn.connection.execute(later.values(last_step=self.step)).rowcount
        elif self.recovery is not None:
            mine = recovery_codes.c
            used = delete(recovery_codes).where(mine.account == account, mine.hash == self.recovery)
            taken = turn.connection.execute(used).rowcount
        else:
            taken = 0
        return taken == 1


class FinishAttempt(Proof, frozen=True, kw_only=True):
    """Somebody signs in with what they gave. `replaced` is the session that this browser had.

    `password` is a new hash of the same password, where the old one is out of date.
    """

    replaced: str | None
    device: str | None
    password: str | None = None

    def carry_out(self, turn: Turn) -> LocalSignIn | NotSignedInError:
        """Begin a session and forget the attempt; or record that it was refused."""
        account = self.taken(turn)
        if account is None:
            return self.refused(turn)
        try:
            person = only_capacity(turn, account)
        except NotSignedInError:
            return self.refused(turn)
        self.forget_attempts(turn)
        if self.password is not None:
            kept = update(accounts).where(accounts.c.id == account)
            turn.connection.execute(kept.values(password=self.password))
        begun = begin(turn, account=account, person=person, way="password", replaced=self.replaced)
        return LocalSignIn(begun=begun, device=self._known_from_now_on(turn, account))

    def _known_from_now_on(self, turn: Turn, account: str) -> str:
        """Keep this browser as known, under a new secret each time."""
        kept = known_devices.c
        old = kept.seen_at <= turn.moment - DEVICE_KEPT
        if self.device is not None:
            old |= kept.hash == hashed(self.device)
        turn.connection.execute(delete(known_devices).where(kept.account == account, old))
        device = secrets.token_urlsafe(RANDOM_BYTES)
        row = {"hash": hashed(device), "account": account, "seen_at": turn.moment}
        turn.connection.execute(insert(known_devices), row)
        return device


def _too_many(turn: Turn, account_key: str, source_key: str, *, known_device: bool) -> bool:
    kept = sign_in_attempts.c

    def made(which: ColumnElement[bool]) -> int:
        counted = select(func.count()).where(which, kept.known_device == known_device)
        return int(turn.connection.execute(counted).scalar_one())

    at_account = made(kept.account_key == account_key)
    if known_device:
        return at_account >= BY_A_KNOWN_DEVICE
    return at_account >= BY_STRANGERS or made(kept.source_key == source_key) >= FROM_ONE_SOURCE


def _key(text: str) -> str:
    """Names and addresses are not kept themselves."""
    return sha256(text.encode()).hexdigest()
