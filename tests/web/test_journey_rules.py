"""Who answers for the rules, at a browser: reads them, tries a decision, changes them with another.

Moira is the Monitoring Officer, Peter her deputy. Both are invented, as is the town.
"""

import re

import pytest
from playwright.sync_api import Browser

from gateway.store import tables
from tests.api.town import Town
from tests.web.browsing import Visitor, visiting
from tests.web.serving import serving

STATUTE = "policies/national/local-government-act.csv"
WIDE, STRICT = "s100f_link & no_tags ", "s100f_link & no_tags & body_member "
"""What rule S1 asks, and what it asks once it was changed; the next change takes that back."""


@pytest.fixture(scope="module")
def hall(tmp_path_factory):
    """A town of its own, in which Peter is the deputy as well: its people, address and office."""
    town = Town(tmp_path_factory.mktemp("rules") / "data", "wolverhampton")
    with town.writing() as connection:
        town._membership(connection, tables.offices, "peter", office="deputy_monitoring_officer")
    with serving(town) as (address, office):
        yield town, address, office


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no-scripts"])
def test_the_rules_are_changed_by_two_people(browser: Browser, hall, scripts):
    """From one rule to the draft, what it would flip, and the second person who adopts it."""
    town, address, office = hall
    with visiting(browser, address, {}, scripts=scripts) as at:
        at.sign_in(office, town.people["moira"])
        reads(at)
        tries(at)
        draft = proposes(at)
        waits_for_the_trial(at)
    with visiting(browser, address, {}, scripts=scripts) as at:
        at.sign_in(office, town.people["peter"])
        at.open(draft)
        at.press("Adopt these rules")
        assert "They decide from now on." in at.page.locator("main").inner_text()
        at.look("rules-adopted")
        at.open("/rules/versions")
        assert "In force" in at.page.locator("main").inner_text()
        at.look("rules-versions")


def reads(at: Visitor) -> None:
    """All rules, those with some words, and one of them."""
    at.open("/rules?q=no+such+words")
    at.look("rules-none")
    at.follow("Show all rules")
    at.look("rules")
    at.follow("S1")
    assert "LGA-100F-1" in at.page.locator("main").inner_text()
    at.look("rule")
    at.open("/rules")


def tries(at: Visitor) -> None:
    """Chosen facts get an answer with its checks; a slip in pasted ones is told beside them."""
    at.follow("Try a decision")
    at.page.get_by_label("Is it public already?").select_option("Yes")
    at.press("Try it")
    assert "The answer" in at.page.locator("main").inner_text()
    at.look("trial-answer")
    facts = at.page.get_by_label("Facts", exact=True)
    facts.fill(facts.input_value().replace('kind = "report"', 'kind = "poem"'))
    at.press("Try these facts")
    assert at.page.title().startswith("Error: ")
    assert 'kind = "poem"' in at.page.get_by_label("Facts", exact=True).input_value()
    at.look("trial-error")


def proposes(at: Visitor) -> str:
    """A text that is no rule book is refused, and stands there still; a good one is proposed."""
    at.open("/rules")
    at.follow("Propose a change")
    at.page.get_by_label("File").select_option(STATUTE)
    at.press("Show its text")
    text = at.page.get_by_label(f"Text of {STATUTE}")
    whole = text.input_value()
    text.fill(f"{whole}nonsense")
    at.press("Propose it")
    assert at.page.title().startswith("Error: ")
    at.look("rules-proposal-error")
    text = at.page.get_by_label(f"Text of {STATUTE}")
    assert text.input_value().endswith("nonsense")
    old, new = (STRICT, WIDE) if STRICT in whole else (WIDE, STRICT)
    assert old in whole
    text.fill(whole.replace(old, new, 1))
    at.press("Propose it")
    assert "Somebody else must adopt it before it counts." in at.page.locator("main").inner_text()
    at.look("rules-draft")
    return at.page.url.removeprefix(at.page.url.split("/rules")[0])


def waits_for_the_trial(at: Visitor) -> None:
    """The page comes again by itself until it is worked out."""
    at.press("Work out what it would change")
    at.page.get_by_text(re.compile("comes? out otherwise")).wait_for()
    assert "questions of today" in at.page.locator("main").inner_text()
    at.look("rules-draft-tried")
