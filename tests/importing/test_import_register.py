"""A register comes in through the database: all of it or nothing, and once only."""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine, Table, func, select

from gateway.audit.entries import read as read_entry
from gateway.domain.people import OPERATOR
from gateway.domain.register import Register
from gateway.errors import ImportFileError, SweepingImportError
from gateway.importing.difference import Difference
from gateway.importing.held import held_from
from gateway.importing.import_register import ImportRegister, find_differences
from gateway.importing.merge import merge
from gateway.importing.read_register import read_register
from gateway.store import tables
from tests.importing import invented
from tests.importing.conftest import TODAY, Turns

DIGEST = "ab" * 32
ALL = (invented.councillors(), invented.committees(), invented.meetings())
LATER = TODAY + timedelta(days=30)
LATER_MIDNIGHT = datetime.combine(LATER, time())


def registers(*files: bytes, day: date = TODAY) -> tuple[Register, ...]:
    """What the files say."""
    return merge(
        read_register(f"file-{number}", data, today=day) for number, data in enumerate(files)
    )


def bring_in(turns: Turns, *files: bytes, day: date = TODAY) -> Difference:
    """Import the files of one source on a day."""
    with turns(day) as turn:
        command = ImportRegister(
            by=OPERATOR,
            registers=registers(*files, day=day),
            digests=(DIGEST,),
            many_may_end=True,
        )
        (found,) = command.carry_out(turn)
    return found


def count(turns: Turns, table: Table) -> int:
    """How many rows a table has."""
    with turns() as turn:
        return turn.connection.scalar(select(func.count()).select_from(table)) or 0


def seats_held(turns: Turns, day: date) -> set[tuple[str, str]]:
    """Who sits where on a day, by the source's ids."""
    with turns(day) as turn:
        held = held_from(turn.connection, "modern-gov", today=day)
    return {(seat.person, seat.body) for seat in held.seats}


def test_everything_is_stored_and_one_entry_says_so(turns: Turns):
    """Counts and digests stand in the log, and no names."""
    bring_in(turns, *ALL)

    assert [5, 3, 5, 2] == [
        count(turns, table)
        for table in (tables.people, tables.bodies, tables.seats, tables.meetings)
    ]
    with turns() as turn:
        (data,) = turn.connection.scalars(select(tables.log_entries.c.bytes)).all()
    entry = read_entry(data)
    assert "register.imported" == entry.kind
    assert [DIGEST] == entry.body["files"]
    assert {"added": 5} == entry.body["sources"]["modern-gov"]["seats"]
    assert b"Thistlewood" not in data


@pytest.mark.parametrize(
    "files",
    [
        ALL,
        (invented.COUNCILLORS_XML.encode(), invented.COMMITTEES_XML.encode()),
        (invented.COUNCILLORS_CSV.encode(), invented.BODIES_CSV.encode()),
        (invented.popolo(),),
        (invented.PEOPLE_CSV.encode(),),
        (invented.COUNCILLORS_XML.encode(), *ALL, invented.MEETINGS_XML.encode()),
        (*ALL, invented.BODIES_CSV.encode(), invented.MEETINGS_CSV.encode()),
    ],
)
def test_a_second_import_changes_nothing_and_writes_nothing(turns: Turns, files: tuple[bytes, ...]):
    """Neither on the same day nor later; not even an entry is written."""
    bring_in(turns, *files)

    assert () == bring_in(turns, *files).changes
    assert () == bring_in(turns, *files, day=LATER).changes
    assert 1 == count(turns, tables.log_entries)


def test_the_web_service_after_the_pages_changes_no_person(turns: Turns):
    """The same people under the same ids: nobody is added, and only terms get their dates."""
    bring_in(turns, *ALL)
    found = bring_in(turns, invented.COUNCILLORS_XML.encode())

    assert "people" not in found.counts()
    assert {"terms": {"changed": 2}} == {"terms": found.counts()["terms"]}


def test_seats_first_and_the_list_of_councillors_afterwards(turns: Turns):
    """Until the list comes they are co-opted members; afterwards seats never say so again."""
    bring_in(turns, invented.committees())
    before = kinds(turns)
    bring_in(turns, invented.councillors(), invented.meetings())
    bring_in(turns, invented.committees())

    assert {"committee_coopted_nonvoting": 5} == before
    assert {"councillor": 4, "committee_coopted_nonvoting": 1} == kinds(turns)


def kinds(turns: Turns) -> dict[str, int]:
    """How many people there are of each kind."""
    with turns() as turn:
        statement = select(tables.people.c.kind, func.count().label("number")).group_by(
            tables.people.c.kind
        )
        return {row.kind: row.number for row in turn.connection.execute(statement)}


def test_a_dry_run_stores_nothing(turns: Turns):
    """The difference is found without a trace."""
    with turns() as turn:
        (found,) = find_differences(turn, registers(*ALL))

    assert 5 == found.counts()["seats"]["added"]
    assert 0 == count(turns, tables.people)
    assert 0 == count(turns, tables.log_entries)


