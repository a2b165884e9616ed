"""What a seat gives besides membership."""

import pytest

from gateway.domain.people import SeatRole
from gateway.store.seats import given_by


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
