"""`gateway people`: everybody with their ids, or those of a name."""

import json

from sqlalchemy import insert

from gateway.settings import Settings
from gateway.store.engine import open_for_writing
from gateway.store.tables import people
from tests.cli.conftest import Place


def peopled(place: Place, *names: str) -> None:
    """Put people into the register."""
    engine = open_for_writing(Settings(data=place.data).database_url)
    rows = [
        {
            "id": f"{number:032x}",
            "source": "t",
            "source_id": name,
            "name": name,
            "kind": "councillor",
        }
        for number, name in enumerate(names)
    ]
    with engine.begin() as connection:
        connection.execute(insert(people), rows)
    engine.dispose()


def test_people_are_listed_with_their_ids(place: Place):
    """All of them, over more than one page, as lines of JSON."""
    peopled(place, *(f"Person {number:03}" for number in range(201)))
    lines = place.gateway("people", "--json").output.splitlines()

    assert [f"Person {number:03}" for number in range(201)] == [
        json.loads(line)["name"] for line in lines
    ]


def test_a_name_is_looked_for(place: Place):
    """The table has the id whole, so that it can be handed on."""
    peopled(place, "Pat Vale", "Kim Moss")
    answer = place.gateway("people", "vale", "PAT")

    assert 0 == answer.exit_code
    assert f"{0:032x}" in answer.output
    assert "Kim" not in answer.output


def test_nobody_of_that_name(place: Place):
    """It is said in words."""
    answer = place.gateway("people", "nobody")

    assert 0 == answer.exit_code
    assert "There is nobody of that name in the register." in answer.output
