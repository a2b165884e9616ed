"""What tests of the store share."""

from pathlib import Path

import pytest

from tests.store.borough import Borough


@pytest.fixture
def borough(tmp_path: Path) -> Borough:
    """A council without people or papers."""
    return Borough(tmp_path / "data")
