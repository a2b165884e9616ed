"""Checks over the API: an officer asks before disclosing; nothing leaves, and it is recorded."""

import pytest


def check(client, town, who="olive", key=None, **body):
    """Ask as somebody whether the town's paper may be disclosed."""
    headers = town.sign(who) | ({"Idempotency-Key": key} if key else {})
    return client.post("/api/checks", json={"document": town.paper, **body}, headers=headers)


def test_a_check_for_a_councillor_is_decided_as_if_they_had_asked(client, town):
    """Officer and councillor are told the same about every segment."""
    asked = client.post("/api/requests", json={"document": town.paper}, headers=town.sign("ben"))
    checked = check(client, town, councillor=town.people["ben"])

    def outcomes(answer):
        return {one["id"]: one["outcome"] for one in answer.json()["decision"]["segments"]}

    assert 200 == checked.status_code
    assert outcomes(asked) == outcomes(checked)


def test_a_check_for_an_audience_is_decided(client, town):
    """How many councillors and others would be there is all that is asked."""
    answer = check(client, town, audience={"councillors": 3, "others": 1})

    assert 200 == answer.status_code
    assert answer.json()["decision"]["segments"]


def test_a_check_is_on_record_and_releases_nothing(client, town):
    """The log says that it was asked, by whom and about whom; no content was released."""
    before = len(town.entries())
    answer = check(client, town, councillor=town.people["ben"])
    entries = town.entries()[before:]

    assert ["check.decided"] == [entry["kind"] for entry in entries]
    assert answer.json()["entry"] == entries[0]["seq"]
    assert town.people["olive"] == entries[0]["actor"]


def test_the_same_key_and_check_are_done_once(client, town):
    """A check that is sent again gets the answer it had."""
    first = check(client, town, key="check", councillor=town.people["ben"])
    before = len(town.entries())
    again = check(client, town, key="check", councillor=town.people["ben"])
    other = check(client, town, key="check", councillor=town.people["ada"])

    assert first.json() == again.json()
    assert 409 == other.status_code
    assert before == len(town.entries())


@pytest.mark.parametrize("body", [{"document": "0" * 32}, {"councillor": "0" * 32}])
def test_what_the_register_does_not_know_is_not_found(client, town, body):
    """An officer may know what is held: an unknown document or councillor is said to be unknown."""
    answer = check(client, town, **{"councillor": town.people["ben"], **body})

    assert 404 == answer.status_code


def test_an_officer_sees_what_is_kept_from_the_councillor(client, town):
    """The officer who must decide is told why it would not be confirmed to the councillor."""
    answer = check(client, town, document=town.secret, councillor=town.people["ben"])
    (segment,) = answer.json()["decision"]["segments"]

    assert segment["neither_confirm_nor_deny"]
    assert segment["outcome"] not in {"disclose", "disclose_with_conditions"}


def test_another_officer_approves_a_briefing(client, town):
    """The first decider finds it with a reason, about the check of who asked, and nobody else."""
    paper = town.document({"main": {"exempt": (2,)}})
    asked = {"document": paper, "audience": {"councillors": 3}}
    first = check(client, town, **asked)
    approval = {"check": first.json()["entry"], "value": True, "words": "All may have it."}
    own, approved = (
        check(client, town, who=who, **asked, approval=approval) for who in ("olive", "sid")
    )

    assert 403 == own.status_code
    assert ["finding.recorded", "check.decided"] == [one["kind"] for one in town.entries()[-2:]]
    assert [["service_director"], ["release"]] == [
        [one["next"] for one in answer.json()["decision"]["segments"]]
        for answer in (first, approved)
    ]


def test_a_check_says_what_the_councillor_was_given(client, town):
    """To who may open the case and no other officer; not once access was ended, or has ended."""
    paper = town.document({"main": {}}, business=False)
    body = {"document": paper, "purpose": "official_duty"}
    asked = client.post("/api/requests", json=body, headers=town.sign("ben")).json()
    reference = asked["reference"]
    address, words = f"/api/requests/{reference}", {"words": "He works on it."}
    found = {"finding": "reasonably_necessary", "value": True, **words}
    client.post(f"{address}/findings", json=found, headers=town.sign("sid"))

    def given(who):
        answer = check(client, town, who=who, document=paper, councillor=town.people["ben"])
        return [(one["segment"], one["request"]) for one in answer.json()["given"]]

    assert ([("main", reference)], []) == (given("sid"), given("olive"))
    client.post(f"{address}/revocations", json=words, headers=town.sign("sid"))
    assert [] == given("sid")
    until = {"lasts": "request", **words}
    client.post(f"{address}/renewals", json=until, headers=town.sign("sid"))
    assert [("main", reference)] == given("sid")
    client.post(f"{address}/end", headers=town.sign("ben"))
    assert [] == given("sid")
