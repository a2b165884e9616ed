"""What every page keeps, in a browser: WCAG 2.2 AA as far as axe sees, one host, no overflow."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from functools import cache

import pytest

from gateway.casework.checks import MakeCheck
from gateway.casework.relationships import DeclareRelationship
from gateway.domain.case_forms import RelationshipForm
from gateway.domain.facts import Audience
from gateway.domain.requests import AskedCheck
from tests.web.browsing import Visitor, visiting
from tests.web.serving import serving

PAGES = {
    "front": ("/", "stranger", 200),
    "help": ("/help", "stranger", 200),
    "accessibility": ("/accessibility", "stranger", 200),
    "privacy": ("/privacy", "stranger", 200),
    "home-councillor": ("/home", "ada", 200),
    "advice-none": ("/advice", "ada", 200),
    "advice-ask": ("/advice/new?document={paper}", "ada", 200),
    "disputes-none": ("/disputes", "moira", 200),
    "rules": ("/rules", "moira", 200),
    "rule": ("/rules/S1", "moira", 200),
    "rule-second-look": ("/rules/T1", "moira", 200),
    "rule-unknown": ("/rules/X99", "moira", 404),
    "rule-trial": ("/rules/trial", "moira", 200),
    "rule-versions": ("/rules/versions", "olive", 200),
    "rule-proposal": ("/rules/proposal", "moira", 200),
    "statistics": ("/statistics", "audrey", 200),
    "determinations-none": ("/determinations?row=L17", "moira", 200),
    "home-officer": ("/home", "moira", 200),
    "cases-none": ("/cases", "olive", 200),
    "checks": ("/checks", "olive", 200),
    "checks-nothing": ("/checks?q=nothing", "olive", 200),
    "check-whom": ("/checks/{paper}?q=ada&to={ben}", "olive", 200),
    "check-meeting": ("/checks/{paper}/meeting", "olive", 200),
    "check-approval": ("/checks/{paper}/meeting?check={check}", "sid", 200),
    "marks": ("/marks", "peter", 200),
    "mark": ("/marks/{paper}?segment=annex&paragraph=3", "peter", 200),
    "mark-not-yours": ("/marks/{paper}", "olive", 403),
    "register-none": ("/register", "olive", 200),
    "copies-out-none": ("/copies-out", "peter", 200),
    "copies-out-nothing": ("/copies-out?q=nothing", "peter", 200),
    "incidents-none": ("/incidents", "olive", 200),
    "incident-new": ("/incidents/new?document={paper}", "olive", 200),
    "enquiry-none": ("/papers/{paper}/enquiry", "moira", 200),
    "cover": ("/cover", "moira", 200),
    "cover-close": ("/cover/close", "olive", 200),
    "cover-deputy": ("/cover/deputies?q=olive", "moira", 200),
    "cover-absence": ("/cover/absences", "olive", 200),
    "cover-relationship": ("/cover/relationships?q=ben", "olive", 200),
    "cover-close-adviser": ("/cover/close", "moira", 200),
    "cover-end": ("/cover/relationships/end?person={dina}&other={fay}", "moira", 200),
    "cover-end-not-yours": ("/cover/relationships/end?person={dina}&other={fay}", "dina", 403),
    "home-proper-officer": ("/home", "peter", 200),
    "home-nobody": ("/home", "nora", 200),
    "home-auditor": ("/home", "audrey", 200),
    "log": ("/log", "audrey", 200),
    "log-nothing": ("/log?topic=rules&since=2027-01-01", "audrey", 200),
    "log-people": ("/log/people", "audrey", 200),
    "log-entry": ("/log/entries/0", "audrey", 200),
    "log-check": ("/log/check", "audrey", 200),
    "log-sample": ("/log/sample", "audrey", 200),
    "log-even-handed": ("/log/even-handed", "audrey", 200),
    "system-officer": ("/system", "moira", 200),
    "system-auditor": ("/system", "audrey", 200),
    "sign-in": ("/home", "stranger", 200),
    "signed-out": ("/signed-out", "stranger", 200),
    "not-found": ("/nowhere", "ada", 404),
}


@pytest.fixture(scope="module")
def place(town):
    """The address of the town's gateway, for all tests below, and what its pages are about."""
    with serving(town) as (address, office):
        asked = AskedCheck(
            document=town.paper,
            purpose="political",
            statement="They meet on Monday.",
            audience=Audience(councillors=3, others=1),
        )
        close = RelationshipForm(other=town.people["fay"])
        office.carry_out_now(DeclareRelationship(by=town.people["dina"], declared=close))
        made = office.carry_out_now(MakeCheck(by=town.people["olive"], asked=asked, key="every"))
        yield address, {"paper": town.paper, "check": made.answer.entry, **town.people}


@pytest.fixture(scope="module")
def visitor(browser, town, place) -> Iterator[Callable[..., Visitor]]:
    """Each person, with scripts or without, in one window for all the pages that they look at."""
    with ExitStack() as windows:

        @cache
        def of(who: str, *, scripts: bool) -> Visitor:
            window = visiting(browser, place[0], town.sign(who), scripts=scripts)
            return windows.enter_context(window)

        yield of


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no-scripts"])
@pytest.mark.parametrize("name", PAGES)
def test_a_page_keeps_what_every_page_must(visitor, place, name, scripts):
    """At 320, 390 and 1100 pixels, with scripts and without."""
    path, who, status = PAGES[name]
    looking = visitor(who, scripts=scripts)
    looking.faults.clear()
    assert status == looking.open(path.format_map(place[1]))
    looking.look(name)
