"""`gateway policy replay`: what a draft would change, told before it bites, and on record."""

import csv
import json
import os
import pty
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import insert, update

from gateway.casework.requests import SubmitRequest
from gateway.cli.office import office_at_work
from gateway.domain.requests import AskedRequest
from gateway.policy.book import load, shipped
from gateway.store import tables
from tests.api.town import CANARY, RULES, Town
from tests.cli.conftest import Place

STATUTE = "policies/national/local-government-act.csv"
LOST = ("disclose", "S1", "officer_judgement", "Z1")


@pytest.fixture
def town(tmp_path: Path) -> Town:
    """A town where Ben, who sits on no committee, asked for the minutes of one."""
    town = Town(tmp_path / "data")
    command = SubmitRequest(by=town.people["ben"], asked=AskedRequest(document=town.minutes))
    with office_at_work(town.settings) as office:
        office.carry_out_now(command)
    return town


@pytest.fixture
def place(town: Town) -> Place:
    """Its data folder, and the command that works on it."""
    return Place(town.settings.data)


@pytest.fixture
def draft(tmp_path: Path) -> Path:
    """A draft by which only members of a body see its open papers."""
    folder = tmp_path / "draft"
    shutil.copytree(shipped() / "policies", folder / "policies")
    shutil.copy(shipped() / "model.conf", folder)
    file = folder / STATUTE
    file.write_text(file.read_text().replace("& no_tags", "& no_tags & body_member", 1))
    return folder


def lines(file: Path) -> list[dict[str, Any]]:
    """The values of a file with a line of JSON for each."""
    return [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]


def reference(town: Town) -> str:
    """The reference of what Ben asked."""
    (entry,) = (one for one in town.entries() if one["kind"] == "request.decided")
    return str(entry["body"]["reference"])


def test_every_flip_is_told(town: Town, place: Place, draft: Path):
    """The past request and today's papers, each with what it was and would be, and the numbers."""
    answer = place.gateway("policy", "replay", "--draft", str(draft))

    assert 0 == answer.exit_code, answer.output
    told = answer.output.splitlines()
    assert (
        f"{reference(town)} in log entry 2, Ben {CANARY} and “Harbour wall {CANARY}”: "
        "maps: disclose (S1) -> officer judgement (Z1)" in told
    )
    assert f"Today, Ben {CANARY} and “Harbour wall {CANARY}”: " in answer.output
    assert f"Today, Ada {CANARY}" not in answer.output
    assert "Decided again: 1 past decisions, and 9 questions of today. 8 answers flip" in (
        answer.output
    )
    entry = town.entries()[-1]
    assert "rule_book.replayed" == entry["kind"]
    assert {
        "draft": load(draft).digest,
        "rule_book": RULES.digest,
        "past": 1,
        "today": 9,
        "flips": 8,
        "undecided": 0,
    } == entry["body"]


def test_as_files(town: Town, place: Place, draft: Path, tmp_path: Path):
    """A spreadsheet with a line for each flip, and JSON with the numbers in its last line."""
    table, data = tmp_path / "flips.csv", tmp_path / "flips.json"
    answer = place.gateway(
        *("policy", "replay", "--draft", str(draft), "--csv", str(table), "--json", str(data))
    )

    assert 0 == answer.exit_code, answer.output
    assert f"Ben {CANARY}" not in answer.output
    *flips, numbers = lines(data)
    with table.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert 8 == len(flips) == len(rows) == numbers["flips"]
    assert {LOST} == {
        (row["was"], row["was_row"], row["would_be"], row["would_be_row"]) for row in rows
    }
    assert [flip["asked"]["person"] for flip in flips] == [row["person"] for row in rows]
    assert ("past", reference(town), "2") == (
        rows[0]["source"],
        rows[0]["reference"],
        rows[0]["entry"],
    )
    assert (load(draft).digest, RULES.digest) == (numbers["draft"], numbers["in_force"])
    assert [{"was_row": "S1", "would_be_row": "Z1", "flips": 8}] == [
        {key: pair[key] for key in ("was_row", "would_be_row", "flips")}
        for pair in numbers["by_rule"]
    ]
    assert {"": {"opened": 0, "closed": 8, "other": 0}} == numbers["by_group"]


