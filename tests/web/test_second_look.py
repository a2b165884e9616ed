"""A second look is asked for in the words that fit the one thing there is to ask about."""

from tests.web.form_of import form_of, send


def asked(client, town, segments) -> str:
    """The reference of a request of Ben's for a paper that an officer must look at."""
    paper = town.document(segments, title="Quay rails", business=False)
    body = {"document": paper, "purpose": "official_duty"}
    answer = client.post("/api/requests", json=body, headers=town.sign("ben"))
    reference: str = answer.json()["reference"]
    return reference


def test_of_a_plain_refusal_only_the_reason_is_asked(at, client, town):
    """There is nothing to choose; while it is looked at, there is nothing more to ask."""
    ben, sid = at("ben"), at("sid")
    reference = asked(client, town, {"main": {}})
    finding = sid.get(f"/cases/{reference}/findings?finding=reasonably_necessary")
    send(sid, finding, value="false", words="No need was shown.")
    address = f"/requests/{reference}/dispute"
    page = ben.get(address)
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
    assert "This is about part annex alone." in page.text
