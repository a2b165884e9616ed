"""Rows held until a transaction ends."""

from typing import Any

import pytest
from sqlalchemy.exc import IntegrityError

from gateway.store import tables
from gateway.store.held_rows import HeldRows
from tests.store.borough import Borough, id_of

_DOCUMENT = {"registered_at": "2026-01-01", "withdrawn_at": None, "source": "t"}


def _document(name: str) -> dict[str, Any]:
    return _DOCUMENT | {"id": id_of(name), "source_id": name, "title": name}


def _author(name: str) -> dict[str, Any]:
    return {"document": id_of(name), "person": id_of("Ada")}


def _count(connection: Any) -> int:
    found = connection.execute(tables.documents.select()).all()
    return len(found)


def test_what_is_held_is_not_there_before_it_is_written(borough: Borough):
    """Rows are in the database after `write`, each after those that it refers to."""
    borough.person("Ada")
    with borough.writing() as connection:
        rows = HeldRows(connection)
        rows.at_once = False
        rows.add(tables.document_authors, _author("a"))
        rows.add(tables.documents, _document("a"))
        assert 0 == _count(connection)
        assert rows.holds(tables.documents, {"title": "a"})
        assert not rows.holds(tables.documents, {"title": "b"})
        rows.write()
        assert 1 == _count(connection)
        assert not rows.holds(tables.documents, {"title": "a"})
        rows.write()
        assert 1 == _count(connection)


def test_at_once_is_at_once(borough: Borough):
    """A row is there when it is added."""
    with borough.writing() as connection:
        rows = HeldRows(connection)
        rows.add(tables.documents, _document("a"))
        assert 1 == _count(connection)


def test_what_failed_is_forgotten(borough: Borough):
    """Rows since a mark are taken back, also after something was written."""
    with borough.writing() as connection:
        rows = HeldRows(connection)
        rows.at_once = False
        rows.add(tables.documents, _document("a"))
        rows.write()
        rows.add(tables.documents, _document("b"))
        mark = rows.mark()
        rows.add(tables.documents, _document("c"))
        rows.back_to(mark)
        rows.write()
        titles = connection.execute(tables.documents.select()).all()
        assert {"a", "b"} == {row.title for row in titles}


def test_once_is_once(borough: Borough):
    """Where such a row stands already nothing is added; without `once` that is an error."""
    with borough.writing() as connection:
        rows = HeldRows(connection)
        rows.at_once = False
        for _ in range(2):
            rows.add(tables.documents, _document("a"), once=True)
        rows.write()
        assert 1 == _count(connection)
        rows.add(tables.documents, _document("a"))
        with pytest.raises(IntegrityError):
            rows.write()
        connection.rollback()