def test_a_reference_to_nothing_stores_nothing_of_the_file(turns: Turns):
    """Meetings of a body that nobody knows are refused, with all that came with them."""
    with pytest.raises(ImportFileError), turns() as turn:
        ImportRegister(
            by=OPERATOR,
            registers=registers(invented.councillors(), invented.MEETINGS_XML.encode()),
            digests=(DIGEST,),
        ).carry_out(turn)

    assert 0 == count(turns, tables.people)


def test_a_seat_that_is_gone_ends_with_its_date_and_stays_in_the_register(turns: Turns):
    """Its row is kept: the register can say who sat there before."""
    bring_in(turns, *ALL)
    rows = [row | {"members": row["members"][:1]} for row in invented.COMMITTEES]
    found = bring_in(turns, invented.committees(rows), day=LATER)

    assert {"seats": {"ended": 3}} == found.counts()
    assert 5 == count(turns, tables.seats)
    assert {("701", "11"), ("702", "12")} == seats_held(turns, LATER)
    with turns() as turn:
        ends = turn.connection.scalars(
            select(tables.seats.c.valid_to).where(tables.seats.c.valid_to.is_not(None))
        ).all()
    assert [LATER] * 3 == [end.date() for end in ends if end]


def test_whoever_comes_back_has_a_new_seat(turns: Turns):
    """The time in between stays told."""
    empty = [row | {"members": []} for row in invented.COMMITTEES]
    bring_in(turns, *ALL)
    bring_in(turns, invented.committees(empty), day=LATER)
    bring_in(turns, invented.committees(), day=LATER + timedelta(days=1))

    assert 10 == count(turns, tables.seats)
    assert 5 == len(seats_held(turns, LATER + timedelta(days=1)))


def test_leaving_and_coming_back_on_one_day_is_possible(turns: Turns):
    """A wrong file can be mended at once."""
    empty = [row | {"members": []} for row in invented.COMMITTEES]
    for files in (ALL, (invented.committees(empty),), (invented.committees(),)) * 2:
        bring_in(turns, *files)

    assert 5 == len(seats_held(turns, TODAY))


def test_a_new_role_and_a_new_group_keep_the_old_ones_told(turns: Turns):
    """The old row ends, a new one begins."""
    bring_in(turns, *ALL)
    councillors = [dict(row) for row in invented.COUNCILLORS]
    councillors[0] |= {"party": "Harbour Group", "group_name": None}
    committees = [dict(row) for row in invented.COMMITTEES]
    committees[0] |= {"members": [{"name": "P T", "uid": "701", "role": "Member"}]}
    found = bring_in(
        turns, invented.councillors(councillors), invented.committees(committees), day=LATER
    )

    assert {"changed": 1, "ended": 1} == found.counts()["seats"]
    assert {"added": 1, "ended": 1} == found.counts()["group_memberships"]
    assert 6 == count(turns, tables.seats)


def test_a_body_that_is_over_says_since_when(turns: Turns):
    """And a later import does not move that day."""
    bring_in(turns, *ALL)
    fewer = invented.committees(invented.COMMITTEES[:2])
    bring_in(turns, fewer, day=LATER)
    bring_in(turns, fewer, day=LATER + timedelta(days=9))

    with turns() as turn:
        ended = turn.connection.scalars(
            select(tables.bodies.c.ended_on).where(tables.bodies.c.source_id == "13")
        ).all()
    assert [LATER] == ended
    bring_in(turns, *ALL, day=LATER + timedelta(days=10))
    with turns() as turn:
        assert [None, None, None] == list(
            turn.connection.scalars(select(tables.bodies.c.ended_on)).all()
        )


def test_a_meeting_that_moves_keeps_its_id_and_what_is_known_of_it(turns: Turns):
    """Papers refer to it; that it is private is not forgotten."""
    bring_in(turns, *ALL)
    bring_in(turns, b"meeting id,cid,date,time,private\n5001,11,2026-12-03,18:30,yes\n")
    before = the_meeting(turns)
    moved = [dict(row) for row in invented.MEETINGS]
    moved[0] |= {"date": "2026-12-17"}
    found = bring_in(turns, invented.meetings(moved), day=LATER)
    after = the_meeting(turns)

    assert {"meetings": {"changed": 1}} == found.counts()
    assert (before.id, True) == (after.id, after.private)
    assert date(2026, 12, 17) == after.start.date()


def the_meeting(turns: Turns) -> Any:
    """The row of the cabinet's meeting."""
    with turns() as turn:
        return turn.connection.execute(
            select(tables.meetings).where(tables.meetings.c.source_id == "5001")
        ).one()


def test_a_seat_with_a_planned_end_can_end_before(turns: Turns):
    """The row is found by the end that it had."""
    bring_in(turns, invented.popolo())
    left = [row for row in invented.POPOLO["memberships"] if row["person_id"] != "p2"]
    found = bring_in(turns, invented.popolo(memberships=left), day=LATER)

    assert {"ended": 2} == found.counts()["seats"]
    with turns() as turn:
        planned = turn.connection.scalars(
            select(tables.seats.c.valid_to).where(tables.seats.c.valid_to > LATER_MIDNIGHT)
        ).all()
    assert [] == planned


