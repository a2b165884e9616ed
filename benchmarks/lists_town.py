"""An invented town of any size, written straight into the database: people, meetings, papers.

Ten in a hundred papers are public, five are exempt, ten are of a private kind or about one case;
each stands on the agenda of one of 30 bodies, spread over twenty years.
"""

import csv
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from io import BytesIO, StringIO
from itertools import islice
from random import Random
from typing import Any, Final

from sqlalchemy import Connection, Table, bindparam, insert

from gateway.store import tables
from gateway.store.tables.columns import moment_text

FOUNDED: Final = datetime(2026, 5, 7, 12, tzinfo=UTC)
NOW: Final = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
LOCAL: Final = NOW.replace(tzinfo=None)
_EVENING: Final = LOCAL.replace(hour=18, minute=0)
_BODIES: Final = 30
_SCRUTINY: Final = range(3, 10)
_MEETINGS: Final = 240
_AT_ONCE: Final = 20_000
_WORDS: Final = (
    *("harbour", "bridge", "school", "budget", "library", "road", "housing", "market", "park"),
    *("flood", "tender", "review", "update", "plan", "report", "annual", "lease", "site"),
)
_PRIVATE: Final = ("group_internal", "advice_to_member", "correspondence")
_RARE: Final = (
    *_PRIVATE,
    "accounts",
    "casework_record",
    "individual_employment",
    "officer_report_to_group",
)

Rows = Iterator[tuple[Table, dict[str, Any]]]


