"""Rule books over HTTP: proposed by one person, adopted by another, read by who holds an office."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from litestar.testing import TestClient

from gateway.api.rule_books import LONGEST
from gateway.app import create_app
from gateway.casework.rule_books import LONGEST as LONGEST_TEXTS
from gateway.policy.book import RuleBook
from gateway.store import tables
from tests.api.conftest import ADDRESS
from tests.api.town import RULES, Town
from tests.policy.books import texts_for
from tests.store.putting_in_force import changed, put_in_force

STATUTE = "policies/national/local-government-act.csv"
DRAFT = changed(texts_for(), STATUTE, "S1 ", "S1a")
DIGEST = RuleBook(DRAFT).digest


def with_a_deputy(data: Path) -> Town:
    """A town in which Peter is the Monitoring Officer's deputy as well."""
    town = Town(data)
    with town.writing() as connection:
        town._membership(connection, tables.offices, "peter", office="deputy_monitoring_officer")
    return town


@pytest.fixture
def town(tmp_path) -> Town:
    """A town of its own, in which the rule book may change."""
    return with_a_deputy(tmp_path / "data")


@pytest.fixture(scope="module")
def calm(tmp_path_factory) -> Iterator[tuple[TestClient, Town]]:
    """Somebody at a gateway where no rule book is ever adopted, and its town."""
    town = with_a_deputy(tmp_path_factory.mktemp("calm") / "data")
    with TestClient(create_app(town.settings), base_url=ADDRESS) as client:
        yield client, town


@pytest.fixture
def client(town: Town) -> Iterator[TestClient]:
    """Somebody at its gateway."""
    with TestClient(create_app(town.settings), base_url=ADDRESS) as client:
        yield client


def propose(client, town, who: str = "moira", texts=DRAFT):
    """Propose a rule book."""
    return client.post("/api/rule-books", json={"texts": texts}, headers=town.sign(who))


def adopt(client, town, who: str = "peter", digest: str = DIGEST):
    """Adopt one."""
    return client.post(f"/api/rule-books/{digest}/adoption", headers=town.sign(who))


def get(client, town, path: str = "", who: str = "moira"):
    """Read the list, or what is below it."""
    return client.get(f"/api/rule-books{path}", headers=town.sign(who))


def test_two_people_change_the_rule_book(client, town):
    """One proposes it and another adopts it; both steps tell their log entry and who it was."""
    proposed = propose(client, town)
    assert 201 == proposed.status_code
    assert f"/api/rule-books/{DIGEST}" == proposed.headers["location"]
    assert (DIGEST, town.people["moira"]) == (proposed.json()["digest"], proposed.json()["by"])
    adopted = adopt(client, town)
    assert 201 == adopted.status_code
    assert (DIGEST, town.people["peter"]) == (adopted.json()["digest"], adopted.json()["by"])
    assert ["rule_book.proposed", "rule_book.adopted"] == [
        entry["kind"] for entry in town.entries()[-2:]
    ]


def test_what_was_proposed_can_be_read(client, town):
    """Whoever is to adopt it reads it first: all of its text, and what became of the others."""
    propose(client, town)

    assert {"digest": DIGEST, "texts": DRAFT} == get(client, town, f"/{DIGEST}").json()
    assert [(DIGEST, "proposed"), (RULES.digest, "in_force")] == [
        (one["digest"], one["state"]) for one in get(client, town, who="olive").json()["items"]
    ]
    assert 404 == get(client, town, f"/{'0' * 64}").status_code


@pytest.mark.parametrize("digest", ["0" * 63, "0" * 65, "Z" * 64, f"{'0' * 64}%0A"])
def test_what_is_no_digest_leads_nowhere(calm, digest):
    """As any other unknown address."""
    assert 404 == get(*calm, f"/{digest}").status_code
    assert 404 == adopt(*calm, digest=digest).status_code


def test_nobody_adopts_what_they_proposed(client, town):
    """Two people, or nothing."""
    propose(client, town)
    refused = adopt(client, town, "moira")

    assert 403 == refused.status_code
    assert "somebody else" in refused.json()["detail"]
    assert "proposed" == get(client, town).json()["items"][0]["state"]


@pytest.mark.parametrize("who", ["olive", "audrey", "ada", "dora", "nora", "stranger"])
def test_who_does_not_answer_for_the_rules_is_refused(calm, who):
    """Whatever they send, and whether there is something to adopt or not."""
    status = 401 if who == "stranger" else 403

    assert status == propose(*calm, who).status_code
    propose(*calm)
    assert DIGEST in {one["digest"] for one in get(*calm).json()["items"]}
    assert status == adopt(*calm, who).status_code


def test_done_already(client, town):
    """What is proposed or in force is told as such; what was never proposed is not there."""
    assert 404 == adopt(client, town).status_code
    propose(client, town)
    assert 409 == propose(client, town, "peter").status_code
    adopt(client, town)
    assert 409 == propose(client, town).status_code
    assert 404 == adopt(client, town).status_code


def test_a_rule_book_that_is_not_understood_is_refused(client, town):
    """With its file and line, and what to do."""
    broken = changed(DRAFT, STATUTE, "s100f_link & no_tags", "no_such_condition")
    refused = propose(client, town, texts=broken)

    assert 400 == refused.status_code
    assert f"{STATUTE}, line 7" == refused.json()["where"]
    assert "no_such_condition" in refused.json()["detail"]
    assert [RULES.digest] == [one["digest"] for one in get(client, town).json()["items"]]


@pytest.mark.parametrize(
    "body",
    [{}, {"texts": []}, {"texts": {"model.conf": 1}}, {"texts": DRAFT, "more": 1}, [DRAFT]],
    ids=["nothing", "a list", "a number", "an unknown name", "another list"],
)
def test_a_body_of_another_shape_is_refused(calm, body):
    """As every body that is not as described."""
    client, town = calm
    refused = client.post("/api/rule-books", json=body, headers=town.sign("moira"))

    assert 400 == refused.status_code


def test_a_body_that_is_too_long_is_refused(calm):
    """A rule book may be longer than other bodies, but not as long as anybody likes."""
    assert 400 == propose(*calm, texts={"model.conf": "#" * LONGEST_TEXTS}).status_code
    assert 413 == propose(*calm, texts={"model.conf": "#" * LONGEST}).status_code


def test_while_the_rule_book_cannot_be_used(client, town):
    """Nothing is decided and the gateway is not ready; it can be mended, and goes on."""
    asked = {"json": {"document": town.paper}, "headers": town.sign("ada")}
    assert 200 == client.get("/readyz").status_code
    put_in_force(town.settings.database_url, {"model.conf": "nothing"})

    assert 503 == client.get("/readyz").status_code
    assert 503 == client.post("/api/requests", **asked).status_code
    assert 503 == client.get("/api/documents", headers=town.sign("ada")).status_code
    assert 200 == client.get("/healthz").status_code
    assert 200 == client.get("/api/log", headers=town.sign("audrey")).status_code
    propose(client, town)
    adopt(client, town)
    assert 200 == client.get("/readyz").status_code
    assert DIGEST == client.post("/api/requests", **asked).json()["decision"]["rule_book"]
