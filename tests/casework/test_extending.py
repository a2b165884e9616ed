"""More time is taken openly: by whoever owes it, with a reason, within a limit."""

from datetime import date, timedelta

import pytest

from gateway.casework.deadlines import set_deadline, working_days
from gateway.casework.extending import extend
from gateway.casework.owed import ShownDeadline, deadlines_of
from gateway.casework.writer import Office
from gateway.domain.deadlines import AskedExtension
from gateway.domain.notices import to_person
from gateway.errors import ConflictError, InputError, NotFoundError
from gateway.store import tables
from tests.casework.asking import ADAS, BENS, OLIVES, caller, submit
from tests.casework.doing import Do, rows
from tests.casework.test_deadlines import set_one
from tests.casework.thornmere import ADA, BEN, CLOSED, LOOSE, MOIRA, OLIVE
from tests.store.borough import NOW, Borough

REASON = "Two people who know are away."
DIRECTORS = caller(OLIVE, "head_of_service", kind="officer")


@pytest.fixture
def directed(town: Borough) -> Borough:
    """The town, where Olive is the head of service."""
    for office in ("head_of_service", "service_director"):
        town.add(tables.offices, person=OLIVE, office=office)
    return town


def more(office: Office, deadline: str, days: int = 5, by: str = OLIVE) -> ShownDeadline:
    """Somebody takes so many working days more."""
    asked = AskedExtension(working_days=days, reason=REASON)
    return extend(office, by=by, deadline=deadline, asked=asked)


def test_a_holding_reply_moves_the_day_and_says_why(directed: Borough):
    """The new day, how it was counted, the reason and who is told of it."""
    with directed.office() as office:
        answer = submit(office, BEN, LOOSE)
        deadline = set_one(office, about=answer.reference)
        moved = more(office, deadline)
        with office.reading() as reading:
            mine = deadlines_of(reading, BENS).items
    (notice,) = (row for row in rows(directed, "notices") if row.kind == "holding_reply")
    (change,) = moved.changes

    assert ("2026-12-07", "2026-11-30", False) == (moved.due, moved.first_due, moved.late)
    assert moved.how_counted.endswith("Then it was extended by 5 working days.")
    assert ("moved", "2026-12-07", REASON, NOW) == (
        change.change,
        change.due,
        change.reason,
        change.at,
    )
    assert (BEN, answer.reference, change.entry) == (
        notice.recipient,
        notice.about,
        notice.entry,
    )
    assert moved in mine
    assert b"deadline.extended" in rows(directed, "log_entries")[-1].bytes
    assert REASON.encode() not in rows(directed, "log_entries")[-1].bytes


def test_more_time_has_a_limit(directed: Borough):
    """Twenty working days in all, in however many steps."""
    with directed.office() as office:
        deadline = set_one(office)
        more(office, deadline, 15)
        with pytest.raises(ConflictError, match="20"):
            more(office, deadline, 6)
        last = more(office, deadline, 5)

    assert "2026-12-30" == last.due


def test_nobody_moves_what_a_statute_counts(directed: Borough):
    """The copy for a scrutiny member is due when the regulation says."""
    with directed.office() as office:
        deadline = set_one(office, date(2026, 12, 7), kind="reg17")
        with pytest.raises(ConflictError, match="statute"):
            more(office, deadline)


@pytest.mark.parametrize("by", [MOIRA, BEN, "0" * 32])
def test_only_who_owes_it_takes_more_time(directed: Borough, by: str):
    """Another officer, a councillor and a stranger are told that there is none."""
    with directed.office() as office:
        deadline = set_one(office)
        with pytest.raises(NotFoundError):
            more(office, deadline, by=by)


def test_what_is_owed_by_a_person_is_theirs(directed: Borough):
    """A person who owes something sees it, and takes more time for it."""

    def do(turn, entry):
        return set_deadline(
            turn,
            kind="copies_back",
            about="NTK-2026-0007",
            owed_by=to_person(ADA),
            counted=working_days(turn, 5),
            entry=entry,
        )

    with directed.office() as office:
        moved = more(office, office.carry_out_now(Do(do)), by=ADA)
        with office.reading() as reading:
            assert (moved,) == deadlines_of(reading, ADAS).items
            assert () == deadlines_of(reading, BENS).items

    assert [] == rows(directed, "notices")


def test_each_sees_what_is_owed_by_them_or_to_them(directed: Borough):
    """The office sees what it owes; the requester sees what waits for an answer; others nothing."""
    with directed.office() as office:
        mine = submit(office, ADA, CLOSED)
        set_one(office, about="NTK-2026-0099")
        with office.reading() as reading:
            seen = {
                who.person: {one.about for one in deadlines_of(reading, who).items}
                for who in (ADAS, BENS, DIRECTORS)
            }
            assert () == deadlines_of(reading, OLIVES).items

    assert {ADA: {mine.reference}, BEN: set(), OLIVE: {"NTK-2026-0099"}} == seen


def test_a_list_goes_on_where_it_ended(directed: Borough):
    """The soonest first, page by page, nothing twice; by reference and by state too."""
    with directed.office() as office:
        for number in range(5):
            set_one(office, 5 + number % 2, about=f"NTK-2026-000{number}")
        with office.reading() as reading:
            whole = deadlines_of(reading, DIRECTORS)
            seen, after = [], None
            for _ in range(3):
                page = deadlines_of(reading, DIRECTORS, after=after, limit=2)
                seen += page.items
                after = page.next
            assert after is None
            assert 1 == len(deadlines_of(reading, DIRECTORS, about="NTK-2026-0003").items)
            assert () == deadlines_of(reading, DIRECTORS, state="met").items
            with pytest.raises(InputError):
                deadlines_of(reading, DIRECTORS, after="x")

    assert whole.items == tuple(seen)
    assert [one.due for one in whole.items] == sorted(one.due for one in whole.items)


def test_what_is_missed_is_late(directed: Borough):
    """From the first moment of the next day on."""
    with directed.office() as office:
        set_one(office)
        for days, late in ((7, False), (8, True)):
            directed.now = NOW + timedelta(days=days)
            with office.reading() as reading:
                assert late is deadlines_of(reading, DIRECTORS).items[0].late
