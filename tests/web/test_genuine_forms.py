"""Forms at the pages: none that another site made, none of another session, and nothing lost."""

import pytest
from litestar.testing import TestClient

from gateway.domain.people import Caller
from gateway.policy.life.routes import ROUTES, opens_to
from tests.api.conftest import ADDRESS
from tests.api.signing_in import OURS, session_for
from tests.web.form_of import form_of, forms_of, send
from tests.web.test_sign_in import PAGE, new_browser, plant

FORMS = [
    call.removeprefix("POST ")
    for call in ROUTES
    if call.startswith("POST ") and not call.startswith("POST /api/")
]
"""Every address that takes a form."""
PLACES = {"secret": "x" * 43, "session": "0" * 32}
WRITTEN = "Because I sit on the committee, and it is about the harbour."


@pytest.fixture
def browser(client) -> TestClient:
    """A browser in which Ada has signed in."""
    return new_browser(client.app)


@pytest.fixture
def ada(browser, client, town) -> TestClient:
    """A browser in which Ada has signed in."""
    plant(browser, session_for(client, town, "ada"))
    return browser


def path_of(address: str) -> str:
    """The address with something in its places."""
    return address.format_map(dict.fromkeys(_names(address), "0" * 32) | PLACES)


def _names(address: str) -> list[str]:
    return [part[1:-1] for part in address.split("/") if part.startswith("{")]


def _who_may(call: str) -> str:
    """Somebody to whom the form opens; a councillor, where no sign-in is asked."""
    callers = {
        "ada": Caller(person="0" * 32, kind="councillor", offices=frozenset()),
        "moira": Caller(person="0" * 32, kind="officer", offices=frozenset({"monitoring_officer"})),
        "audrey": Caller(person="0" * 32, kind="officer", offices=frozenset({"auditor"})),
    }
    return next((name for name, one in callers.items() if opens_to(call, one)), "ada")


@pytest.mark.parametrize("address", FORMS)
def test_no_form_counts_without_our_token_from_our_page(client, town, address):
    """Whatever is missing or wrong: token, site, origin or format. Nothing is done."""
    ada = new_browser(client.app)  # or whoever the form is for
    plant(ada, session_for(client, town, _who_may(f"POST {address}")))
    token = form_of(ada.get("/home").text, "/sign-out")["csrf_token"]
    other = new_browser(client.app)
    plant(other, session_for(client, town, "ben"))
    foreign = form_of(other.get("/home").text, "/sign-out")["csrf_token"]
    before = len(town.entries())
    evil = {"Origin": "https://evil.example"}
    forms = [
        ({}, OURS),
        ({"csrf_token": ""}, OURS),
        ({"csrf_token": foreign}, OURS),
        ({"csrf_token": token}, OURS | evil),
        ({"csrf_token": token}, {"Sec-Fetch-Site": "cross-site"}),
        ({"csrf_token": token}, {"Sec-Fetch-Site": "same-site", "Origin": ADDRESS}),
        ({"csrf_token": token}, {"Sec-Fetch-Site": ""} | evil),
    ]
    for form, headers in forms:
        answer = ada.post(path_of(address), data={"none": "", **form}, headers=headers)
        assert 403 == answer.status_code, (form, headers)
    for kind in ("text/plain", "application/json", ""):
        body = f"csrf_token={token}"
        answer = ada.post(path_of(address), content=body, headers={"Content-Type": kind})
        assert 415 == answer.status_code

    assert before == len(town.entries())
    assert 200 == ada.get("/home").status_code


@pytest.mark.parametrize("address", FORMS)
def test_a_form_is_never_sent_with_get(ada, address):
    """What changes something takes POST alone."""
    answer = ada.get(path_of(address), follow_redirects=False)

    assert f"GET {address}" in ROUTES or 405 == answer.status_code


