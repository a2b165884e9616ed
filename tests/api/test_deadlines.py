"""Deadlines and the council's calendar over the API."""

import csv

import pytest


@pytest.fixture
def waiting(client, town):
    """A request that waits for an officer: its reference."""
    closed = town.document({"main": {"exempt": (1,)}})
    asked = {"document": closed, "purpose": "official_duty"}
    answer = client.post("/api/requests", json=asked, headers=town.sign("ben"))
    return answer.json()["reference"]


def listed(client, town, who, **parameters):
    """What somebody sees is owed."""
    return client.get("/api/deadlines", params=parameters, headers=town.sign(who))


def test_the_requester_sees_until_when_an_answer_is_owed(client, town, waiting):
    """By whom and until when; the time of a meeting was set, so nothing says how it was counted."""
    (deadline,) = listed(client, town, "ben", about=waiting).json()["items"]

    assert ("office", "service_director", "running", False) == tuple(
        deadline[name] for name in ("owed_by_kind", "owed_by", "state", "late")
    )
    assert "the meeting that deals with it" == deadline["what"]
    assert "" == deadline["how_counted"]


def test_others_do_not(client, town, waiting):
    """Another councillor and an officer of another office see nothing of it."""
    for who in ("ada", "moira", "audrey", "nora"):
        assert [] == listed(client, town, who, about=waiting).json()["items"]


def test_as_a_spreadsheet(client, town, waiting):
    """The same list as CSV, one deadline a row."""
    answer = listed(client, town, "ben", about=waiting, format="csv")
    (row,) = csv.DictReader(answer.text.splitlines())

    assert (waiting, "meeting", "service_director") == (row["about"], row["kind"], row["owed_by"])


def test_only_who_owes_it_may_take_more_time(client, town, waiting):
    """For the requester there is no such deadline to move."""
    (deadline,) = listed(client, town, "ben", about=waiting).json()["items"]
    answer = client.post(
        f"/api/deadlines/{deadline['id']}/extension",
        json={"working_days": 5, "reason": "please"},
        headers=town.sign("ben"),
    )

    assert 404 == answer.status_code


@pytest.mark.parametrize(
    "body",
    [
        {"working_days": 0, "reason": "x"},
        {"working_days": 21, "reason": "x"},
        {"working_days": 5, "reason": ""},
        {"working_days": 5},
    ],
)
def test_an_extension_has_days_and_a_reason(client, town, body):
    """What is missing or beyond the limit is refused, with its place."""
    answer = client.post(
        f"/api/deadlines/{'0' * 32}/extension", json=body, headers=town.sign("olive")
    )

    assert 400 == answer.status_code


def test_a_proclaimed_bank_holiday_is_added_once(client, town):
    """An officer adds it, office holders see it, and nobody adds it again."""
    body = {"day": "2027-05-10", "kind": "bank_holiday"}
    added = client.post("/api/calendar", json=body, headers=town.sign("olive"))
    again = client.post("/api/calendar", json=body, headers=town.sign("moira"))
    seen = client.get("/api/calendar", headers=town.sign("peter"))

    assert (201, 409) == (added.status_code, again.status_code)
    assert added.json() in seen.json()["items"]
    assert body == {name: added.json()[name] for name in body}


def test_a_day_that_is_none_is_refused(client, town):
    """The calendar holds days."""
    body = {"day": "2027-05-32", "kind": "bank_holiday"}

    assert 400 == client.post("/api/calendar", json=body, headers=town.sign("olive")).status_code
