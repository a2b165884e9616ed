"""Requests over the API: asked once, answered with reasons, found again by those who may."""

import csv
import io

import pytest


def submit(client, town, who="ben", key=None, **changes):
    """Ask for a document as somebody."""
    headers = town.sign(who) | ({"Idempotency-Key": key} if key else {})
    body = {"document": town.paper, **changes}
    return client.post("/api/requests", json=body, headers=headers)


def test_a_request_is_answered_at_once_with_its_reasons(client, town):
    """The answer has a reference, a sentence, and for each segment the rules and grounds."""
    answer = submit(client, town, purpose="official_duty", statement="For the vote.")
    body = answer.json()

    assert 201 == answer.status_code
    assert f"/api/requests/{body['reference']}" == answer.headers["location"]
    assert body["sentence"]
    assert "official_duty" == body["asked"]["purpose"]
    assert ["main", "annex"] == [segment["id"] for segment in body["decision"]["segments"]]
    assert all(segment["rules"] for segment in body["decision"]["segments"])


def test_a_refusal_and_a_release_say_why(client, town):
    """Nobody gets an answer without grounds, each with its clause and its sentence."""
    decision = submit(client, town).json()["decision"]
    grounds = [ground for segment in decision["segments"] for ground in segment["grounds"]]

    assert grounds
    assert all(ground["sentence"] and ground["row"] for ground in grounds)
    assert any(ground["clauses"] for ground in grounds)


@pytest.mark.parametrize("prefer", ["return=minimal", "respond-async, Return=Minimal"])
def test_who_prefers_it_gets_the_answer_without_grounds(client, town, prefer):
    """The same decision, faster; the grounds are at the address of the request."""
    headers = town.sign("ben") | {"Prefer": prefer}
    answer = client.post("/api/requests", json={"document": town.paper}, headers=headers)
    whole = client.get(answer.headers["location"], headers=town.sign("ben")).json()

    def grounds(body):
        return [ground for one in body["decision"]["segments"] for ground in one["grounds"]]

    assert "return=minimal" == answer.headers["preference-applied"]
    assert [] == grounds(answer.json())
    assert grounds(whole)
    assert whole["decision"]["outcome"] == answer.json()["decision"]["outcome"]


def test_the_decision_is_on_record(client, town):
    """The answer names the log entry that records it."""
    body = submit(client, town).json()
    entry = town.whole_log()[body["entry"]]

    assert "request.decided" == entry["kind"]
    assert body["reference"] == entry["body"]["reference"]


def test_the_same_key_and_body_are_done_once(client, town):
    """A request that is sent again after a lost answer gets that very answer."""
    first = submit(client, town, key="once")
    before = len(town.entries())
    again = submit(client, town, key="once")

    assert 201 == first.status_code == again.status_code
    assert first.json() == again.json()
    assert before == len(town.entries())


def test_the_same_key_with_another_body_is_a_conflict(client, town):
    """A key stands for one request."""
    submit(client, town, key="two-bodies")
    answer = submit(client, town, key="two-bodies", purpose="casework")

    assert 409 == answer.status_code
    assert "/api/problems/conflict" == answer.json()["type"]


def test_a_key_is_the_callers_own(client, town):
    """Two people may use the same key; neither learns of the other's request."""
    ben = submit(client, town, key="shared")
    ada = submit(client, town, who="ada", key="shared")

    assert 201 == ben.status_code == ada.status_code
    assert ben.json()["reference"] != ada.json()["reference"]


def test_ones_own_requests_are_listed_and_found(client, town):
    """Newest first, by page, with nothing left out or twice."""
    made = [submit(client, town, who="dora").json()["reference"] for _ in range(5)]
    found, address = [], "/api/requests?limit=2"
    while address:
        page = client.get(address, headers=town.sign("dora"))
        found += [item["reference"] for item in page.json()["items"]]
        following = page.links.get("next")
        address = following and f"/api/requests{following['url']}"

    assert made[::-1] == [reference for reference in found if reference in made]
    assert len(found) == len(set(found))
    assert {made[0]} <= set(found)


def test_lists_can_be_turned_and_narrowed(client, town):
    """By age, by document and by outcome."""
    other = town.document({"main": {"exempt": (1,)}})
    closed = submit(client, town, who="dora", document=other).json()
    opened = submit(client, town, who="dora", document=town.minutes).json()

    def listed(**params):
        page = client.get("/api/requests", params=params, headers=town.sign("dora")).json()
        return [item["reference"] for item in page["items"]]

    assert [closed["reference"]] == listed(document=other)
    assert opened["reference"] in listed(outcome="disclose")
    assert closed["reference"] not in listed(outcome="disclose")
    assert listed(limit=200)[::-1] == listed(limit=200, sort="oldest")


def test_nobody_reads_another_councillors_request(client, town):
    """It is neither listed to them nor found by its reference, and is answered as none."""
    reference = submit(client, town, who="ben").json()["reference"]
    listed = client.get("/api/requests?limit=200", headers=town.sign("ada")).json()
    found = client.get(f"/api/requests/{reference}", headers=town.sign("ada"))
    none = client.get("/api/requests/NTK-2026-999999", headers=town.sign("ada"))

    assert reference not in {item["reference"] for item in listed["items"]}
    assert 404 == found.status_code == none.status_code
    assert found.json()["detail"] == none.json()["detail"]


def test_a_request_is_read_by_the_office_it_waits_for(client, town):
    """Whoever holds that office sees it, and no other officer does."""
    document = town.document({"main": {"exempt": (1,)}})
    body = submit(client, town, document=document).json()
    assert "proper_officer" == body["decision"]["refer_to"]

    def status(who):
        return client.get(f"/api/requests/{body['reference']}", headers=town.sign(who)).status_code

    assert [200, 404] == [status("peter"), status("olive")]


@pytest.mark.parametrize("how", ["format", "accept"])
def test_a_list_is_had_as_a_spreadsheet(client, town, how):
    """As CSV, by the address or by the header, and as a file to save."""
    reference = submit(client, town).json()["reference"]
    headers = town.sign("ben") | ({"Accept": "text/csv"} if how == "accept" else {})
    address = "/api/requests" + ("?format=csv" if how == "format" else "")
    answer = client.get(address, headers=headers)
    rows = list(csv.DictReader(io.StringIO(answer.text, newline="")))

    assert "text/csv; charset=utf-8" == answer.headers["content-type"]
    assert 'attachment; filename="list.csv"' == answer.headers["content-disposition"]
    assert reference in {row["reference"] for row in rows}
    assert {town.paper} <= {row["document"] for row in rows}
