"""A register's rows: what makes two rows the same row."""

from datetime import UTC, datetime
from typing import Any

import pytest
from msgspec.structs import replace

from gateway.domain.register import (
    AdverseMatter,
    Body,
    DeclaredInterest,
    GroupMembership,
    HeldPosition,
    Meeting,
    OfficeHeld,
    PartyGroup,
    Person,
    Register,
    Seat,
    Substitution,
    Suspension,
    Term,
    Undertaking,
    Ward,
    WardSeat,
)

NOW = datetime(2026, 11, 22, 18, tzinfo=UTC)


@pytest.mark.parametrize(
    ("row", "key"),
    [
        (Person(id="1", name="Ivo Larch"), ("1",)),
        (PartyGroup(id="M", name="Meadow"), ("M",)),
        (Ward(id="W", name="Wold"), ("W",)),
        (Body(id="b", name="Panel"), ("b",)),
        (Meeting(id="m", body="b", start=NOW), ("m",)),
        (Term(person="1"), ("1",)),
        (Suspension(person="1"), ("1",)),
        (Undertaking(person="1"), ("1",)),
        (GroupMembership(person="1", group="M"), ("1", "M")),
        (WardSeat(person="1", ward="W"), ("1", "W")),
        (Seat(person="1", body="b"), ("1", "b")),
        (Substitution(person="1", meeting="m"), ("1", "m")),
        (HeldPosition(person="1", position="leader"), ("1", "leader")),
        (OfficeHeld(person="1", office="auditor"), ("1", "auditor")),
        (DeclaredInterest(person="1", matter="x", kind="other_registrable"), ("1", "x")),
        (AdverseMatter(person="1", matter="x"), ("1", "x")),
    ],
)
def test_a_row_is_known_by_ids_and_never_by_names(row: Any, key: tuple[str, ...]):
    """Nor by its dates: a seat is the same seat whenever it began."""
    other = {"name": "Another spelling"} if hasattr(row, "name") else {}
    if hasattr(row, "end"):
        other["end"] = NOW.date()

    assert key == row.key == replace(row, **other).key


def test_a_seat_has_a_vote_unless_it_is_said_otherwise():
    """Most seats have."""
    assert Seat(person="1", body="b").voting


def test_an_empty_register_says_nothing_in_full():
    """So it ends nothing."""
    register = Register(source="s")

    assert ({}, frozenset()) == (dict(register.complete), register.whole)
