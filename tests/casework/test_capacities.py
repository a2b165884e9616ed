"""Capacities: a councillor who is an employee too chooses as whom they act, one at a time."""

import pytest

from gateway.casework.capacities import (
    ChooseCapacity,
    CloseCapacity,
    OpenCapacity,
    capacities_of,
)
from gateway.casework.sessions import session_of
from gateway.casework.writer import Office
from gateway.domain.people import OPERATOR
from gateway.domain.sign_in import BegunSession
from gateway.errors import ConflictError, NotAllowedError, NotFoundError, NotSignedInError
from gateway.store import tables
from tests.casework.test_accounts import come, link
from tests.casework.test_sessions import caller, is_over
from tests.casework.thornmere import ADA, BEN, MOIRA, OLIVE
from tests.store.borough import NOW, Borough, at


@pytest.fixture
def twofold(town: Borough) -> Borough:
    """Ada the councillor and Olive the officer are one human being, and that is declared."""
    town.add(tables.relationships, person=OLIVE, other=ADA, same_person=True)
    return town


def opened(office: Office) -> str:
    """The account of Ada with Olive's capacity."""
    account = link(office)
    office.carry_out_now(OpenCapacity(by=OPERATOR, account=account, person=OLIVE))
    return account


def choose(office: Office, begun: BegunSession, person: str) -> BegunSession:
    """Choose a capacity in a session."""
    return office.carry_out_now(
        ChooseCapacity(session=begun.session, secret=begun.secret, person=person)
    )


def test_whoever_is_two_chooses_at_the_sign_in(twofold: Borough):
    """Until then they are nobody; then they are the one that they chose, under a new id."""
    with twofold.office() as office:
        account = opened(office)
        begun = come(office)
        assert caller(office, begun.secret) is None
        with office.reading() as reading:
            shown = capacities_of(reading, account)
        assert [(ADA, "councillor", ()), (OLIVE, "officer", ("officer",))] == [
            (one.person, one.kind, one.offices) for one in shown
        ]
        chosen = choose(office, begun, OLIVE)
        assert OLIVE == caller(office, chosen.secret).person
        assert is_over(office, begun.secret)


def test_a_change_of_capacity_changes_the_id_and_not_the_time(twofold: Borough):
    """The eight hours go on from the sign-in, and the older session is over."""
    with twofold.office() as office:
        opened(office)
        first = choose(office, come(office), OLIVE)
        twofold.now = at("2026-11-23T09:50").replace(tzinfo=NOW.tzinfo)
        second = choose(office, first, ADA)
        assert is_over(office, first.secret)
        with office.reading() as reading:
            found = session_of(reading, second.secret)
        assert (ADA, NOW) == (found.caller.person, found.session.began_at)
        with pytest.raises(NotSignedInError):
            choose(office, first, OLIVE)


@pytest.mark.parametrize("person", [BEN, MOIRA, "0" * 32])
def test_nobody_acts_as_somebody_else(twofold: Borough, person: str):
    """Only an entry that was opened for the account can be chosen."""
    with twofold.office() as office:
        opened(office)
        begun = come(office)
        with pytest.raises(NotAllowedError):
            choose(office, begun, person)
        assert not is_over(office, begun.secret)


def test_two_people_open_a_capacity(town: Borough):
    """The operator cannot where nobody has declared that both are the same person."""
    with town.office() as office:
        account = link(office)
        for by, person, error in (
            (OPERATOR, OLIVE, NotAllowedError),
            (MOIRA, OLIVE, NotAllowedError),
            (OPERATOR, ADA, ConflictError),
            (OPERATOR, "0" * 32, NotFoundError),
        ):
            with pytest.raises(error):
                office.carry_out_now(OpenCapacity(by=by, account=account, person=person))
        with pytest.raises(NotFoundError):
            office.carry_out_now(OpenCapacity(by=OPERATOR, account="0" * 32, person=OLIVE))


def test_a_declaration_alone_opens_nothing(twofold: Borough):
    """Whoever answers for the rules cannot let anybody in either."""
    with twofold.office() as office:
        account = link(office)
        assert ADA == caller(office, come(office).secret).person
        with office.reading() as reading:
            assert 1 == len(capacities_of(reading, account))


def test_a_declaration_that_ends_takes_the_capacity_along(twofold: Borough):
    """From the next sign-in on there is nothing to choose."""
    table = tables.relationships
    with twofold.office() as office:
        opened(office)
        twofold.change(
            table, table.c.person == OLIVE, valid_to=at("2026-11-20"), ended_recorded_at=NOW
        )
        assert ADA == caller(office, come(office).secret).person


def test_a_capacity_is_closed_with_its_sessions(twofold: Borough):
    """The other one stays; the first entry of an account is closed with the account only."""
    with twofold.office() as office:
        account = opened(office)
        as_olive = choose(office, come(office), OLIVE)
        as_ada = choose(office, come(office), ADA)
        with pytest.raises(NotFoundError):
            office.carry_out_now(CloseCapacity(by=OPERATOR, account=account, person=ADA))
        with pytest.raises(NotAllowedError):
            office.carry_out_now(CloseCapacity(by=MOIRA, account=account, person=OLIVE))
        office.carry_out_now(CloseCapacity(by=OPERATOR, account=account, person=OLIVE))
        assert is_over(office, as_olive.secret)
        assert not is_over(office, as_ada.secret)
