"""Those who must act are told: when a deadline is near, has passed, and at last above them."""

from datetime import datetime, timedelta

import pytest

from gateway.casework.due import TOGETHER, TellOfDeadlines
from gateway.store import tables
from tests.casework.asking import submit
from tests.casework.casing import CEO, DEE, absent, staffed, take
from tests.casework.disputing import dispute, refused_by_its_mark
from tests.casework.doing import rows
from tests.casework.test_deadlines import set_one
from tests.casework.thornmere import ADA, CLOSED, MOIRA
from tests.store.borough import NOW, Borough

NEAR, LATE, HIGH = "deadline_near", "deadline_passed", "deadline_escalated"


def told(borough: Borough) -> list[tuple[str, str]]:
    """What was told to whom, in the order of the log."""
    kept = sorted(rows(borough, "notices"), key=lambda row: (row.entry, row.kind))
    return [(row.kind, row.recipient) for row in kept if row.kind.startswith("deadline_")]


def on(borough: Borough, day: str) -> None:
    """Let it be a moment of a day."""
    borough.now = datetime.fromisoformat(f"{day}+00:00")


def test_all_are_told_in_their_turn(town: Borough):
    """The office the working day before; it and the requester when missed; then the next office."""
    steps = [
        ("2026-12-02T23:59:59", 0, []),
        ("2026-12-03T00:00:00", 1, [(NEAR, "service_director")]),
        ("2026-12-03T12:00:00", 0, []),
        ("2026-12-04T18:00:00", 0, []),
        ("2026-12-04T18:00:01", 1, [(LATE, "service_director"), (LATE, ADA)]),
        ("2026-12-07T23:59:59", 0, []),
        ("2026-12-08T00:00:00", 1, [(HIGH, "service_director"), (HIGH, MOIRA)]),
        ("2027-12-08T00:00:00", 0, []),
    ]
    expected: list[tuple[str, str]] = []
    with town.office() as office:
        submit(office, ADA, CLOSED)
        for moment, number, more in steps:
            on(town, moment)
            assert number == office.carry_out_now(TellOfDeadlines())
            expected += more
            assert sorted(expected) == sorted(told(town))


def test_whoever_must_act_now_is_told(town: Borough):
    """In the place of an office that became unable since, its stand-in; of a dispute who hears."""
    with staffed(town).office() as office:
        submit(office, ADA, CLOSED)
        take(office, dispute(refused_by_its_mark(office)))
        for name in ("Sid", "Moira"):
            absent(town, name)
        on(town, "2026-12-03T12:00:00")
        office.carry_out_now(TellOfDeadlines())

    assert {(NEAR, CEO), (NEAR, DEE)} == set(told(town))


def test_what_was_slept_through_is_told_once(town: Borough):
    """A worker that comes late tells how it stands now, and nothing that was before."""
    with town.office() as office:
        submit(office, ADA, CLOSED)
        on(town, "2026-12-20T12:00:00")
        office.carry_out_now(TellOfDeadlines())

    assert [(HIGH, MOIRA), (HIGH, "service_director"), (LATE, ADA)] == sorted(told(town))


def test_telling_is_on_record(town: Borough):
    """The log says which deadline, of what, and how far it had come."""
    with town.office() as office:
        answer = submit(office, ADA, CLOSED)
        on(town, "2026-12-03T12:00:00")
        office.carry_out_now(TellOfDeadlines())
    (row,) = rows(town, "deadlines")
    last = rows(town, "log_entries")[-1].bytes.decode()

    assert '"actor":"system"' in last
    for word in ("deadline.told", row.id, answer.reference, '"stage":"near"'):
        assert word in last


@pytest.mark.parametrize("state", ["paused", "met", "ended"])
def test_what_is_not_owed_now_is_not_told(town: Borough, state: str):
    """A clock that stands still, or is over, reminds nobody."""
    with town.office() as office:
        set_one(office)
        town.change(tables.deadlines, tables.deadlines.c.kind == "response", state=state)
        town.now = NOW + timedelta(days=100)
        assert 0 == office.carry_out_now(TellOfDeadlines())


def test_many_are_told_in_several_turns(town: Borough):
    """No transaction grows without limit."""
    with town.office() as office:
        for number in range(TOGETHER + 1):
            set_one(office, about=f"NTK-2026-{number:04}")
        town.now = NOW + timedelta(days=4)
        assert [TOGETHER, 1, 0] == [office.carry_out_now(TellOfDeadlines()) for _ in range(3)]

    assert TOGETHER + 1 == len(rows(town, "notices"))
