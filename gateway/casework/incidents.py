"""Misuse of what was released: recorded, seen by few, and closed with what came of it.

Whoever it concerns, and whoever is close to them, neither sees nor judges it, whatever office they
hold: it falls to who stands in for the adviser.
"""

import secrets
from collections.abc import Collection, Iterator
from typing import Any, Final

import msgspec
from msgspec import Struct
from sqlalchemy import Row, insert, select, update

from gateway.casework.acceptance import accepted_by
from gateway.casework.afterwards import adviser_in, around, may
from gateway.casework.confidence import openly
from gateway.casework.copies import as_others_see, shown_copies
from gateway.casework.notices import tell
from gateway.casework.record import record
from gateway.casework.turn import Reading, Turn
from gateway.casework.who import known_person
from gateway.casework.written import WORDS, noted
from gateway.domain.incidents import (
    Enquiry,
    IncidentForm,
    IncidentOutcomeForm,
    Reader,
    ShownIncident,
)
from gateway.domain.notices import to_office
from gateway.errors import InputError, NotAllowedError, NotFoundError, NotNowError
from gateway.store.facts_of_documents import document_of
from gateway.store.tables import copies, incident_copies, incident_people, incidents

_TOGETHER: Final = 100
"""How many incidents are loaded at once."""
_ABSENT: Final = "There is no such incident."
_NOT_YOURS: Final = "This is for whoever acts as adviser, and not about themselves."


class RecordIncident(Struct, frozen=True, kw_only=True):
    """An officer records that a document was misused. It is told to the adviser alone."""

    by: str
    form: IncidentForm

    def carry_out(self, turn: Turn) -> str:
        """Record it; gives the incident's id.

        Raises NotAllowedError for anybody but an officer whom it does not concern, and InputError
        for a document, a person or a copy that there is not.
        """
        form, incident = self.form, secrets.token_hex(16)
        if document_of(turn.connection, form.document) is None:
            raise InputError("There is no such document.", where="document")
        if any(known_person(turn, person) is None for person in form.people):
            raise InputError("The register has no person of that id.", where="people")
        concerned = {*form.people, *_holders(turn, form.document, form.copies)}
        if not may(turn, "record_incident", self.by, concerned):
            raise NotAllowedError("An officer whom it does not concern records this.")
        people = sorted(concerned)
        entry = record(
            turn,
            by=self.by,
            kind="incident.recorded",
            body={"document": form.document, "incident": incident},
            committed={
                WORDS: form.words.encode(),
                "concerned": msgspec.json.encode(people),
            },
        )
        row = {"id": incident, "entry": entry, "by": self.by, "document": form.document}
        turn.connection.execute(insert(incidents), row)
        _add(turn, incident_people, incident, "person", people)
        _add(turn, incident_copies, incident, "copy", sorted(set(form.copies)))
        bearings = around(turn, concerned)
        to, barred = to_office(adviser_in(bearings)), bearings.from_deciding
        tell(turn, kind="incident_recorded", to=to, about=incident, entry=entry, barred=barred)
        return incident


class CloseIncident(Struct, frozen=True, kw_only=True):
    """Whoever advises records what came of it. No sanction follows by itself."""

    by: str
    incident: str
    form: IncidentOutcomeForm

    def carry_out(self, turn: Turn) -> int:
        """Record it; gives the number of the entry.

        Raises NotFoundError for an incident that they may not see, NotAllowedError for somebody who
        recorded it only, and NotNowError where it is closed.
        """
        row = _row(turn, self.incident)
        if row is None or not _may_see(turn, self.by, row):
            raise NotFoundError(_ABSENT)
        if not may(turn, "close_incident", self.by, _concerned(turn, row.id)):
            raise NotAllowedError(_NOT_YOURS)
        if row.closed is not None:
            raise NotNowError("It is closed.")
        entry = record(
            turn,
            by=self.by,
            kind="incident.closed",
            body={
                "document": row.document,
                "incident": row.id,
                "outcome": self.form.outcome,
            },
            committed={WORDS: self.form.words.encode()},
        )
        this = update(incidents).where(incidents.c.id == row.id)
        turn.connection.execute(this.values(closed=entry, outcome=self.form.outcome))
        return entry


