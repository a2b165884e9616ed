"""From dates and messages everybody comes to the page of a request that opens to them."""

import re

from tests.api.standing import NEEDED, REQUESTER, Standing
from tests.web.form_of import send


def test_dates_and_messages_lead_to_one_s_own_page_of_a_request(at, client, town):
    """The requester to theirs, whoever must act to the case."""
    paper = town.document({"main": {}}, title="Quay bollards", business=False)
    body = {"document": paper, "purpose": "official_duty"}
    asked = client.post("/api/requests", json=body, headers=town.sign("ben"))
    reference = asked.json()["reference"]
    for who, place in (("ben", f"/requests/{reference}"), ("sid", f"/cases/{reference}")):
        for listed in ("/deadlines", "/notices")[: 1 if who == "ben" else 2]:
            page = at(who).get(f"{listed}?q={reference}").text
            found = re.search(rf'href="([^"]*)">{reference}</a>', page)
            assert found, (who, listed)
            assert place == found[1]
            assert 200 == at(who).get(place).status_code


def test_a_message_says_how_it_stands_by_now(at, client, town):
    """What waited when it was told may be decided since: to each in the words for them."""
    standing = Standing(town, client)
    reference = standing.request_in("with_officer")

    def told(who: str) -> str:
        return " ".join(at(who).get(f"/notices?q={reference}").text.split())

    before = told("sid")
    assert (True, True) == ("A request waits for you" in before, "Waits for an officer" in before)
    assert 201 == standing.step("sid", reference, "findings", NEEDED).status_code
    for who, words in (("sid", "A request waits for you"), (REQUESTER, "was decided")):
        after = told(who)
        assert words in after, who
        assert "Agreed" in after, who
        assert "Waits for an officer" not in after, who


def test_only_an_address_that_there_is_can_be_ended(at):
    """The page of dates offers to end the calendar's address once there is one."""
    olive = at("olive")
    page = olive.get("/deadlines")
    assert "End the address" not in page.text
    made = send(olive, page, action="/deadlines/calendar")
    assert "End the address" in made.text
    ended = send(olive, made, action="/deadlines/calendar/end")
    assert "End the address" not in ended.text
