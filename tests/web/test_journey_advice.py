"""Advice at a browser: a councillor of Rutland asks in confidence, is answered, and departs."""

import secrets

import pytest
from playwright.sync_api import Browser
from sqlalchemy import insert

from gateway.store import tables
from tests.api.town import LONG_AGO, Town
from tests.web.browsing import visiting
from tests.web.serving import serving

QUESTION = "May I show the quay figures to my group?"
ADVICE = "Only once they are published."
REASON = "The vote is before that day."


@pytest.fixture(scope="module")
def hall(tmp_path_factory):
    """Rutland, served, with somebody who advises; invented."""
    town = Town(tmp_path_factory.mktemp("rutland") / "data", "rutland")
    person = town.people["lou"] = secrets.token_hex(16)
    period = {"valid_from": LONG_AGO.replace(tzinfo=None), "recorded_at": LONG_AGO}
    with town.writing() as connection:
        row = {"id": person, "source": "test", "source_id": "lou", "kind": "officer", "name": "Lou"}
        connection.execute(insert(tables.people).values(**row))
        office = {"person": person, "office": "strategic_director_law_governance"}
        connection.execute(insert(tables.offices).values(**period, **office))
    with serving(town) as (address, office):
        yield town, address, office


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no-scripts"])
def test_a_question_is_asked_answered_and_not_followed(browser: Browser, hall, *, scripts: bool):
    """Each of the two sees what the other wrote; nobody else finds the page."""
    town, address, office = hall
    with visiting(browser, address, {}, scripts=scripts) as ada:
        ada.sign_in(office, town.people["ada"])
        ada.open(f"/documents/{town.paper}")
        ada.follow("Ask for advice about this paper")
        ada.look("advice-ask-paper")
        ada.press("Send")
        assert ada.page.get_by_text("Write something here.").count()
        ada.page.get_by_label("What do you want to know?").fill(QUESTION)
        ada.page.get_by_label("Yes, leave my name out").check()
        ada.press("Send")
        ada.look("advice-waits")
        where = ada.page.url.removeprefix(address)
        assert ada.page.get_by_text("Waiting for an answer").count()
    with visiting(browser, address, {}, scripts=scripts) as lou:
        lou.sign_in(office, town.people["lou"])
        lou.open("/home")
        lou.follow("Somebody asks for your advice")
        lou.look("advice-list-adviser")
        lou.page.get_by_role("link", name="Asked").first.click()
        assert lou.page.get_by_text(QUESTION).count()
        lou.look("advice-answer")
        lou.press("Send the answer")
        assert lou.page.get_by_text("Write something here.").count()
        lou.page.get_by_label("Your answer").fill(ADVICE)
        lou.press("Send the answer")
        assert lou.page.get_by_text(ADVICE).count()
    with visiting(browser, address, {}, scripts=scripts) as ada:
        ada.sign_in(office, town.people["ada"])
        ada.open("/notices")
        ada.follow("The question")
        assert ada.page.get_by_text(ADVICE).count()
        assert ada.page.get_by_text("unless they have a very strong reason not to").count()
        ada.look("advice-depart")
        ada.press("Record why")
        ada.page.get_by_label("Why do you not follow the advice?").fill(REASON)
        ada.press("Record why")
        ada.look("advice-departed")
        assert ada.page.get_by_text(REASON).count()
    with visiting(browser, address, town.sign("ben"), scripts=scripts) as ben:
        assert 404 == ben.open(where)


def test_a_request_is_named_on_the_form(browser: Browser, hall):
    """What is no reference is told beside the field; nobody looks whether there is such a one."""
    town, address, _ = hall
    with visiting(browser, address, town.sign("ada"), scripts=True) as ada:
        ada.open("/advice/new?about=NTK-2026-0998")
        named = ada.page.get_by_label("Which request is it about?")
        assert "NTK-2026-0998" == named.input_value()
        named.fill("yesterday's")
        ada.page.get_by_label("What do you want to know?").fill(QUESTION)
        ada.press("Send")
        ada.look("advice-no-reference")
        ada.page.get_by_label("Which request is it about?").fill("NTK-2026-0999")
        ada.press("Send")
        assert ada.page.get_by_text("About request NTK-2026-0999").count()
