"""`gateway policy propose`, `adopt` and `history`, and what a changed rule book means elsewhere."""

import json
import shutil
from pathlib import Path

import pytest
from sqlalchemy import delete

from gateway.casework.explained import answer_of
from gateway.casework.requests import SubmitRequest
from gateway.cli.office import office_at_work
from gateway.domain.requests import AskedRequest
from gateway.policy.book import load, shipped
from gateway.store import tables
from tests.api.town import CANARY, RULES, Town
from tests.cli.conftest import Place

STATUTE = "policies/national/local-government-act.csv"


@pytest.fixture
def town(tmp_path: Path) -> Town:
    """A town in which Peter is the Monitoring Officer's deputy as well."""
    town = Town(tmp_path / "data")
    with town.writing() as connection:
        town._membership(connection, tables.offices, "peter", office="deputy_monitoring_officer")
    return town


@pytest.fixture
def place(town: Town) -> Place:
    """Its data folder, and the command that works on it."""
    return Place(town.settings.data)


@pytest.fixture
def draft(tmp_path: Path) -> Path:
    """The shipped rule book, where one row has another name."""
    folder = tmp_path / "draft"
    shutil.copytree(shipped() / "policies", folder / "policies")
    shutil.copy(shipped() / "model.conf", folder)
    file = folder / STATUTE
    file.write_text(file.read_text().replace("S1 ", "S1a", 1))
    return folder


@pytest.fixture
def token(town: Town, tmp_path: Path):
    """Writes somebody's token to a file and gives its name."""

    def written(who: str) -> str:
        file = tmp_path / f"{who}.token"
        file.write_text(town.token(who) + "\n")
        return str(file)

    return written


def adopt(place: Place, draft: Path, token) -> str:
    """Moira proposes and Peter adopts; gives the digest."""
    proposed = place.gateway("policy", "propose", str(draft), "--token-file", token("moira"))
    assert 0 == proposed.exit_code, proposed.output
    digest = load(draft).digest
    adopted = place.gateway("policy", "adopt", digest, "--token-file", token("peter"))
    assert 0 == adopted.exit_code, adopted.output
    return digest


def ask(town: Town, who: str = "ada") -> str:
    """The reference of a request for the town's minutes."""
    command = SubmitRequest(by=town.people[who], asked=AskedRequest(document=town.minutes))
    with office_at_work(town.settings) as office:
        return answer_of(office.carry_out_now(command)).reference


def test_two_people_change_the_rule_book(place: Place, draft: Path, token):
    """One proposes it and is told the digest; another adopts it; the history names both."""
    proposed = place.gateway("policy", "propose", str(draft), "--token-file", token("moira"))
    digest = load(draft).digest
    assert (0, True) == (proposed.exit_code, digest in proposed.output.splitlines())
    assert "waits for somebody else" in place.gateway("policy", "history").output

    adopted = place.gateway("policy", "adopt", digest, "--token-file", token("peter"))
    assert (0, True) == (adopted.exit_code, digest in adopted.output)
    lines = place.gateway("policy", "history").output.splitlines()
    assert [f"{digest}  in force", f"{RULES.digest}  replaced by a later one"] == lines[:6:3]
    assert f"proposed by Moira {CANARY}" in lines[1]
    assert f"adopted  by Peter {CANARY}" in lines[2]
    assert "by whoever set the gateway up on Thursday 7 May 2026" in lines[4]
    assert f"The files on the disk are {RULES.digest}: replaced by a later one." == lines[-1]


def test_the_history_for_programs(place: Place):
    """A line of JSON for each version."""
    (line,) = place.gateway("policy", "history", "--json").output.splitlines()

    version = json.loads(line)
    assert (RULES.digest, "in_force") == (version["digest"], version["state"])
    assert ("command-line", 1) == (version["adopted"]["by"], version["adopted"]["entry"])


def test_files_that_are_not_understood_end_no_history(place: Place, tmp_path: Path):
    """What is in force does not depend on them."""
    answer = place.gateway("policy", "history", GATEWAY_POLICIES=str(tmp_path))

    assert 0 == answer.exit_code
    assert "not fully understood: model.conf" in answer.output.splitlines()[-1]


