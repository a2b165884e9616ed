"""A seat is lost: access ends, copies are asked back and certified, and a leak is looked into.

Over the network, with the worker as it is run, in a council whose protocol gives committee members
the exempt papers of their meetings. Nobody here lives.
"""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import update

from gateway.store import tables
from tests.api.town import Town
from tests.journeys.served import accept, gateway, serving


@pytest.fixture(scope="module")
def served(tmp_path_factory, databases):
    """Such a town, and its gateway."""
    town = Town(tmp_path_factory.mktemp("after") / "data", "wolverhampton", databases)
    with serving(town) as served:
        yield served


def lose_seat(town: Town, name: str) -> None:
    """Somebody's seat ended two hours ago, as is recorded now."""
    now = datetime.now(UTC)
    ended = {"valid_to": now.replace(tzinfo=None, microsecond=0) - timedelta(hours=2)}
    seats = tables.seats
    with town.writing() as connection:
        connection.execute(
            update(seats)
            .where(seats.c.person == town.people[name])
            .values(**ended, ended_recorded_at=now)
        )


def test_from_the_promise_to_the_certificate(served):
    """Ada accepts, reads and loses her seat; she gives the copy back; a leak is looked into."""
    town = served.town
    paper = town.document({"main": {"exempt": (1,)}})
    with served.client("ada") as ada:
        address = f"/api/documents/{paper}/content"
        assert "conditions-not-accepted" in ada.get(address).json()["type"]
        accept(ada, paper)
        assert 200 == ada.get(address).status_code
        lose_seat(town, "ada")
        assert "not-released" in ada.get(address).json()["type"]

    worked = gateway(town, "work-once")
    assert "looked at 1 copies" in worked.stdout, worked.stdout + worked.stderr
    with served.client("ada") as ada:
        (copy,) = ada.get("/api/copies").json()["items"]
        assert ("asked_back", False, True) == (copy["state"], copy["late"], copy["due"] is not None)
        told = {one["kind"] for one in ada.get("/api/notices").json()["items"]}
        assert {"access_ended", "copies_asked_back"} <= told
        owed = ada.get("/api/deadlines").json()["items"]
        assert [copy["id"]] == [one["about"] for one in owed if one["kind"] == "copies_back"]
        form = {"how": "destroyed", "all_of_it": True}
        given_back = ada.post(f"/api/copies/{copy['id']}/return", json=form)
        assert 201 == given_back.status_code
        assert [] == ada.get("/api/copies").json()["items"]

    with served.client("olive") as officer:
        form = {"document": paper, "words": "It was in the Gazette.", "copies": [copy["id"]]}
        incident = officer.post("/api/incidents", json=form).json()
        assert [town.people["ada"]] == incident["people"]
    with served.client("moira") as adviser:
        (reader,) = adviser.get(f"/api/documents/{paper}/enquiry").json()["readers"]
        assert ("destroyed", ["confidential", "purpose_only"]) == (
            reader["copies"][0]["state"],
            sorted(reader["accepted"][0]["conditions"]),
        )
        outcome = {"outcome": "not_traced", "words": "Nobody could be named."}
        closed = adviser.post(f"/api/incidents/{incident['id']}/outcome", json=outcome)
        assert "not_traced" == closed.json()["outcome"]
    for who, status in (("ada", 403), ("peter", 404)):
        with served.client(who) as other:
            assert status == other.get(f"/api/incidents/{incident['id']}").status_code
    assert 0 == gateway(town, "audit", "verify").returncode


def test_passing_on_is_asked_and_answered(served):
    """Yes is refused until a limb is found; the answer ends the request."""
    town = served.town
    with served.client("ben") as ben:
        asked = {
            "document": town.paper,
            "type": "onward_disclosure",
            "statement": "To a solicitor.",
        }
        reference = ben.post("/api/requests", json=asked).json()["reference"]
    answers = [
        {"segment": part, "may": True, "words": "Your solicitor keeps it in confidence."}
        for part in ("main", "annex")
    ]
    with served.client("moira") as adviser:
        address = f"/api/requests/{reference}"
        early = adviser.post(f"{address}/onward-answers", json={"answers": answers})
        assert 409 == early.status_code
        found = {"finding": "onward_professional_advice", "value": True, "words": "A solicitor."}
        assert 201 == adviser.post(f"{address}/findings", json=found).status_code
        done = adviser.post(f"{address}/onward-answers", json={"answers": answers})
        assert (201, "ended") == (done.status_code, done.json()["state"])
    with served.client("ben") as ben:
        case = ben.get(f"/api/requests/{reference}/case").json()
        assert [("main", True), ("annex", True)] == [
            (one["segment"], one["may"]) for one in case["onward"]
        ]
