"""Withermere in a browser and as pages; the browser is one for each worker."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
import structlog
from litestar.testing import TestClient
from playwright.sync_api import Browser

from gateway.app import create_app
from tests.api.conftest import ADDRESS
from tests.api.town import Town
from tests.web.browsing import CHROMIUM, chromium
from tests.web.welsh_town import InWales, town_in_wales

NONE = "NOT TESTED IN A BROWSER: no Chromium here (Debian: apt-get install chromium-headless-shell)"


@pytest.fixture(autouse=True)
def quiet_log() -> None:
    """The operational log goes nowhere."""
    structlog.configure(logger_factory=structlog.ReturnLoggerFactory())


@pytest.fixture(scope="session")
def town(tmp_path_factory: pytest.TempPathFactory) -> Town:
    """A council with statute and common law only. Tests that share it only add to it."""
    return Town(tmp_path_factory.mktemp("town") / "data")


@pytest.fixture(scope="session")
def client(town: Town) -> Iterator[TestClient]:
    """A browser without scripts, at the gateway of the town, signed in as nobody."""
    with without_scripts(town) as client:
        yield client


@contextmanager
def without_scripts(town: Town) -> Iterator[TestClient]:
    """A browser without scripts at the gateway of a town."""
    with TestClient(create_app(town.settings), base_url=ADDRESS) as client:
        client.headers["Accept"] = "text/html,application/xhtml+xml"
        yield client


@pytest.fixture(scope="session")
def in_wales(tmp_path_factory: pytest.TempPathFactory) -> Iterator[InWales]:
    """A town in Wales."""
    with town_in_wales(tmp_path_factory.mktemp("wales") / "data") as made:
        yield made


@pytest.fixture
def at(client, town):
    """A browser for each person: opens pages and sends forms as them."""

    class At:
        def __init__(self, who: str) -> None:
            self.headers = town.sign(who)

        def get(self, path: str):
            return client.get(path, headers=self.headers)

        def post(self, path: str, data):
            return client.post(path, data=data, headers=self.headers, follow_redirects=True)

    return At


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium. Where there is none, what needs it is skipped, and the summary says so."""
    if not CHROMIUM:
        pytest.skip(NONE)
    with chromium() as browser:
        yield browser
