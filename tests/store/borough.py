"""Thornmere, an invented borough, built row by row: what a test needs and nothing else.

Everything is known by a name in the test; `id_of` makes the name an id.
"""

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, Table, insert, update

from gateway.casework.in_force import RuleBooks
from gateway.casework.turn import LONDON
from gateway.casework.writer import PATIENCE, Office, open_office
from gateway.policy import book
from gateway.store import setup, tables
from gateway.store.content import Folder
from gateway.store.content_place import CONTENT_NAME
from gateway.store.engine import open_for_reading, open_for_writing
from tests.databases import Databases

RULES = book.load()
FOUNDED = datetime(2026, 5, 7, 12, tzinfo=UTC)
NOW = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
"""A Monday morning."""
LOCAL = NOW.astimezone(LONDON).replace(tzinfo=None)
_PLAIN: dict[str, Any] = {
    "kind": "report",
    "public": False,
    "held_by": "council",
    "registered_information": False,
    "own_development": False,
    "confidential": "none",
    "third_party_confidence": "none",
    "personal_data": "none",
    "subjects": frozenset(),
    "keep_from_others": False,
    "matters": frozenset(),
}
_DECLARED: dict[str, Any] = {"entry": 0, "same_person": False}
"""What deputies, absences and relationships say besides."""
SECRET = {"kind": "advice_to_member", "keep_from_others": True}
"""What must be neither confirmed nor denied to anybody but the member advised."""


def id_of(name: str) -> str:
    """The id of whatever the test calls by this name."""
    return sha256(name.encode()).hexdigest()[:32]


def at(text: str) -> datetime:
    """A local date-time, or the beginning of a day."""
    return datetime.fromisoformat(text)


Open = Callable[[str], Engine]


class Borough:
    """A data folder with a council in it. `now` is the clock, and may be set."""

    def __init__(self, data: Path, url: str, databases: Databases) -> None:
        self.data = data
        self.url = url
        self.now = NOW
        self._databases = databases
        self._engines: dict[Open, Engine] = {}

    @classmethod
    def founded(cls, data: Path, databases: Databases, profile: str = "england") -> "Borough":
        """A council just set up, under a profile."""
        borough = cls(data, databases.new(data), databases)
        setup.create(
            data=data,
            database_url=borough.url,
            profile=profile,
            title="Thornmere",
            rule_book=RULES,
            moment=FOUNDED,
        )
        return borough

    def copied_to(self, data: Path) -> "Borough":
        """The same council in another folder: quicker than setting up another."""
        self.close()
        shutil.copytree(self.data, data)
        return Borough(data, self._databases.copy(self.url, data), self._databases)

    def close(self) -> None:
        """Let go of the database."""
        while self._engines:
            self._engines.popitem()[1].dispose()

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A connection in a transaction that is committed at the end."""
        with self._engine(open_for_writing).begin() as connection:
            yield connection

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A connection that only reads."""
        with self._engine(open_for_reading).connect() as connection:
            yield connection

    def _engine(self, how: Open) -> Engine:
        if how not in self._engines:
            self._engines[how] = how(self.url)
        return self._engines[how]

    @contextmanager
    def office(self, patience: float = PATIENCE, queue_limit: int = 256) -> Iterator[Office]:
        """The office at work, by this borough's clock."""
        office = open_office(
            self.data,
            self.url,
            queue_limit,
            rule_books=RuleBooks(RULES),
            patience=patience,
            clock=lambda: self.now,
        )
        with office:
            yield office

    def add(self, table: Table, **row: Any) -> None:
        """One row; a table of things by name gets the id of `name`, and its source."""
        if "source" in table.c:
            name = row.pop("called", None) or row.get("name") or row.get("title")
            row = {"id": id_of(name), "source": "test", "source_id": name, **row}
        if "valid_from" in table.c:
            row = {"valid_from": at("2026-05-07"), "recorded_at": FOUNDED, **row}
            row = {**{name: value for name, value in _DECLARED.items() if name in table.c}, **row}
        with self.writing() as connection:
            connection.execute(insert(table), row)

    def change(self, table: Table, where: Any, **values: Any) -> None:
        """Change the rows of which `where` holds."""
        with self.writing() as connection:
            connection.execute(update(table).where(where).values(**values))

    def person(self, name: str, kind: str = "councillor", *, offices: str = "") -> str:
        """Somebody in office; gives their id. `offices` are separated by spaces."""
        person = id_of(name)
        self.add(tables.people, name=name, kind=kind)
        if kind not in {"officer", "public"}:
            self.add(tables.terms, person=person)
        for office in offices.split():
            self.add(tables.offices, person=person, office=office)
        return person

    def body(self, name: str, *, executive: bool = False, scrutiny: bool = False) -> str:
        """A formal body; gives its id."""
        self.add(tables.bodies, name=name, executive=executive, scrutiny=scrutiny)
        return id_of(name)

    def seat(self, person: str, body: str, role: str = "member", **period: Any) -> None:
        """A seat of a person on a body, both by name."""
        self.add(
            tables.seats,
            person=id_of(person),
            body=id_of(body),
            role=role,
            voting=True,
            **period,
        )

    def meeting(self, name: str, body: str, start: datetime, **facts: Any) -> str:
        """A meeting of a body (by name); gives its id."""
        self.add(
            tables.meetings,
            called=name,
            body=id_of(body),
            start=start,
            **{"private": False, "cancelled": False, **facts},
        )
        return id_of(name)

    def document(self, title: str, **segments: dict[str, Any]) -> str:
        """A document with its segments by name; gives its id.

        Besides its facts, a segment may have `business` (a body by name, or a body and a meeting),
        `exempt` (paragraphs) and `content` (bytes).
        """
        document = id_of(title)
        self.add(tables.documents, title=title, registered_at=FOUNDED)
        for place, (name, facts) in enumerate((segments or {"body": {}}).items()):
            self.part(document, name, place, dict(facts))
        return document

    def part(self, document: str, name: str, place: int, facts: dict[str, Any]) -> None:
        """A segment of a document, as `document` says."""
        segment = id_of(f"{document} {name}")
        business, exempt = facts.pop("business", None), facts.pop("exempt", ())
        content = facts.pop("content", None)
        row = {"id": segment, "document": document, "name": name, "place": place, **_PLAIN}
        if content is not None:
            kept = Folder(self.data / CONTENT_NAME).keep([content])
            row |= {
                "content_name": kept.name,
                "content_type": "text/plain",
                "content_sha256": kept.sha256,
                "content_size": kept.size,
            }
        self.add(tables.segments, **row | facts)
        if business:
            body, *meeting = business.split(" / ")
            self.add(
                tables.segment_business,
                segment=segment,
                body=id_of(body),
                meeting=id_of(meeting[0]) if meeting else None,
            )
        for paragraph in exempt:
            self.add(
                tables.segment_exemptions,
                segment=segment,
                paragraph=paragraph,
                negotiation_terms=False,
            )
