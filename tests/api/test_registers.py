"""Registers over the API and at the command line."""

from tests.cli.conftest import Place, empty, made, place
from tests.cli.staffed import OFFICER, staffed

__all__ = ["empty", "made", "place"]


def test_interests_and_offers_are_lists(client, town):
    """Empty here; for a person whom nobody knows there is none."""
    ben = town.people["ben"]

    declared = client.get(f"/api/people/{ben}/interests", headers=town.sign("ada")).json()
    assert {"items": [], "next": None} == declared
    offers = client.get("/api/group-offers?q=x", headers=town.sign("ada")).json()
    assert {"items": [], "next": None} == offers
    table = client.get("/api/group-offers?format=csv", headers=town.sign("ada"))
    assert ["kind,sentence,about,told_at"] == table.text.splitlines()
    unknown = client.get(f"/api/people/{'0' * 32}/interests", headers=town.sign("ada"))
    assert 404 == unknown.status_code


def test_at_the_command_line(place: Place):
    """One line of JSON for each; none where there is none."""
    token = str(staffed(place, "officer"))
    mine = place.gateway("registers", "interests", OFFICER, "--token-file", token)
    offers = place.gateway("registers", "offers")

    assert [(0, ""), (0, "")] == [(one.exit_code, one.output) for one in (mine, offers)]
