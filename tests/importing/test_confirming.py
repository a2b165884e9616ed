"""Joiners, movers and leavers wait until an officer confirms them, and come in as they then are."""

from datetime import UTC, datetime

import pytest
from msgspec.structs import replace
from sqlalchemy import insert, select

from gateway.audit.entries import read as read_entry
from gateway.domain.people import OPERATOR
from gateway.errors import NotAllowedError, NotFoundError, SweepingImportError
from gateway.importing.confirming import (
    ConfirmRegister,
    DismissRegister,
    ProposeRegister,
    proposed,
)
from gateway.importing.kept_registers import from_kept, to_kept
from gateway.store import tables
from tests.importing import invented
from tests.importing.conftest import TODAY, Turns
from tests.importing.test_import_register import ALL, DIGEST, bring_in, count, registers

OFFICER, OTHER = "b" * 32, "c" * 32
LONG_AGO = datetime(2026, 5, 7, 12, tzinfo=UTC)
NEWER = "cd" * 32


@pytest.fixture(autouse=True)
def staff(turns: Turns) -> None:
    """An officer of the council, and somebody who holds no office."""
    with turns() as turn:
        for person in (OFFICER, OTHER):
            row = {"id": person, "source": "t", "source_id": person, "name": "Olu"}
            turn.connection.execute(insert(tables.people), row | {"kind": "officer"})
        held = {"person": OFFICER, "office": "officer", "recorded_at": LONG_AGO}
        since = {"valid_from": LONG_AGO.replace(tzinfo=None)}
        turn.connection.execute(insert(tables.offices), held | since)


def propose(turns: Turns, *files: bytes, digest: str = DIGEST, day=TODAY) -> str | None:
    """Propose what the files say; gives the id of what waits."""
    with turns(day) as turn:
        said = registers(*files, day=day)
        command = ProposeRegister(by=OPERATOR, registers=said, digests=(digest,))
        return command.carry_out(turn)


def kinds(turns: Turns) -> list[tuple[str, str]]:
    """What the log says, and who did it."""
    with turns() as turn:
        rows = turn.connection.execute(
            select(tables.log_entries.c.bytes).order_by(tables.log_entries.c.seq)
        )
        entries = [read_entry(data) for (data,) in rows]
    return [(entry.kind, entry.actor) for entry in entries]


def test_nothing_comes_in_before_it_is_confirmed(turns: Turns):
    """It waits with everything that it would change; then it is brought in by who confirmed it."""
    waits = propose(turns, *ALL)
    assert waits is not None
    assert 2 == count(turns, tables.people)
    with turns() as turn:
        shown = proposed(turn)
    assert shown is not None
    assert (waits, 1) == (shown.id, len(shown.differences))
    with turns() as turn:
        (found,) = ConfirmRegister(by=OFFICER, proposal=waits).carry_out(turn)
    with turns() as turn:
        assert proposed(turn) is None

    assert found.counts() == shown.differences[0].counts()
    assert 2 < count(turns, tables.people)
    assert [("register.proposed", OPERATOR), ("register.imported", OFFICER)] == kinds(turns)


def test_the_same_files_are_proposed_once(turns: Turns):
    """Day after day they wait under one id; other files take their place."""
    first, again = propose(turns, *ALL), propose(turns, *ALL)
    newer = propose(turns, *ALL, digest=NEWER)

    assert first == again != newer
    assert 1 == count(turns, tables.register_proposals)
    assert 2 == len(kinds(turns))


def test_what_no_longer_differs_waits_no_longer(turns: Turns):
    """Once the register is as the files say, nothing is left to confirm."""
    assert propose(turns, *ALL)
    bring_in(turns, *ALL)

    assert propose(turns, *ALL) is None
    assert propose(turns, *ALL) is None
    assert 0 == count(turns, tables.register_proposals)


def test_it_is_brought_in_as_it_differs_then(turns: Turns):
    """What came in otherwise meanwhile is not brought in twice."""
    waits = propose(turns, *ALL)
    bring_in(turns, *ALL)
    people = count(turns, tables.people)
    with turns() as turn:
        (found,) = ConfirmRegister(by=OFFICER, proposal=str(waits)).carry_out(turn)

    assert () == found.changes
    assert people == count(turns, tables.people)


@pytest.mark.parametrize("command", [ConfirmRegister, DismissRegister])
@pytest.mark.parametrize("by", [OTHER, "0" * 32, OPERATOR])
def test_only_an_officer_decides(turns: Turns, command, by: str):
    """Nobody without an office, and not the machine that proposed it."""
    waits = str(propose(turns, *ALL))
    with pytest.raises(NotAllowedError), turns() as turn:
        command(by=by, proposal=waits).carry_out(turn)

    assert 1 == count(turns, tables.register_proposals)


def test_what_was_dismissed_is_gone(turns: Turns):
    """On record; it is not confirmed afterwards, and the register is as it was."""
    waits = str(propose(turns, *ALL))
    with turns() as turn:
        DismissRegister(by=OFFICER, proposal=waits).carry_out(turn)
    for command in (ConfirmRegister, DismissRegister):
        with pytest.raises(NotFoundError), turns() as turn:
            command(by=OFFICER, proposal=waits).carry_out(turn)

    assert ("register.dismissed", OFFICER) == kinds(turns)[-1]
    assert 2 == count(turns, tables.people)


def test_another_councils_list_is_not_confirmed_by_mistake(turns: Turns):
    """Where most of what is held would end, it must be said that it is so."""
    many = [
        {"name": f"Cllr Number {uid}", "moderngov_uid": uid, "ward": "W", "party": "Meadow"}
        for uid in range(1, 13)
    ]
    bring_in(turns, invented.councillors(many))
    waits = str(propose(turns, invented.councillors(many[:2]), digest=NEWER))
    with pytest.raises(SweepingImportError), turns() as turn:
        ConfirmRegister(by=OFFICER, proposal=waits).carry_out(turn)
    assert 1 == count(turns, tables.register_proposals)
    with turns() as turn:
        ConfirmRegister(by=OFFICER, proposal=waits, many_may_end=True).carry_out(turn)

    assert 0 == count(turns, tables.register_proposals)


def test_what_is_kept_is_what_the_files_say():
    """Nothing is lost while it waits: also what is listed in full, and where each row stood."""
    said = registers(*ALL)
    (kept,) = from_kept(to_kept(said))

    as_dicts = {"complete": dict(said[0].complete), "places": dict(said[0].places)}
    assert replace(said[0], **as_dicts) == kept
    assert kept.complete
    assert kept.places
