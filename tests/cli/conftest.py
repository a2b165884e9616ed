"""A place set up by `gateway init`, and the command to run there."""

import os
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from gateway.cli.main import main


class Place:
    """A data folder and the `gateway` command that works on it, in this process."""

    def __init__(self, data: Path) -> None:
        self.data = data
        self.environment = {"PATH": os.environ["PATH"], "GATEWAY_DATA": str(data)}

    def gateway(self, *words: str, **settings: str) -> Result:
        """Run the command with some settings changed."""
        return CliRunner(env={**self.environment, **settings}).invoke(main, words)


@pytest.fixture
def empty(tmp_path: Path) -> Place:
    """Where nothing is set up."""
    return Place(tmp_path / "data")


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder that `gateway init` made; to be copied, not used."""
    place = Place(tmp_path_factory.mktemp("made") / "data")
    answer = place.gateway("init", "--council", "england", "--title", "Exampleton")
    assert 0 == answer.exit_code, answer.output
    return place.data


@pytest.fixture
def place(empty: Place, made: Path) -> Place:
    """Where a council is set up."""
    shutil.copytree(made, empty.data)
    return empty