class Enquire(Struct, frozen=True, kw_only=True):
    """Whoever advises looks up who had a document, which copy, when and under which conditions."""

    by: str
    document: str

    def carry_out(self, turn: Turn) -> Enquiry:
        """Record that they looked, and show it.

        Raises NotAllowedError for anybody else, as for an adviser who had the document, and
        NotFoundError where there is none.
        """
        held = [
            as_others_see(turn, one)
            for one in shown_copies(turn, copies.c.document == self.document)
        ]
        people = sorted({one.person for one in held})
        if not may(turn, "enquire", self.by, people):
            raise NotAllowedError(_NOT_YOURS)
        if document_of(turn.connection, self.document) is None:
            raise NotFoundError("There is no such document.")
        entry = record(turn, by=self.by, kind="enquiry.made", body={"document": self.document})
        return Enquiry(
            entry=entry,
            document=self.document,
            readers=tuple(
                Reader(
                    person=person,
                    copies=tuple(one for one in held if one.person == person),
                    accepted=tuple(
                        msgspec.structs.replace(one, request=openly(turn, one.request))
                        for one in accepted_by(turn, person, self.document)
                    ),
                )
                for person in people
            ),
        )


def incidents_seen_by(reading: Reading, person: str) -> Iterator[ShownIncident]:
    """The incidents that somebody may see, the newest first."""
    before: int | None = None
    entry = incidents.c.entry
    newest = select(incidents).order_by(entry.desc()).limit(_TOGETHER)
    while True:
        earlier = [] if before is None else [entry < before]
        rows = reading.connection.execute(newest.where(*earlier)).all()
        yield from (_shown(reading, row) for row in rows if _may_see(reading, person, row))
        if len(rows) < _TOGETHER:
            return
        before = rows[-1].entry


def one_incident(reading: Reading, person: str, incident: str) -> ShownIncident:
    """One of them. Raises NotFoundError where there is none that they may see."""
    row = _row(reading, incident)
    if row is None or not _may_see(reading, person, row):
        raise NotFoundError(_ABSENT)
    return _shown(reading, row)


def _holders(turn: Turn, document: str, named: Collection[str]) -> set[str]:
    """Who holds the copies that are named. Raises InputError for one of another document."""
    rows = turn.connection.execute(
        select(copies.c.id, copies.c.person).where(
            copies.c.id.in_(sorted(named)), copies.c.document == document
        )
    ).all()
    if {row.id for row in rows} != set(named):
        raise InputError("There is no such copy of this document.", where="copies")
    return {row.person for row in rows}


def _add(turn: Turn, table: Any, incident: str, column: str, ids: Collection[str]) -> None:
    if ids:
        rows = [{"incident": incident, column: one} for one in ids]
        turn.connection.execute(insert(table), rows)


def _row(reading: Reading, incident: str) -> Row[Any] | None:
    return reading.connection.execute(
        select(incidents).where(incidents.c.id == incident)
    ).one_or_none()


def _concerned(reading: Reading, incident: str) -> tuple[str, ...]:
    table = incident_people.c
    people = select(table.person).where(table.incident == incident).order_by(table.person)
    return tuple(reading.connection.execute(people).scalars())


def _may_see(reading: Reading, person: str, row: Row[Any]) -> bool:
    return may(reading, "see_incident", person, _concerned(reading, row.id), recorder=row.by)


def _shown(reading: Reading, row: Row[Any]) -> ShownIncident:
    table = incident_copies.c
    linked = select(table.copy).where(table.incident == row.id).order_by(table.copy)
    notes = noted(reading, (one for one in (row.entry, row.closed) if one is not None))
    return ShownIncident(
        id=row.id,
        entry=row.entry,
        at=notes.at(row.entry),
        by=row.by,
        document=row.document,
        words=notes.words(row.entry),
        people=_concerned(reading, row.id),
        copies=tuple(reading.connection.execute(linked).scalars()),
        closed=row.closed,
        outcome=row.outcome,
        why=None if row.closed is None else notes.words(row.closed),
    )
