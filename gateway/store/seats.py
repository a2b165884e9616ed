"""What a seat on a body gives besides membership: the one reading of roles and kinds of body."""

from collections.abc import Iterator
from datetime import datetime
from typing import Final

from msgspec import Struct
from sqlalchemy import ColumnElement, Text, cast, or_

from gateway.domain.facts import Position
from gateway.domain.people import SeatRole
from gateway.store.tables import bodies


class _Giving(Struct, frozen=True, kw_only=True):
    """A seat that gives a position: its role, and the kind of its body; None: whatever it is."""

    role: SeatRole | None = None
    executive: bool | None = None
    scrutiny: bool | None = None


_GIVING: Final[dict[Position, _Giving]] = {
    "scrutiny_member": _Giving(scrutiny=True),
    "committee_chair": _Giving(role="chair", executive=False),
    "committee_vice_chair": _Giving(role="vice_chair", executive=False),
}


def given_by(role: SeatRole, *, executive: bool, scrutiny: bool) -> Iterator[Position]:
    """The positions that a seat gives."""
    for position, seat in _GIVING.items():
        if (
            seat.role in (None, role)
            and seat.executive in (None, executive)
            and seat.scrutiny in (None, scrutiny)
        ):
            yield position


def still_sits(now: ColumnElement[datetime]) -> ColumnElement[bool]:
    """Whether the body of a seat has not ended: from the start of its last day no seat counts."""
    return or_(bodies.c.ended_on.is_(None), cast(bodies.c.ended_on, Text) > now)
