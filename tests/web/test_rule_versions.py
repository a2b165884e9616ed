"""A proposed rule book at its page: who is offered to adopt it."""

import pytest
from litestar.testing import TestClient

from gateway.app import create_app
from gateway.casework.rule_books import ProposeRuleBook
from gateway.policy.book import RuleBook
from gateway.store import tables
from tests.api.conftest import ADDRESS
from tests.api.town import Town
from tests.policy.books import texts_for
from tests.store.putting_in_force import changed

STATUTE = "policies/national/local-government-act.csv"
DRAFT = RuleBook(changed(texts_for(), STATUTE, "S1 ", "S1a"))
AT = f"/rules/versions/{DRAFT.digest}"


@pytest.fixture
def hall(tmp_path):
    """A town where Peter is the deputy as well and Moira proposed a rule book, and its gateway."""
    town = Town(tmp_path / "data")
    with town.writing() as connection:
        town._membership(connection, tables.offices, "peter", office="deputy_monitoring_officer")
    with TestClient(create_app(town.settings), base_url=ADDRESS) as client:
        office = client.app.state.office
        office.carry_out_now(ProposeRuleBook(by=town.people["moira"], rule_book=DRAFT))
        client.headers["Accept"] = "text/html"
        yield town, client


def test_it_is_offered_to_whoever_may_adopt_it(hall):
    """Not to the proposer, nor to another entry of the register for the same human being."""
    town, client = hall

    def offered(who: str) -> bool:
        page = client.get(AT, headers=town.sign(who))
        assert ("You proposed it" in page.text) != ("Adopt these rules" in page.text)
        return "Adopt these rules" in page.text

    assert (False, True) == (offered("moira"), offered("peter"))
    same = {"other": town.people["peter"], "same_person": True}
    declared = client.post("/api/relationships", json=same, headers=town.sign("moira"))
    assert 201 == declared.status_code
    assert not offered("peter")
    assert 403 == client.post(f"{AT}/adoption", headers=town.sign("peter")).status_code


def test_nobody_is_offered_what_somebody_without_the_office_proposed(hall):
    """The page says why in the words in which the step is refused."""
    town, client = hall
    with town.writing() as connection:
        town._end(connection, tables.offices, "moira")
    page = client.get(AT, headers=town.sign("peter"))
    refused = client.post(f"{AT}/adoption", headers=town.sign("peter"))

    assert "Adopt these rules" not in page.text
    assert 403 == refused.status_code
    for text in (page.text, refused.text):
        assert "Whoever proposed it no longer holds an office that may." in text