class Town:
    """What is invented, in the order in which it is written."""

    def __init__(self, documents: int, members: int, seed: int) -> None:
        self._random = Random(seed)
        self._documents = documents
        self.people = [self._id() for _ in range(members)]
        self._groups = [self._id() for _ in range(5)]
        self._bodies = [self._id() for _ in range(_BODIES)]
        self._executive = set(self._bodies[:3])  # of which none is for scrutiny
        self._meetings: list[tuple[datetime, str, str]] = []

    def batches(self) -> Iterator[list[tuple[Table, list[dict[str, Any]]]]]:
        """All of it, a number of rows at a time, by table, in the order of what refers to what."""
        for rows in (self._bodies_and_meetings(), self._register(), self._papers()):
            while some := list(islice(rows, _AT_ONCE)):
                by_table: dict[Table, list[dict[str, Any]]] = {}
                for table, row in some:
                    by_table.setdefault(table, []).append(row)
                yield [
                    (table, by_table[table])
                    for table in tables.metadata.sorted_tables
                    if table in by_table
                ]

    def _id(self) -> str:
        return f"{self._random.getrandbits(128):032x}"

    def _rarely(self, share: float) -> bool:
        return self._random.random() < share

    def _named(self, own: str) -> dict[str, str]:
        return {"id": own, "source": "invented", "source_id": own}

    def _bodies_and_meetings(self) -> Rows:
        for number, body in enumerate(self._bodies):
            kinds = {"executive": body in self._executive, "scrutiny": number in _SCRUTINY}
            yield tables.bodies, {**self._named(body), "name": f"Body {number}", **kinds}
            for held in range(_MEETINGS):
                yield self._meeting(body, -30 * held - self._random.randrange(1, 20))
            if self._rarely(0.4):
                yield self._meeting(body, self._random.randrange(1, 40))
        self._meetings.sort()

    def _meeting(self, body: str, days: int) -> tuple[Table, dict[str, Any]]:
        meeting, start = self._id(), _EVENING + timedelta(days=days)
        self._meetings.append((start, meeting, body))
        return tables.meetings, {
            **self._named(meeting),
            "body": body,
            "start": start,
            "ended": start + timedelta(hours=2) if days < 0 else None,
            "private": body in self._executive and self._rarely(0.5),
            "cancelled": False,
        }

    def _register(self) -> Rows:
        holds = {"valid_from": datetime(2025, 5, 7), "recorded_at": FOUNDED}  # noqa: DTZ001 - local
        for group in self._groups:
            yield tables.party_groups, {**self._named(group), "name": group}
        for number, person in enumerate(self.people):
            name = f"{self._random.choice(_WORDS).capitalize()} {number:05}"
            yield tables.people, {**self._named(person), "name": name, "kind": "councillor"}
            yield tables.terms, {**holds, "person": person}
            if self._rarely(0.9):
                group = self._random.choice(self._groups)
                yield tables.group_memberships, {**holds, "person": person, "party_group": group}
            for body in self._random.sample(self._bodies, self._random.choice((0, 0, 1, 2, 3))):
                role = self._random.choice(["member"] * 9 + ["chair"])
                seat = {"person": person, "body": body, "role": role, "voting": True}
                yield tables.seats, {**holds, **seat}

    def _papers(self) -> Rows:
        for number in range(self._documents):
            start, meeting, body = self._meetings[number * len(self._meetings) // self._documents]
            document = self._id()
            registered = (start - timedelta(days=7)).replace(tzinfo=UTC)
            newest = f"{moment_text(registered)}~{document}"
            yield (
                tables.documents,
                {
                    **self._named(document),
                    "title": " ".join(self._random.choices(_WORDS, k=4)).capitalize(),
                    "registered_at": registered,
                },
            )
            exempt = self._rarely(0.05)
            for place in range(2 if exempt else self._random.choice((1, 1, 1, 2))):
                row = self._segment(document, place, start, body, exempt=exempt)
                row["newest"] = newest
                yield tables.segments, row
                if row["kind"] not in _PRIVATE and self._rarely(0.95):
                    business = {"segment": row["id"], "body": body, "meeting": meeting}
                    business["newest"] = newest
                    yield tables.segment_business, business
                if exempt and place == 0:
                    paragraph = self._random.choice((1, 2, 3, 3, 3, 5))
                    mark = {"segment": row["id"], "paragraph": paragraph}
                    yield tables.segment_exemptions, {**mark, "negotiation_terms": False}

    def _segment(
        self, document: str, place: int, start: datetime, body: str, *, exempt: bool
    ) -> dict[str, Any]:
        kind = self._random.choice(_RARE) if self._rarely(0.1) else "report"
        private = kind in _PRIVATE
        decided = self._rarely(0.05) and not private
        advice = kind in ("advice_to_member", "correspondence")
        matters = {f"matter {self._random.randrange(1000)}"} if self._rarely(0.02) else set()
        return {
            "id": self._id(),
            "document": document,
            "name": f"part {place}",
            "place": place,
            "kind": kind,
            "public": not exempt and not private and self._rarely(0.1),
            "held_by": "executive" if decided or body in self._executive else "council",
            "executive_decision_by": "member" if decided else None,
            "executive_decision_made": start + timedelta(days=1) if decided else None,
            "registered_information": False,
            "own_development": False,
            "confidential": "none",
            "third_party_confidence": "not_consulted" if self._rarely(0.05) else "none",
            "personal_data": "ordinary" if self._rarely(0.1) else "none",
            "subjects": frozenset[str](),
            "owner_group": self._random.choice(self._groups) if kind == "group_internal" else None,
            "advice_to": self._random.choice(self.people) if advice else None,
            "keep_from_others": False,
            "author_consents": True if private and self._rarely(0.05) else None,
            "matters": frozenset(matters),
        }


@contextmanager
def in_bulk(connection: Connection) -> Iterator[None]:
    """Rows are written without what the database's triggers do besides: `newest` is given."""
    if connection.dialect.name == "postgresql":
        for table in _WATCHED:
            connection.exec_driver_sql(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        yield
        for table in _WATCHED:
            connection.exec_driver_sql(f"ALTER TABLE {table} ENABLE TRIGGER USER")
        return
    connection.exec_driver_sql("PRAGMA cache_size = -800000")  # kibibytes, for this connection
    asked = (
        "SELECT name, sql FROM sqlite_schema WHERE type = 'trigger' AND tbl_name IN (?, ?, ?, ?)"
    )
    triggers = connection.exec_driver_sql(asked, _WATCHED).all()
    for name, _ in triggers:
        connection.exec_driver_sql(f"DROP TRIGGER {name}")
    yield
    for _, made in triggers:
        connection.exec_driver_sql(made)


_WATCHED: Final = tuple(
    table.name
    for table in (
        tables.documents,
        tables.segments,
        tables.segment_business,
        tables.segment_exemptions,
    )
)


def write(connection: Connection, table: Table, rows: list[dict[str, Any]]) -> None:
    """Write many rows of a table, in the quickest way that the database has."""
    types = [table.c[name].type.dialect_impl(connection.dialect) for name in rows[0]]
    kept = [one.bind_processor(connection.dialect) or (lambda value: value) for one in types]
    values = ([keep(one) for keep, one in zip(kept, row.values(), strict=True)] for row in rows)
    cursor = connection.connection.cursor()
    if connection.dialect.name == "sqlite":
        added = insert(table).values({name: bindparam(name) for name in rows[0]})
        cursor.executemany(
            str(added.compile(dialect=connection.dialect)),
            (dict(zip(rows[0], one, strict=True)) for one in values),
        )
        return
    text = StringIO()
    csv.writer(text).writerows(values)
    copy = f"COPY {table.name} ({', '.join(rows[0])}) FROM STDIN CSV"
    cursor.execute(copy, stream=BytesIO(text.getvalue().encode()))
