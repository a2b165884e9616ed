"""Deadlines: one at a time for each thing owed, moved openly, and met or ended on record."""

from datetime import date, timedelta
from typing import Any

import msgspec
import pytest

from gateway.casework.deadlines import (
    Counted,
    as_set,
    end_deadlines,
    escalated_from,
    meet_deadline,
    pause,
    resume,
    set_deadline,
    working_days,
)
from gateway.casework.writer import Office
from gateway.domain.deadlines import Count, DeadlineKind
from gateway.domain.notices import to_office
from tests.casework.doing import Do, rows
from tests.store.borough import NOW, Borough, at

ABOUT = "NTK-2026-0001"
DAY = timedelta(days=1)


def set_one(
    office: Office, counted: Any = 5, kind: DeadlineKind = "response", about: str = ABOUT
) -> str:
    """Set a deadline of so many working days, or until a day or moment; gives its id."""

    def do(turn, entry):
        made = working_days(turn, counted) if isinstance(counted, int) else as_set(counted)
        return set_deadline(
            turn,
            kind=kind,
            about=about,
            owed_by=to_office("head_of_service"),
            counted=made,
            entry=entry,
        )

    return office.carry_out_now(Do(do))


def now(borough: Borough) -> dict[str, Any]:
    """The deadlines by kind, as they are committed; the newest of each."""
    return {row.kind: row for row in sorted(rows(borough, "deadlines"), key=lambda row: row.entry)}


def changes(borough: Borough) -> list[tuple[str, str]]:
    """What became of deadlines, and until when they ran then, in the order of the log."""
    kept = sorted(rows(borough, "deadline_changes"), key=lambda row: row.entry)
    return [(row.change, row.due) for row in kept]


def test_a_deadline_keeps_how_it_was_counted(town: Borough):
    """Day, count and calendar stand in its row, and the calendar's days beside it."""
    with town.office() as office:
        set_one(office)
    row = now(town)["response"]
    count = msgspec.json.decode(row.counted, type=Count)
    (calendar,) = rows(town, "calendars")

    assert ("2026-11-30", "2026-11-30", "running", "running") == (
        row.due,
        row.first_due,
        row.state,
        row.stage,
    )
    assert ("working_days", 5, "2026-11-23") == (count.unit, count.number, count.start)
    assert (at("2026-12-01"), at("2026-11-27")) == (row.late_from, row.next_at)
    assert calendar.digest == row.calendar
    assert "2026-12-25" in calendar.days


def test_a_deadline_is_set_once_at_a_time(town: Borough):
    """A new one ends the open one of the same kind about the same thing, and no other."""
    with town.office() as office:
        set_one(office)
        set_one(office, kind="dispute_answer")
        set_one(office, about="NTK-2026-0002")
        set_one(office, 7)

    assert [("ended", "2026-11-30")] == changes(town)
    assert 4 == len(rows(town, "deadlines"))


def test_what_is_owed_is_done(town: Borough):
    """Meeting one kind leaves the others; ending them all leaves nothing open, and nobody told."""
    with town.office() as office:
        set_one(office)
        set_one(office, kind="dispute_answer")
        office.carry_out_now(
            Do(lambda turn, entry: meet_deadline(turn, about=ABOUT, entry=entry, kind="response"))
        )
        assert ("met", "running") == tuple(
            now(town)[kind].state for kind in ("response", "dispute_answer")
        )
        office.carry_out_now(Do(lambda turn, entry: end_deadlines(turn, about=ABOUT, entry=entry)))
        office.carry_out_now(Do(lambda turn, entry: meet_deadline(turn, about=ABOUT, entry=entry)))

    assert {("met", None), ("ended", None)} == {
        (row.state, row.next_at) for row in rows(town, "deadlines")
    }
    assert ["met", "ended"] == [change for change, _ in changes(town)]


