"""A councillor's whole work at a browser, from the session to the end, in two councils.

Ben asks for papers, is answered, reads the conditions and opens one, tells more, asks for a second
look, takes a request back and asks again. Olive and the rest of the town are invented.
"""

import re
from typing import Any

import pytest
from playwright.sync_api import Browser

from tests.api.town import Town
from tests.web.browsing import Visitor, visiting
from tests.web.serving import serving

DAY = r"(Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day \d+ \w+ 20\d\d"
OPEN, WAITING = "wolverhampton", "lydney"
"""In the one the rules alone decide; in the other the Town Clerk decides first."""


@pytest.fixture(scope="module", params=[OPEN, WAITING])
def hall(request, tmp_path_factory):
    """A council that is served: its profile, the town, and the address."""
    town = Town(tmp_path_factory.mktemp(request.param) / "data", request.param)
    with serving(town) as (address, office):
        yield request.param, town, address, office


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no-scripts"])
def test_a_councillor_at_work(browser: Browser, hall, scripts):
    """Every page of a councillor's, with scripts and without."""
    profile, town, address, office = hall
    with visiting(browser, address, {}, scripts=scripts) as visitor:
        visitor.sign_in(office, town.people["ben"])
        reference = asks(visitor, town, profile)
        (opens if profile == OPEN else waits)(visitor, reference)
        looks_around(visitor, town, reference)


def asks(at: Visitor, town: Town, profile: str) -> str:
    """Find a paper, answer the questions with a slip on the way, and send; gives the reference."""
    at.open("/home")
    at.look(f"{profile}-home")
    at.press("Ask to see something")
    at.page.get_by_label("Words in its title").fill("no such words")
    at.press("Show")
    at.look(f"{profile}-ask-nothing")
    at.follow("Show the whole list")
    at.look(f"{profile}-ask")
    if profile == OPEN:  # all of it is open to Ben already: its own page asks for more
        at.follow("earliest meeting first")
        with at.page.expect_navigation():
            at.page.locator(f'main a[href="/documents/{town.paper}"]').click()
        at.page.get_by_text("Ask for more than this").click()
    at.press(re.compile("Ask for (this|the closed part)"))
    at.look(f"{profile}-why")
    goes_back(at)
    at.look(f"{profile}-draft")
    at.press("Continue")
    at.page.get_by_label("Tell us more").fill("For the budget.\nAnd for the ward.")
    at.press("Save and continue")
    assert at.page.title().startswith("Error: ")
    at.look(f"{profile}-why-error")
    kept = at.page.get_by_label("Tell us more").input_value()
    assert "For the budget.\nAnd for the ward." == kept
    at.page.get_by_label("For my work as a councillor").check()
    declares(at, profile)
    assert ["A field", "A shop"] == at.page.get_by_text("A field").inner_text().splitlines()
    at.look(f"{profile}-check")
    at.follow(re.compile("Change.*how you ask"))
    assert "How do you want to see it?" == at.heading
    at.look(f"{profile}-how")
    at.page.get_by_text("Ask in another role").click()
    at.page.get_by_label("As the councillor for a ward").check()
    at.look(f"{profile}-how-unfolded")
    at.press("Save and continue")
    assert "as the councillor for a ward" in at.page.locator("main").inner_text()
    at.look(f"{profile}-check-changed")
    goes_back(at)
    at.look(f"{profile}-draft-answered")
    at.press("Check and send")
    at.press("Send your request")
    assert "We have your request." in at.page.locator("main").inner_text()
    at.look(f"{profile}-answer")
    return at.heading.removeprefix("Your request ")


def declares(at: Visitor, profile: str) -> None:
    """Two interests, after saying that there are some and naming none."""
    interests = at.page.get_by_label("Your interests")
    at.page.get_by_label("Yes", exact=True).check()
    at.press("Save and continue")
    assert "Write down your interest." in at.page.locator("main").inner_text()
    interests.fill("A field\n\nA shop")
    at.look(f"{profile}-interests")
    at.press("Save and continue")


def goes_back(at: Visitor) -> None:
    """By the link above the heading."""
    with at.page.expect_navigation():
        at.page.get_by_role("link", name="Back", exact=True).click()


def opens(at: Visitor, reference: str) -> None:
    """The rules decided: the conditions are accepted on a page of their own, then it opens."""
    assert "You can see it, on conditions." in at.page.locator("main").inner_text()
    at.press("Open “Annex”")
    assert "Before you open it" == at.heading
    at.look("open-conditions")
    at.press("Accept and go on")
    assert at.page.title().startswith("Error: ")
    at.page.get_by_label("I have read the conditions").check()
    at.press("Accept and go on")
    at.look("open-accepted")
    with at.page.expect_download() as download:
        at.page.get_by_role("button", name="Download").click()
    assert b"annex" in download.value.path().read_bytes()
    gives_back(at)
    at.open(f"/requests/{reference}")
    at.press("Ask to pass it on")
    assert "You ask to pass it on to somebody else." in at.page.locator("main").inner_text()
    goes_back(at)
    at.press("Throw this draft away")
    at.open(f"/requests/{reference}")
    assert "Ask for a second look" not in at.page.locator("main").inner_text()
    at.press("I need nothing more")
    at.look("ended")


