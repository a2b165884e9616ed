"""Bearer tokens: issued to a person, shown once, stored hashed, expiring, revocable.

A token is worth nothing while its person is not in office, like a session.
"""

import secrets
from collections.abc import Collection
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Final

import msgspec
from msgspec import Struct
from sqlalchemy import and_, bindparam, insert, select, update

from gateway.casework.record import record
from gateway.casework.turn import Reading, Turn
from gateway.casework.who import refuse_unless_in_office, refuse_unless_operator
from gateway.domain.people import Caller, IssuedToken
from gateway.errors import NotFoundError, NotSignedInError
from gateway.store.facts_of_people import KNOWN, holds_now, in_office
from gateway.store.json_lists import elements_of
from gateway.store.prepared import Prepared
from gateway.store.tables import offices, people, tokens
from gateway.store.tables.columns import Moment, local_text, moment_text

PREFIX: Final = "ntk_"
"""How a token begins, so that one that got out is recognised."""
_RANDOM_BYTES: Final = 32
_IN_FORCE: Final = and_(
    tokens.c.revoked_at.is_(None), tokens.c.expires_at > bindparam("now", type_=Moment)
)
_HELD: Final = and_(offices.c.person == people.c.id, holds_now(offices))
_BY_HASH: Final = Prepared(
    select(tokens.c.hash, people.c.id, people.c.kind, offices.c.office)
    .join_from(tokens, people, people.c.id == tokens.c.person)
    .outerjoin(offices, _HELD)
    .where(
        tokens.c.hash.in_(elements_of("hashes")),
        tokens.c.revoked_at.is_(None),
        tokens.c.expires_at > KNOWN,
        in_office(),
    )
)
_ALL_IN_FORCE: Final = (
    select(tokens.c.id, tokens.c.person, tokens.c.issued_at, tokens.c.expires_at)
    .where(_IN_FORCE)
    .order_by(tokens.c.issued_at.desc(), tokens.c.id)
)
_REVOKE: Final = (
    update(tokens)
    .where(tokens.c.id == bindparam("token"), _IN_FORCE)
    .values(revoked_at=bindparam("now", type_=Moment))
    .returning(tokens.c.person)
)


class IssueToken(Struct, frozen=True, kw_only=True):
    """Give a person of the register a token. `by` is `OPERATOR` at the command line."""

    by: str
    person: str
    valid_for: timedelta

    def carry_out(self, turn: Turn) -> IssuedToken:
        """Issue and record.

        Raises NotAllowedError for anybody but the operator and for somebody who has left,
        NotFoundError when the register has no such person.
        """
        refuse_unless_operator(self.by)
        refuse_unless_in_office(turn, self.person)
        token = IssuedToken(
            id=secrets.token_hex(16),
            person=self.person,
            text=PREFIX + secrets.token_urlsafe(_RANDOM_BYTES),
            expires_at=turn.moment + self.valid_for,
        )
        row = {
            "id": token.id,
            "hash": hashed(token.text),
            "person": token.person,
            "issued_at": turn.moment,
            "expires_at": token.expires_at,
        }
        turn.connection.execute(insert(tokens), row)
        body = {"person": self.person, "token": token.id}
        record(turn, by=self.by, kind="token.issued", body=body)
        return token


class RevokeToken(Struct, frozen=True, kw_only=True):
    """End a token before its time, by its id."""

    by: str
    token: str

    def carry_out(self, turn: Turn) -> None:
        """Revoke and record.

        Raises NotAllowedError for anybody but the operator, NotFoundError when no such token is in
        force.
        """
        refuse_unless_operator(self.by)
        parameters = {"token": self.token, "now": turn.moment}
        person = turn.connection.execute(_REVOKE, parameters).scalar_one_or_none()
        if person is None:
            raise NotFoundError("There is no token of that id in force.")
        body = {"person": person, "token": self.token}
        record(turn, by=self.by, kind="token.revoked", body=body)


class TokenInForce(Struct, frozen=True, kw_only=True):
    """A token that somebody can sign in with now. Its text is kept nowhere."""

    id: str
    person: str
    issued_at: datetime
    expires_at: datetime


def tokens_in_force(reading: Reading) -> tuple[TokenInForce, ...]:
    """Every token that is valid now, the newest first; for the operator."""
    rows = reading.connection.execute(_ALL_IN_FORCE, {"now": reading.moment})
    return tuple(TokenInForce(**row) for row in rows.mappings())


def callers_of(reading: Reading, texts: Collection[str]) -> dict[str, Caller]:
    """Whose tokens these are, with the offices held now.

    Those that are not valid are left out, and those of people who are not in office.
    """
    by_hash = {hashed(text): text for text in texts}
    asked = {
        "hashes": msgspec.json.encode(list(by_hash)).decode(),
        "now": local_text(reading.local),
        "known": moment_text(reading.moment),
    }
    found: dict[str, Caller] = {}
    for key, person, kind, office in _BY_HASH.rows(reading.connection, asked):
        text = by_hash[key]
        known = found.get(text) or Caller(person=person, kind=kind)
        found[text] = msgspec.structs.replace(known, offices=known.offices | ({office} - {None}))
    return found


def caller_of(reading: Reading, token: str) -> Caller:
    """Whose token this is, with the offices held now. Raises NotSignedInError when not valid."""
    caller = callers_of(reading, [token]).get(token)
    if caller is None:
        raise NotSignedInError("The token is not valid.")
    return caller


def hashed(text: str) -> str:
    """A token has 256 random bits, so one plain hash keeps it safe."""
    return sha256(text.encode()).hexdigest()
