"""Withermere, an invented town: its register, its papers and its people's tokens, for tests.

Nobody here lives, and nothing of it comes from a real council.
"""

import secrets
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any

import msgspec
from sqlalchemy import Connection, Table, insert, select, update

from gateway.policy import book
from gateway.settings import Settings
from gateway.store import setup, tables
from gateway.store.content_place import CONTENT_NAME, content_at
from gateway.store.engine import open_for_writing
from tests.buckets import names_in
from tests.databases import Databases, Files

FILES = Files()
LONG_AGO = datetime(2026, 5, 7, 12, tzinfo=UTC)
CANARY = "ZzCanaryzZ"
"""Stands in every title, name, text and token: it may be found nowhere but where it belongs."""
RULES = book.load()
PEOPLE = {
    "ada": "councillor",  # sits on the Harbour Committee
    "ben": "councillor",  # does not
    "fay": "councillor",  # her term is over
    "olive": "officer",  # holds the office of any officer
    "moira": "officer",  # the Monitoring Officer
    "peter": "officer",  # the proper officer
    "audrey": "officer",  # the auditor, and nothing else
    "dora": "councillor",  # a councillor who audits as well
    "nora": "officer",  # holds no office
    "sid": "officer",  # a service director, who decides first
    "dina": "officer",  # the data protection officer
}
OFFICES = {
    "olive": "officer",
    "moira": "monitoring_officer",
    "peter": "proper_officer",
    "audrey": "auditor",
    "dora": "auditor",
    "sid": "service_director",
    "dina": "data_protection_officer",
}
_NOT_MARKED: dict[str, Any] = {
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


class Town:
    """A data folder with a council in it; every name is an id, every person has a token."""

    def __init__(
        self,
        data: Path,
        profile: str = "england",
        databases: Databases = FILES,
        content_url: str = "",
    ) -> None:
        self.settings = Settings(
            data=data,
            database_url=databases.new(data.absolute()),
            content_url=content_url,
            allowed_hosts=("withermere.test", "127.0.0.1"),
        )
        self.people = {name: secrets.token_hex(16) for name in PEOPLE}
        self.harbour = secrets.token_hex(16)
        self.meeting = secrets.token_hex(16)
        setup.create(
            data=data,
            database_url=self.settings.database_url,
            profile=profile,
            title="Withermere",
            rule_book=RULES,
            moment=LONG_AGO,
        )
        with self.writing() as connection:
            self._register(connection)
        financial = 14 if profile == "wales" else 3  # the same paragraph, in the Welsh schedule
        self.paper = self.document({"main": {}, "annex": {"exempt": (financial,)}})
        self.minutes = self.document({"main": {}, "maps": {"content_type": "image/png"}})
        self.secret = self.document(
            {"advice": {"kind": "advice_to_member", "keep_from_others": True, "advice_to": "ada"}},
            business=False,
        )
        self.absent = secrets.token_hex(16)

    def writing(self) -> "_Writing":
        """A transaction beside the gateway."""
        return _Writing(self.settings.database_url)

    def token(self, name: str) -> str:
        """The text of somebody's token."""
        return f"ntk_{CANARY}_{name}_{self.people.get(name, 'unknown')}"

    def sign(self, name: str) -> dict[str, str]:
        """The header with which somebody signs in; nobody signs in as "stranger"."""
        return {} if name == "stranger" else {"Authorization": f"Bearer {self.token(name)}"}

    def add_person(self, name: str, kind: str, *, office: str) -> None:
        """Somebody more, who holds an office."""
        self.people[name] = secrets.token_hex(16)
        with self.writing() as connection:
            self._person(connection, name, kind)
            self._membership(connection, tables.offices, name, office=office)

    def give_token(self, name: str) -> None:
        """A token for somebody who came later."""
        with self.writing() as connection:
            _token(connection, self.people[name], self.token(name))

    def extra_token(
        self, name: str, *, expired: bool = False, revoked: bool = False
    ) -> dict[str, str]:
        """A further token for somebody, as the header with which to sign in."""
        text = f"ntk_{CANARY}_{secrets.token_hex(16)}"
        now = datetime.now(UTC)
        with self.writing() as connection:
            _token(
                connection,
                self.people[name],
                text,
                expires_at=now - timedelta(seconds=1) if expired else None,
                revoked_at=now if revoked else None,
            )
        return {"Authorization": f"Bearer {text}"}

    def whole_log(self) -> list[dict[str, Any]]:
        """Every entry of the log, oldest first."""
        with self.writing() as connection:
            rows = connection.execute(select(tables.log_entries.c.bytes).order_by("seq"))
            return [msgspec.json.decode(data) for (data,) in rows]

    def entries(self) -> list[dict[str, Any]]:
        """The entries, but for refused sign-ins: they may be recorded together, seconds later."""
        return [
            one
            for one in self.whole_log()
            if (one["kind"], "times" in one["body"]) != ("sign_in.refused", True)
        ]

    def end_term(self, name: str) -> None:
        """Somebody's term of office is over."""
        with self.writing() as connection:
            self._end(connection, tables.terms, name)

    def end_seat(self, name: str) -> None:
        """End a person's seat on the Harbour Committee."""
        with self.writing() as connection:
            self._end(connection, tables.seats, name)

    def contents(self, document: str) -> list[Path]:
        """The files that keep a document's bytes."""
        with self.writing() as connection:
            names = connection.execute(
                select(tables.segments.c.content_name).where(tables.segments.c.document == document)
            )
            return [self.settings.data / CONTENT_NAME / name for (name,) in names]

    def kept(self) -> set[str]:
        """The names of all that is kept of documents, half or whole."""
        folder = {one.name for one in (self.settings.data / CONTENT_NAME).iterdir()}
        return folder | (
            names_in(self.settings.content_url) if self.settings.content_url else set()
        )

    def document(
        self,
        segments: dict[str, dict[str, Any]],
        *,
        business: bool = True,
        content: bytes = b"",
        title: str = f"Harbour wall {CANARY}",
    ) -> str:
        """Register a document; with `business`, it stands at the committee's next meeting."""
        document = secrets.token_hex(16)
        with self.writing() as connection:
            connection.execute(
                insert(tables.documents).values(
                    id=document,
                    source="test",
                    source_id=document,
                    title=title,
                    registered_at=datetime.now(UTC),
                )
            )
            for place, (name, marks) in enumerate(segments.items()):
                whole = {"document": document, "place": place, "name": name}
                kept = content or f"{name} {CANARY}".encode()
                segment = self._segment(connection, kept, {**whole, **marks})
                if business:
                    row = {"segment": segment, "body": self.harbour, "meeting": self.meeting}
                    connection.execute(insert(tables.segment_business).values(**row))
        return document

    def _segment(self, connection: Connection, content: bytes, marks: dict[str, Any]) -> str:
        kept = content_at(self.settings.content_url, self.settings.data).keep([content])
        exempt = marks.pop("exempt", ())
        row = {"id": secrets.token_hex(16), "content_type": "application/pdf"}
        row |= {"content_name": kept.name, "content_sha256": kept.sha256}
        row |= {"content_size": kept.size, **_NOT_MARKED, **marks}
        row.pop("tested", None)
        if "advice_to" in row:
            row["advice_to"] = self.people[row["advice_to"]]
        connection.execute(insert(tables.segments).values(**row))
        tested = marks.get("tested")
        for paragraph in exempt:
            mark = {"segment": row["id"], "paragraph": paragraph, "negotiation_terms": False}
            mark["tested"] = tested
            connection.execute(insert(tables.segment_exemptions).values(**mark))
        return row["id"]

    def _register(self, connection: Connection) -> None:
        for name, kind in PEOPLE.items():
            self._person(connection, name, kind)
        for name, office in OFFICES.items():
            self._membership(connection, tables.offices, name, office=office)
        body = {"id": self.harbour, "source": "test", "source_id": "harbour"}
        body |= {"name": f"Harbour Committee {CANARY}", "executive": False, "scrutiny": False}
        connection.execute(insert(tables.bodies).values(**body))
        self._membership(
            connection, tables.seats, "ada", body=self.harbour, role="member", voting=True
        )
        meeting = {"id": self.meeting, "source": "test", "source_id": "next", "body": self.harbour}
        meeting |= {"start": _local(datetime.now(UTC) + timedelta(days=8))}
        meeting |= {"private": False, "cancelled": False}
        connection.execute(insert(tables.meetings).values(**meeting))

    def _person(self, connection: Connection, name: str, kind: str) -> None:
        """A person with a term of office and a token; Fay's term is over."""
        person = {
            "id": self.people[name],
            "source": "test",
            "source_id": name,
            "name": f"{name.title()} {CANARY}",
            "kind": kind,
        }
        connection.execute(insert(tables.people).values(**person))
        over = LONG_AGO + timedelta(days=30) if name == "fay" else None
        self._membership(connection, tables.terms, name, until=over)
        _token(connection, self.people[name], self.token(name))

    def _end(self, connection: Connection, table: Table, name: str) -> None:
        now = datetime.now(UTC)
        connection.execute(
            update(table)
            .where(table.c.person == self.people[name], table.c.valid_to.is_(None))
            .values(
                valid_to=_local(now - timedelta(hours=2)),
                ended_recorded_at=now - timedelta(seconds=1),
            )
        )

    def _membership(
        self,
        connection: Connection,
        table: Table,
        name: str,
        *,
        until: datetime | None = None,
        **values: Any,
    ) -> None:
        row = {
            "valid_from": _local(LONG_AGO),
            "valid_to": until and _local(until),
            "recorded_at": LONG_AGO,
            "ended_recorded_at": until,
            "person": self.people[name],
        }
        connection.execute(insert(table).values(**row, **values))


class _Writing:
    """One transaction on a connection of its own."""

    def __init__(self, url: str) -> None:
        self._engine = open_for_writing(url)

    def __enter__(self) -> Connection:
        self._begun = self._engine.begin()
        return self._begun.__enter__()

    def __exit__(self, *error: object) -> None:
        self._begun.__exit__(*error)
        self._engine.dispose()


def _token(
    connection: Connection,
    person: str,
    text: str,
    *,
    expires_at: datetime | None = None,
    revoked_at: datetime | None = None,
) -> None:
    row = {
        "id": secrets.token_hex(16),
        "hash": sha256(text.encode()).hexdigest(),
        "person": person,
        "issued_at": LONG_AGO,
        "expires_at": expires_at or datetime.now(UTC) + timedelta(days=30),
        "revoked_at": revoked_at,
    }
    connection.execute(insert(tables.tokens).values(**row))


def _local(moment: datetime) -> datetime:
    return moment.replace(tzinfo=None, microsecond=0)
