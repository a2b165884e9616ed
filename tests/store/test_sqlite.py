"""SQLite: opened safely, or not at all."""

from pathlib import Path

import pysqlite3
import pytest
from sqlalchemy.exc import OperationalError

from gateway.errors import SetupError
from gateway.store import sqlite
from gateway.store.engine import files, only_server, open_for_reading, open_for_writing
from tests.store.borough import Borough

pytestmark = pytest.mark.only_on("sqlite")
SETTINGS = {
    "journal_mode": "wal",
    "synchronous": 2,
    "foreign_keys": 1,
    "recursive_triggers": 1,
    "busy_timeout": 5000,
    "trusted_schema": 0,
    "cell_size_check": 1,
    "secure_delete": 1,
}


@pytest.mark.parametrize(("name", "expected"), SETTINGS.items())
def test_the_writer_is_set_safely(borough: Borough, name: str, expected: object):
    """The writing connection has every setting that keeps what was acknowledged."""
    with borough.writing() as connection:
        assert expected == connection.exec_driver_sql(f"PRAGMA {name}").scalar_one()


def test_a_reader_changes_nothing(borough: Borough):
    """A reading connection refuses to write."""
    with borough.reading() as connection, pytest.raises(OperationalError, match="readonly"):
        connection.exec_driver_sql("DELETE FROM council")


def test_a_reader_leaves_the_log_file_alone(borough: Borough):
    """A reading connection never moves the write-ahead log into the database."""
    with borough.reading() as connection:
        assert 0 == connection.exec_driver_sql("PRAGMA wal_autocheckpoint").scalar_one()


def test_a_write_takes_the_lock_at_once(borough: Borough):
    """A second writer is kept out from the beginning of a transaction, not from its first write."""
    other = pysqlite3.connect(str(files(borough.url)[0]), timeout=0)
    with borough.writing(), pytest.raises(pysqlite3.OperationalError, match="locked"):
        other.execute("BEGIN IMMEDIATE")
    other.close()


def test_what_is_rolled_back_is_gone(borough: Borough):
    """A transaction that is given up leaves nothing behind."""
    with borough.writing() as connection:
        connection.exec_driver_sql("UPDATE council SET title = 'Other'")
        connection.rollback()
    with borough.reading() as connection:
        title = connection.exec_driver_sql("SELECT title FROM council").scalar_one()
    assert "Thornmere" == title


def test_a_database_that_is_not_there_is_not_made(tmp_path: Path):
    """Only setting up makes a database: a wrong address is refused, and no file appears."""
    missing = tmp_path / "none.sqlite"
    with pytest.raises(SetupError, match="gateway init"):
        open_for_writing(f"sqlite:///{missing}")
    assert not missing.exists()


@pytest.mark.parametrize("url", ["sqlite://", "sqlite:///:memory:", "sqlite+aiosqlite:////tmp/x"])
def test_only_a_file_is_taken(url: str):
    """A database that would be gone with the process is refused before anything is opened."""
    with pytest.raises(SetupError, match="file"):
        open_for_writing(url, create=True)


def test_an_old_sqlite_is_refused(borough: Borough, monkeypatch: pytest.MonkeyPatch):
    """The SQLite that can corrupt its write-ahead log is not worked with."""
    monkeypatch.setattr(pysqlite3, "sqlite_version_info", (3, 51, 2))
    with pytest.raises(SetupError, match=r"3\.51\.3"):
        open_for_reading(borough.url)


def test_a_setting_that_is_not_taken_is_noticed(borough: Borough, monkeypatch: pytest.MonkeyPatch):
    """A setting is read back: one that the library does not take stops the start."""
    monkeypatch.setitem(sqlite._SETTINGS, "auto_vacuum", 7)
    with pytest.raises(SetupError, match="auto_vacuum"):
        open_for_writing(borough.url)


def test_one_server_for_a_data_folder(borough: Borough):
    """A second serving process is refused, and let in once the first has gone."""
    first, second = (only_server(borough.data, borough.url) for _ in range(2))
    with first, pytest.raises(SetupError, match="already serves"):
        second.__enter__()
    with only_server(borough.data, borough.url):
        pass


def test_an_error_does_not_repeat_what_was_stored(borough: Borough):
    """The text of a database error holds no value: it may reach an operational log."""
    borough.person("Ada Marsh")
    with pytest.raises(Exception, match="UNIQUE") as caught:
        borough.person("Ada Marsh")
    assert "Ada Marsh" not in str(caught.value)
