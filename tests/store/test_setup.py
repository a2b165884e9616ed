"""Setting up: everything once, nothing over anything."""

import shutil
from pathlib import Path

import pytest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from gateway.audit import entries
from gateway.audit.checkpoint import read_verifier_key
from gateway.errors import SetupError
from gateway.store import engine, log, setup, tables
from gateway.store.content import Folder
from gateway.store.keys import PRIVATE_NAME, PUBLIC_NAME
from tests.databases import Databases, Files
from tests.store.borough import FOUNDED, RULES, Borough


def _create(
    data: Path, url: str = "", *, profile: str = "england", title: str = "Thornmere"
) -> None:
    setup.create(
        data=data,
        database_url=url or Files().new(data),
        profile=profile,
        title=title,
        rule_book=RULES,
        moment=FOUNDED,
    )


def test_the_council_is_there(borough: Borough):
    """The database knows whose it is."""
    with borough.reading() as connection:
        row = connection.execute(select(tables.council)).one()
    assert (1, "england", "Thornmere", FOUNDED) == tuple(row)


def test_the_first_entries(borough: Borough):
    """The log begins with who signs it, and with the whole text of the rule book."""
    with borough.reading() as connection:
        first, second = (entries.read(data) for data in log.stream(connection, 2))
        size = log.size_of(connection)
        book = connection.execute(select(tables.rule_books)).one()
    public = read_verifier_key((borough.data / PUBLIC_NAME).read_text())
    assert ("gateway.initialised", "command-line", 2) == (first.kind, first.actor, size)
    assert {"council": "england", "key": public.key_id.hex()} == first.body
    assert ("rule_book.used", "command-line") == (second.kind, second.actor)
    assert {"digest": RULES.digest, "texts": RULES.texts} == second.body
    assert (RULES.digest, 1) == tuple(book)


def test_two_gateways_have_two_logs(tmp_path: Path):
    """The name of a log is its own, so that one log's checkpoint is never taken for another's."""
    for name in ("one", "two"):
        _create(tmp_path / name)
    names = {
        read_verifier_key((tmp_path / name / PUBLIC_NAME).read_text()).name
        for name in ("one", "two")
    }
    assert 2 == len(names)


@pytest.mark.only_on("sqlite")  # which keeps the database there
def test_nobody_else_may_look(borough: Borough):
    """Folder, database and keys are the owner's alone."""
    modes = {
        name: (borough.data / name).stat().st_mode & 0o777
        for name in (".", "content", "gateway.sqlite", PRIVATE_NAME)
    }
    assert {".": 0o700, "content": 0o700, "gateway.sqlite": 0o600, PRIVATE_NAME: 0o600} == modes


@pytest.mark.parametrize("left", ["gateway.sqlite", PRIVATE_NAME, PUBLIC_NAME])
def test_nothing_is_written_over(tmp_path: Path, left: str):
    """Where any part of a gateway is, no other is set up, and the part stays as it is."""
    (tmp_path / left).write_text("mine")
    with pytest.raises(SetupError, match="already"):
        _create(tmp_path)
    assert [left] == [path.name for path in tmp_path.iterdir()]
    assert "mine" == (tmp_path / left).read_text()


def test_a_database_is_set_up_once(borough: Borough, tmp_path: Path):
    """Another data folder is not set up on a database that has a council."""
    with pytest.raises(SetupError, match="already"):
        _create(tmp_path / "other", borough.url)
    assert not (tmp_path / "other").exists()


def test_a_profile_must_be_in_the_rule_book(tmp_path: Path):
    """A council without a profile gets no database, and is told which there are."""
    with pytest.raises(SetupError, match="wolverhampton"):
        _create(tmp_path / "data", profile="atlantis")
    assert not (tmp_path / "data").exists()


def test_what_cannot_be_finished_is_taken_away(databases: Databases, tmp_path: Path):
    """When setting up fails half way, no keys and no database are left, and it can be repeated."""
    url = databases.new(tmp_path)
    with pytest.raises(IntegrityError):
        _create(tmp_path, url, title="")
    assert ["content"] == [path.name for path in tmp_path.iterdir()]
    assert not engine.is_set_up(url)
    _create(tmp_path, url)
    assert engine.is_set_up(url)


@pytest.mark.only_on("sqlite")  # which can be lost with its file
def test_content_that_is_there_stays(borough: Borough):
    """Setting up again after the database was lost leaves the kept bytes alone."""
    kept = Folder(borough.data / "content").keep([b"hello"])
    for path in borough.data.iterdir():
        if path.is_file():
            path.unlink()
    _create(borough.data)
    assert b"hello" == (borough.data / "content" / kept.name).read_bytes()
    shutil.rmtree(borough.data)
