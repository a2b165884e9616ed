"""The door for browsers: a session in a cookie, for pages and for reading, and for nothing else."""

import pytest
from litestar.testing import TestClient

from gateway.app import create_app
from gateway.identity.cookies import SESSION
from tests.api.conftest import ADDRESS
from tests.api.signing_in import OURS, session_for
from tests.api.town import Town


@pytest.fixture
def secret(town: Town, client: TestClient) -> str:
    """The secret of a session of Ada's."""
    return session_for(client, town, "ada")


def asked(client: TestClient, secret: str, **headers: str) -> int:
    """What the list of papers answers to a session."""
    given = {name.replace("_", "-"): value for name, value in headers.items()}
    given["cookie"] = f"{SESSION}={secret}"
    return client.get("/api/documents", headers=given).status_code


def test_a_session_reads_from_our_own_pages(client, secret):
    """By a link on a page of ours or an address that was typed; not by a link from elsewhere."""
    assert 200 == asked(client, secret, sec_fetch_site="same-origin")
    assert 200 == asked(client, secret, sec_fetch_site="none")
    assert 401 == asked(client, secret, sec_fetch_site="cross-site")
    assert 401 == asked(client, secret, sec_fetch_site="same-site")
    assert 401 == asked(client, secret)


def test_a_session_changes_nothing_below_the_api(town, client, secret):
    """A form of another site cannot reach it, whatever it sends along."""
    before = len(town.entries())
    for extra in ({}, OURS):
        answer = client.post(
            "/api/requests",
            json={"document": town.paper},
            headers={"Cookie": f"{SESSION}={secret}", **extra},
        )
        assert 401 == answer.status_code

    assert before == len(town.entries())


def test_a_token_in_a_header_comes_first(client, town, secret):
    """A token that is not valid is refused, also beside a session that is."""
    same = {"sec_fetch_site": "same-origin"}
    assert 401 == asked(client, secret, authorization="Bearer ntk_wrong", **same)
    assert (
        403
        == client.get(
            "/api/log", headers={**town.sign("ada"), "Cookie": f"{SESSION}={secret}"}
        ).status_code
    )


@pytest.mark.parametrize("chosen", ["chosen-by-an-attacker", "x" * 43, "", "a b", "x" * 101])
def test_an_unknown_id_is_thrown_away(client, chosen):
    """A session that a browser, or whoever planted the cookie, made up is no session."""
    assert 401 == asked(client, chosen, sec_fetch_site="same-origin")


def test_a_refused_session_is_no_attempt_to_sign_in(tmp_path):
    """Every morning's forgotten cookie would otherwise stand in the log."""
    town = Town(tmp_path / "data")
    with TestClient(create_app(town.settings), base_url=ADDRESS) as client:
        asked(client, "forgotten", sec_fetch_site="same-origin")

    assert "sign_in.refused" not in {entry["kind"] for entry in town.whole_log()}


def test_pages_that_are_not_there_answer_a_stranger_like_those_that_are(client):
    """A shared link, or one that never led anywhere: the sign-in is all that a stranger sees."""
    answers = [client.get(path) for path in ("/nowhere", "/sign-in/nowhere", "/api/requests")]

    assert [401] * 3 == [answer.status_code for answer in answers]
