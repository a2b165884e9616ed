"""Every worked case beside the rules has the answer that it expects, and Casbin agrees."""

from datetime import date

import pytest
from msgspec.structs import replace

from gateway.domain.facts import Expect
from gateway.errors import FactsError
from gateway.policy.book import shipped
from gateway.policy.cases import all_rows, differences, exercised
from gateway.policy.facts_reader import read_facts
from tests.policy.books import facts, rule_book

FOLDER = shipped() / "policies"
FILES = sorted(FOLDER.rglob("cases/**/*.toml"))
INVALID = [file for file in FILES if "invalid" in file.parts]
CASES = [file for file in FILES if file not in INVALID]


def name_of(file) -> str:
    """A case's council and name."""
    return f"{file.parts[-3]}/{file.stem}"


@pytest.mark.parametrize("file", CASES, ids=name_of)
def test_a_worked_case(file):
    """The decision is as the case expects, and whatever goes out Casbin releases too."""
    case = read_facts(file.read_bytes())
    decision = rule_book().decide(case)

    assert case.expect is not None
    assert [] == differences(decision, case.expect)
    released = {one.id for one in decision.segments if one.released}
    assert released == rule_book().casbin_releases(case, decision)


@pytest.mark.parametrize("file", INVALID, ids=name_of)
def test_an_invalid_case_is_refused(file):
    """A case that must not be decided is refused, and its key is named."""
    with pytest.raises(FactsError) as fault:
        rule_book().decide(read_facts(file.read_bytes()))

    assert fault.value.where


def test_there_are_cases_of_every_council_and_some_that_are_invalid():
    """No council is without its cases; each stands below its own council's rules."""
    councils = {file.parent.parent.name for file in CASES}

    assert {*rule_book().councils, "national"} >= councils >= set(rule_book().councils)
    assert 3 <= len(INVALID)


@pytest.mark.parametrize("file", CASES, ids=name_of)
def test_a_case_stands_with_its_council(file):
    """A case below a council's folder is decided under that council's settings."""
    folder = file.parent.parent.name

    assert folder in ("national", read_facts(file.read_bytes()).council)


def test_every_row_and_hold_is_exercised():
    """Each rule, each hold and the second look decide or hold something in a worked case."""
    decided = [rule_book().decide(read_facts(file.read_bytes())) for file in CASES]

    assert set(all_rows(rule_book())) == exercised(decided)


def test_all_rows_are_in_priority_order():
    """Holds first, then the rules in their order, then the second look."""
    rows = all_rows(rule_book())

    assert ("H1", "H2") == rows[:2]
    assert ("N11", "O1", "O2", "Z1", "T1") == rows[-5:]


RELEASED = facts(segment='kind = "accounts"')
WAITS = facts("oxford")
REFUSED = facts(findings="reasonably_necessary = false")
GOOD = {
    "released": (RELEASED, Expect(outcome="disclose", segments={"part": "disclose"})),
    "waits": (
        WAITS,
        Expect(
            outcome="officer_judgement",
            segments={"part": "officer_judgement"},
            refer_to="head_of_service",
            due={"response": date(2026, 6, 15)},
            rules=("OXF-23.5",),
        ),
    ),
    "refused": (
        REFUSED,
        Expect(
            outcome="refuse",
            segments={"part": "refuse"},
            rules=("CL-CONLAN",),
            dispute={"part": "monitoring_officer"},
        ),
    ),
}
WRONG = [
    ("released", {"outcome": "refuse"}, "outcome: expected refuse, got disclose"),
    ("released", {"segments": {"part": "refuse"}}, "segments.part: expected refuse, got disclose"),
    ("released", {"segments": {}}, "segments.part: expected None, got disclose"),
    (
        "released",
        {"segments": {"part": "disclose", "other": "disclose"}},
        "segments.other: expected disclose, got None",
    ),
    ("released", {"refer_to": "chairman"}, "refer_to: expected chairman, got None"),
    ("waits", {"refer_to": None}, "refer_to: expected None, got head_of_service"),
    ("released", {"rules": ("LYD-2.4",)}, "rules: LYD-2.4 is missing"),
    ("released", {"not_rules": ("LGA-228",)}, "rules: LGA-228 should not be there"),
    ("released", {"conditions": ("confidential",)}, "conditions: confidential is missing"),
    ("released", {"notify": ("all_groups",)}, "notify: all_groups is missing"),
    (
        "waits",
        {"due": {"response": date(2026, 6, 16)}},
        "due.response: expected 2026-06-16, got 2026-06-15",
    ),
    (
        "waits",
        {"due": {"meeting": date(2026, 6, 16)}},
        "due.meeting: expected 2026-06-16, got None",
    ),
    (
        "refused",
        {"dispute": {"part": "none"}},
        "dispute.part: expected none, got monitoring_officer",
    ),
    ("released", {"dispute": {"part": "chairman"}}, "dispute.part: expected chairman, got none"),
    (
        "refused",
        {"dispute": {"other": "none"}},
        "dispute.other: expected none, got no such segment",
    ),
    (
        "refused",
        {"neither_confirm_nor_deny": ("part",)},
        "neither_confirm_nor_deny: part does not carry it",
    ),
    (
        "refused",
        {"neither_confirm_nor_deny": ("other",)},
        "neither_confirm_nor_deny: other does not carry it",
    ),
]


@pytest.mark.parametrize("name", GOOD)
def test_a_case_that_is_right_has_no_difference(name):
    """The expectations on which the wrong ones below are built are right themselves."""
    asked, expect = GOOD[name]

    assert [] == differences(rule_book().decide(asked), expect)


@pytest.mark.parametrize(("name", "changed", "told"), WRONG)
def test_each_difference_is_told(name, changed, told):
    """Whatever an expectation says that is not so is told in one line."""
    asked, expect = GOOD[name]

    assert [told] == differences(rule_book().decide(asked), replace(expect, **changed))


def test_what_should_not_be_told_is_a_difference():
    """A notice that must not be sent is a difference when it is sent."""
    offered = facts("rutland", segment='kind = "officer_report_to_group"')
    expect = Expect(outcome="disclose", segments={"part": "disclose"}, not_notify=("all_groups",))

    told = differences(rule_book().decide(offered), expect)

    assert ["notify: all_groups should not be there"] == told
