"""No record, no answer, no document: what happens while the log cannot be written."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from tests.api.town import CANARY, Town
from tests.journeys.served import Served, serving, wait_for


@pytest.fixture
def served(tmp_path, databases) -> Iterator[Served]:
    """A town's gateway."""
    with serving(Town(tmp_path / "data", databases=databases)) as served:
        yield served


@contextmanager
def no_log(town: Town) -> Iterator[None]:
    """The log's table is out of reach."""
    with town.writing() as connection:
        connection.exec_driver_sql("ALTER TABLE log_entries RENAME TO out_of_reach")
    yield
    with town.writing() as connection:
        connection.exec_driver_sql("ALTER TABLE out_of_reach RENAME TO log_entries")


def test_while_the_log_cannot_be_written_nothing_is_decided_or_released(served):
    """503 to everything that must be recorded, no byte of a document, and /readyz says so."""
    town = served.town
    before = town.entries()
    with served.client("ada") as ada, served.client("audrey") as auditor, served.client() as anyone:
        with no_log(town):
            refused = [
                ada.post("/api/requests", json={"document": town.paper}),
                ada.get(f"/api/documents/{town.paper}/content"),
                auditor.get("/api/log"),
                auditor.get("/api/log/export"),
            ]
            ready = anyone.get("/readyz")
            alive = anyone.get("/healthz")
        wait_for(lambda: anyone.get("/readyz").status_code == 200)
        again = ada.post("/api/requests", json={"document": town.paper})

    assert [503] * 4 == [answer.status_code for answer in refused]
    assert all("5" == answer.headers["retry-after"] for answer in refused)
    assert all(CANARY not in answer.text for answer in refused)
    assert 503 == ready.status_code
    assert 200 == alive.status_code
    assert 201 == again.status_code
    assert before == town.entries()[: len(before)]
    assert ["request.decided"] == [entry["kind"] for entry in town.entries()[len(before) :]]


def test_content_whose_bytes_are_gone_does_not_leave(served):
    """503, and the reason is in the operational log without the name of the paper."""
    town = served.town
    for kept in town.contents(town.paper):
        kept.unlink()
    with served.client("ada") as client:
        answer = client.get(f"/api/documents/{town.paper}/content")

    assert 503 == answer.status_code
    assert "content.gone" in served.said()
    assert CANARY not in served.said()
