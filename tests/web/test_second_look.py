"""A second look is asked for in the words that fit the one thing there is to ask about."""

import re
from datetime import datetime

from sqlalchemy import update

from gateway.policy.letters import office_words
from gateway.store import tables
from tests.web.form_of import form_of, send

LOOKED = "An officer looked at your request"
EARLY = "If it takes too long, or somebody should not decide this:"
LONG_AGO = datetime(2026, 1, 1)  # noqa: DTZ001 - local
CHASE = "you can ask for a second look at the delay."


def asked(client, town, segments, *, business: bool = False) -> str:
    """The reference of a request of Ben's for a paper that an officer must look at."""
    paper = town.document(segments, title="Quay rails", business=business)
    body = {"document": paper, "purpose": "official_duty"}
    answer = client.post("/api/requests", json=body, headers=town.sign("ben"))
    reference: str = answer.json()["reference"]
    return reference


def test_of_a_plain_refusal_only_the_reason_is_asked(at, client, town):
    """There is nothing to choose; while it is looked at, there is nothing more to ask."""
    ben, sid = at("ben"), at("sid")
    reference = asked(client, town, {"main": {}})
    finding = sid.get(f"/cases/{reference}/findings?finding=reasonably_necessary")
    send(sid, finding, value="false", words="No need was shown.", now="send")
    address = f"/requests/{reference}/dispute"
    page = ben.get(address)
    assert LOOKED in ben.get(f"/requests/{reference}").text
    assert "You ask about our answer, which was no." in page.text
    assert "What is wrong?" not in page.text
    assert {"ground", "words"} == form_of(page.text, address).keys() - {"csrf_token"}
    assert 'href="' + address in ben.get(f"/requests/{reference}").text
    done = send(ben, page, action=address, words="I sit on the panel.")

    assert "Passed on" in done.text
    assert "It is with the Monitoring Officer for a second look." in done.text
    assert "If you disagree" not in done.text
    assert "No request waits for you now." in at("moira").get("/home").text
    assert address not in done.text
    assert "There is nothing here now that we could look at again." in ben.get(address).text


def test_of_a_wait_the_one_office_is_named_and_not_chosen(at, client, town):
    """Who says that it should not decide need not say which."""
    ben = at("ben")
    reference = asked(client, town, {"main": {}})
    address = f"/requests/{reference}/dispute"
    page = ben.get(address)
    assert "It waits for the service director." in page.text
    for needless in ("Which office", "Which condition", "Which parts", "You said no", "below"):
        assert needless not in page.text
    done = send(ben, page, action=address, ground="conflict", words="She wrote it.")

    assert "Passed on" in done.text
    assert "You said no" not in ben.get(address).text


def test_the_one_part_that_is_left_is_named_and_not_chosen(at, client, town):
    """Of a paper whose other part was given, it is about the part that was not."""
    ben = at("ben")
    reference = asked(client, town, {"main": {"public": True}, "annex": {}})
    page = ben.get(f"/requests/{reference}/dispute")

    assert "Which parts?" not in page.text
    assert "This is about “Annex” alone." in page.text


def test_while_it_waits_who_decides_and_by_when_stand_first(at, client, town):
    """Under the heading; the meeting is named where there is one, and no other day."""
    ben = at("ben")
    document = town.document({"main": {"exempt": (1,)}})
    body = {"document": document, "purpose": "official_duty"}
    sent = client.post("/api/requests", json=body, headers=town.sign("ben")).json()
    for reference, when in (
        (asked(client, town, {"main": {}}), f"If you have no answer by [^,<]*, {CHASE}"),
        (
            sent["reference"],
            f"If you have no answer by the meeting, on [^<]*, {CHASE}",
        ),
    ):
        page = ben.get(f"/requests/{reference}").text
        (first,) = re.findall(r"</h1>\s*<p[^>]*>(.*?)</p>", page, re.DOTALL)
        assert re.fullmatch(
            "<strong>The (service director|proper officer) decides.</strong> "
            f"You need do nothing now. {when} "
            "We will tell you the answer here and in your messages.",
            first,
        )


