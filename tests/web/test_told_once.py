"""What a form leaves to be told on the next page: told once, and only in our own words."""

import pytest

from tests.api.town import Town


@pytest.fixture
def asked_again(client, town: Town):
    """Ben asks again for what he asked for before; gives the answer that leads him on."""
    client.cookies.clear()
    ben = town.sign("ben")
    asked = {"document": town.secret}
    reference = client.post("/api/requests", json=asked, headers=ben).json()["reference"]
    step = f"/requests/{reference}/drafts"
    answer = client.post(step, data={"none": ""}, headers=ben, follow_redirects=False)
    assert 303 == answer.status_code
    return answer


def test_it_is_told_on_the_next_page_and_no_more(client, town, asked_again):
    """The cookie is out of reach of scripts, lasts a minute, and ends once it was told."""
    cookie = asked_again.headers["set-cookie"]
    page = client.get(asked_again.headers["location"], headers=town.sign("ben"))
    again = client.get(asked_again.headers["location"], headers=town.sign("ben"))

    assert {"HttpOnly", "SameSite=lax", "Max-Age=60"} <= set(cookie.split("; "))
    assert (True, False) == ("We copied what" in page.text, "We copied what" in again.text)


def test_a_word_that_is_not_ours_tells_nothing(client, town):
    """A cookie that somebody planted puts no text of theirs on a page."""
    client.cookies.clear()
    client.cookies.set("told", "<b>You have won</b>")
    page = client.get("/home", headers=town.sign("ben"))

    assert (200, False) == (page.status_code, "won" in page.text)
    client.cookies.clear()