@pytest.mark.parametrize("who", ["olive", "ada", "audrey"])
def test_others_may_not(place: Place, draft: Path, token, who: str):
    """A token of somebody without such an office is no help."""
    answer = place.gateway("policy", "propose", str(draft), "--token-file", token(who))

    assert 2 == answer.exit_code
    assert "Only the Monitoring Officer" in answer.output


def test_nobody_adopts_what_they_proposed(place: Place, draft: Path, token):
    """The same person twice is one person."""
    place.gateway("policy", "propose", str(draft), "--token-file", token("moira"))
    answer = place.gateway("policy", "adopt", load(draft).digest, "--token-file", token("moira"))

    assert 2 == answer.exit_code
    assert "somebody else" in answer.output


@pytest.mark.parametrize("text", ["", "ntk_of_nobody", "\xff\xfe"])
def test_without_a_valid_token_nobody_is_known(place: Place, draft: Path, tmp_path, text: str):
    """Being at the machine is not enough, and naming an id is no way."""
    file = tmp_path / "wrong.token"
    file.write_text(text, encoding="latin-1")
    answer = place.gateway("policy", "propose", str(draft), "--token-file", str(file))

    assert 2 == answer.exit_code
    assert "not valid" in answer.output


def test_a_rule_book_that_is_not_understood_is_refused(place: Place, draft: Path, token):
    """With its file and line."""
    file = draft / STATUTE
    file.write_text(file.read_text().replace("no_tags", "no_such", 1))
    answer = place.gateway("policy", "propose", str(draft), "--token-file", token("moira"))

    assert 2 == answer.exit_code
    assert f"{STATUTE}, line 7" in answer.output


def test_the_doctor_tells_that_the_files_are_another(place: Place, draft: Path, token):
    """After a change the files that came with the program are not what is in force."""
    adopt(place, draft, token)

    found = [json.loads(line) for line in place.gateway("doctor", "--json").output.splitlines()]
    assert [("rule files", "warning")] == [
        (one["about"], one["state"]) for one in found if one["state"] != "ok"
    ]
    answer = place.gateway("doctor", GATEWAY_POLICIES=str(draft))
    assert 0 == answer.exit_code
    assert "warning" not in answer.output


class TestPast:
    """`gateway decide --past`: a decision under the rule book of its time."""

    def test_the_same(self, town: Town, place: Place, draft: Path, token):
        """After the rule book changed, an earlier decision still comes out as it was."""
        reference = ask(town)
        adopt(place, draft, token)

        answer = place.gateway("decide", "--past", reference)
        assert 0 == answer.exit_code, answer.output
        assert f"{reference}: the decision is the same as in log entry" in answer.output
        assert "You can see it." in answer.output
        line = json.loads(place.gateway("decide", "--past", reference, "--json").output)
        assert (True, [], RULES.digest) == (
            line["same"],
            line["differences"],
            line["again"]["rule_book"],
        )
        after = json.loads(place.gateway("decide", "--past", ask(town), "--json").output)
        assert load(draft).digest == after["again"]["rule_book"]

    def test_a_forged_one(self, town: Town, place: Place):
        """What was changed is named, and the exit code says so."""
        reference = ask(town)
        with town.writing() as connection:
            connection.exec_driver_sql(
                "UPDATE log_secrets SET value ="
                " CAST(replace(CAST(value AS TEXT), '\"disclose\"', '\"refuse\"') AS BLOB)"
                " WHERE name = 'decision'"
            )

        answer = place.gateway("decide", "--past", reference)
        assert 1 == answer.exit_code
        assert "the decision differs in: outcome, segments" in answer.output

    def test_erased_and_unknown(self, town: Town, place: Place):
        """There is nothing to decide from, and that is said."""
        reference = ask(town)
        with town.writing() as connection:
            connection.execute(delete(tables.log_secrets))

        for wanted in (reference, "NTK-2026-9999"):
            answer = place.gateway("decide", "--past", wanted)
            assert 2 == answer.exit_code
            assert "Traceback" not in answer.output