def test_a_tab_that_is_out_of_date_loses_nothing(client, town, ada):
    """Ada signed in again elsewhere: her form comes back with all of it, to be sent once more."""
    token = form_of(ada.get("/home").text, "/sign-out")["csrf_token"]
    plant(ada, session_for(client, town, "ada"))
    typed = {"csrf_token": token, "statement": WRITTEN, "document": "d" * 32}
    stale = ada.post("/sign-out", data=typed)

    assert 403 == stale.status_code
    assert WRITTEN in stale.text
    again = forms_of(stale.text)["/sign-out"]
    assert {**typed, "csrf_token": again["csrf_token"]} == {
        name: value for name, value in again.items() if value
    }
    assert "You have signed out" in send(ada, stale, action="/sign-out").text


def test_a_tab_of_a_session_that_ended_loses_nothing(client, town, ada):
    """What was typed stays in the tab while Ada signs in in another one; then she sends it."""
    form = form_of(ada.get("/sessions").text, "/sign-out")
    plant(ada, "over")
    end = f"/sessions/{'0' * 32}/end"
    lost = ada.post(end, data={**form, "statement": WRITTEN})
    assert 401 == lost.status_code
    assert WRITTEN in lost.text
    assert "Sign in (opens in a new tab)" in lost.text
    plant(ada, session_for(client, town, "ada"))
    kept = ada.post(end, data=form_of(lost.text, end))
    assert 403 == kept.status_code
    assert WRITTEN == form_of(kept.text, end)["statement"]

    assert 404 == send(ada, kept, action=end).status_code  # there is no such session, but it came


def test_what_another_site_sends_is_not_given_back(client):
    """No page of ours shows what an attacker wrote, with a button to send it."""
    stranger = TestClient(client.app, base_url=ADDRESS)
    for site in ("cross-site", "same-site", "none"):
        headers = PAGE | {"Sec-Fetch-Site": site}
        answer = stranger.post(
            f"/sessions/{'0' * 32}/end", data={"statement": WRITTEN}, headers=headers
        )
        assert 401 == answer.status_code
        assert WRITTEN not in answer.text


def test_a_password_is_never_given_back(browser):
    """The form to sign in that was open too long comes back without it."""
    browser.get("/sign-in")
    typed = {"csrf_token": "old", "name": "ada", "password": WRITTEN, "code": "123456"}
    answer = browser.post("/sign-in", data=typed)

    assert 403 == answer.status_code
    assert WRITTEN not in answer.text
    assert "123456" not in answer.text


def test_a_page_that_is_shared_shows_a_stranger_nothing(browser):
    """The same way in for a page that is there, one that is not, and one of somebody else."""
    paths = ("/home", "/sessions", "/nowhere", "/requests/NTK-2026-0001", "/sign-in/nowhere")
    answers = [browser.get(path, follow_redirects=False) for path in paths]

    assert [(303, b"")] * len(paths) == [(one.status_code, one.content) for one in answers]
    assert [f"/sign-in?next={path}" for path in paths] == [
        one.headers["location"] for one in answers
    ]


@pytest.mark.parametrize("path", ["/sign-in", "/signed-out", "/"])
def test_the_visitors_cookie_is_given_where_one_signs_in(client, path):
    """Closed to scripts and to other sites; nowhere else is a stranger given anything."""
    given = TestClient(client.app, base_url=ADDRESS).get(path).headers.get("set-cookie", "")
    flags = {"httponly", "path=/", "samesite=lax"}

    assert (path == "/sign-in") == flags.issubset(set(given.lower().split("; ")))


def test_the_pages_of_the_sign_in_say_the_same_to_everybody(client, town):
    """No page of the demonstration's people, nor a provider, where there is none."""
    page = new_browser(client.app).get("/sign-in").text
    assert "invented people" not in page
    assert "your council's sign-in" not in page.lower()
    answer = send(
        new_browser(client.app), new_browser(client.app).get("/sign-in"), person=town.people["ada"]
    )
    assert 403 == answer.status_code  # the token of another browser
    browser = new_browser(client.app)
    refused = send(
        browser,
        browser.get("/sign-in"),
        action="/sign-in/demonstration",
        form="/sign-in",
        person=town.people["ada"],
    )
    assert 404 == refused.status_code
