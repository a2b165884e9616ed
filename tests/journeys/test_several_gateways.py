"""Several gateways on one PostgreSQL, and what people see when the server goes away."""

from collections.abc import Iterator

import pytest

from tests.api.town import CANARY, Town
from tests.databases import Server
from tests.journeys.served import Served, accept, gateway, serving, wait_for

pytestmark = pytest.mark.only_on("postgresql")


@pytest.fixture
def town(tmp_path, databases) -> Town:
    """A town that keeps its database on a server."""
    return Town(tmp_path / "data", "wolverhampton", databases)


@pytest.fixture
def two(town: Town) -> Iterator[tuple[Served, Served]]:
    """Two gateways of the town."""
    with serving(town, "one") as one, serving(town, "two") as two:
        yield one, two


def test_what_one_records_the_other_knows(two: tuple[Served, Served]):
    """References are given once, a request is found at either, and a seat ends at both."""
    one, other = two
    town = one.town
    paper = town.document({"main": {"exempt": (1,)}})
    with one.client("ada") as here, other.client("ada") as there:
        accept(here, paper)
        asked = [
            client.post("/api/requests", json={"document": paper}).json()["reference"]
            for client in (here, there, here)
        ]
        found = there.get(f"/api/requests/{asked[0]}").status_code
        before, after = (
            [client.get(f"/api/documents/{paper}/content").status_code for client in (here, there)]
            for change in (lambda: None, lambda: town.end_seat("ada"))
            if change() is None
        )
    whole = gateway(town, "audit", "verify")

    assert len(asked) == len(set(asked))
    assert (200, [200, 200], [403, 403]) == (found, before, after)
    assert 0 == whole.returncode, whole.stdout


def test_while_the_server_is_away_nothing_is_decided(
    two: tuple[Served, Served], postgresql: Server
):
    """503 and when to come back, /readyz says so, and afterwards all is as before."""
    served, _ = two
    town = served.town
    with served.client("ada") as ada, served.client() as anyone:
        asked = ada.post("/api/requests", json={"document": town.paper}).json()["reference"]
        postgresql.stop("immediate")
        refused = [
            ada.post("/api/requests", json={"document": town.paper}),
            ada.get("/api/documents"),
            ada.get(f"/api/documents/{town.paper}/content"),
        ]
        ready = anyone.get("/readyz").status_code
        postgresql.start()
        wait_for(lambda: anyone.get("/readyz").status_code == 200)
        kept = ada.get(f"/api/requests/{asked}").status_code
        again = ada.post("/api/requests", json={"document": town.paper}).status_code

    assert [503] * 3 == [answer.status_code for answer in refused]
    assert all("5" == answer.headers["retry-after"] for answer in refused)
    assert (503, 200, 201) == (ready, kept, again)
    assert CANARY not in served.said()
