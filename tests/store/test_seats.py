"""What a seat gives: said of one seat and asked of all, it is the same."""

from itertools import product
from typing import get_args

import pytest
from sqlalchemy import select

from gateway.domain.facts import Position
from gateway.domain.people import SeatRole
from gateway.store.seats import given_by, gives
from gateway.store.tables import bodies, seats
from tests.store.borough import Borough, id_of


@pytest.mark.parametrize(
    ("role", "executive", "scrutiny", "expected"),
    [
        ("member", False, False, set()),
        ("member", False, True, {"scrutiny_member"}),
        ("chair", False, False, {"committee_chair"}),
        ("chair", True, False, set()),
        ("vice_chair", False, True, {"committee_vice_chair", "scrutiny_member"}),
    ],
)
def test_positions_of_a_seat(
    role: SeatRole, *, executive: bool, scrutiny: bool, expected: set[str]
):
    """A seat makes a committee's chair or vice-chair, or a member of scrutiny, or nothing."""
    assert expected == set(given_by(role, executive=executive, scrutiny=scrutiny))


def test_one_seat_and_all_seats(borough: Borough):
    """For every role and kind of body the database finds the seats that give each position."""
    kinds = list(product((True, False), repeat=2))
    for executive, scrutiny in kinds:
        borough.body(f"{executive}{scrutiny}", executive=executive, scrutiny=scrutiny)
    expected: dict[Position, set[tuple[str, str]]] = {one: set() for one in get_args(Position)}
    for role in get_args(SeatRole):
        borough.person(role)
        for executive, scrutiny in kinds:
            borough.seat(role, f"{executive}{scrutiny}", role=role)
            for position in given_by(role, executive=executive, scrutiny=scrutiny):
                expected[position].add((id_of(role), id_of(f"{executive}{scrutiny}")))
    joined = select(seats.c.person, seats.c.body).join_from(
        seats, bodies, seats.c.body == bodies.c.id
    )
    with borough.reading() as connection:
        for position, those in expected.items():
            clause = gives(position)
            found = set() if clause is None else connection.execute(joined.where(clause))
            assert those == {(person, body) for person, body in found}
