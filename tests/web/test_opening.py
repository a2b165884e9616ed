"""Opening a paper at a page: what is accepted is what was read, and another site opens nothing."""

import html
import json
import re

import pytest

from tests.api.standing import DUTY, NEEDED, Standing
from tests.api.town import Town

TICKED = {"agree": "yes"}


@pytest.fixture
def ben(town: Town) -> dict:
    """Ben, who is told his conditions, as a client sends him."""
    return {"headers": town.sign("ben"), "follow_redirects": False}


@pytest.fixture
def bound(client, town: Town) -> str:
    """The address at which a paper is opened that Ben may see because a need was found."""
    paper = town.document({"annex": {"exempt": (1,)}})
    standing = Standing(town, client)
    asked = {"document": paper, **DUTY}
    made = client.post("/api/requests", json=asked, headers=town.sign("ben")).json()
    assert 201 == standing.step("sid", made["reference"], "findings", NEEDED).status_code
    return f"/documents/{paper}/open?request={made['reference']}"


def read(page) -> str:
    """The conditions as the page's form carries them."""
    return html.unescape(re.search(r'name="accepted" value="([^"]*)"', page.text)[1])


def test_what_was_read_is_accepted_and_then_it_opens(client, ben, bound):
    """Before that, its bytes are refused with a page."""
    content = bound.replace("/open", "/content")
    before = client.get(content, **ben)
    accepted = read(client.get(bound, **ben))
    done = client.post(bound, data=TICKED | {"accepted": accepted}, **ben)

    assert (403, True) == (before.status_code, "Accept the conditions first" in before.text)
    assert (303, bound) == (done.status_code, done.headers["location"])
    assert "Download" in client.get(bound, **ben).text
    assert 200 == client.get(content, **ben).status_code


def test_only_what_may_be_asked_back_says_so(client, town):
    """Who downloads what is public holds no copy that could come back."""
    ada = {"headers": town.sign("ada")}
    public, own = (
        client.get(f"/documents/{town.document({'main': {'public': one}})}/open", **ada).text
        for one in (True, False)
    )

    assert (True, True) == ("Download" in public, "Download" in own)
    assert (False, True) == ("give it back" in public, "give it back" in own)


def test_without_the_tick_nothing_is_accepted(client, ben, bound):
    """The page stands again, with what to do."""
    again = client.post(bound, data={"accepted": read(client.get(bound, **ben))}, **ben)

    assert (422, True) == (again.status_code, "Tick the box if you accept." in again.text)


def test_other_conditions_than_those_that_stand_are_not_accepted(client, ben, bound):
    """They are read again; nothing is recorded."""
    parts = json.loads(read(client.get(bound, **ben)))
    parts["accepted"][0]["conditions"] = ["no_onward"]
    answer = client.post(bound, data=TICKED | {"accepted": json.dumps(parts)}, **ben)

    assert (409, True) == (answer.status_code, "read them again" in answer.text)


@pytest.mark.parametrize("accepted", ["", "[]", "{}", "[" * 100, '{"accepted":[]}'])
def test_what_no_page_sends_is_refused(client, ben, bound, accepted):
    """Nothing at all, and nothing well-formed."""
    answer = client.post(bound, data=TICKED | {"accepted": accepted}, **ben)

    assert 400 == answer.status_code


@pytest.mark.parametrize("site", ["cross-site", "same-site"])
def test_a_link_on_another_site_fetches_nothing(client, ben, town, site):
    """It would stand on record as if the person had opened it."""
    headers = ben["headers"] | {"Sec-Fetch-Site": site}

    assert 403 == client.get(f"/documents/{town.paper}/content", headers=headers).status_code
