"""Questions that take too long are given up, on both databases."""

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from gateway.errors import SlowError
from gateway.store.patience import stopped_after
from tests.store.borough import Borough

LONG = """
    WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 1000000000)
    SELECT count(*) FROM n
"""


def test_a_long_question_is_stopped(borough: Borough):
    """It ends after its time, and the caller is told that it took too long."""
    with borough.reading() as connection:
        if connection.dialect.name == "postgresql":
            connection.execute(text("SET LOCAL statement_timeout = 50"))
        with pytest.raises(SlowError), stopped_after(connection, 0.05):
            connection.execute(text(LONG))


def test_a_question_in_time_is_answered(borough: Borough):
    """What is quick is not disturbed, during the block or after it."""
    with borough.reading() as connection:
        with stopped_after(connection, 60):
            assert 1 == connection.scalar(text("SELECT 1"))
        assert 2 == connection.scalar(text("SELECT 2"))


def test_other_faults_are_told_as_they_are(borough: Borough):
    """A question that the database does not understand has not taken too long."""
    with borough.reading() as connection, pytest.raises(DBAPIError), stopped_after(connection, 60):
        connection.execute(text("SELECT nothing FROM nowhere"))
