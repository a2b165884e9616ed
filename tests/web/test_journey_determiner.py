"""A determiner's work at a browser: a dispute read from both sides, answered, and what follows.

Wolverhampton's Monitoring Officer has the last word; in Lydney the Chairman, a councillor, hears it
first and the Personnel Committee after. All of them are invented.
"""

import re
import secrets

import pytest
from playwright.sync_api import Browser
from sqlalchemy import insert

from gateway.casework.disputes import FileDispute
from gateway.casework.findings import RecordFinding
from gateway.casework.requests import SubmitRequest
from gateway.casework.steps import GiveInformation
from gateway.casework.writer import Office
from gateway.domain.case_forms import DisputeForm, FindingForm, Information
from gateway.domain.requests import AskedRequest
from gateway.store import tables
from gateway.web.before_sending import CHECK
from tests.api.town import LONG_AGO, Town
from tests.web.browsing import Visitor, visiting
from tests.web.serving import serving

LAST, FIRST = "wolverhampton", "lydney"
"""In the one the first stage has the last word; in the other there is a stage after it."""
CHAINS = {LAST: ("designated_officer", "monitoring_officer"), FIRST: ("town_clerk", "chairman")}
"""Who decides first, and who hears the dispute."""


@pytest.fixture(scope="module", params=[LAST, FIRST])
def hall(request, tmp_path_factory):
    """A council that is served, with somebody in each office of its chain."""
    town = Town(tmp_path_factory.mktemp(request.param) / "data", request.param)
    for office in CHAINS[request.param]:
        appoint(town, office)
    with serving(town) as (address, office):
        yield request.param, town, address, office


def appoint(town: Town, office: str) -> None:
    """Put somebody who is named after it into an office that has nobody."""
    if office == "monitoring_officer":
        town.people[office] = town.people["moira"]
        return
    person = town.people[office] = secrets.token_hex(16)
    kind = "councillor" if office == "chairman" else "officer"
    period = {"valid_from": LONG_AGO.replace(tzinfo=None), "recorded_at": LONG_AGO}
    with town.writing() as connection:
        row = {"id": person, "source": "test", "source_id": office, "kind": kind}
        connection.execute(insert(tables.people).values(**row, name=office.title()))
        connection.execute(insert(tables.terms).values(**period, person=person))
        connection.execute(insert(tables.offices).values(**period, person=person, office=office))


def disputed(town: Town, office: Office, first: str) -> str:
    """Ben is refused a paper of two parts for want of need, and disputes; gives the reference."""
    paper = town.document({"main": {}, "annex": {}}, business=False, title="Quay lease")
    ben = town.people["ben"]
    asked = AskedRequest(document=paper, purpose="official_duty", statement="For the panel.")
    made = office.carry_out_now(SubmitRequest(by=ben, asked=asked))
    reference = str(made.answer.reference)
    found = FindingForm(finding="reasonably_necessary", value=False, words="No need was shown.")
    office.carry_out_now(RecordFinding(by=town.people[first], reference=reference, found=found))
    form = DisputeForm(ground="refusal", words="I sit on the panel.")
    office.carry_out_now(FileDispute(by=ben, reference=reference, dispute=form))
    return reference


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no-scripts"])
def test_a_determiner_at_work(browser: Browser, hall, scripts):
    """From the home page to the confirmation, with a slip on the way, and the register after."""
    profile, town, address, office = hall
    first, hearer = CHAINS[profile]
    references = [disputed(town, office, first) for _ in range(2)]
    with visiting(browser, address, {}, scripts=scripts) as at:
        at.sign_in(office, town.people[hearer])
        at.open("/home")
        at.look(f"{profile}-home-determiner")
        at.follow(references[1])
        answers(at, profile)
        at.open(f"/disputes?q={references[0]}")
        at.look(f"{profile}-disputes")
        at.follow(references[0])
        assert "What was determined in similar disputes" in at.page.locator("main").inner_text()
        assert "It is needed for the panel." in at.page.locator("main").inner_text()
        at.look(f"{profile}-dispute-similar")
        at.open("/determinations?ground=refusal&kind=report")
        assert "It is needed for the panel." in at.page.locator("main").inner_text()
        at.look(f"{profile}-determinations")
    with visiting(browser, address, {}, scripts=scripts) as at:
        at.sign_in(office, town.people[first])
        at.open(f"/disputes?q={references[0]}")
        at.follow(references[0])
        assert (
            "you decided, found or advised something in it" in at.page.locator("main").inner_text()
        )
        at.look(f"{profile}-dispute-barred")


