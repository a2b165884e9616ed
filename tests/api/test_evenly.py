"""Answers that leave at the end of a step, whichever of two documents they say nothing of."""

import pytest

from gateway.api import front_door
from gateway.api.evenly import is_held_back, tells_nothing

ASKING = (
    ("GET", "/api/documents/{document}", None),
    ("GET", "/api/documents/{document}/content", None),
    ("GET", "/documents/{document}", None),
    ("GET", "/advice/new?document={document}", None),
    ("POST", "/api/requests", {"document": "{document}"}),
    ("POST", "/api/advice", {"document": "{document}", "words": "May I see it?"}),
)


@pytest.fixture
def waits(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """When each request came whose answer was held back."""
    found: list[float] = []

    async def until_the_step_ends(came: float) -> None:
        found.append(came)

    monkeypatch.setattr(front_door, "until_the_step_ends", until_the_step_ends)
    return found


@pytest.mark.parametrize("asking", ASKING, ids=str)
def test_what_tells_of_nothing_is_held_back(client, town, waits, asking):
    """The hidden and the absent alike, each once, over the API and on pages."""
    method, path, body = asking
    for number, document in enumerate((town.secret, town.absent), start=1):
        asked = {name: one.format(document=document) for name, one in (body or {}).items()}
        client.request(
            method,
            path.format(document=document),
            json=asked if body else None,
            headers=town.sign("ben"),
        )
        assert number == len(waits)


@pytest.mark.parametrize("place", ["/api/drafts", "/drafts"])
def test_so_is_what_a_draft_is_answered(client, town, waits, place):
    """However a request is sent: that it tells of nothing is seen when it leaves."""
    headers = town.sign("ben") | {"Accept": "text/html"}
    for number, document in enumerate((town.secret, town.absent), start=1):
        made = client.post("/api/drafts", json={"document": document}, headers=headers)
        draft = made.headers["location"].rpartition("/")[2]
        sent = client.post(f"{place}/{draft}/sending", headers=headers, follow_redirects=False)
        assert sent.status_code in {201, 303}
        assert number == len(waits)


def test_so_is_a_question_at_its_page(client, town, waits):
    """It names a document that is hidden, or one that there is not."""
    for number, document in enumerate((town.secret, town.absent), start=1):
        typed = {"document": document, "words": "May I see it?"}
        put = client.post(
            "/advice/new", data=typed, headers=town.sign("ben"), follow_redirects=False
        )
        assert 303 == put.status_code
        assert number == len(waits)


def test_what_is_told_leaves_at_once(client, town, waits):
    """A paper that Ben may see, and a request for it, are answered when they are ready."""
    found = client.get(f"/api/documents/{town.paper}", headers=town.sign("ben"))
    asked = client.post("/api/requests", json={"document": town.paper}, headers=town.sign("ben"))

    assert (200, 201) == (found.status_code, asked.status_code)
    assert [] == waits


@pytest.mark.parametrize(
    ("status", "marked", "held"), [(404, False, True), (200, True, True), (200, False, False)]
)
def test_which_answers_are_held_back(status, marked, held):
    """Whatever is not found, and whatever is said to tell of nothing."""
    scope = {"state": {}}
    if marked:
        tells_nothing(scope)

    assert held == is_held_back(scope, status)
