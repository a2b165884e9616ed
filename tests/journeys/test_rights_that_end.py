"""Rights end at once: a token taken back, a seat or a term that is over, between two requests."""

import pytest

from tests.api.town import Town
from tests.journeys.served import accept, gateway, serving


@pytest.fixture(scope="module")
def served(tmp_path_factory, databases):
    """A town whose protocol gives committee members the exempt papers of their meetings."""
    town = Town(tmp_path_factory.mktemp("ending") / "data", "wolverhampton", databases)
    with serving(town) as served:
        yield served


def test_a_seat_that_ends_ends_the_access(served):
    """What a member of the committee fetched a moment ago is refused once the seat is over."""
    town = served.town
    paper = town.document({"main": {"exempt": (1,)}})
    with served.client("ada") as client:
        accept(client, paper)
        first = client.get(f"/api/documents/{paper}/content")
        town.end_seat("ada")
        second = client.get(f"/api/documents/{paper}/content")
        listed = client.get("/api/documents?limit=200").json()["items"]

    assert [200, 403] == [first.status_code, second.status_code]
    assert b"main" not in second.content
    assert paper not in {item["id"] for item in listed}


def test_a_term_that_ends_ends_every_way_in(served):
    """A token and the address of a calendar: the next request is a stranger's."""
    with served.client("dora") as dora, served.client() as program:
        calendar = dora.post("/api/calendar-feed").json()["address"]
        before = [dora.get("/api/documents"), program.get(calendar)]
        served.town.end_term("dora")
        after = [dora.get("/api/documents"), program.get(calendar)]

    assert [200, 200, 401, 401] == [one.status_code for one in (*before, *after)]


def test_a_token_that_is_taken_back_ends_the_sign_in(served):
    """`gateway token revoke` works on a gateway that serves: the next request is a stranger's."""
    town = served.town
    issued = gateway(town, "token", "issue", "--person", town.people["ben"])
    headers = {"Authorization": f"Bearer {issued.stdout.strip()}"}
    number = issued.stderr.split()[1]
    with served.client() as client:
        first = client.get("/api/documents", headers=headers)
        revoked = gateway(town, "token", "revoke", number)
        second = client.get("/api/documents", headers=headers)

    assert 0 == revoked.returncode, revoked.stderr
    assert [200, 401] == [first.status_code, second.status_code]


def test_a_token_that_is_over_is_no_token(served):
    """Nobody is signed in by it, and nobody learns that it once was one."""
    with served.client() as client:
        over = client.get("/api/documents", headers=served.town.extra_token("ben", expired=True))
        none = client.get("/api/documents")

    assert 401 == over.status_code
    assert over.json()["detail"] == none.json()["detail"]
