"""What tests of the store share."""

from pathlib import Path

import pytest

from tests.store.borough import Borough


@pytest.fixture(scope="session")
def founded(tmp_path_factory: pytest.TempPathFactory) -> Borough:
    """A council just set up, to be copied."""
    return Borough.founded(tmp_path_factory.mktemp("borough") / "data")


@pytest.fixture
def borough(founded: Borough, tmp_path: Path) -> Borough:
    """A council without people or papers."""
    return founded.copied_to(tmp_path / "data")
