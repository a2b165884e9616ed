"""What tests of the store share."""

from collections.abc import Iterator
from pathlib import Path

import pytest

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
