"""Oxford's five working days over HTTP: counted in words, moved by a holding reply, and told of."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

import pytest
from litestar.testing import TestClient
from sqlalchemy import insert

from gateway.app import create_app
from gateway.store import tables
from tests.api.conftest import ADDRESS
from tests.api.town import LONG_AGO, Town


@pytest.fixture(scope="module")
def oxford(tmp_path_factory: pytest.TempPathFactory) -> Town:
    """A town under Oxford's protocol, where Olive is a head of service."""
    town = Town(tmp_path_factory.mktemp("oxford") / "data", "oxford")
    held = {"person": town.people["olive"], "office": "head_of_service", "recorded_at": LONG_AGO}
    with town.writing() as connection:
        since = {"valid_from": LONG_AGO.replace(tzinfo=None)}
        connection.execute(insert(tables.offices), held | since)
    return town


@pytest.fixture
def client(oxford: Town) -> Iterator[TestClient]:
    """Somebody at the gateway of that town."""
    with TestClient(create_app(oxford.settings), base_url=ADDRESS) as client:
        yield client


def test_an_answer_is_owed_in_five_working_days_or_a_holding_reply(client, oxford):
    """From the request to the notice that tells the requester of the new day."""
    paper = oxford.document({"main": {}}, business=False)
    asked = {"document": paper, "purpose": "official_duty"}
    reference = client.post("/api/requests", json=asked, headers=oxford.sign("ben")).json()[
        "reference"
    ]
    listed = client.get("/api/deadlines", params={"about": reference}, headers=oxford.sign("olive"))
    (owed,) = listed.json()["items"]
    waits = client.get("/api/notices", headers=oxford.sign("olive")).json()["items"]
    more = {"working_days": 3, "reason": "The file is with another authority."}
    moved = client.post(
        f"/api/deadlines/{owed['id']}/extension", json=more, headers=oxford.sign("olive")
    ).json()
    (seen,) = client.get("/api/deadlines", headers=oxford.sign("ben")).json()["items"]
    (told,) = client.get("/api/notices", headers=oxford.sign("ben")).json()["items"]

    assert ("response", "head_of_service") == (owed["kind"], owed["owed_by"])
    assert owed["how_counted"].startswith("Counted 5 working days on from ")
    assert date.fromisoformat(owed["due"]) >= datetime.now(UTC).date() + timedelta(days=5)
    assert ("request_waits", reference) == (waits[0]["kind"], waits[0]["about"])
    assert owed["due"] == moved["first_due"] < moved["due"]
    assert moved == seen
    assert [more["reason"]] == [change["reason"] for change in seen["changes"]]
    assert ("holding_reply", reference) == (told["kind"], told["about"])


def test_nobody_else_sees_or_moves_it(client, oxford):
    """Another councillor, and an officer of another office."""
    paper = oxford.document({"main": {}}, business=False)
    asked = {"document": paper, "purpose": "official_duty"}
    reference = client.post("/api/requests", json=asked, headers=oxford.sign("ben")).json()[
        "reference"
    ]
    about = {"about": reference}
    (owed,) = client.get("/api/deadlines", params=about, headers=oxford.sign("olive")).json()[
        "items"
    ]
    more = {"working_days": 3, "reason": "please"}
    for who in ("ada", "moira", "ben"):
        answer = client.post(
            f"/api/deadlines/{owed['id']}/extension", json=more, headers=oxford.sign(who)
        )
        assert 404 == answer.status_code
    assert (
        [] == client.get("/api/deadlines", params=about, headers=oxford.sign("ada")).json()["items"]
    )
