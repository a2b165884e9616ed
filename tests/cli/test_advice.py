"""`gateway advice`: asked, answered and read at the command line."""

import json
from pathlib import Path

import pytest
from click.testing import Result

from tests.api.town import Town
from tests.cli.conftest import Place


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Town:
    """A council whose people have tokens."""
    return Town(tmp_path_factory.mktemp("town") / "data")


def advice(town: Town, tmp_path: Path, who: str, *words: str) -> Result:
    """Run a command as somebody."""
    token = tmp_path / "token"
    token.write_text(town.token(who))
    return Place(town.settings.data).gateway("advice", *words, "--token-file", str(token))


def test_a_question_and_its_answer(town: Town, tmp_path: Path):
    """Both see it in their lists, and nobody else finds it; a form that is none is refused."""
    asked = advice(town, tmp_path, "ada", "ask", "--form", '{"words": "May I speak of it?"}')
    question = asked.stdout.strip()
    (line,) = advice(town, tmp_path, "moira", "list").stdout.splitlines()
    assert (question, "waiting") == (json.loads(line)["id"], json.loads(line)["state"])
    answer = ("answer", question, "--form", '{"words": "Yes."}')
    assert 2 == advice(town, tmp_path, "olive", *answer).exit_code
    assert "log entry" in advice(town, tmp_path, "moira", *answer).stdout
    shown = json.loads(advice(town, tmp_path, "ada", "show", question).stdout)
    assert ("answered", "Yes.") == (shown["state"], shown["answer"]["words"])
    depart = ("depart", question, "--form", '{"words": "It was urgent."}')
    refused = advice(town, tmp_path, "ada", *depart)
    assert (2, "No rule of this council" in refused.output) == (refused.exit_code, True)
    empty = advice(town, tmp_path, "ada", "ask", "--form", '{"words": ""}')
    assert (2, "docs/api.md" in empty.output) == (empty.exit_code, True)
