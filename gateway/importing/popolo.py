"""Reads Popolo JSON: persons, organizations, memberships, posts, areas and events.

An organization is a political group, the council itself or a body: `classification` says which.
A membership of the council is a term of office, with group (`on_behalf_of_id`) and ward. Dialects
differ: memberships often have no id, and dates may be a year or a month only.
"""

import re
from datetime import date
from typing import Final, Literal

from gateway.domain.facts import RequesterKind
from gateway.domain.register import (
    Body,
    GroupMembership,
    HeldPosition,
    Meeting,
    PartyGroup,
    Person,
    Register,
    Seat,
    Term,
    Ward,
    WardSeat,
)
from gateway.importing.fault import Place
from gateway.importing.gathering import Gathering
from gateway.importing.json_shapes import decode
from gateway.importing.popolo_shapes import Event, Membership, Named, Organization, Popolo
from gateway.importing.reading_words import (
    group_of_party,
    is_called_off,
    looks_executive,
    looks_scrutiny,
    sitting,
)
from gateway.importing.taking import Row, left_vacant
from gateway.importing.values import day, identifier, moment, required, words

POPOLO: Final = "popolo"
_GROUPS: Final = frozenset({"party", "political party", "group", "political group", "faction"})
_COUNCILS: Final = frozenset({"council", "legislature", "assembly", "chamber", "full council"})
_GROUP_LEADER: Final = frozenset({"leader", "group leader"})
_PARTIAL: Final = re.compile(r"\d{4}(-\d{2})?")


def read_popolo(data: bytes, place: Place, *, today: date) -> Register:
    """The register that the file describes. Memberships that ended before `today` are left out."""
    reading = _Reading(decode(data, Popolo, place), today)
    for part in ("areas", "organizations", "persons", "memberships", "events"):
        take = getattr(reading, f"{part}_row")
        for number, entry in enumerate(getattr(reading.popolo, part)):
            take(entry, place.at(f"{part}[{number}]"))
    return reading.into.register()


