"""Reads what is gathered from a council's committee pages, as JSON with Modern.Gov's ids.

Three files go together: the councillors, the committees with their seats, and the meetings. People
are known by `uid`, bodies by `cid`, meetings by the `MId` in their link. The website's menu texts
under `roles` are no roles and are not read.
"""

import re
from typing import Final

from msgspec import Struct, field

from gateway.domain.register import Body, HeldPosition, Register
from gateway.importing import taking
from gateway.importing.fault import Place
from gateway.importing.gathering import Gathering
from gateway.importing.json_shapes import decode
from gateway.importing.reading_words import MODERN_GOV
from gateway.importing.taking import Id, Row
from gateway.importing.values import identifier, required, words


class Councillor(Struct, frozen=True):
    """One entry of the list of councillors."""

    name: str
    moderngov_uid: Id = None
    ward: str | None = None
    party: str | None = None
    group_name: str | None = None
    group_role: str | None = None


class SeatRow(Struct, frozen=True):
    """One member of a committee."""

    name: str = ""
    uid: Id = None
    role: str | None = None


class Committee(Struct, frozen=True):
    """One committee; the two kinds of file name its id differently."""

    name: str
    moderngov_cid: Id = None
    cid: Id = None
    type: str | None = None
    members: list[SeatRow] | None = None


class MeetingRow(Struct, frozen=True):
    """One meeting."""

    date: str
    link: str
    time: str | None = None
    status: str | None = None
    cancelled: bool = False


class Pages(Struct, frozen=True):
    """The file of committees, or of meetings with the committees that hold them."""

    committees: list[Committee] = field(default_factory=list)
    meetings: list[MeetingRow] | None = None


_KNOWN_TYPES: Final = frozenset(
    {"executive", "scrutiny", "audit", "planning", "regulatory", "licensing", "standards"}
    | {"pension", "partnership", "full_council", "other"}
)
_MEETING_ID: Final = re.compile(r"[?&]MId=(\d+)", re.IGNORECASE)
_BODY_ID: Final = re.compile(r"[?&]CId=(\d+)", re.IGNORECASE)


def read_councillors(data: bytes, place: Place) -> Register:
    """The full list of councillors, with ward and group."""
    into = Gathering(MODERN_GOV)
    into.is_whole("councillors")
    for number, row in enumerate(decode(data, list[Councillor], place)):
        _councillor(row, place.at(f"[{number}]"), into)
    return into.register()


def _councillor(row: Councillor, place: Place, into: Gathering) -> None:
    person = taking.councillor(
        Row(into, place),
        row.moderngov_uid,
        row.name,
        ward=row.ward,
        group=row.group_name,
        party=row.party,
    )
    if person:
        into.speaks_for("positions", [(person, "group_leader")])
        if words(row.group_role or "", place.at("group_role")).lower() == "leader":
            into.add("positions", HeldPosition(person=person, position="group_leader"), place)


def read_pages(data: bytes, place: Place) -> Register:
    """Committees with their seats, and meetings. Only a file without meetings lists all bodies."""
    pages = decode(data, Pages, place)
    into = Gathering(MODERN_GOV)
    if pages.meetings is None:
        into.is_whole("bodies")
    for number, committee in enumerate(pages.committees):
        _committee(committee, place.at(f"committees[{number}]"), into)
    for number, meeting in enumerate(pages.meetings or []):
        _meeting(meeting, place.at(f"meetings[{number}]"), into)
    return into.register()


def _committee(row: Committee, place: Place, into: Gathering) -> None:
    cid = identifier(row.moderngov_cid or row.cid, place, what="moderngov_cid or cid")
    kind = row.type if row.type in _KNOWN_TYPES else None
    body = Body(
        id=cid,
        name=required(row.name, place.at("name"), what="name"),
        executive=None if kind is None else kind == "executive",
        scrutiny=None if kind is None else kind == "scrutiny",
    )
    into.add("bodies", body, place)
    if row.members is None:
        return
    into.speaks_for("seats", [(cid,)])
    for number, member in enumerate(row.members):
        at = place.at(f"members[{number}]")
        taking.seat(Row(into, at), member.uid, member.name, body=cid, role=member.role)


def _meeting(row: MeetingRow, place: Place, into: Gathering) -> None:
    meeting_id, body_id = _MEETING_ID.search(row.link), _BODY_ID.search(row.link)
    if meeting_id is None or body_id is None:
        raise place.at("link").fault("The link does not hold CId= and MId=; give the full link.")
    taking.meeting(
        Row(into, place),
        meeting_id[1],
        body_id[1],
        on=row.date,
        at=row.time,
        status=row.status,
        cancelled=row.cancelled,
    )
