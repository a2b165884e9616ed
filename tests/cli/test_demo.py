"""`gateway demo`: an invented council, ready to be asked, and no other council's data touched."""

import json
import re
import shlex
from pathlib import Path

import pytest
from sqlalchemy import func, select

from gateway.casework.cases import case_of
from gateway.casework.demonstration import offered
from gateway.casework.tokens import caller_of
from gateway.cli.office import office_at_work
from gateway.settings import Settings
from gateway.store import tables
from tests.cli.conftest import Place


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> tuple[Place, str]:
    """A place that `gateway demo` set up and filled, and what it said."""
    place = Place(tmp_path_factory.mktemp("demo") / "data")
    answer = place.gateway("demo")
    assert 0 == answer.exit_code, answer.output
    return place, answer.output


def test_it_sets_up_what_is_missing_and_fills_it(filled: tuple[Place, str]):
    """Everything went through the importers: one entry for the register, one for documents."""
    place, _ = filled
    with office_at_work(Settings(data=place.data)) as office, office.reading() as reading:
        counts = [
            reading.connection.scalar(select(func.count()).select_from(table))
            for table in (tables.bodies, tables.meetings, tables.documents)
        ]
        events = reading.connection.scalars(select(tables.log_entries.c.bytes)).all()
        profile = reading.council

    kinds = [json.loads(entry)["kind"] for entry in events]
    assert [30, 12, 150] == counts
    assert "wolverhampton" == profile
    assert {"register.imported": 1, "documents.imported": 1, "token.issued": 7} == {
        kind: kinds.count(kind)
        for kind in ("register.imported", "documents.imported", "token.issued")
    }


def test_something_waits_for_the_offices_at_once(filled: tuple[Place, str]):
    """Two requests for whoever decides first, and one that a rule passed on."""
    place, _ = filled
    with office_at_work(Settings(data=place.data)) as office, office.reading() as reading:
        references = reading.connection.scalars(select(tables.requests.c.reference)).all()
        states = [case_of(reading, one).state(told=False) for one in references]

    assert ["with_determiner", "with_officer", "with_officer"] == sorted(states)


def test_people_are_told_first_and_programs_after(filled: tuple[Place, str]):
    """Who to be and what to try; then the tokens."""
    _, said = filled
    assert "Making an invented council" == said[:26]
    assert said.index("nobody needs a password") < said.index("For programs") < said.index("token")


def test_what_programs_need_goes_into_a_file_of_its_own(place: Place, tmp_path: Path):
    """And then nothing of it is shown."""
    answer = place.gateway("demo", "--programs", str(tmp_path / "programs.txt"))

    assert "token" not in answer.output
    assert "nobody needs a password" in answer.output
    assert 7 == (tmp_path / "programs.txt").read_text().count("\n  token  ")


def test_the_tokens_sign_in_the_people_named(filled: tuple[Place, str]):
    """Seven people to be, each with an id and a token that works; the first page offers them."""
    place, said = filled
    people = re.findall(r"\n  id     (\w{32})\n  token  (\S+)", said)

    assert 7 == len(people)
    with office_at_work(Settings(data=place.data)) as office, office.reading() as reading:
        assert [person for person, _ in people] == [
            caller_of(reading, token).person for _, token in people
        ]
        assert {person for person, _ in people} == {one.person for one in offered(reading)}


def test_the_three_requests_are_whole_and_ask_for_a_document_that_is_held(
    filled: tuple[Place, str],
):
    """Ready to be pasted: the address of the settings, a token and a body of JSON."""
    place, said = filled
    requests = [shlex.split(line) for line in said.splitlines() if line.startswith("curl ")]
    bodies = [json.loads(words[words.index("-d") + 1]) for words in requests]

    assert [
        "http://127.0.0.1:8080/api/requests",
        "http://127.0.0.1:8080/api/requests",
        "http://127.0.0.1:8080/api/checks",
    ] == [words[-1] for words in requests]
    with office_at_work(Settings(data=place.data)) as office, office.reading() as reading:
        held = set(reading.connection.scalars(select(tables.documents.c.id)))
    assert {body["document"] for body in bodies} <= held


def test_people_are_never_added_to_a_database_that_has_some(filled: tuple[Place, str]):
    """An invented council does not mix with a real one, nor with itself."""
    place, _ = filled
    answer = place.gateway("demo")

    assert 2 == answer.exit_code
    assert "already holds people" in answer.output


def test_a_database_that_is_set_up_keeps_its_council(place: Place):
    """Without --council its own rules apply; another one is refused."""
    refused = place.gateway("demo", "--council", "wales")
    taken = place.gateway("demo")

    assert 2 == refused.exit_code
    assert "set up for england" in refused.output
    assert 0 == taken.exit_code, taken.output


@pytest.mark.parametrize("council", ["lydney", "wales"])
def test_any_council_can_be_tried(tmp_path: Path, council: str):
    """Its own offices, and the paragraphs that apply there."""
    answer = Place(tmp_path / "data").gateway("demo", "--council", council)

    assert 0 == answer.exit_code, answer.output


def test_an_unknown_council_leaves_nothing_behind(tmp_path: Path):
    """The profile must be in the rule book."""
    answer = Place(tmp_path / "data").gateway("demo", "--council", "atlantis")

    assert 2 == answer.exit_code
    assert not (tmp_path / "data" / "gateway.sqlite").exists()
