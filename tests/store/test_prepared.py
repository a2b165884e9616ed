"""Statements that are rendered once."""

import pytest
from sqlalchemy import bindparam, literal_column, select
from sqlalchemy.exc import DBAPIError, IntegrityError

from gateway.store import tables
from gateway.store.prepared import Prepared, insertion
from tests.store.borough import Borough, id_of

_COUNCIL = Prepared(
    select(tables.council.c.title, tables.council.c.profile).where(
        tables.council.c.id == bindparam("which")
    )
)


def test_it_answers_like_any_statement(borough: Borough):
    """The same question twice, with other values, has the right answers."""
    with borough.reading() as connection:
        assert [("Thornmere", "england")] == list(_COUNCIL.rows(connection, {"which": 1}))
        assert [] == list(_COUNCIL.rows(connection, {"which": 2}))


def test_it_reads_within_one_transaction(borough: Borough):
    """What is committed between two questions is not seen by the second."""
    with borough.reading() as connection:
        before = _COUNCIL.rows(connection, {"which": 1})
        borough.change(tables.council, tables.council.c.id == 1, title="Changed")
        assert before == _COUNCIL.rows(connection, {"which": 1})


def test_a_fault_of_the_database_looks_like_any_other(borough: Borough):
    """An error of the driver is the error that the writer knows how to treat."""
    wrong = Prepared(select(literal_column("missing_column")))
    with borough.reading() as connection, pytest.raises(DBAPIError, match=r"missing_column|42703"):
        wrong.rows(connection, {})


def test_rows_are_added_with_every_column(borough: Borough):
    """Many rows go in at once, as values of the driver."""
    row = {"document": "d", "registered_at": "2026-01-01", "withdrawn_at": None, "source": "t"}
    rows = [row | {"id": id_of(name), "source_id": name, "title": name} for name in ("a", "b")]
    with borough.writing() as connection:
        insertion(tables.documents).each(connection, rows)
        found = connection.execute(select(tables.documents.c.title)).scalars()
        assert ["a", "b"] == sorted(found)


def test_a_fault_in_many_looks_like_any_other(borough: Borough):
    """A row that is refused among many is the same error."""
    row = {"document": "d", "registered_at": "2026-01-01", "withdrawn_at": None, "source": "t"}
    row |= {"id": "short", "source_id": "1", "title": "Paper"}
    with borough.writing() as connection:
        with pytest.raises(IntegrityError):
            insertion(tables.documents).each(connection, [row])
        connection.rollback()
