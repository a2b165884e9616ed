"""A council's register: who sits where, as a source says it or as the gateway holds it.

Everything is known by the source's own ids, never by names. A value of `None` means that the
source does not say; it never means "no". Dates are whole days in the council's own time.
"""

from collections.abc import Hashable, Mapping
from datetime import date, datetime
from typing import Final, Literal

from msgspec import Struct

from gateway.domain.facts import InterestKind, Position, RequesterKind
from gateway.domain.people import HeldOffice, SeatRole

INVENTED: Final = "demo"
"""The source of a register in which everybody is invented."""

Link = Literal[
    "terms",
    "suspensions",
    "group_memberships",
    "ward_seats",
    "seats",
    "substitutions",
    "positions",
    "offices",
    "interests",
    "adverse_matters",
    "undertakings",
]
"""The collections whose rows hold from a day to a day."""
Collection = Literal["people", "party_groups", "wards", "bodies", "meetings"] | Link


class _Record(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One row of a register; its `key` is what makes two rows the same row."""


class _Entity(_Record, frozen=True, kw_only=True):
    """Something with an id of its own and a name."""

    id: str
    name: str

    @property
    def key(self) -> tuple[Hashable, ...]:
        """The source's id."""
        return (self.id,)


class Person(_Entity, frozen=True, kw_only=True):
    """A person. `kind` is `None` where the source shows only that the person sits on a body."""

    kind: RequesterKind | None = None


class PartyGroup(_Entity, frozen=True, kw_only=True):
    """A political group. Sources give groups no id, so the id is the name as they write it."""


class Ward(_Entity, frozen=True, kw_only=True):
    """A ward or division. The id is the name where the source has no other."""


class Body(_Entity, frozen=True, kw_only=True):
    """A formal body. `executive`: the executive or a committee of it; `over`: it exists no more."""

    executive: bool | None = None
    scrutiny: bool | None = None
    over: bool = False


class Meeting(_Record, frozen=True, kw_only=True):
    """A meeting of a body; `start` and `ended` are local times."""

    id: str
    body: str
    start: datetime
    ended: datetime | None = None
    private: bool | None = None
    cancelled: bool = False

    @property
    def key(self) -> tuple[Hashable, ...]:
        """The source's id."""
        return (self.id,)


class _Link(_Record, frozen=True, kw_only=True):
    """Something that a person has from `start` until the day before `end`."""

    person: str
    start: date | None = None
    end: date | None = None

    @property
    def key(self) -> tuple[Hashable, ...]:
        """The person."""
        return (self.person,)


class Term(_Link, frozen=True, kw_only=True):
    """A time in office: whoever has none now is not in office."""


class Suspension(_Link, frozen=True, kw_only=True):
    """A time in which a member may not act as one."""


class GroupMembership(_Link, frozen=True, kw_only=True):
    """A place in a political group. `named`: the source names a group and not only a party."""

    group: str
    named: bool = False

    @property
    def key(self) -> tuple[Hashable, ...]:
        """Person and group."""
        return (self.person, self.group)


class WardSeat(_Link, frozen=True, kw_only=True):
    """The ward that a councillor was elected for."""

    ward: str

    @property
    def key(self) -> tuple[Hashable, ...]:
        """Person and ward."""
        return (self.person, self.ward)


class Seat(_Link, frozen=True, kw_only=True):
    """A seat on a body."""

    body: str
    role: SeatRole = "member"
    voting: bool = True

    @property
    def key(self) -> tuple[Hashable, ...]:
        """Person and body."""
        return (self.person, self.body)


class Substitution(_Link, frozen=True, kw_only=True):
    """A valid appointment as substitute for one meeting."""

    meeting: str

    @property
    def key(self) -> tuple[Hashable, ...]:
        """Person and meeting."""
        return (self.person, self.meeting)


class HeldPosition(_Link, frozen=True, kw_only=True):
    """A political post, such as leader of a group."""

    position: Position

    @property
    def key(self) -> tuple[Hashable, ...]:
        """Person and position."""
        return (self.person, self.position)


class OfficeHeld(_Link, frozen=True, kw_only=True):
    """An office of the council that a person holds."""

    office: HeldOffice

    @property
    def key(self) -> tuple[Hashable, ...]:
        """Person and office."""
        return (self.person, self.office)


class DeclaredInterest(_Link, frozen=True, kw_only=True):
    """A declared interest in a matter."""

    matter: str
    kind: InterestKind
    dispensation: bool = False
    sensitive: bool = False

    @property
    def key(self) -> tuple[Hashable, ...]:
        """Person and matter."""
        return (self.person, self.matter)


class AdverseMatter(_Link, frozen=True, kw_only=True):
    """A matter in which the person is the target, the counterparty or a litigant."""

    matter: str

    @property
    def key(self) -> tuple[Hashable, ...]:
        """Person and matter."""
        return (self.person, self.matter)


class Undertaking(_Link, frozen=True, kw_only=True):
    """A signed confidentiality undertaking."""


Owner = tuple[Hashable, ...]
"""Whose rows a source lists in full: a body's seats, a person's group, one post of a person."""


class Register(Struct, frozen=True, kw_only=True):
    """What one source says, or what the gateway holds from it.

    `complete` names, for each collection, those whose rows are listed in full: only rows of theirs
    that are missing have ended. `whole` says that a list is the full list of the council's members
    or of its bodies, so that one who is missing has left. `places` says where a row stood, for
    messages. `notes` are sentences about what was left out.
    """

    source: str
    people: tuple[Person, ...] = ()
    mentioned: tuple[Person, ...] = ()
    """People who only appear on a seat: their names are used if nobody else gives one."""
    party_groups: tuple[PartyGroup, ...] = ()
    wards: tuple[Ward, ...] = ()
    bodies: tuple[Body, ...] = ()
    meetings: tuple[Meeting, ...] = ()
    terms: tuple[Term, ...] = ()
    suspensions: tuple[Suspension, ...] = ()
    group_memberships: tuple[GroupMembership, ...] = ()
    ward_seats: tuple[WardSeat, ...] = ()
    seats: tuple[Seat, ...] = ()
    substitutions: tuple[Substitution, ...] = ()
    positions: tuple[HeldPosition, ...] = ()
    offices: tuple[OfficeHeld, ...] = ()
    interests: tuple[DeclaredInterest, ...] = ()
    adverse_matters: tuple[AdverseMatter, ...] = ()
    undertakings: tuple[Undertaking, ...] = ()
    complete: Mapping[Link, frozenset[Owner]] = {}
    whole: frozenset[Literal["councillors", "bodies"]] = frozenset()
    places: Mapping[tuple[Collection, Owner], str] = {}
    notes: tuple[str, ...] = ()