def gives_back(at: Visitor) -> None:
    """What was fetched is with Ben, until he certifies that no copy is left."""
    at.open("/copies")
    at.look("list-copies")
    at.follow(re.compile("Give it back"))
    at.press("Confirm")
    at.look("copy-error")
    at.page.get_by_label("I destroyed it").check()
    at.page.get_by_label("No copy is left").check()
    at.press("Confirm")
    assert "You hold no copy" in at.page.locator("main").inner_text()


def waits(at: Visitor, reference: str) -> None:
    """The Town Clerk decides first: more is told, the date is explained, and it is taken back."""
    assert "The Town Clerk decides." in at.page.locator("main").inner_text()
    how = at.page.get_by_text("How we counted this").first
    how.click()
    assert re.search(
        rf"Counted 10 working days on from {DAY}", at.page.locator("main").inner_text()
    )
    at.press("Tell us more")
    at.look("information")
    at.page.get_by_label("Your answer").fill("It is about the ward's playground.")
    at.press("Send")
    assert "You told us more" in at.page.locator("main").inner_text()
    at.follow("Ask for a second look")
    at.look("dispute")
    at.page.get_by_label("Somebody should not decide this").check()
    at.press("Ask for a second look")
    words = at.page.locator("main").inner_text()
    assert "It waits for the Town Clerk." in words
    assert "Say why you disagree." in words
    assert at.page.get_by_label("Somebody should not decide this").is_checked()
    at.look("dispute-error")
    at.open(f"/requests/{reference}")
    at.press("Take it back")
    at.look("withdrawal")
    at.press("Take it back")
    at.look("withdrawn")
    at.press("Ask again")
    assert reference in at.page.locator("main").inner_text()
    at.press("Throw this draft away")
    assert "You have sent everything that you began." in at.page.locator("main").inner_text()
    at.look("drafts-none")


def looks_around(at: Visitor, town: Town, reference: str) -> None:
    """The lists: requests, papers, messages, dates with the calendar, reports for groups."""
    for path in ("/requests", "/documents", "/notices", "/deadlines", "/offers"):
        assert 200 == at.open(path)
        at.look(f"list-{path[1:]}")
    at.open("/requests?state=not_agreed")
    at.follow("Show the whole list")
    at.follow(reference)
    at.open("/deadlines")
    at.press("Make a new calendar address")
    secret = at.page.get_by_text(re.compile(r"/calendars/.{43}\.ics")).inner_text()
    at.look("calendar")
    answer: Any = at.page.request.get(secret)
    assert (200, "BEGIN:VCALENDAR") == (answer.status, answer.text()[:15])
    at.press("End the address")
    for unknown in (town.secret, town.absent):
        assert 404 == at.open(f"/documents/{unknown}")


def test_a_request_is_sent_with_the_keyboard_alone(browser: Browser, hall):
    """From the page after sign-in to the answer, with Tab, Space, Enter and letters.

    A slip on the way: the focus is then on the summary, from which a link leads to the field.
    """
    profile, town, address, office = hall
    with visiting(browser, address, {}, scripts=True) as at:
        at.sign_in(office, town.people["ada"])
        at.open("/home")
        at.tab_to("Skip to main content")
        at.tab_to("Requests")
        at.key("Enter", leads_on=True)
        at.tab_to("Ask to see something")
        at.key("Enter", leads_on=True)
        at.tab_to("Skip to main content")
        at.key("Enter")
        at.tab_to("q")
        if profile == OPEN:
            at.tab_to("You can see all of it")
            at.key("Enter", leads_on=True)
            at.tab_to("Ask for more than this")
            at.key("Enter")
        at.tab_to("Ask for this")
        at.key("Enter", leads_on=True)
        at.tab_to("Save and continue")
        at.key("Enter", leads_on=True)
        assert at.focused.startswith("There is a problem")
        at.tab_to("Choose")
        at.key("Enter")
        assert "purpose" == at.focused
        at.key("Space")
        at.tab_to("statement")
        at.page.keyboard.type("For the committee.")
        at.tab_to("Save and continue")
        at.tab_to("statement", back=True)
        at.page.keyboard.type(" Thank you.")
        at.tab_to("interested")
        at.key("Space")
        at.tab_to("Save and continue")
        at.key("Enter", leads_on=True)
        at.tab_to("Send your request")
        at.key("Enter", leads_on=True)
        assert at.heading.startswith("Your request NTK-")
        assert [] == at.faults