def test_a_small_group_is_not_pointed_at(town: Town, place: Place, draft: Path, tmp_path: Path):
    """Ben alone is in his group, so its number is not told."""
    group = {"id": "1" * 32, "source": "t", "source_id": "1", "name": "[bold]Alone[/bold]"}
    with town.writing() as connection:
        connection.execute(insert(tables.party_groups), group)
        town._membership(connection, tables.group_memberships, "ben", party_group="1" * 32)
    data = tmp_path / "flips.json"
    place.gateway("policy", "replay", "--draft", str(draft), "--json", str(data))
    answer = place.gateway("policy", "replay", "--draft", str(draft))

    assert {"opened": 0, "closed": None, "other": 0} == lines(data)[-1]["by_group"][
        "[bold]Alone[/bold]"
    ]
    (line,) = (line for line in answer.output.splitlines() if line.startswith(" [bold]Alone"))
    assert "under 5" in line


@pytest.mark.parametrize("name", ["=1+1", "-2", "@SUM(A1)", "+3"])
def test_no_cell_is_a_formula(town: Town, place: Place, draft: Path, tmp_path: Path, name: str):
    """A name or a title is never carried out by a spreadsheet."""
    with town.writing() as connection:
        connection.execute(
            update(tables.people).where(tables.people.c.source_id == "ben").values(name=name)
        )
    table = tmp_path / "flips.csv"
    place.gateway("policy", "replay", "--draft", str(draft), "--csv", str(table))

    with table.open(encoding="utf-8", newline="") as file:
        assert f"'{name}" in {row["name"] for row in csv.DictReader(file)}


def test_since_a_day(place: Place, draft: Path):
    """Earlier decisions are left out."""
    answer = place.gateway("policy", "replay", "--draft", str(draft), "--since", "2999-01-01")

    assert "Decided again: 0 past decisions" in answer.output


def test_what_cannot_be_decided_is_told(place: Place, draft: Path, tmp_path: Path):
    """With its key, in the list, in the spreadsheet and in JSON."""
    shutil.rmtree(draft / "policies" / "councils" / "england")
    table, data = tmp_path / "flips.csv", tmp_path / "flips.json"
    command = ("policy", "replay", "--draft", str(draft))
    answer = place.gateway(*command)
    place.gateway(*command, "--csv", str(table), "--json", str(data))

    assert "the draft cannot decide it: council: there is no profile" in answer.output
    assert "0 answers flip; 10 cannot be decided." in answer.output
    with table.open(encoding="utf-8", newline="") as file:
        assert {("", "council")} == {(row["was"], row["key"]) for row in csv.DictReader(file)}
    *found, numbers = lines(data)
    assert {"undecided"} == {one["kind"] for one in found}
    assert 10 == numbers["undecided"]


def test_a_draft_that_is_not_understood(place: Place, draft: Path, town: Town):
    """It is refused with file and line, and nothing is recorded."""
    file = draft / STATUTE
    file.write_text(file.read_text().replace("body_member", "no_such", 1))
    before = len(town.entries())
    answer = place.gateway("policy", "replay", "--draft", str(draft))

    assert 2 == answer.exit_code
    assert f"{STATUTE}, line 7" in answer.output
    assert before == len(town.entries())


def test_what_cannot_be_recorded_is_not_shown(
    town: Town, place: Place, draft: Path, tmp_path: Path
):
    """Without the record there is no list and no spreadsheet."""
    with town.writing() as connection:
        connection.exec_driver_sql(
            "CREATE TRIGGER no_more BEFORE INSERT ON log_entries"
            " BEGIN SELECT RAISE(ABORT, 'no more'); END"
        )
    table = tmp_path / "flips.csv"
    command = ("policy", "replay", "--draft", str(draft))
    answers = [place.gateway(*command), place.gateway(*command, "--csv", str(table))]

    assert [2, 2] == [answer.exit_code for answer in answers]
    assert f"Ben {CANARY}" not in answers[0].output
    assert not table.exists()


def test_a_bar_on_a_terminal(place: Place, draft: Path):
    """On a terminal one sees how far it is; elsewhere the output is only what was found."""
    ours, theirs = pty.openpty()
    with subprocess.Popen(  # noqa: S603  our own command
        [sys.executable, "-m", "gateway", "policy", "replay", "--draft", str(draft)],
        env={**place.environment, "TERM": "xterm-256color", "COLUMNS": "100"},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=theirs,
    ) as command:
        os.close(theirs)
        said, _ = command.communicate()
    seen = os.read(ours, 65536)
    os.close(ours)

    assert 0 == command.returncode
    assert b"Deciding again" in seen
    assert b"10/10" in seen
    assert b"Deciding again" not in said
