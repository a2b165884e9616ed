"""An officer's work at a browser, in two councils: what is due, a case, its steps, and the answer.

Tess decides first: the Designated Officer in the one, the Town Clerk in the other. She and the town
are invented.
"""

import re

import pytest
from playwright.sync_api import Browser

from gateway.casework.requests import SubmitRequest
from gateway.domain.requests import AskedRequest
from gateway.web.before_sending import CHECK
from gateway.web.officer_terms import ANOTHER_FINDING
from tests.api.town import Town
from tests.web.browsing import Visitor, visiting
from tests.web.serving import serving

DECIDERS = {"wolverhampton": "designated_officer", "lydney": "town_clerk"}


@pytest.fixture(scope="module", params=DECIDERS)
def hall(request, tmp_path_factory):
    """A council that is served: the profile, the town, the address and the office."""
    town = Town(tmp_path_factory.mktemp(request.param) / "data", request.param)
    town.add_person("tess", "officer", office=DECIDERS[request.param])
    with serving(town) as (address, office):
        yield request.param, town, address, office


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no-scripts"])
def test_an_officer_at_work(browser: Browser, hall, scripts):
    """From the list of what is due to a decision, with scripts and without."""
    profile, town, address, office = hall
    paper = town.document({"main": {"exempt": (1,)}, "annex": {}}, title="Quay repairs")
    asked = AskedRequest(document=paper, purpose="official_duty", statement="For the budget.")
    command = SubmitRequest(by=town.people["ben"], asked=asked)
    reference = office.carry_out_now(command).answer.reference
    with visiting(browser, address, {}, scripts=scripts) as visitor:
        visitor.sign_in(office, town.people["tess"])
        finds_the_case(visitor, profile, reference)
        if profile == "wolverhampton":
            asks_more(visitor)
        decides(visitor, profile)


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no-scripts"])
def test_an_officer_stands_aside(browser: Browser, hall, scripts):
    """They say why and that is the end of it for them: the list has it no more, nor the address."""
    _, town, address, office = hall
    paper = town.document({"main": {"exempt": (1,)}}, title="Harbour dues")
    asked = AskedRequest(document=paper, purpose="official_duty")
    command = SubmitRequest(by=town.people["ben"], asked=asked)
    reference = office.carry_out_now(command).answer.reference
    with visiting(browser, address, {}, scripts=scripts) as at:
        at.sign_in(office, town.people["tess"])
        at.open(f"/cases/{reference}")
        at.follow("Say that your office stands aside")
        at.press("Stand aside")
        assert "Say why it may not act." in words_of(at)
        at.look("case-aside-error")
        at.page.get_by_label("not act?").fill("The dues are set by my own service.")
        at.press("Stand aside")
        assert "We recorded that your office stands aside." in words_of(at)
        assert "Harbour dues" not in words_of(at)
        at.look("cases-after-standing-aside")
        assert 404 == at.page.goto(f"{address}/cases/{reference}").status


def finds_the_case(at: Visitor, profile: str, reference: str) -> None:
    """In the list, by search and filter, and as a file."""
    at.open("/cases?show=late")
    at.look(f"{profile}-cases-none")
    at.follow("Show the whole list")
    at.page.get_by_label("Paper, councillor or reference").fill("quay ben")
    at.press("Show")
    assert "Quay repairs" in words_of(at)
    at.look(f"{profile}-cases")
    with at.page.expect_download() as download:
        at.page.get_by_role("link", name="for a spreadsheet (CSV)").click()
    assert reference in download.value.path().read_text()
    at.open(f"/cases/{reference}")
    assert "Cannot tell" in words_of(at)
    at.look(f"{profile}-case")


def asks_more(at: Visitor) -> None:
    """Steps that decide nothing: each has a form of its own, and nothing typed is lost."""
    at.follow("Ask somebody else for their view")
    at.page.get_by_label("Whom did you ask, and what?").fill("The harbour company.\nMay we?")
    at.page.get_by_label("How many working days do they have?").fill("99")
    at.press("Record it")
    assert at.page.title().startswith("Error: ")
    kept = at.page.get_by_label("Whom did you ask, and what?").input_value()
    assert "The harbour company.\nMay we?" == kept
    at.look("case-consultation-error")
    at.page.get_by_label("How many working days do they have?").fill("5")
    at.press("Record it")
    assert "Somebody else was asked for their view" in words_of(at)
    at.follow(re.compile("Take more time for the third party"))
    at.look("case-extension")
    at.page.get_by_label("How many working days more?").fill("2")
    at.page.get_by_label("Why?").fill("They asked for a week.")
    at.press("Take more time")
    assert "You took more time" in words_of(at)
    at.follow("Ask for advice")
    at.look("case-advice")
    at.page.get_by_label("What do you want advice on?").fill("Is paragraph 1 right?")
    at.press("Record it")
    at.follow("Ask the councillor for more information")
    at.look("case-question")
    at.press("Send")
    assert "Write something here." in words_of(at)
    at.page.get_by_label("What do you need to know?").fill("Which pages do you need?")
    at.press("Send")
    assert "Waits for the councillor" in words_of(at)
    at.look("case-asked")


def decides(at: Visitor, profile: str) -> None:
    """A finding, with a ready reason for the councillor, decides it again."""
    at.follow(ANOTHER_FINDING)
    at.look(f"{profile}-findings")
    at.press("Decide whether they need it")
    at.page.get_by_label("Why?", exact=True).fill("They sit on the budget panel.")
    at.press(CHECK)
    assert "Choose an answer." in words_of(at)
    at.look(f"{profile}-finding-error")
    assert "They sit on the budget panel." == at.page.get_by_label("Why?", exact=True).input_value()
    at.page.get_by_label("Yes", exact=True).check()
    unfit = "You can do this work with what is already open to you. You can ask again and say more."
    at.page.get_by_label(f"No: {unfit}").check()
    at.press(CHECK)
    assert "This sentence does not fit your answer." in words_of(at)
    ready = "We accept that you need this for your work as a councillor."
    at.page.get_by_label(f"Yes: {ready}").check()
    at.press(CHECK)
    assert CHECK == at.heading
    for said in ("They sit on the budget panel.", ready, "What comes of it"):
        assert said in words_of(at)
    at.look(f"{profile}-finding-check")
    at.press(re.compile("Change For the record"))
    assert "They sit on the budget panel." == at.page.get_by_label("Why?", exact=True).input_value()
    assert at.page.get_by_label("Yes", exact=True).is_checked()
    at.press(CHECK)
    at.press("Send it")
    passes_on = profile == "wolverhampton"
    told = "Your part is done" if passes_on else "You decided: agreed. We told the councillor."
    assert told in words_of(at)
    at.look(f"{profile}-found")
    at.open("/cases")
    assert "Quay repairs" not in words_of(at)
    at.page.get_by_label("Show").select_option("All that you may open")
    at.press("Show")
    assert "Quay repairs" in words_of(at)
    at.look(f"{profile}-cases-all")


def words_of(at: Visitor) -> str:
    """What stands in the main part of the page."""
    return at.page.locator("main").inner_text()
