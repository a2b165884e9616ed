"""A rule book is changed by two people over HTTP while the gateway serves, and the past stands.

Moira is the Monitoring Officer; Peter is her deputy. By their draft only the members of a committee
see its open papers; Ben is not one.
"""

import json

import pytest

from gateway.store import tables
from tests.api.town import RULES, Town
from tests.journeys.served import Served, gateway, serving
from tests.policy.books import texts_for
from tests.store.putting_in_force import changed

STATUTE = "policies/national/local-government-act.csv"
DRAFT = changed(texts_for(), STATUTE, "& no_tags", "& no_tags & body_member")


@pytest.fixture
def town(tmp_path, databases) -> Town:
    """A town in which Peter is the Monitoring Officer's deputy."""
    town = Town(tmp_path / "data", databases=databases)
    with town.writing() as connection:
        town._membership(connection, tables.offices, "peter", office="deputy_monitoring_officer")
    return town


def ask(served: Served) -> dict:
    """Ben's request for the minutes, as answered."""
    with served.client("ben") as ben:
        return ben.post("/api/requests", json={"document": served.town.minutes}).json()


def change(served: Served) -> str:
    """Moira proposes and Peter adopts; others, and Moira alone, cannot. Gives the digest."""
    with served.client("moira") as moira, served.client("peter") as peter:
        digest = moira.post("/api/rule-books", json={"texts": DRAFT}).json()["digest"]
        adoption = f"/api/rule-books/{digest}/adoption"
        with served.client("olive") as olive, served.client("ada") as ada:
            others = [olive.post(adoption), ada.post(adoption), moira.post(adoption)]
        assert [403, 403, 403] == [one.status_code for one in others]
        assert DRAFT == peter.get(f"/api/rule-books/{digest}").json()["texts"]
        assert 201 == peter.post(adoption).status_code
    return digest


def again(town: Town, reference: str) -> dict:
    """A past decision made again at the command line: it must be the same."""
    made = gateway(town, "decide", "--past", reference, "--json")
    assert 0 == made.returncode, made.stderr
    return json.loads(made.stdout)["again"]


def test_the_whole_journey(town: Town):
    """New answers come from the new rules; an old one is shown and made again by its own."""
    with serving(town) as served:
        before = ask(served)
        digest = change(served)
        after = ask(served)
        with served.client("ben") as ben:
            shown = ben.get(f"/api/requests/{before['reference']}").json()
            content = ben.get(f"/api/documents/{town.minutes}/content").status_code

    assert (RULES.digest, "disclose") == (
        before["decision"]["rule_book"],
        before["decision"]["outcome"],
    )
    assert (digest, "officer_judgement") == (
        after["decision"]["rule_book"],
        after["decision"]["outcome"],
    )
    assert before == shown
    assert 403 == content
    for answer in (before, after):
        decision = again(town, answer["reference"])
        assert answer["decision"]["rule_book"] == decision["rule_book"]
        assert answer["decision"]["outcome"] == decision["outcome"]
    page = gateway(town, "decide", "--past", before["reference"])
    assert "S1: You may see it" in page.stdout
    assert "the decision is the same" in page.stdout
    assert 0 == gateway(town, "audit", "verify").returncode


@pytest.mark.only_on("postgresql")
def test_another_gateway_takes_it_up(town: Town):
    """What is adopted at one gateway decides at the other from its next request on."""
    with serving(town, "one") as one, serving(town, "other") as other:
        assert RULES.digest == ask(other)["decision"]["rule_book"]
        digest = change(one)
        assert digest == ask(other)["decision"]["rule_book"]