def passed_on(town: Town, office: Office, first: str) -> str:
    """Ben needs a closed paper of a committee on which he does not sit; gives the reference."""
    paper = town.document({"annex": {"exempt": (1,)}}, title="Crane hire")
    ben = town.people["ben"]
    asked = AskedRequest(document=paper, purpose="official_duty", statement="I vote on it.")
    made = office.carry_out_now(SubmitRequest(by=ben, asked=asked))
    reference = str(made.answer.reference)
    found = FindingForm(finding="reasonably_necessary", value=True, words="He votes on it.")
    office.carry_out_now(RecordFinding(by=town.people[first], reference=reference, found=found))
    return reference


def test_what_a_rule_passed_on_is_decided_without_a_dispute(browser: Browser, hall):
    """In Wolverhampton: from what is due to the answer, which the councillor reads."""
    profile, town, address, office = hall
    if profile != LAST:
        return
    reference = passed_on(town, office, CHAINS[profile][0])
    with visiting(browser, address, {}, scripts=False) as at:
        at.sign_in(office, town.people["moira"])
        at.open(f"/cases/{reference}")
        assert "It waits for you." in at.page.locator("main").inner_text()
        at.look("case-passed-on")
        at.page.get_by_text("leave the decision to another office").click()
        at.look("case-passed-on-instead")
        at.follow("Record what you found")
        assert "you cannot do that any more" in at.page.locator("main").inner_text()
        at.look("case-findings-passed-on")
        at.open(f"/cases/{reference}/advice")
        assert "you cannot do that any more" in at.page.locator("main").inner_text()
        at.follow("Decide it instead")
        at.open(f"/cases/{reference}")
        at.press("Release it, or not")
        at.look("case-determination")
        assert "He votes on it." in at.page.locator("main").inner_text()  # what was found, and why
        at.page.get_by_label("Your reasons").fill("It is needed for the vote.")
        at.press(CHECK)
        assert at.page.title().startswith("Error: ")
        at.look("case-determination-error")
        at.page.get_by_label("Release it").first.check()
        at.press(CHECK)
        assert CHECK == at.heading
        told = "Decided by the Monitoring Officer. You can see it.\nIt is needed for the vote."
        assert told in at.page.locator("main").inner_text()
        at.look("case-determination-check")
        at.press(re.compile("Change.*You decide"))
        assert "It is needed for the vote." == at.page.get_by_label("Your reasons").input_value()
        at.press(CHECK)
        moves_on(at, town, office, reference)
        at.press(CHECK)
        at.press("Send it")
        words = at.page.locator("main").inner_text()
        assert "You released it, and we told the councillor." in words
        assert "It is needed for the vote." in words
        at.open("/determinations?row=L20")
        at.look("determinations-passed-on")
    with visiting(browser, address, {}, scripts=False) as at:
        at.sign_in(office, town.people["ben"])
        at.open(f"/requests/{reference}")
        words = at.page.locator("main").inner_text()
        assert "What was decided after we passed it on" in words
        assert "It is needed for the vote." in words
        at.look("request-passed-on")


def moves_on(at: Visitor, town: Town, office: Office, reference: str) -> None:
    """While the answer is checked, Ben says more: it is refused, and stays as it was typed."""
    more = GiveInformation(
        by=town.people["ben"], reference=reference, given=Information(words="I chair it.")
    )
    office.carry_out_now(more)
    at.press("Send it")
    assert "since you read it" in at.page.locator("main").inner_text()
    at.look("case-determination-moved-on")
    assert "It is needed for the vote." == at.page.get_by_label("Your reasons").input_value()


def answers(at: Visitor, profile: str) -> None:
    """Both sides are read; part by part it is answered, checked, changed, and sent."""
    words = at.page.locator("main").inner_text()
    for said in ("I sit on the panel.", "For the panel.", "No need was shown."):
        assert said in words
    at.look(f"{profile}-dispute")
    one, two = at.page.get_by_label("Your reasons").all()
    one.fill("It is needed for the panel.")
    at.press(CHECK)
    assert at.page.title().startswith("Error: ")
    at.look(f"{profile}-dispute-error")
    one, two = at.page.get_by_label("Your reasons").all()
    assert "It is needed for the panel." == one.input_value()
    at.page.get_by_label("Overturn").first.check()
    at.page.get_by_label("Uphold").last.check()
    two.fill("The annex is not needed.")
    at.press(CHECK)
    assert CHECK == at.heading
    words = at.page.locator("main").inner_text()
    for said in ("The answer was changed.\nIt is needed", "The answer stands.\nThe annex is not"):
        assert said in words
    at.look(f"{profile}-dispute-check")
    at.press(re.compile("Change.*Annex.*What the councillor reads"))
    assert "The annex is not needed." == at.page.get_by_label("Your reasons").last.input_value()
    at.press(CHECK)
    at.press("Send it")
    words = at.page.locator("main").inner_text()
    assert "Your answer is recorded, and we told the councillor." in words
    assert re.search(r"They can see it", words)
    assert ("This was the last stage here." in words) == (profile == LAST)
    at.look(f"{profile}-determined")