def test_that_a_meeting_is_private_is_not_made_up(turns: Turns):
    """No source says so, so it is not known."""
    bring_in(turns, *ALL)

    assert the_meeting(turns).private is None


def test_a_list_that_ends_most_of_what_is_held_needs_a_word(turns: Turns):
    """Another council's list, or a page that failed to load, must not empty the register."""
    many = [
        {"name": f"Cllr Number {uid}", "moderngov_uid": uid, "ward": "W", "party": "Meadow"}
        for uid in range(1, 13)
    ]
    bring_in(turns, invented.councillors(many))
    told = registers(invented.councillors(many[:5]))

    with pytest.raises(SweepingImportError) as refused, turns() as turn:
        ImportRegister(by=OPERATOR, registers=told, digests=(DIGEST,)).carry_out(turn)
    assert "7 of 12 terms" in refused.value.detail
    assert {"ended": 6} == bring_in(turns, invented.councillors(many[:6])).counts()["terms"]


# --- properties ---------------------------------------------------------------------------------


@st.composite
def councils(draw: st.DrawFn) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Councillors and committees with seats, each under some spelling of the name."""
    people = draw(st.lists(st.integers(1, 12), min_size=1, max_size=8, unique=True))
    parties = st.sampled_from(["Meadow", "Harbour", "Independent"])
    councillors = [
        {"name": f"Cllr Number {uid}", "moderngov_uid": uid, "ward": "W", "party": draw(parties)}
        for uid in people
    ]
    spellings = st.sampled_from(["N. {}", "Number {} MBE", "CC {}"])
    roles = st.sampled_from(["Chair", "Member", "Vice-Chair"])
    committees = [
        {
            "name": f"Body {cid}",
            "cid": cid,
            "type": draw(st.sampled_from(["executive", "scrutiny", "other", None])),
            "members": [
                {"uid": uid, "name": draw(spellings).format(uid), "role": draw(roles)}
                for uid in draw(st.lists(st.integers(1, 14), max_size=6, unique=True))
            ],
        }
        for cid in draw(st.lists(st.integers(1, 5), max_size=4, unique=True))
    ]
    return councillors, committees


SETTINGS = settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])


def empty(database: Engine) -> None:
    """Take all rows out again, for the next example; the log stays, as it must."""
    order: Iterable[Table] = reversed(tables.metadata.sorted_tables)
    with database.begin() as connection:
        for table in order:
            if not table.name.startswith("log_") and table.name != "council":
                connection.execute(table.delete())


@SETTINGS
@given(first=councils(), second=councils())
def test_importing_twice_is_importing_once(database: Engine, turns: Turns, first: Any, second: Any):
    """Whatever was held before, a second import of the same files changes nothing."""
    empty(database)
    for day, (councillors, committees) in ((TODAY, first), (LATER, second)):
        files = (invented.councillors(councillors), invented.committees(committees))
        bring_in(turns, *files, day=day)
        assert () == bring_in(turns, *files, day=day).changes
        assert () == bring_in(turns, *files, day=day + timedelta(days=1)).changes


@SETTINGS
@given(council=councils(), data=st.data())
def test_taking_seats_away_ends_exactly_those_seats(
    database: Engine, turns: Turns, council: Any, data: st.DataObject
):
    """Nothing else in the register changes."""
    empty(database)
    councillors, committees = council
    bring_in(turns, invented.councillors(councillors), invented.committees(committees))
    sitting = [(row["cid"], seat["uid"]) for row in committees for seat in row["members"]]
    leaving = set(data.draw(st.lists(st.sampled_from(sitting)))) if sitting else set()
    fewer = [
        row | {"members": [s for s in row["members"] if (row["cid"], s["uid"]) not in leaving]}
        for row in committees
    ]
    found = bring_in(turns, invented.committees(fewer), day=LATER)

    assert {("seats", "ended", str(uid), str(cid)) for cid, uid in leaving} == {
        (change.collection, change.what, change.after.person, change.after.body)
        for change in found.changes
    }
    assert {(str(uid), str(cid)) for cid, uid in set(sitting) - leaving} == seats_held(turns, LATER)


@SETTINGS
@given(council=councils(), data=st.data())
def test_a_spelling_never_makes_a_second_person(
    database: Engine, turns: Turns, council: Any, data: st.DataObject
):
    """However names are spelt on seats, there is one person for each id."""
    empty(database)
    councillors, committees = council
    bring_in(turns, invented.councillors(councillors), invented.committees(committees))
    before = count(turns, tables.people)
    respelt = [
        row
        | {
            "members": [
                seat | {"name": data.draw(st.text("abc ", min_size=1).map(lambda t: f"x{t}"))}
                for seat in row["members"]
            ]
        }
        for row in committees
    ]

    assert () == bring_in(turns, invented.committees(respelt), day=LATER).changes
    assert before == count(turns, tables.people)
