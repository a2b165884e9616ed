"""The tables refuse what may not be in them."""

from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any

import pytest
from sqlalchemy import Connection, Insert, Table, delete, insert, select, update
from sqlalchemy.dialects import postgresql
from sqlalchemy.exc import IntegrityError, StatementError

from gateway.domain.facts import SegmentKind
from gateway.domain.people import HeldOffice
from gateway.store import tables
from gateway.store.log import Log
from gateway.store.tables.columns import values_of
from tests.store.borough import FOUNDED, NOW, Borough, at, id_of

LATER = at("2026-12-04T18:00")
APPEND_ONLY = [
    tables.log_entries,
    tables.log_nodes,
    tables.log_checkpoints,
    tables.rule_books,
    tables.rule_book_proposals,
    tables.rule_book_adoptions,
]
REFUSED = pytest.raises(IntegrityError, match="append-only")


def _one_in_each(connection: Connection) -> None:
    """At least one row in each append-only table; setting up made entries and a rule book."""
    log = Log(connection)
    for _ in range(2):
        log.append(actor="system", at=NOW, kind="log.verified", body={}, committed={})
    log.write()
    connection.execute(insert(tables.log_checkpoints), {"size": 1, "note": "a note"})


def _replacement(connection: Connection, table: Table) -> Insert:
    if connection.dialect.name == "sqlite":
        return insert(table).prefix_with("OR REPLACE")
    (key, *_) = table.primary_key
    adding = postgresql.insert(table)
    return adding.on_conflict_do_update(
        index_elements=table.primary_key, set_={key: adding.excluded[key.name]}
    )


@pytest.mark.parametrize("table", APPEND_ONLY, ids=lambda table: table.name)
class TestAppendOnly:
    """What is logged stays as it is, whoever writes to the database."""

    def test_no_update(self, borough: Borough, table: Table):
        """No row is changed, not even to what it is."""
        column = next(iter(table.primary_key))
        with REFUSED, borough.writing() as connection:
            _one_in_each(connection)
            connection.execute(update(table).values({column.name: column}))

    def test_no_delete(self, borough: Borough, table: Table):
        """No row is deleted."""
        with REFUSED, borough.writing() as connection:
            _one_in_each(connection)
            connection.execute(delete(table))

    def test_no_replacement(self, borough: Borough, table: Table):
        """No row is put in the place of another, which SQLite does by deleting."""
        written = [column.name for column in table.c if column.computed is None]
        with REFUSED, borough.writing() as connection:
            _one_in_each(connection)
            rows = connection.execute(select(*(table.c[name] for name in written))).mappings()
            connection.execute(_replacement(connection, table), dict(rows.first() or {}))

    @pytest.mark.only_on("postgresql")
    def test_no_truncation(self, borough: Borough, table: Table):
        """Nor are all rows thrown away at once."""
        with REFUSED, borough.writing() as connection:
            connection.exec_driver_sql(f"TRUNCATE {table.name} CASCADE")


def test_the_values_of_nested_literals():
    """A column's values are those of the domain's type, also where one type is made of two."""
    assert {"auditor", "officer", "monitoring_officer"} < set(values_of(HeldOffice))
    assert values_of(SegmentKind)[0] == "report"


@pytest.mark.parametrize(
    ("table", "row"),
    [
        (tables.people, {"name": "Ada", "kind": "wizard"}),
        (tables.people, {"name": "", "kind": "councillor"}),
        (tables.people, {"name": "Ada", "kind": "councillor", "id": "short"}),
        (tables.people, {"name": "Ada", "kind": "councillor", "id": "A" * 32}),
        (tables.bodies, {"name": "Board", "executive": 2, "scrutiny": False}),
        (tables.bodies, {"name": "Board", "executive": None, "scrutiny": False}),
        (tables.bodies, {"name": "Board", "executive": "maybe", "scrutiny": False}),
    ],
)
def test_a_value_that_the_model_does_not_know_is_refused(
    borough: Borough, table: Table, row: dict[str, Any]
):
    """Enumerations, flags, ids and texts are checked by the database itself."""
    with pytest.raises(StatementError):
        borough.add(table, called="it", **row)


def test_the_council_is_one(borough: Borough):
    """A database belongs to one council."""
    second = {"id": 2, "profile": "wales", "title": "Other", "created_at": NOW}
    with pytest.raises(IntegrityError):
        borough.add(tables.council, **second)


