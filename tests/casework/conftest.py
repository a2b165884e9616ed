"""What tests of casework share."""

from pathlib import Path

import pytest

from tests.casework.thornmere import thornmere
from tests.store.borough import Borough


@pytest.fixture(scope="session")
def founded(tmp_path_factory: pytest.TempPathFactory) -> Borough:
    """A council just set up, to be copied."""
    return Borough.founded(tmp_path_factory.mktemp("borough") / "data")


@pytest.fixture
def borough(founded: Borough, tmp_path: Path) -> Borough:
    """A council without people or papers."""
    return founded.copied_to(tmp_path / "data")


@pytest.fixture(scope="session")
def peopled(tmp_path_factory: pytest.TempPathFactory) -> Borough:
    """A small council with people and papers, to be copied."""
    return thornmere(tmp_path_factory.mktemp("thornmere") / "data")


@pytest.fixture
def town(peopled: Borough, tmp_path: Path) -> Borough:
    """A small council with people and papers."""
    return peopled.copied_to(tmp_path / "data")