def test_what_stands_above_is_not_said_again(at, client, town):
    """Who decides, that somebody must, the meeting, and what has a button: once each."""
    ben, again = at("ben"), ("It waits for ", "Ask again", "You can open it now.")
    closed = {"annex": {"exempt": (1,)}}
    one = asked(client, town, {"main": {}})
    two = asked(client, town, {"main": {"personal_data": "special"}, **closed}, business=True)
    mixed = asked(client, town, {"main": {"public": True}, **closed})
    met = asked(client, town, closed, business=True)

    def page(reference: str) -> str:
        return ben.get(f"/requests/{reference}").text

    assert [] == [words for words in again if words in page(one)]
    assert ["It waits for "] == [words for words in again if words in page(two)]
    assert [] == [words for words in again if words in page(mixed)]
    assert "Open “Main”" in page(mixed)
    for waits, tags in ((one, 1), (two, 2), (mixed, 1)):
        assert tags == page(waits).count("With an officer")
    assert 1 == page(one).count("An officer must decide first.")
    assert "the meeting that deals with it" in page(met)
    assert "If the law lets you read it" not in page(met)
    letter = client.get(f"/api/requests/{met}/letter", headers=town.sign("ben")).json()["text"]
    assert "If the law lets you read it" in letter


def test_before_the_first_answer_a_second_look_is_offered_last_until_it_is_late(at, client, town):
    """It is for delay and for who decides: a link by those words. Late, it is a button again."""
    ben = at("ben")
    reference = asked(client, town, {"main": {}})
    address = f"/requests/{reference}"
    early = ben.get(address).text
    with town.writing() as connection:
        owed = update(tables.deadlines).where(tables.deadlines.c.about == reference)
        connection.execute(owed.values(late_from=LONG_AGO))
    late = ben.get(address).text

    dispute = f'href="{address}/dispute"'
    assert early.index("Take it back") < early.index(EARLY) < early.index(dispute)
    assert late.index(dispute) < late.index("Take it back")
    assert EARLY not in late


def test_what_was_decided_stands_under_the_status(at, client, town):
    """By whom, and in which words: before the parts, and before what can be done."""
    ben, sid = at("ben"), at("sid")
    reference = asked(client, town, {"main": {}})
    waits = ben.get(f"/requests/{reference}").text
    assert "You need do nothing now. If you have no answer by " in waits
    finding = sid.get(f"/cases/{reference}/findings?finding=reasonably_necessary")
    typed = {"value": "false", "words": "No need was shown.", "told": "Say what it is for."}
    send(sid, finding, **typed, now="send")
    page = ben.get(f"/requests/{reference}").text
    assert "You need do nothing now." not in page
    said = page.index(f"Looked at by {office_words('service_director')} on ")
    assert said < page.index("Say what it is for.") < page.index("The paper")
    address = f"/requests/{reference}/dispute"
    send(ben, ben.get(address), action=address, words="I sit on the panel.")
    heard = client.get("/api/disputes", headers=town.sign("moira")).json()["items"]
    (dispute,) = (one for one in heard if one["reference"] == reference)
    answer = {"segment": "main", "answer": "overturn", "words": "It is for the panel."}
    body = {"dispute": dispute["entry"], "answers": [answer]}
    address = f"/api/requests/{reference}/determinations"
    assert 201 == client.post(address, json=body, headers=town.sign("moira")).status_code
    page = ben.get(f"/requests/{reference}").text
    decided = page.index("Decided by the Monitoring Officer on ")

    assert decided < page.index("It is for the panel.") < page.index("The paper")


def test_that_an_officer_looked_at_a_hidden_part_is_not_told(at, client, town):
    """That one looked at the request is, where a part of which its requester knows waits for it."""
    ben = at("ben")
    hidden = {"kind": "advice_to_member", "keep_from_others": True, "advice_to": "ada"}
    reference = asked(client, town, {"main": {}, "advice": hidden})
    finding = {"finding": "good_faith", "value": True, "words": "So it seems."}
    looked = []
    for part in ("advice", None):
        form = {**finding, "segment": part}
        found = client.post(
            f"/api/requests/{reference}/findings", json=form, headers=town.sign("sid")
        )
        assert 201 == found.status_code, found.text
        looked.append(LOOKED in ben.get(f"/requests/{reference}").text)

    assert [False, True] == looked
