"""Through the council's provider at the pages: a real one, and only who is linked comes in."""

import msgspec
import pytest
from litestar.testing import TestClient

from gateway.app import create_app
from gateway.casework.accounts import LinkIdentity
from gateway.domain.people import OPERATOR
from tests.api.conftest import ADDRESS
from tests.api.town import Town
from tests.identity.providers import agree, deny, provider
from tests.web.form_of import form_of
from tests.web.test_sign_in import is_in, new_browser, plant


@pytest.fixture(scope="module")
def app(tmp_path_factory):
    """The gateway of a town whose council has a provider, at which Ada is known as `ada-1`."""
    town = Town(tmp_path_factory.mktemp("linked") / "data")
    with provider() as issuer:
        secret = town.settings.data / "oidc-secret"
        secret.write_text("of the client")
        given = {
            "oidc_issuer": issuer,
            "oidc_client_id": "gateway",
            "oidc_client_secret_file": secret,
        }
        here = "http://127.0.0.1:8080"  # where the provider is told that people come back to
        settings = msgspec.structs.replace(town.settings, **given, public_url=here)
        app = create_app(settings)
        with app.state.office as office:
            ada = town.people["ada"]
            office.carry_out_now(
                LinkIdentity(by=OPERATOR, person=ada, issuer=issuer, subject="ada-1")
            )
            app.state.town = town
            yield app


def come_back(browser: TestClient, to: str, subject: str | None = "ada-1"):
    """To the provider and back."""
    away = browser.get("/sign-in/provider", params={"next": to}, follow_redirects=False)
    assert 303 == away.status_code, away.text
    address = away.headers["location"]
    back = agree(address, subject) if subject else deny(address)
    return browser.get(back.replace("http://127.0.0.1:8080", ADDRESS), follow_redirects=False)


def test_who_is_linked_comes_in_and_goes_on(app):
    """To the page that was wanted, with a new session; coming back twice leads nowhere."""
    browser = new_browser(app)
    assert "Go to your council" in browser.get("/sign-in").text
    plant(browser, "planted-by-somebody-else")
    answer = come_back(browser, "/sessions")

    assert (303, "/sessions") == (answer.status_code, answer.headers["location"])
    assert is_in(browser)
    assert "planted" not in browser.cookies["session"]
    assert "provider" == app.state.town.entries()[-1]["body"]["way"]


def test_who_is_not_linked_is_told_what_to_do(app):
    """With the two lines that IT needs; an address that looks like Ada's mail does not help."""
    browser = new_browser(app)
    answer = come_back(browser, "/home", "ada@withermere.test")

    assert 401 == answer.status_code
    assert "ada@withermere.test" in answer.text
    assert not is_in(browser)
    refused = app.state.town.whole_log()[-1]
    assert ("sign_in.refused", "not-linked") == (refused["kind"], refused["body"]["reason"])


@pytest.mark.parametrize(
    "query",
    [
        "",
        "?error=access_denied&state=x",
        "?code=x",
        "?state=x",
        "?code=x&state=y",
        "?code=x&code=y&state=z",
        "?code=x&state=y&session_state=z&anything=else",
    ],
)
def test_what_was_not_begun_here_leads_nowhere(app, query):
    """An address that somebody was sent signs nobody in, and nothing fails."""
    browser = new_browser(app)
    browser.get("/sign-in")
    answer = browser.get(f"/sign-in/provider/back{query}")

    assert (401, True) == (answer.status_code, "We could not sign you in" in answer.text)


def test_somebody_who_says_no_at_the_provider(app):
    """Is told so, and can try again."""
    answer = come_back(new_browser(app), "/home", None)

    assert 401 == answer.status_code
    assert "/sign-in" in answer.text


def test_signing_out_says_that_the_council_may_go_on(app):
    """The session there is not ours to end."""
    browser = new_browser(app)
    come_back(browser, "/home")
    token = form_of(browser.get("/home").text, "/sign-out")
    answer = browser.post("/sign-out", data=token)

    assert "still be signed in to your council" in answer.text
    assert not is_in(browser)
