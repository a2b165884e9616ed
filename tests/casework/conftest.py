"""What tests of casework share."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.casework.thornmere import thornmere
from tests.databases import Databases
from tests.store.borough import Borough


@pytest.fixture(scope="session")
def founded(databases: Databases, tmp_path_factory: pytest.TempPathFactory) -> Borough:
    """A council just set up, to be copied."""
    return Borough.founded(tmp_path_factory.mktemp("borough") / "data", databases)


@pytest.fixture
def borough(founded: Borough, tmp_path: Path) -> Iterator[Borough]:
    """A council without people or papers."""
    borough = founded.copied_to(tmp_path / "data")
    yield borough
    borough.close()


@pytest.fixture(scope="session")
def peopled(databases: Databases, tmp_path_factory: pytest.TempPathFactory) -> Borough:
    """A small council with people and papers, to be copied."""
    return thornmere(tmp_path_factory.mktemp("thornmere") / "data", databases)


@pytest.fixture
def town(peopled: Borough, tmp_path: Path) -> Iterator[Borough]:
    """A small council with people and papers."""
    town = peopled.copied_to(tmp_path / "data")
    yield town
    town.close()
