"""Withermere, served in this process: real database, real rule book, no network."""

from collections.abc import Iterator

import pytest
import structlog
from litestar.testing import TestClient

from gateway.app import create_app
from tests.api.town import Town

ADDRESS = "http://withermere.test"


@pytest.fixture(scope="session")
def town(tmp_path_factory: pytest.TempPathFactory) -> Town:
    """A council with statute and common law only. Tests that share it only add to it."""
    return Town(tmp_path_factory.mktemp("town") / "data")


@pytest.fixture(autouse=True)
def quiet_log() -> None:
    """The operational log goes nowhere, unless a test sends it somewhere and looks."""
    structlog.configure(logger_factory=structlog.ReturnLoggerFactory())


@pytest.fixture(scope="session")
def client(town: Town) -> Iterator[TestClient]:
    """Somebody who has not signed in, at the gateway of the town."""
    with TestClient(create_app(town.settings), base_url=ADDRESS) as client:
        yield client
