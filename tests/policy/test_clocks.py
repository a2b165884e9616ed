"""Clocks run from the link and not from the answer; the earliest of several counts."""

from datetime import date, datetime

import pytest

from gateway.policy.clocks import _known
from tests.policy.books import facts, officer_check, rule_book

TO_PLANNING = 'business = [{{body = "planning", start = {start}}}]'
SCRUTINY = 'positions = ["scrutiny_member"]'


def executive(*entries: str, more: str = "") -> str:
    """A segment that the executive holds, with these entries of business."""
    listed = ", ".join(f'{{body = "cabinet", executive = true, {entry}}}' for entry in entries)
    return f'held_by = "executive"\nbusiness = [{listed}]\n{more}'


@pytest.mark.parametrize(
    ("council", "given", "due"),
    [
        ("england", {}, {}),
        ("oxford", {}, {"response": "2026-06-15"}),
        ("oxford", {"request": "received = 2026-06-06"}, {"response": "2026-06-12"}),
        (
            "england",
            {"segment": TO_PLANNING.format(start="2026-06-15T18:30:00")},
            {"meeting": "2026-06-15T18:30:00"},
        ),
        ("lydney", {"segment": TO_PLANNING.format(start="2026-06-15T18:30:00")}, {}),
        (
            "england",
            {"segment": executive("start = 2026-06-22T10:00:00", "start = 2026-06-19T10:00:00")},
            {"reg16_before": "2026-06-11"},
        ),
        (
            "england",
            {
                "segment": executive(
                    "private = true, start = 2026-06-05T10:00:00, ended = 2026-06-05T12:30:00",
                    "private = true, start = 2026-06-04T10:00:00",
                )
            },
            {"reg16_after": "2026-06-05T10:00:00"},
        ),
        (
            "england",
            {
                "segment": executive(
                    "private = true",
                    more='executive_decision = {by = "officer", made = 2026-03-28T12:00:00}',
                )
            },
            {"reg16_after": "2026-03-29T13:00:00"},  # the night the clocks go forward
        ),
        (
            "england",
            {
                "segment": executive("start = 2026-06-01T10:00:00"),
                "requester": SCRUTINY,
                "request": "received_by_executive = 2026-06-05",
            },
            {"reg17": "2026-06-19"},
        ),
        (
            "england",
            {"segment": executive("start = 2026-06-01T10:00:00"), "requester": SCRUTINY},
            {},
        ),
        (
            "england",
            {
                "segment": TO_PLANNING.format(start="2026-06-15T18:30:00")
                + '\nheld_by_council = "elsewhere"'
            },
            {},
        ),
        (
            "oxford",
            {"request": "received = 2026-06-06", "requester": 'standing = "former"'},
            {},
        ),
    ],
)
def test_the_clocks_that_a_request_starts(council, given, due):
    """Each link starts its clock; none runs for papers held elsewhere or for former members."""
    told = rule_book().decide(facts(council, **given)).due

    assert due == {name: when.isoformat() for name, when in told.items()}


def test_no_clock_runs_for_a_check():
    """An officer's check is answered at once."""
    assert {} == rule_book().decide(officer_check("oxford")).due


def test_clocks_run_on_after_a_refusal():
    """The answer does not stop the clock."""
    asked = facts("oxford", findings="reasonably_necessary = false\nrelates_to_work = false")
    decision = rule_book().decide(asked)

    assert "refuse" == decision.outcome
    assert date(2026, 6, 15) == decision.due["response"]


def test_an_entry_without_a_meeting_starts_no_clock():
    """Nothing can be counted from a meeting that is not fixed; a slip there is a fault."""
    assert {} == rule_book().decide(facts(segment='business = [{body = "planning"}]')).due
    with pytest.raises(TypeError):
        _known(None)
    moment = datetime(2026, 6, 8, 10, 0)  # noqa: DTZ001 - facts are local times
    assert moment is _known(moment)
