"""The write-ahead log goes into the database's file beside whoever writes."""

from contextlib import closing
from pathlib import Path

import pysqlite3
import pytest

from gateway.store import write_ahead
from gateway.store.engine import files, upkeep
from gateway.store.write_ahead import brought_in
from tests.casework.adding import wait_until
from tests.store.borough import Borough

pytestmark = pytest.mark.only_on("sqlite")


@pytest.fixture(autouse=True)
def often(monkeypatch: pytest.MonkeyPatch):
    """Nobody waits for it long."""
    monkeypatch.setattr(write_ahead, "EVERY", 0.01)


def titles_in(file: Path) -> list[str]:
    """What the database's file holds by itself, without its write-ahead log."""
    alone = pysqlite3.connect(f"file:{file}?mode=ro&immutable=1", uri=True)
    with closing(alone):
        return [title for (title,) in alone.execute("SELECT title FROM council")]


def rename(borough: Borough, title: str) -> None:
    """Commit something."""
    with borough.writing() as connection:
        connection.exec_driver_sql("UPDATE council SET title = ?", (title,))


def test_what_was_committed_is_brought_in(borough: Borough):
    """Time and again, while the writer's connection stays open; not before, and not after."""
    file, _, _ = files(borough.url)
    rename(borough, "Before")
    assert ["Before"] != titles_in(file)
    with upkeep(borough.url):
        wait_until(lambda: titles_in(file) == ["Before"])
        rename(borough, "Meanwhile")
        wait_until(lambda: titles_in(file) == ["Meanwhile"])
    rename(borough, "After")
    assert ["Meanwhile"] == titles_in(file)


def test_what_is_not_committed_stays_out(borough: Borough):
    """It works beside a transaction, and neither waits for it nor brings it in."""
    file, _, _ = files(borough.url)
    rename(borough, "Committed")
    with borough.writing() as connection:
        connection.exec_driver_sql("UPDATE council SET title = 'Given up'")
        with upkeep(borough.url):
            wait_until(lambda: titles_in(file) == ["Committed"])
        connection.rollback()
    assert ["Committed"] == titles_in(file)


def test_a_fault_does_not_end_it():
    """It tries again: whoever writes finds out by itself, and says so."""
    tried, closed = [], []

    class Connection:
        def execute(self, _statement: str) -> None:
            tried.append(1)
            raise pysqlite3.OperationalError("disk I/O error")

        def close(self) -> None:
            closed.append(1)

    with brought_in(Connection):
        wait_until(lambda: len(tried) > 2)
    assert [1] == closed


def test_it_begins_only_with_a_database(tmp_path: Path):
    """Where there is none, whoever begins it hears so at once."""
    with (
        pytest.raises(pysqlite3.OperationalError, match="unable to open"),
        upkeep(f"sqlite:///{tmp_path}/none.sqlite"),
    ):
        pass
