"""`gateway deadlines` and `gateway calendar`: what is owed, more time, and days of the council."""

import json

from gateway.cli.office import office_at_work
from gateway.settings import Settings
from tests.casework.test_deadlines import set_one
from tests.cli.conftest import Place
from tests.cli.staffed import staffed


def test_what_is_owed_is_listed_and_extended(place: Place):
    """In a sentence or as JSON; more time is told with the new day and how it was counted."""
    token = str(staffed(place, "head_of_service"))
    with office_at_work(Settings(data=place.data)) as office:
        deadline = set_one(office)
    told = place.gateway("deadlines", "list", "--token-file", token).output
    (line,) = place.gateway(
        "deadlines", "list", "--json", "--about", "NTK-2026-0001", "--token-file", token
    ).output.splitlines()
    words = ("extend", deadline, "--days", "3", "--reason", "Away", "--token-file", token)
    moved = place.gateway("deadlines", *words)
    beyond = place.gateway("deadlines", "extend", deadline, "--days", "18", *words[4:])

    assert told.startswith(f"{deadline} NTK-2026-0001: an answer or a holding reply, owed by")
    assert deadline == json.loads(line)["id"]
    assert "Then it was extended by 3 working days." in moved.output
    assert (0, 2) == (moved.exit_code, beyond.exit_code)
    assert "20 working days at most" in beyond.output


def test_days_are_added_to_the_calendar(place: Place):
    """An officer adds one, and everybody at the machine sees it."""
    token = str(staffed(place, "officer"))
    before = place.gateway("calendar", "list").output
    added = place.gateway("calendar", "add", "2027-05-10", "bank_holiday", "--token-file", token)

    assert "No day was added.\n" == before
    assert "Monday 10 May 2027 counts from now on: bank_holiday.\n" == added.output
    assert "Monday 10 May 2027: bank_holiday.\n" == place.gateway("calendar", "list").output
