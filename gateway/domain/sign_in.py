"""How people sign in, as values: sessions, capacities, and what is shown of them."""

from datetime import datetime, timedelta
from typing import Final, Literal

from msgspec import Struct

SignInWay = Literal["password", "provider", "demonstration"]
"""How somebody showed who they are: by a local account, by the council's provider of OpenID
Connect, or not at all, in the demonstration."""

IDLE: Final = timedelta(minutes=30)
"""A session ends when it was not used for so long."""
LONGEST: Final = timedelta(hours=8)
"""A session ends at the latest so long after the sign-in."""
SEEN_EVERY: Final = timedelta(minutes=1)
"""How exactly we keep when a session was last used."""


class Session(Struct, frozen=True, kw_only=True):
    """A session that is in force. `person` is None while no capacity is chosen.

    `account` is None in the demonstration, whose people have none. `began_at` is the moment of the
    sign-in, also after a change of capacity.
    """

    id: str
    account: str | None
    person: str | None
    way: SignInWay
    began_at: datetime
    seen_at: datetime


class BegunSession(Struct, frozen=True, kw_only=True):
    """A session that has just begun. `secret` goes into the cookie and is kept nowhere."""

    secret: str
    session: Session


class Capacity(Struct, frozen=True, kw_only=True):
    """An entry of the register as which somebody may act: its id, and how it is told from others.

    `offices` are the words of the model; empty for a councillor.
    """

    person: str
    name: str
    kind: str
    offices: tuple[str, ...]


class ShownSession(Struct, frozen=True, kw_only=True):
    """One of one's own sessions; `this` is the one that asks."""

    id: str
    began_at: datetime
    seen_at: datetime
    way: SignInWay
    this: bool


class SetUpLink(Struct, frozen=True, kw_only=True):
    """A one-time link with which somebody sets their account up. `secret` is kept nowhere."""

    account: str
    secret: str
    expires_at: datetime


class Offered(Struct, frozen=True, kw_only=True):
    """One of the invented people of the demonstration, and who they are."""

    person: str
    who: str
