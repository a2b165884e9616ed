"""Sessions: known by a secret that is kept nowhere, and over at once when their ground falls."""

from datetime import timedelta
from typing import Any

import pytest

from gateway.audit import entries
from gateway.casework.sessions import (
    EndSession,
    SessionUsed,
    begin,
    session_of,
    sessions_of,
)
from gateway.casework.turn import Turn
from gateway.casework.writer import Office
from gateway.domain.people import Caller
from gateway.domain.sign_in import IDLE, LONGEST, BegunSession
from gateway.errors import NotFoundError, NotSignedInError
from gateway.store import tables
from tests.casework.doing import rows
from tests.casework.thornmere import ADA, BEN, FAY, MOIRA
from tests.store.borough import NOW, Borough, at

A_MOMENT = timedelta(microseconds=1)


class Begin:
    """A sign-in as such, whatever way somebody showed who they are."""

    def __init__(self, person: str | None, replaced: str | None = None, **more: Any) -> None:
        self.given = {"account": None, "person": person, "replaced": replaced, **more}

    def carry_out(self, turn: Turn) -> BegunSession:
        """Begin."""
        return begin(turn, way="demonstration", **self.given)


def sign_in(office: Office, person: str | None = ADA, replaced: str | None = None) -> BegunSession:
    """A session of somebody."""
    return office.carry_out_now(Begin(person, replaced))


def caller(office: Office, secret: str) -> Caller | None:
    """Who asks with this secret."""
    with office.reading() as reading:
        return session_of(reading, secret).caller


def is_over(office: Office, secret: str) -> bool:
    """Whether nobody is signed in with this secret."""
    try:
        caller(office, secret)
    except NotSignedInError:
        return True
    return False


def test_a_session_says_who_is_asking(town: Borough):
    """By its secret, with the offices held now; not by its id, nor by anything made up."""
    with town.office() as office:
        ada, moira = sign_in(office), sign_in(office, MOIRA)
        assert Caller(person=ADA, kind="councillor") == caller(office, ada.secret)
        assert {"monitoring_officer"} == caller(office, moira.secret).offices
        for made_up in ("", ada.session.id, "chosen-by-somebody-else", "x" * 43, "é"):
            assert is_over(office, made_up)


def test_the_secret_is_kept_nowhere(town: Borough):
    """Not in the row and not in the log; both name the session by its id."""
    with town.office() as office:
        begun = sign_in(office)
    kept = str(rows(town, "sessions")) + str([row.bytes for row in rows(town, "log_entries")])

    assert begun.secret not in kept
    assert 2 == kept.count(begun.session.id)


def test_every_sign_in_has_an_id_of_its_own(town: Borough):
    """The session in whose browser it happens ends: its secret cannot be planted beforehand."""
    with town.office() as office:
        planted = sign_in(office, BEN)
        begun = sign_in(office, ADA, replaced=planted.secret)
        assert begun.secret != planted.secret
        assert is_over(office, planted.secret)
        assert ADA == caller(office, begun.secret).person


def test_a_session_that_is_not_used_ends(town: Borough):
    """After 30 minutes without use, counted anew at every use."""
    with town.office() as office:
        begun = sign_in(office)
        town.now = NOW + IDLE - A_MOMENT
        assert not is_over(office, begun.secret)
        office.carry_out_now(SessionUsed(session=begun.session.id))
        town.now += IDLE - A_MOMENT
        assert not is_over(office, begun.secret)
        town.now += A_MOMENT
        assert is_over(office, begun.secret)


def test_a_session_ends_after_eight_hours(town: Borough):
    """However often it is used; and what is over is forgotten at the next sign-in."""
    with town.office() as office:
        begun = sign_in(office)
        while town.now + timedelta(minutes=20) < NOW + LONGEST:
            town.now += timedelta(minutes=20)
            office.carry_out_now(SessionUsed(session=begun.session.id))
        town.now = NOW + LONGEST - A_MOMENT
        assert not is_over(office, begun.secret)
        town.now = NOW + LONGEST
        assert is_over(office, begun.secret)
        sign_in(office, BEN)

    assert [BEN] == [row.person for row in rows(town, "sessions")]


def _leaves(town: Borough) -> None:
    table = tables.terms
    town.change(table, table.c.person == ADA, valid_to=at("2026-11-23"), ended_recorded_at=NOW)


def _is_suspended(town: Borough) -> None:
    town.add(tables.suspensions, person=ADA)


def _gains_an_office(town: Borough) -> None:
    town.add(tables.offices, person=ADA, office="auditor")


def _becomes_something_else(town: Borough) -> None:
    town.change(tables.people, tables.people.c.id == ADA, kind="parish_coopted")


@pytest.mark.parametrize(
    "change", [_leaves, _is_suspended, _gains_an_office, _becomes_something_else]
)
def test_a_change_of_what_somebody_holds_ends_the_session(town: Borough, change: Any):
    """At once, without anybody's doing; whoever is in office yet signs in again, and goes on."""
    with town.office() as office:
        begun, other = sign_in(office), sign_in(office, BEN)
        change(town)
        assert is_over(office, begun.secret)
        assert not is_over(office, other.secret)
        if change is not _leaves:
            assert ADA == caller(office, sign_in(office).secret).person


def test_an_office_lost_ends_the_session(town: Borough):
    """The Monitoring Officer who is no longer that is signed out."""
    table = tables.offices
    with town.office() as office:
        begun = sign_in(office, MOIRA)
        town.change(
            table, table.c.person == MOIRA, valid_to=at("2026-11-23"), ended_recorded_at=NOW
        )
        assert is_over(office, begun.secret)


@pytest.mark.parametrize("person", [FAY, "0" * 32])
def test_nobody_signs_in_who_is_not_in_office(town: Borough, person: str):
    """Neither whoever has left nor whom the register does not know."""
    with town.office() as office, pytest.raises(NotSignedInError):
        sign_in(office, person)


def test_one_sees_and_ends_ones_own_sessions_only(town: Borough):
    """Another browser's session ends at once; somebody else's is as if there were none."""
    with town.office() as office:
        here, there, ben = sign_in(office), sign_in(office), sign_in(office, BEN)
        with office.reading() as reading:
            shown = sessions_of(reading, here.session)
        assert {(here.session.id, True), (there.session.id, False)} == {
            (one.id, one.this) for one in shown
        }
        with pytest.raises(NotFoundError):
            office.carry_out_now(EndSession(by=here.session, session=ben.session.id))
        office.carry_out_now(EndSession(by=here.session, session=there.session.id))
        assert is_over(office, there.secret)
        office.carry_out_now(EndSession(by=here.session, session=here.session.id))
        assert is_over(office, here.secret)
        assert not is_over(office, ben.secret)


def test_until_a_capacity_is_chosen_nobody_asks(town: Borough):
    """The session is there, and stands for nobody of the register yet."""
    with town.office() as office:
        begun = sign_in(office, None)
        assert caller(office, begun.secret) is None


def test_sign_in_and_out_are_on_record(town: Borough):
    """By whom, in which way and in which session."""
    with town.office() as office:
        begun = sign_in(office)
        office.carry_out_now(EndSession(by=begun.session, session=begun.session.id))
    begins, ends = [row.body for row in _entries(town)[-2:]]

    assert {"person": ADA, "session": begun.session.id, "way": "demonstration"} == begins
    assert {"session": begun.session.id} == ends
    assert [ADA, ADA] == [row.actor for row in _entries(town)[-2:]]


def _entries(town: Borough) -> list[Any]:
    return [entries.read(bytes(row.bytes)) for row in rows(town, "log_entries")]
