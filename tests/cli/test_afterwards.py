"""`gateway copies` and `gateway incidents`: what is out, what came back, and what was misused."""

import json
from pathlib import Path

import pytest
from click.testing import Result

from gateway.casework.content import ReleaseContent
from gateway.cli.office import office_at_work
from tests.api.town import Town
from tests.cli.conftest import Place


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Town:
    """A council whose people have tokens."""
    return Town(tmp_path_factory.mktemp("town") / "data")


def gateway(town: Town, tmp_path: Path, who: str, *words: str) -> Result:
    """Run a command as somebody."""
    token = tmp_path / "token"
    token.write_text(town.token(who))
    return Place(town.settings.data).gateway(*words, "--token-file", str(token))


def test_a_copy_goes_out_and_comes_back(town: Town, tmp_path: Path):
    """The proper officer sees it out; its holder certifies; then it is listed with --all only."""
    with office_at_work(town.settings) as office:
        office.carry_out_now(ReleaseContent(by=town.people["ada"], document=town.paper))
    (line,) = gateway(town, tmp_path, "peter", "copies", "list").stdout.splitlines()
    copy = json.loads(line)
    assert ("held", town.people["ada"], {"main", "annex"}) == (
        copy["state"],
        copy["person"],
        {one["segment"] for one in copy["fetched"]},
    )
    back = ("copies", "return", copy["id"], "--how", "destroyed")
    assert 2 == gateway(town, tmp_path, "ben", *back).exit_code
    done = gateway(town, tmp_path, "ada", *back)
    assert (0, "log entry" in done.output) == (done.exit_code, True)
    assert "" == gateway(town, tmp_path, "peter", "copies", "list").stdout
    after = gateway(town, tmp_path, "peter", "copies", "list", "--all").stdout
    assert "destroyed" == json.loads(after)["state"]


def test_misuse_is_recorded_and_looked_into(town: Town, tmp_path: Path):
    """An officer records it, the Monitoring Officer looks who had the paper, and closes it."""
    said = json.dumps(
        {"document": town.paper, "words": "It leaked.", "people": [town.people["ada"]]}
    )
    incident = gateway(
        town, tmp_path, "olive", "incidents", "record", "--form", said
    ).stdout.strip()
    (line,) = gateway(town, tmp_path, "moira", "incidents", "list").stdout.splitlines()
    assert (incident, "It leaked.") == (json.loads(line)["id"], json.loads(line)["words"])
    found = gateway(town, tmp_path, "moira", "incidents", "enquire", town.paper)
    assert town.paper == json.loads(found.stdout)["document"]
    outcome = '{"outcome": "not_traced", "words": "Three had it."}'
    closing = ("incidents", "close", incident, "--form", outcome)
    assert 2 == gateway(town, tmp_path, "olive", *closing).exit_code
    assert 0 == gateway(town, tmp_path, "moira", *closing).exit_code
    refused = gateway(town, tmp_path, "olive", "incidents", "record", "--form", "{}")
    assert (2, "docs/api.md" in refused.output) == (refused.exit_code, True)
