"""Errors at a browser: a page in plain words, with the headers of every page."""

import msgspec
import pytest
from litestar.testing import TestClient

from gateway.app import app_of, create_app
from gateway.casework.writer import open_office
from gateway.errors import BusyError, NotFoundError, SetupError
from gateway.web.problem_pages import NEXT, wants_page
from gateway.web.rendering import POLICY
from tests.api.conftest import ADDRESS
from tests.api.test_front_door import WANTED

HEADERS = WANTED | {"content-security-policy": POLICY, "referrer-policy": "same-origin"}
PAGE = {"Accept": "text/html,application/xhtml+xml"}
ERRORS = [
    ("GET", "/", "stranger", 200, "Start now"),
    ("GET", "/help?what=ever", "stranger", 400, NEXT["not-well-formed"]),
    ("POST", "/home", "stranger", 401, NEXT["not-signed-in"]),
    ("GET", "/nowhere", "ada", 404, NotFoundError.next_step),
    ("POST", "/home", "ada", 405, NEXT["method-not-allowed"]),
]


@pytest.mark.parametrize("asked", ERRORS, ids=str)
def test_a_page_carries_the_headers_of_pages_and_is_in_plain_words(client, town, asked):
    """An error page too; it names the number of the request and what to do next."""
    method, path, who, status, next_step = asked
    answer = client.request(method, path, headers=town.sign(who))

    assert status == answer.status_code
    assert HEADERS == {name: answer.headers.get(name) for name in HEADERS}
    assert "text/html; charset=utf-8" == answer.headers["content-type"]
    if status != 200:
        assert answer.headers["x-request-id"] in answer.text
    assert next_step in answer.text


def test_a_host_that_is_not_ours_is_told_as_a_page(client):
    """It is refused before any page is looked at, with the same layout."""
    refused = client.get("/", headers={"Host": "elsewhere.test"})

    assert (400, True) == (refused.status_code, "<h1" in refused.text)
    assert HEADERS == {name: refused.headers.get(name) for name in HEADERS}


def test_when_nothing_can_be_read_the_page_says_so(town):
    """A gateway whose office has stopped answers 503 with a page, and when to try again."""
    office = open_office(town.settings.data, town.settings.database_url)
    app = app_of(office, town.settings)
    with TestClient(app, base_url=ADDRESS) as client:
        office.reading = broken
        answer = client.get("/home", headers=PAGE | town.sign("ada"))

    assert (503, "5") == (answer.status_code, answer.headers["retry-after"])
    assert NEXT["cannot-record-now"] in answer.text


def broken():
    """As a database that cannot be read."""
    raise BusyError("The database cannot be read now.")


@pytest.mark.parametrize(
    ("path", "accept", "page"),
    [
        ("/home", b"text/html", True),
        ("/home", b"application/json", False),
        ("/home", b"*/*", False),
        ("/api/documents", b"text/html", False),
        ("/calendars/x.ics", b"text/calendar", False),
    ],
)
def test_programs_get_problems(path, accept, page):
    """Only a browser that asks outside the API is answered with a page."""
    assert page == wants_page(path, [(b"accept", accept)])


def test_the_api_answers_a_browser_with_json_all_the_same(client, town):
    """What its callers rely on is not changed by who asks."""
    answer = client.get("/api/log", headers=town.sign("ada"))

    assert (403, "application/problem+json") == (
        answer.status_code,
        answer.headers["content-type"],
    )


def test_an_unsafe_colour_stops_the_start(town):
    """White letters on it must be readable."""
    with pytest.raises(SetupError, match="darker"):
        create_app(msgspec.structs.replace(town.settings, colour="#ffdd00"))