def test_a_membership_is_open_once(borough: Borough):
    """Nobody sits twice on one body at the same time; after the seat ends they may sit again."""
    borough.person("Ada")
    borough.body("Board")
    borough.seat("Ada", "Board")
    with pytest.raises(IntegrityError):
        borough.seat("Ada", "Board", "chair")
    borough.change(tables.seats, tables.seats.c.person == id_of("Ada"), valid_to=LATER)
    borough.seat("Ada", "Board", valid_from=LATER)


def test_a_membership_does_not_end_before_it_begins(borough: Borough):
    """An end before the beginning is refused."""
    with pytest.raises(IntegrityError):
        borough.add(tables.undertakings, person=borough.person("Ada"), valid_to=at("2020-01-01"))


def test_business_names_the_meeting_of_its_own_body(borough: Borough):
    """A segment cannot stand on the agenda of one body's meeting as business of another."""
    borough.body("Board")
    borough.body("Harbour Committee")
    borough.meeting("h1", "Harbour Committee", LATER)
    with pytest.raises(IntegrityError):
        borough.document("Paper", body={"business": "Board / h1"})


@pytest.mark.parametrize(
    "facts",
    [
        {"executive_decision_by": "officer"},
        {"executive_decision_made": LATER},
        {"content_name": "a", "content_type": "text/plain", "content_size": 1},
        {
            "content_name": "a",
            "content_type": "text/plain",
            "content_size": 1,
            "content_sha256": "too short",
        },
    ],
)
def test_facts_that_belong_together_stand_together(borough: Borough, facts: dict[str, Any]):
    """An executive decision has author and moment, and content has all of its columns."""
    with pytest.raises(IntegrityError):
        borough.document("Paper", body=facts)


def test_a_reference_to_nothing_is_refused(borough: Borough):
    """Nobody is given a term who is not in the register."""
    with pytest.raises(IntegrityError):
        borough.add(tables.terms, person=id_of("nobody"))


def test_moments_are_kept_in_utc(borough: Borough):
    """A moment comes back as the same moment, whatever offset it came with."""
    summer = datetime(2026, 7, 1, 12, 30, 0, 5, tzinfo=timezone(timedelta(hours=1)))
    borough.change(tables.council, tables.council.c.id == 1, created_at=summer)
    with borough.reading() as connection:
        kept = connection.execute(select(tables.council.c.created_at)).scalar_one()
        text = connection.exec_driver_sql("SELECT created_at FROM council").scalar_one()
    assert summer == kept
    assert "2026-07-01T11:30:00.000005Z" == text


@pytest.mark.parametrize(
    ("table", "column", "value"),
    [
        (tables.council, "created_at", at("2026-01-01")),
        (tables.meetings, "start", datetime(2026, 1, 1, tzinfo=UTC)),
        (tables.bodies, "ended_on", datetime(2026, 1, 1, tzinfo=UTC)),
    ],
)
def test_times_of_the_wrong_sort_are_mistakes(
    borough: Borough, table: Table, column: str, value: datetime
):
    """A moment has an offset, a local time has none, and a day has no time."""
    with pytest.raises(StatementError):
        borough.change(table, table.c.id == "x", **{column: value})


def test_what_is_stored_comes_back(borough: Borough):
    """Days, local times, flags, sets and NULLs come back as they went in."""
    borough.body("Board")
    borough.change(tables.bodies, tables.bodies.c.id == id_of("Board"), ended_on=date(2026, 12, 1))
    borough.meeting("m", "Board", LATER)
    borough.document("Paper", body={"matters": frozenset({"b", "a"}), "author_consents": None})
    with borough.reading() as connection:
        body = connection.execute(select(tables.bodies)).one()
        meeting = connection.execute(select(tables.meetings)).one()
        segment = connection.execute(select(tables.segments)).one()
    assert (date(2026, 12, 1), False) == (body.ended_on, body.executive)
    assert (LATER, None) == (meeting.start, meeting.ended)
    assert (frozenset({"a", "b"}), frozenset()) == (segment.matters, segment.subjects)
    assert segment.author_consents is None
    assert segment.public is False


def test_unknown_moments_stay_unknown(borough: Borough):
    """A moment, a day or a flag that is NULL comes back as None."""
    borough.person("Ada")
    with borough.reading() as connection:
        term = connection.execute(select(tables.terms)).one()
    assert (FOUNDED, None, None) == (term.recorded_at, term.ended_recorded_at, term.valid_to)
