"""Statements that are rendered once."""

import pytest
from sqlalchemy import bindparam, literal_column, select
from sqlalchemy.exc import OperationalError

from gateway.store import tables
from gateway.store.prepared import Prepared
from tests.store.borough import Borough

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
    with borough.reading() as connection, pytest.raises(OperationalError, match="missing_column"):
        wrong.rows(connection, {})
