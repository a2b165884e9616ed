"""Refused sign-ins over the API: each attempt is on record, gathered, and never by its text."""

import pytest
from litestar.testing import TestClient

from gateway.api.sign_in import SignIn
from gateway.app import create_app
from gateway.errors import NotSignedInError
from tests.api.conftest import ADDRESS
from tests.api.town import CANARY, Town


@pytest.fixture
def small_town(tmp_path) -> Town:
    """A town whose log a test may count."""
    return Town(tmp_path / "data")


def refusals(town) -> list[dict]:
    """What the log says of refused sign-ins."""
    return [entry["body"] for entry in town.whole_log() if entry["kind"] == "sign_in.refused"]


def bearer(text: str) -> list[tuple[bytes, bytes]]:
    """The header with a token."""
    return [(b"authorization", f"Bearer {text}".encode())]


def test_every_refused_attempt_is_on_record_when_the_gateway_stops(small_town):
    """Ten guesses are one entry that says ten; a request without a token is no attempt."""
    expired = small_town.extra_token("ben", expired=True)
    with TestClient(create_app(small_town.settings), base_url=ADDRESS) as client:
        for number in range(9):
            guess = {"Authorization": f"Bearer ntk_{CANARY}{number}"}
            assert 401 == client.get("/api/documents", headers=guess).status_code
        assert 401 == client.get("/api/log", headers={"Authorization": CANARY}).status_code
        assert 401 == client.get("/api/documents").status_code
        assert 401 == client.get("/api/documents", headers=expired).status_code
        assert 200 == client.get("/api/documents", headers=small_town.sign("ben")).status_code
    unknown, known = sorted(refusals(small_town), key=len)

    assert {"reason": "unknown", "times": 10} == unknown
    assert (small_town.people["ben"], "expired", 1) == (
        known["person"],
        known["reason"],
        known["times"],
    )
    assert CANARY not in str(small_town.whole_log())


async def test_refused_attempts_are_recorded_while_it_runs(small_town):
    """A few seconds later at most; the next ones make an entry of their own."""
    with create_app(small_town.settings).state.office as office:
        sign_in = SignIn(office, gathered=0)
        for expected in (1, 2):
            with pytest.raises(NotSignedInError):
                await sign_in(bearer("guess"))
            await sign_in._later
            assert [{"reason": "unknown", "times": 1}] * expected == refusals(small_town)
        await sign_in.close()

    assert 2 == len(refusals(small_town))


async def test_what_cannot_be_recorded_now_is_kept(small_town):
    """While the office is closed the count goes on; nobody gets in, and nothing is lost."""
    app = create_app(small_town.settings)
    office = app.state.office
    sign_in = SignIn(office)
    sign_in._refused[None] = 4
    await sign_in.record_refused()
    assert [] == refusals(small_town)

    with office:
        await sign_in.close()

    assert [{"reason": "unknown", "times": 4}] == refusals(small_town)