class _Reading:
    """One file while it is read, part by part, so that references look back."""

    def __init__(self, popolo: Popolo, today: date) -> None:
        self.popolo = popolo
        self.into = Gathering(POPOLO)
        self.into.is_whole("bodies")
        self.into.is_whole("councillors")
        self._today = today
        self._posts = {post.id: post for post in popolo.posts}
        self._kinds = {entry.id: _kind(entry) for entry in popolo.organizations}
        self._groups = {entry.id: entry.name for entry in popolo.organizations}
        self._areas = {area.id for area in popolo.areas}
        self._persons: set[str] = set()
        self._vacant: set[str] = set()
        self._group_of: dict[str, str] = {}
        self._councillors = {
            entry.person_id
            for entry in popolo.memberships
            if self._kinds.get(entry.organization_id or "") == "council"
        }

    def areas_row(self, entry: Named, place: Place) -> None:
        """A ward."""
        name = required(entry.name, place.at("name"), what="name")
        self.into.add("wards", Ward(id=self._id(entry.id, place), name=name), place)

    def organizations_row(self, entry: Organization, place: Place) -> None:
        """A group or a body; the council itself is a body, too."""
        uid = self._id(entry.id, place)
        name = required(entry.name, place.at("name"), what="name")
        if self._kinds[entry.id] == "group":
            if group_of_party(name):
                self.into.add("party_groups", PartyGroup(id=uid, name=name), place)
            return
        kind = words(entry.classification or "", place.at("classification"))
        gone = self._day(entry.dissolution_date, place.at("dissolution_date"))
        body = Body(
            id=uid,
            name=name,
            executive=looks_executive(kind) or None,
            scrutiny=looks_scrutiny(kind) or None,
            over=gone is not None and gone <= self._today,
        )
        self.into.add("bodies", body, place)
        self.into.speaks_for("seats", [(uid,)])

    def persons_row(self, entry: Named, place: Place) -> None:
        """A person; a councillor if a membership of the council says so."""
        uid = self._id(entry.id, place)
        self._persons.add(uid)
        if left_vacant(Row(self.into, place), entry.name):
            self._vacant.add(uid)
            return
        name = required(entry.name, place.at("name"), what="name")
        kind: RequesterKind | None = "councillor" if uid in self._councillors else None
        self.into.add("people", Person(id=uid, name=name, kind=kind), place)
        if "group" in self._kinds.values():
            self.into.speaks_for("group_memberships", [(uid,)])
            self.into.speaks_for("positions", [(uid, "group_leader")])
        if self._areas:
            self.into.speaks_for("ward_seats", [(uid,)])

    def memberships_row(self, entry: Membership, place: Place) -> None:
        """A person's place in the council, in a group or on a body, unless it is past."""
        person = self._known(entry.person_id, self._persons, place.at("person_id"))
        organization = self._known(
            entry.organization_id, set(self._kinds), place.at("organization_id")
        )
        start = self._day(entry.start_date, place.at("start_date"))
        end = self._day(entry.end_date, place.at("end_date"))
        if person in self._vacant or (end is not None and end <= self._today):
            return
        if self._kinds[organization] == "group":
            self._group(person, organization, place)
            if words(entry.role or "", place.at("role")).lower() in _GROUP_LEADER:
                position = HeldPosition(person=person, position="group_leader")
                self.into.add_once("positions", position, place)
            return
        if self._kinds[organization] == "council":
            self._elected(person, entry, start, end, place)
        sits = sitting(words(entry.role or "", place.at("role")))
        if sits is None:
            self.into.note(f"{place}: the role gives no seat, left out.")
            return
        seat = Seat(
            person=person,
            body=organization,
            role=sits.role,
            voting=sits.voting,
            start=start,
            end=end,
        )
        self.into.add("seats", seat, place)

    def events_row(self, entry: Event, place: Place) -> None:
        """A meeting, if the event says who meets."""
        if entry.organization_id is None:
            return
        body = self._known(entry.organization_id, set(self._kinds), place.at("organization_id"))
        start = moment(entry.start_date, place.at("start_date"))
        if start is None:
            raise place.at("start_date").fault("There is no date here; give one.")
        meeting = Meeting(
            id=self._id(entry.id, place),
            body=body,
            start=start,
            cancelled=is_called_off(words(entry.status or "", place.at("status"))),
        )
        self.into.add("meetings", meeting, place)

    def _elected(
        self, person: str, entry: Membership, start: date | None, end: date | None, place: Place
    ) -> None:
        self.into.add("terms", Term(person=person, start=start, end=end), place)
        if entry.on_behalf_of_id is not None:
            groups = {uid for uid, kind in self._kinds.items() if kind == "group"}
            at = place.at("on_behalf_of_id")
            self._group(person, self._known(entry.on_behalf_of_id, groups, at), place)
        area = entry.area_id
        if entry.post_id is not None:
            area = area or self._posts[self._known(entry.post_id, set(self._posts), place)].area_id
        if area is not None:
            ward = self._known(area, self._areas, place.at("area_id"))
            self.into.add("ward_seats", WardSeat(person=person, ward=ward), place)

    def _group(self, person: str, group: str, place: Place) -> None:
        if not group_of_party(self._groups[group]):
            return
        if self._group_of.setdefault(person, group) != group:
            raise place.fault("The person is in another group already; leave one of them.")
        membership = GroupMembership(person=person, group=group, named=True)
        self.into.add_once("group_memberships", membership, place)

    @staticmethod
    def _id(value: str, place: Place) -> str:
        return identifier(value, place.at("id"), what="id")

    @staticmethod
    def _known(value: str | None, known: set[str], place: Place) -> str:
        if value is None or value not in known:
            raise place.fault("This refers to nothing in the file; correct the id.")
        return value

    @staticmethod
    def _day(text: str | None, place: Place) -> date | None:
        """A date; of a year or a month alone, its first day."""
        if text and (found := _PARTIAL.fullmatch(text.strip())):
            return day(f"{text.strip()}{'-01' if found[1] else '-01-01'}", place)
        return day(text, place)


def _kind(entry: Organization) -> Literal["group", "council", "body"]:
    words_for_it = (entry.classification or "").strip().lower()
    if words_for_it in _GROUPS:
        return "group"
    return "council" if words_for_it in _COUNCILS else "body"
