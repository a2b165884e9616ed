"""A real, empty database for every test that asks for one, and turns at its writer."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import UTC, date, datetime, time
from pathlib import Path

import pytest
from msgspec import Struct
from sqlalchemy import Connection, Engine

from gateway.domain.dates import LONDON
from gateway.policy import book
from gateway.policy.book import RuleBook
from gateway.store import migrate
from gateway.store.engine import open_for_writing
from gateway.store.log import Log

TODAY = date(2026, 11, 22)


class TestTurn(Struct, frozen=True):
    """A turn at the writer, as the office gives it."""

    __test__ = False

    connection: Connection
    log: Log
    rule_book: RuleBook
    moment: datetime
    council: str = "wolverhampton"

    @property
    def local(self) -> datetime:
        """Local time without an offset."""
        return self.moment.astimezone(LONDON).replace(tzinfo=None)


Turns = Callable[..., AbstractContextManager[TestTurn]]


@pytest.fixture(scope="session")
def rule_book() -> RuleBook:
    """The rule book that is shipped."""
    return book.load()


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The bytes of an empty database, made once."""
    path = tmp_path_factory.mktemp("template") / "empty.sqlite"
    engine = open_for_writing(f"sqlite:///{path}", create=True)
    migrate.upgrade(engine)
    engine.dispose()
    return path.read_bytes()


@pytest.fixture
def database(template: bytes, tmp_path: Path) -> Iterator[Engine]:
    """An empty database of this version."""
    path = tmp_path / "gateway.sqlite"
    path.write_bytes(template)
    engine = open_for_writing(f"sqlite:///{path}")
    yield engine
    engine.dispose()


@pytest.fixture
def turns(database: Engine, rule_book: RuleBook) -> Turns:
    """Opens a turn at the writer, of a day, that is committed when its block ends."""

    @contextmanager
    def turn(day: date = TODAY) -> Iterator[TestTurn]:
        moment = datetime.combine(day, time(12), UTC)
        with database.begin() as connection:
            log = Log(connection)
            yield TestTurn(connection, log, rule_book, moment)
            log.write()

    return turn