@pytest.mark.parametrize(
    ("waited", "due"),
    [
        (0, "2026-11-30"),  # asked and answered on one day
        (1, "2026-12-01"),
        (4, "2026-12-04"),
        (5, "2026-12-04"),  # answered on a Saturday
        (7, "2026-12-07"),  # on a Monday: the weekend does not count
        (32, "2027-01-05"),  # over Christmas: 25 and 28 December do not count
    ],
)
def test_a_clock_stands_still_while_the_requester_is_asked(town: Borough, waited: int, due: str):
    """It moves on by the working days after the question, up to the answer, and says so."""
    with town.office() as office:
        set_one(office)
        office.carry_out_now(Do(lambda turn, entry: pause(turn, about=ABOUT, entry=entry)))
        assert ("paused", NOW) == (now(town)["response"].state, now(town)["response"].paused_at)
        town.now = NOW + waited * DAY
        office.carry_out_now(Do(lambda turn, entry: resume(turn, about=ABOUT, entry=entry)))
    row = now(town)["response"]
    count = msgspec.json.decode(row.counted, type=Count)

    assert (due, "running", "2026-11-30", None) == (
        row.due,
        row.state,
        row.first_due,
        row.paused_at,
    )
    assert ((date(2026, 11, 23), date(2026, 11, 23) + waited * DAY),) == count.waited
    assert [("paused", "2026-11-30"), ("resumed", due)] == changes(town)


def test_no_statute_waits_for_an_answer(town: Borough):
    """What a statute counts, and what the requester owes, runs on while the requester is asked."""
    with town.office() as office:
        set_one(office, at("2026-12-04T18:00"), kind="meeting")
        set_one(office, date(2026, 12, 1), kind="reg17")
        set_one(office, 10, kind="clarification")
        office.carry_out_now(Do(lambda turn, entry: pause(turn, about=ABOUT, entry=entry)))

    assert {"running"} == {row.state for row in rows(town, "deadlines")}
    assert [] == changes(town)


def test_a_moment_is_late_when_it_has_passed(town: Borough):
    """A day is met until its end, a moment until then; both are told the working day before."""
    with town.office() as office:
        set_one(office, at("2026-12-07T18:00"), kind="meeting")
        set_one(office, date(2026, 12, 7), kind="reg17")
    meeting, copy = now(town)["meeting"], now(town)["reg17"]

    assert (at("2026-12-07T18:00:01"), at("2026-12-04")) == (meeting.late_from, meeting.next_at)
    assert (at("2026-12-08"), at("2026-12-04")) == (copy.late_from, copy.next_at)
    assert meeting.calendar is None


def test_beyond_the_calendar_a_reminder_comes_the_day_before(town: Borough):
    """A meeting that is fixed years ahead is no reason to refuse anything."""
    with town.office() as office:
        set_one(office, at("2036-12-08T18:00"), kind="meeting")
        escalated = office.carry_out_now(
            Do(
                lambda turn, _: [
                    escalated_from(turn, at(day)) for day in ("2036-12-08", "2026-12-24")
                ]
            )
        )

    assert at("2036-12-07") == now(town)["meeting"].next_at
    assert [at("2036-12-10"), at("2026-12-30")] == escalated


def test_a_count_made_elsewhere_is_kept_as_it_is(town: Borough):
    """The clocks of a decision come with the digest of the rule book that counted them."""
    counted = Counted(
        count=Count(unit="working_days", number=10, start="2026-11-23", due="2026-12-07"),
        calendar="0" * 64,
    )
    with town.office() as office:
        office.carry_out_now(
            Do(
                lambda turn, entry: set_deadline(
                    turn,
                    kind="reg17",
                    about=ABOUT,
                    owed_by=to_office("executive"),
                    counted=counted,
                    entry=entry,
                    escalates_to="monitoring_officer",
                )
            )
        )
    row = now(town)["reg17"]

    assert ("0" * 64, "executive", "monitoring_officer") == (
        row.calendar,
        row.owed_by,
        row.escalates_to,
    )
