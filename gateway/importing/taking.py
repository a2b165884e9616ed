"""Turns a row that was read into records, alike for every format. `None` is: not said."""

from datetime import datetime, time
from typing import NamedTuple

from gateway.domain.register import (
    GroupMembership,
    Meeting,
    PartyGroup,
    Person,
    Seat,
    Ward,
    WardSeat,
)
from gateway.importing.fault import Place
from gateway.importing.gathering import Gathering
from gateway.importing.reading_words import group_of_party, is_called_off, sitting
from gateway.importing.values import clock, day, identifier, is_vacancy, required, words

Id = str | int | None


class Row(NamedTuple):
    """One row of a source: where the rows go, and the place of this one."""

    into: Gathering
    place: Place

    def tidy(self, text: str | None, name: str) -> str:
        """The text of a field on one line; "" when there is none."""
        return words(text or "", self.place.at(name))


def councillor(
    row: Row, uid: Id, name: str | None, *, ward: str | None, group: str | None, party: str | None
) -> str | None:
    """Take a councillor with ward and group; their id, or `None` where the seat is vacant.

    A group that the source names goes before the party that it names.
    """
    into, place = row
    if left_vacant(row, name):
        return None
    person = identifier(uid, place, what="id of the councillor")
    full_name = required(name, place, what="name")
    into.add("people", Person(id=person, name=full_name, kind="councillor"), place)
    ward_of(row, person, ward)
    group_of(row, person, group=group, party=party)
    return person


def left_vacant(row: Row, name: str | None) -> bool:
    """Whether the row stands for an empty seat; if so, a note says that it was left out."""
    vacant = is_vacancy(row.tidy(name, "name"))
    if vacant:
        row.into.note(f"{row.place}: a vacancy, left out.")
    return vacant


def ward_of(row: Row, person: str, ward: str | None) -> None:
    """Take the ward of a person, if the source speaks about wards; "" for none."""
    if ward is None:
        return
    row.into.speaks_for("ward_seats", [(person,)])
    if name := row.tidy(ward, "ward"):
        row.into.add_once("wards", Ward(id=name, name=name), row.place)
        row.into.add("ward_seats", WardSeat(person=person, ward=name), row.place)


def group_of(row: Row, person: str, *, group: str | None, party: str | None) -> None:
    """Take the group of a person, if the source speaks about groups or at least about parties."""
    if group is None and party is None:
        return
    row.into.speaks_for("group_memberships", [(person,)])
    named = row.tidy(group, "group")
    if name := group_of_party(named or row.tidy(party, "party")):
        row.into.add_once("party_groups", PartyGroup(id=name, name=name), row.place)
        membership = GroupMembership(person=person, group=name, named=bool(named))
        row.into.add("group_memberships", membership, row.place)


def seat(row: Row, uid: Id, name: str | None, *, body: str, role: str | None) -> None:
    """Take a seat, and the name of whoever sits there in case nobody else gives one."""
    into, place = row
    if left_vacant(row, name):
        return
    person = identifier(uid, place, what="id of the member")
    sits = sitting(row.tidy(role, "role"))
    if sits is None:
        into.note(f"{place}: the role gives no seat, left out.")
        return
    if full_name := row.tidy(name, "name"):
        into.mention(Person(id=person, name=full_name))
    into.add("seats", Seat(person=person, body=body, role=sits.role, voting=sits.voting), place)


def meeting(
    row: Row,
    uid: Id,
    body: Id,
    *,
    on: str | None,
    at: str | None,
    status: str | None,
    cancelled: bool = False,
    ended: datetime | None = None,
    private: bool | None = None,
) -> None:
    """Take a meeting. A meeting whose time is not given yet stands at the start of its day."""
    into, place = row
    the_day = day(on, place.at("date"))
    if the_day is None:
        raise place.at("date").fault("There is no date here; give one.")
    taken = Meeting(
        id=identifier(uid, place, what="id of the meeting"),
        body=identifier(body, place, what="id of the body"),
        start=datetime.combine(the_day, clock(at, place.at("time")) or time()),
        ended=ended,
        private=private,
        cancelled=cancelled or is_called_off(row.tidy(status, "status")),
    )
    if ended and ended < taken.start:
        raise place.at("ended").fault("The meeting ends before it starts; correct one of them.")
    into.add("meetings", taken, place)
