"""Refused sign-ins on record: how often, whose token and why, and nothing of the token."""

import pytest

from gateway.app import create_app
from gateway.casework.sign_ins import RecordRefusedSignIns, issued_token
from tests.api.town import CANARY, Town


@pytest.fixture
def town(tmp_path):
    """A town with people and tokens."""
    return Town(tmp_path / "data")


@pytest.fixture
def office(town):
    """Its office at work."""
    with create_app(town.settings).state.office as office:
        yield office


@pytest.mark.parametrize(
    ("state", "reason"),
    [({"expired": True}, "expired"), ({"revoked": True}, "revoked"), ({}, "not-in-office")],
)
def test_a_token_of_ours_is_recorded_with_its_holder_and_the_reason(town, office, state, reason):
    """Whose it was, by id, why it does not count, and how often it was tried."""
    text = town.extra_token("ben", **state)["Authorization"].split()[1]
    with office.reading() as reading:
        token = issued_token(reading, text)
    office.carry_out_now(RecordRefusedSignIns(token=token, times=3))
    entry = town.whole_log()[-1]

    assert ("sign_in.refused", "system") == (entry["kind"], entry["actor"])
    assert entry["body"] == {
        "person": town.people["ben"],
        "reason": reason,
        "times": 3,
        "token": token,
    }
    assert CANARY not in str(entry)


def test_a_token_that_we_never_issued_is_only_counted(town, office):
    """Nothing is known of it, and nothing of it is kept."""
    with office.reading() as reading:
        assert issued_token(reading, "ntk_somebody-elses") is None
    office.carry_out_now(RecordRefusedSignIns(token=None, times=7))

    assert {"reason": "unknown", "times": 7} == town.whole_log()[-1]["body"]
