"""What a check says at its page: what to do before a meeting, and what was given already."""

import pytest

from tests.web.form_of import form_of

OUTCOMES = ("Not yet: an officer must decide", "They were given it, on conditions")


@pytest.fixture(scope="module")
def given(client, town):
    """A paper of which Ben was given a part, and the reference of the request."""
    paper = town.document({"main": {"exempt": (2,)}}, title="Quay walls")
    body = {"document": paper, "purpose": "official_duty"}
    asked = client.post("/api/requests", json=body, headers=town.sign("ben"))
    reference = asked.json()["reference"]
    form = {"finding": "reasonably_necessary", "value": True, "words": "He works on it."}
    client.post(f"/api/requests/{reference}/findings", json=form, headers=town.sign("sid"))
    return paper, reference


def answer(at, town, who: str, paper: str, councillor: str = "ben") -> str:
    """The page that answers a check for a councillor, without the line breaks of its template."""
    path, person = f"/checks/{paper}", town.people[councillor]
    use = {"form": "inspect", "purpose": "official_duty", "councillor": person}
    page = at(who).get(f"{path}?to={person}")
    return " ".join(at(who).post(path, form_of(page.text, path) | use).text.split())


def short(page: str) -> list[str]:
    """Which of the short answers stand on a page."""
    return [words for words in OUTCOMES if words in page]


def test_what_was_given_is_said_to_who_may_open_the_case(at, town, given):
    """With its day, its request and its conditions; to another officer it is a fresh question."""
    paper, reference = given
    told, other = answer(at, town, "sid", paper), answer(at, town, "olive", paper)

    assert [OUTCOMES[1]] == short(told)
    assert f'in request <a class="govuk-link" href="/cases/{reference}">' in told
    for words in ("They were given this part on ", "on these conditions:", "Keep it confidential."):
        assert words in told
    assert "They can still open it here themselves." in told
    assert "Do not show it yet." not in told
    assert [OUTCOMES[0]] == short(other)
    assert reference not in other
    assert "Do not show it yet." in other
    assert "asks for it here, and the request then goes to the service director." in other


def test_what_was_given_and_revoked_is_not_said(at, client, town, given):
    """From that moment on they hold nothing: the answer is what a request would be told."""
    paper, reference = given
    form = {"words": "He left the panel."}
    client.post(f"/api/requests/{reference}/revocations", json=form, headers=town.sign("sid"))
    told = answer(at, town, "sid", paper)

    assert [OUTCOMES[0]] == short(told)
    assert reference not in told


def test_what_they_may_not_know_of_is_not_to_be_named(at, town):
    """An officer who asks first is warned; nobody is told to ask for it."""
    told = answer(at, town, "olive", town.secret)

    assert "do not say that there is such a paper" in told
    assert "asks for it here" not in told


def test_who_sits_on_the_body_of_the_paper_stands_there_at_once(at, town):
    """Nothing need be typed; each is told apart by the bodies they sit on, as is who is found."""
    olive, path = at("olive"), f"/checks/{town.paper}"
    first, found = olive.get(path).text, olive.get(f"{path}?q=ada").text

    assert "Who sits on Harbour" in first
    assert (True, False) == tuple(town.people[who] in first for who in ("ada", "ben"))
    assert all("Sits on: Harbour" in page for page in (first, found))
    assert "Who sits on Harbour" not in found
    assert "find them by name" in olive.get(f"/checks/{town.secret}").text


def test_what_was_refused_is_said_to_who_may_open_the_case(at, client, town):
    """With its day, its request and the office; to another officer it is a fresh question."""
    paper = town.document({"main": {}}, title="Quay nets", business=False)
    body = {"document": paper, "purpose": "official_duty"}
    asked = client.post("/api/requests", json=body, headers=town.sign("ben"))
    reference = asked.json()["reference"]
    form = {"finding": "reasonably_necessary", "value": False, "words": "No need was shown."}
    client.post(f"/api/requests/{reference}/findings", json=form, headers=town.sign("sid"))
    told, other = answer(at, town, "sid", paper), answer(at, town, "olive", paper)

    for words in ("They were refused it", "They were refused this part on ", "by the service"):
        assert words in told
    assert f'in request <a class="govuk-link" href="/cases/{reference}">' in told
    assert ([], True) == (short(told), "must decide first about a new request." in told)
    assert ([OUTCOMES[0]], False) == (short(other), reference in other)
