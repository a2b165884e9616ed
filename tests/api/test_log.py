"""The log over the API: auditors read it, take it away and check it; all that is recorded."""

import base64

from gateway.audit.canonical import encode
from gateway.audit.tree import leaf_hash


def read(client, town, **params):
    """A page of the log as the auditor."""
    return client.get("/api/log", params=params, headers=town.sign("audrey")).json()


def test_reading_the_log_is_recorded(client, town):
    """Each page that is read is an entry: by whom, about whom or what, and how much."""
    before = len(town.entries())
    read(client, town, person=town.people["ben"])
    (entry,) = town.entries()[before:]

    assert "log.read" == entry["kind"]
    assert town.people["audrey"] == entry["actor"]
    assert town.people["ben"] == entry["body"]["person"]


def test_entries_are_shown_newest_first_and_every_one(client, town):
    """Going back through the pages shows the whole log, once."""
    whole = town.whole_log()
    found, after = [], None
    while True:
        page = read(client, town, limit=7, **({"after": after} if after else {}))
        found += [one for one in page["items"] if one["seq"] < len(whole)]
        after = page["next"]
        if after is None:
            break

    assert whole[::-1] == [one["entry"] for one in found]
    assert [one["entry"]["seq"] for one in found] == [one["seq"] for one in found]


def test_what_is_shown_can_be_checked(client, town):
    """The hash beside an entry is that of the entry's canonical bytes."""
    for one in read(client, town)["items"]:
        assert leaf_hash(encode(one["entry"])).hex() == one["hash"]


def test_the_log_is_narrowed_to_a_person_and_a_document(client, town):
    """Only what concerns them is shown."""
    client.post("/api/requests", json={"document": town.minutes}, headers=town.sign("dora"))
    of_dora = read(client, town, person=town.people["dora"], limit=200)["items"]
    of_minutes = read(client, town, document=town.minutes, limit=200)["items"]

    assert of_dora
    assert of_minutes
    assert all(town.people["dora"] in str(one["entry"]) for one in of_dora)
    assert all(town.minutes in str(one["entry"]) for one in of_minutes)


def test_the_checkpoint_is_a_signed_note(client, town):
    """It names the log, its size and its root, and is signed."""
    answer = client.get("/api/log/checkpoint", headers=town.sign("audrey"))
    origin, size, root, empty, signature, _ = answer.text.split("\n")

    assert "text/plain; charset=utf-8" == answer.headers["content-type"]
    assert origin
    assert int(size) <= len(town.whole_log())
    assert 32 == len(base64.b64decode(root, validate=True))
    assert "" == empty
    assert signature.startswith("\u2014 ")


def test_taking_the_log_away_is_recorded_and_is_part_of_it(client, town):
    """The export ends with the entry that records it."""
    answer = client.get("/api/log/export", headers=town.sign("audrey"))

    assert 200 == answer.status_code
    assert 'attachment; filename="log.ndjson"' == answer.headers["content-disposition"]
    assert "log.exported" == town.entries()[-1]["kind"]
    assert b"log.exported" in answer.content.splitlines()[-1]
