"""`gateway case`: the same steps as over HTTP, by the person whose token it is."""

import json
from pathlib import Path

import pytest
from click.testing import Result

from gateway.casework.explained import answer_of
from gateway.casework.requests import SubmitRequest
from gateway.cli.office import office_at_work
from gateway.domain.requests import AskedRequest
from tests.api.town import Town
from tests.cli.conftest import Place


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Town:
    """A council whose people have tokens."""
    return Town(tmp_path_factory.mktemp("town") / "data")


def asked(town: Town) -> str:
    """The reference of a request of Ben's that waits for the service director."""
    paper = town.document({"main": {"exempt": (1,)}})
    command = SubmitRequest(
        by=town.people["ben"], asked=AskedRequest(document=paper, purpose="official_duty")
    )
    with office_at_work(town.settings) as office:
        return answer_of(office.carry_out_now(command)).reference


def gateway(town: Town, tmp_path: Path, who: str, *words: str) -> Result:
    """Run `gateway case` as somebody."""
    token = tmp_path / "token"
    token.write_text(town.token(who))
    return Place(town.settings.data).gateway("case", *words, "--token-file", str(token))


def test_a_request_is_looked_at_and_decided_at_the_command_line(town: Town, tmp_path: Path):
    """The director finds the need; the requester sees the request agreed, and ends it."""
    reference = asked(town)
    form = '{"finding": "reasonably_necessary", "value": true, "words": "She needs it."}'
    taken = gateway(town, tmp_path, "sid", "take", "find", reference, "--form", form)
    assert 0 == taken.exit_code, taken.output
    shown = json.loads(gateway(town, tmp_path, "ben", "show", reference).stdout)
    assert ("agreed", ["look", "end"]) == (shown["state"], shown["may"][:2])
    assert 0 == gateway(town, tmp_path, "ben", "take", "end", reference).exit_code


def test_conditions_are_accepted_and_access_ended_at_the_command_line(town: Town, tmp_path: Path):
    """The requester reads and accepts the conditions; the proper officer ends the access."""
    reference = asked(town)
    form = '{"finding": "reasonably_necessary", "value": true, "words": "He needs it."}'
    assert 0 == gateway(town, tmp_path, "sid", "take", "find", reference, "--form", form).exit_code
    paper = json.loads(gateway(town, tmp_path, "ben", "show", reference).stdout)["asked"][
        "document"
    ]
    read = ("conditions", paper, "--request", reference)
    shown = json.loads(gateway(town, tmp_path, "ben", *read).stdout)
    assert ("Keep it confidential.", None) == (shown["conditions"][0]["words"], shown["accepted"])
    part = {"segment": shown["segment"], "conditions": ["confidential"]}
    said = json.dumps({"accepted": [part], "request": reference})
    done = gateway(town, tmp_path, "ben", "accept", paper, "--form", said)
    assert (0, "log entry" in done.output) == (done.exit_code, True)
    assert json.loads(gateway(town, tmp_path, "ben", *read).stdout)["accepted"]
    why = '{"words": "The panel is over."}'
    revoked = gateway(town, tmp_path, "peter", "take", "revoke", reference, "--form", why)
    assert 0 == revoked.exit_code, revoked.output
    state = json.loads(gateway(town, tmp_path, "ben", "show", reference).stdout)["segments"][0]
    assert "access_ended" == state["state"]


def test_what_the_table_refuses_is_refused_here_too(town: Town, tmp_path: Path):
    """Another's step, and a request that somebody may not know of."""
    reference = asked(town)
    withdrawn = gateway(town, tmp_path, "sid", "take", "withdraw", reference)
    assert (2, "somebody else's" in withdrawn.output) == (withdrawn.exit_code, True)
    hidden = gateway(town, tmp_path, "ada", "show", reference)
    assert (2, "no such request" in hidden.output) == (hidden.exit_code, True)


def test_a_form_that_is_not_as_described(town: Town, tmp_path: Path):
    """Nothing is done, and the option is named."""
    answer = gateway(town, tmp_path, "sid", "take", "find", asked(town), "--form", "{}")
    assert (2, "--form" in answer.output) == (answer.exit_code, True)
