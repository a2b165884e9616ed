"""`gateway token`: given out once, listed without its text, taken back for good."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import insert

from gateway.casework.tokens import caller_of
from gateway.casework.writer import Office
from gateway.cli.office import office_at_work
from gateway.errors import NotSignedInError
from gateway.settings import Settings
from gateway.store.engine import open_for_writing
from gateway.store.tables import people, terms
from tests.cli.conftest import Place

PERSON = "a" * 32
LONG_AGO = datetime(2026, 5, 7, 12, tzinfo=UTC)


@pytest.fixture
def peopled(place: Place) -> Place:
    """A place whose register has one person, who is in office."""
    engine = open_for_writing(Settings(data=place.data).database_url)
    row = {"id": PERSON, "source": "t", "source_id": "1", "name": "Pat Vale", "kind": "councillor"}
    with engine.begin() as connection:
        connection.execute(insert(people), row)
        began = {"valid_from": LONG_AGO.replace(tzinfo=None), "recorded_at": LONG_AGO}
        connection.execute(insert(terms), {"person": PERSON, **began})
    engine.dispose()
    return place


@pytest.fixture
def office(peopled: Place) -> Iterator[Office]:
    """The office of that place, at work beside the command line."""
    with office_at_work(Settings(data=peopled.data)) as office:
        yield office


def listed(place: Place) -> list[dict[str, str]]:
    """The tokens in force, as the command line tells them."""
    answer = place.gateway("token", "list", "--json")
    return [json.loads(line) for line in answer.output.splitlines()]


def test_a_token_signs_its_person_in_until_it_is_revoked(peopled: Place, office: Office):
    """The text on standard output signs the person in; once revoked, it never does again."""
    issued = peopled.gateway("token", "issue", "--person", PERSON)
    text = issued.stdout.strip()
    with office.reading() as reading:
        assert PERSON == caller_of(reading, text).person
    (token,) = listed(peopled)

    revoked = peopled.gateway("token", "revoke", token["id"])

    assert 0 == revoked.exit_code
    assert [] == listed(peopled)
    with office.reading() as reading, pytest.raises(NotSignedInError):
        caller_of(reading, text)


def test_the_list_never_shows_what_signs_in(peopled: Place):
    """Who can read the list cannot sign in with it."""
    text = peopled.gateway("token", "issue", "--person", PERSON).stdout.strip()

    answer = peopled.gateway("token", "list")

    assert PERSON in answer.output
    assert text not in answer.output + json.dumps(listed(peopled))


@pytest.mark.parametrize(("days", "setting"), [(90, {}), (7, {"GATEWAY_TOKEN_DAYS": "7"})])
def test_a_token_is_valid_for_as_long_as_the_setting_says(
    peopled: Place, days: int, setting: dict[str, str]
):
    """Without --expires the setting decides."""
    before = datetime.now(UTC)
    peopled.gateway("token", "issue", "--person", PERSON, **setting)

    expires = datetime.fromisoformat(listed(peopled)[0]["expires_at"])

    assert before + timedelta(days=days) <= expires <= datetime.now(UTC) + timedelta(days=days)


def test_a_token_is_valid_to_the_end_of_the_day_that_is_named(peopled: Place):
    """--expires names the last day, in London, summer time or not."""
    peopled.gateway("token", "issue", "--person", PERSON, "--expires", "2099-06-30")

    expires = datetime.fromisoformat(listed(peopled)[0]["expires_at"])

    assert abs(datetime(2099, 6, 30, 22, 59, tzinfo=UTC) - expires) < timedelta(minutes=1)


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("issue", "--person", "b" * 32), "no person of that id"),
        (("issue", "--person", PERSON, "--expires", "2020-01-01"), "that day is over"),
        (("revoke", "c" * 32), "no token of that id"),
    ],
)
def test_what_cannot_be_done_is_refused(peopled: Place, words: tuple[str, ...], says: str):
    """An unknown person, a day that is over, an unknown token: exit code 2 and the reason."""
    answer = peopled.gateway("token", *words)

    assert 2 == answer.exit_code
    assert says in answer.output


def test_no_token_is_told_as_such(place: Place):
    """An empty list is said in words."""
    assert "No token is valid now.\n" == place.gateway("token", "list").output
