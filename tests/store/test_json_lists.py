"""Lists that travel as JSON: their elements as rows, and whether a column is among them."""

import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Text, literal, select, text

from gateway.store.json_lists import IsListed, ListElements
from gateway.store.tables import bodies, log_entries
from tests.store.borough import Borough

LISTED = st.lists(st.text(st.characters(exclude_characters="\0", codec="utf-8")))


@given(texts=LISTED)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_the_elements_are_those_of_the_list(borough: Borough, texts: list[str]):
    """Whatever the texts, each comes once for each time that it stands in the list."""
    elements = ListElements(literal(json.dumps(texts), Text)).table_valued("value")
    with borough.reading() as connection:
        assert sorted(texts) == sorted(connection.scalars(select(elements.c.value)))


@pytest.mark.parametrize("listed", [[], ["Board"], ["Panel", 'x"', "Board"], ["Nobody"]])
def test_whether_a_column_is_listed(borough: Borough, listed: list[str]):
    """The rows whose value stands in the list are found, and no others."""
    for name in ("Board", "Panel", "Cabinet"):
        borough.body(name)
    among = IsListed(bodies.c.name, literal(json.dumps(listed), Text))
    with borough.reading() as connection:
        found = set(connection.scalars(select(bodies.c.name).where(among)))
        others = set(connection.scalars(select(bodies.c.name).where(~among)))
    assert {"Board", "Panel", "Cabinet"} & set(listed) == found
    assert {"Board", "Panel", "Cabinet"} - set(listed) == others


def test_what_is_listed_is_found_by_its_index(borough: Borough):
    """A few entries of the log are looked up on SQLite; it does not go through the whole log."""
    asked = select(log_entries.c.seq).where(IsListed(log_entries.c.seq, literal("[0, 7000]", Text)))
    with borough.reading() as connection:
        sql = asked.compile(connection, compile_kwargs={"literal_binds": True})
        assert [0] == connection.scalars(asked).all()
        if connection.dialect.name == "sqlite":
            plan = connection.execute(text(f"EXPLAIN QUERY PLAN {sql}")).all()
            assert any("SEARCH log_entries USING" in step.detail for step in plan)
