"""Ways in: sessions, accounts, and what they are known by. Secrets are kept as hashes."""

from typing import Any

from sqlalchemy import CheckConstraint, Column, Index, Integer, PrimaryKeyConstraint, Table, Text

from gateway.domain.sign_in import SignInWay
from gateway.store.tables.columns import (
    Moment,
    flag,
    metadata,
    one_of,
    own_id,
    refers,
    running_number,
    text,
)


def _table(name: str, *parts: Any) -> Table:
    return Table(name, metadata, *parts, sqlite_strict=True)


def _hash(*, primary_key: bool = False, unique: bool = False) -> Column[str]:
    """The SHA-256 of a secret of 256 random bits, in hexadecimal."""
    return Column(
        "hash",
        Text,
        CheckConstraint("length(hash) = 64", name="sha256"),
        nullable=False,
        primary_key=primary_key,
        unique=unique,
    )


accounts = _table(
    "accounts",
    own_id(),
    refers("holder", "people.id"),
    Column("name", Text, CheckConstraint("name <> ''", name="name"), unique=True),
    text("password", nullable=True),
    text("authenticator", nullable=True),
    Column("last_step", Integer, nullable=False),
    Column("opened_at", Moment, nullable=False),
    Column("set_up_at", Moment),
    Column("ended_at", Moment),
)
"""How a human being signs in: `holder` is their entry in the register. `name`, `password`
(argon2id) and `authenticator` (the secret of RFC 6238, base32) are those of a local account.
`last_step` is the step of time of the last code that was taken: none counts twice. A local account
can be used once `set_up_at` is there; no account after `ended_at`."""

account_capacities = _table(
    "account_capacities",
    refers("account", "accounts.id", index=False),
    refers("person", "people.id"),
    Column("opened_at", Moment, nullable=False),
    PrimaryKeyConstraint("account", "person"),
)
"""Further entries of the register as which the holder of an account may act."""

provider_identities = _table(
    "provider_identities",
    text("issuer"),
    text("subject"),
    refers("account", "accounts.id"),
    Column("linked_at", Moment, nullable=False),
    PrimaryKeyConstraint("issuer", "subject"),
)
"""By what the provider of OpenID Connect knows somebody. Never an e-mail address: those change
hands."""

set_up_links = _table(
    "set_up_links",
    _hash(primary_key=True),
    refers("account", "accounts.id"),
    Column("expires_at", Moment, nullable=False),
)
"""One-time links that were not used yet."""

recovery_codes = _table(
    "recovery_codes",
    refers("account", "accounts.id", index=False),
    _hash(),
    PrimaryKeyConstraint("account", "hash"),
)
"""Codes that were not used yet."""

known_devices = _table(
    "known_devices",
    _hash(primary_key=True),
    refers("account", "accounts.id"),
    Column("seen_at", Moment, nullable=False),
)
"""Browsers in which somebody signed in before: what strangers try does not lock these out."""

sign_in_attempts = _table(
    "sign_in_attempts",
    running_number(),
    text("account_key"),
    text("source_key"),
    flag("known_device"),
    Column("at", Moment, nullable=False),
)
Index("ix_sign_in_attempts_account_key_at", sign_in_attempts.c.account_key, sign_in_attempts.c.at)
Index("ix_sign_in_attempts_source_key_at", sign_in_attempts.c.source_key, sign_in_attempts.c.at)
Index("ix_sign_in_attempts_at", sign_in_attempts.c.at)
"""Attempts of the last hour that did not lead in, each counted before it is looked at. The keys are
hashes of the name that was given and of the network address."""

sessions = _table(
    "sessions",
    own_id(),
    _hash(unique=True),
    refers("account", "accounts.id", nullable=True),
    refers("person", "people.id", nullable=True),
    text("holds", nullable=True),
    one_of("way", SignInWay),
    Column("began_at", Moment, nullable=False, index=True),
    Column("seen_at", Moment, nullable=False),
)
"""Sessions in force; one that ends is deleted. `holds` is what the person held when it began: when
that changes, the session ends. `account` is NULL in the demonstration, `person` until a capacity is
chosen."""

offered_people = _table(
    "offered_people",
    Column("place", Integer, primary_key=True, autoincrement=False),
    refers("person", "people.id", index=False),
    text("who"),
)
"""The invented people as whom one may sign in by one click. `gateway demo` alone fills it."""
