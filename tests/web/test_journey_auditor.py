"""An auditor's work at a browser: who did what, a check of the log, a sample drawn again.

Audrey holds the auditor's office and no other. Whatever she looks at is on record, and no page of
hers shows a title or any text of a document.
"""

import re

import pytest
from playwright.sync_api import Browser

from gateway.casework.requests import SubmitRequest
from gateway.domain.requests import AskedRequest
from tests.api.town import Town
from tests.web.browsing import Visitor, visiting
from tests.web.serving import serving

TITLE = "Harbour wall"


@pytest.fixture(scope="module")
def hall(tmp_path_factory):
    """A council that is served, in which two councillors have asked for papers."""
    town = Town(tmp_path_factory.mktemp("audited") / "data")
    with serving(town) as (address, office):
        for who in ("ada", "ben"):
            asked = AskedRequest(document=town.paper)
            office.carry_out_now(SubmitRequest(by=town.people[who], asked=asked))
        yield town, address, office


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no-scripts"])
def test_an_auditor_at_work(browser: Browser, hall, scripts):
    """From the page after sign-in to a sample that is drawn again, with scripts and without."""
    town, address, office = hall
    with visiting(browser, address, {}, scripts=scripts) as at:
        at.sign_in(office, town.people["audrey"])
        at.open("/home")
        at.follow("Read the log")
        looks_somebody_up(at)
        checks_the_log(at)
        draws_a_sample(at)
        at.open("/log?topic=log")
        assert "Audrey ZzCanaryzZ drew a sample" in words_of(at)
    assert {"log.read", "log.verified", "log.sampled"} <= {one["kind"] for one in town.entries()}


def words_of(at: Visitor) -> str:
    """The words of the page, none of which is a document's."""
    words = at.page.locator("main").inner_text()
    assert TITLE not in words
    return words


def looks_somebody_up(at: Visitor) -> None:
    """By name; then what they did, and one entry of it with its receipt."""
    at.look("audit-log")
    at.follow("Find what somebody did or saw")
    at.page.get_by_label("Part of the name").fill("ben")
    at.press("Show")
    at.follow(re.compile("^Ben"))
    assert "Ben ZzCanaryzZ asked to see a document, and the gateway decided." in words_of(at)
    at.look("audit-person")
    at.follow(re.compile(r"^Document [0-9a-f]{8}"))
    assert "Ada ZzCanaryzZ asked to see a document" in words_of(at)
    at.look("audit-document")
    at.follow(re.compile("^[0-9]+$"))
    at.page.get_by_text("The entry as it is kept").click()
    at.look("audit-entry")
    with at.page.expect_download() as download:
        at.page.get_by_role("link", name="Take the receipt").click()
    assert b"need-to-know-receipt/1" in download.value.path().read_bytes()


def checks_the_log(at: Visitor) -> None:
    """One sentence says that it is unbroken."""
    at.open("/log/check")
    at.press(re.compile("Check"))
    at.page.wait_for_load_state()
    assert re.search(r"All \d+ entries are unbroken up to \w+day \d+ \w+ 20\d\d", words_of(at))
    at.look("audit-checked")


def draws_a_sample(at: Visitor) -> None:
    """A slip is told beside its field; the same seed draws the same decisions."""
    at.open("/log/sample")
    at.press("Draw the sample")
    assert at.page.title().startswith("Error: ")
    at.look("audit-sample-error")
    at.page.get_by_label("Seed").fill("four6")
    at.page.get_by_label("How many decisions").fill("1")
    at.press("Draw the sample")
    assert "1 of 1 decisions came out the same when made again." in words_of(at)
    drawn = at.page.locator("tbody").inner_text()
    at.look("audit-sample")
    at.follow("Draw the same sample again")
    assert drawn == at.page.locator("tbody").inner_text()
