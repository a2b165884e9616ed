"""Notices over the API: what one was told, how the outbox stands, and where mail goes."""

import csv
import secrets
from datetime import UTC, datetime

import pytest
from sqlalchemy import insert

from gateway.store import tables
from tests.api.town import CANARY


@pytest.fixture
def told(town):
    """Ada was told that a request was decided, and the mail server refused the notice."""
    row = {
        "id": secrets.token_hex(16),
        "entry": 0,
        "kind": "request_decided",
        "recipient_kind": "person",
        "recipient": town.people["ada"],
        "about": "NTK-2026-0001",
        "told_at": datetime.now(UTC),
        "state": "stuck",
        "attempts": 9,
        "next_at": datetime.now(UTC),
        "fault": "smtp-550",
    }
    with town.writing() as connection:
        connection.execute(tables.notices.delete())
        connection.execute(insert(tables.notices), row)
    return row


def test_one_sees_what_one_was_told(client, town, told):
    """Whether or not it was mailed; nobody else sees it, and it holds no name."""
    mine = client.get("/api/notices", headers=town.sign("ada"))
    others = client.get("/api/notices", headers=town.sign("moira"))
    (notice,) = mine.json()["items"]

    assert (told["id"], "Your request was decided.", "stuck") == (
        notice["id"],
        notice["sentence"],
        notice["state"],
    )
    assert [] == others.json()["items"]
    assert CANARY not in mine.text


def test_as_a_spreadsheet(client, town, told):
    """The same list as CSV."""
    answer = client.get("/api/notices?format=csv", headers=town.sign("ada"))
    (row,) = csv.DictReader(answer.text.splitlines())

    assert (told["about"], "stuck") == (row["about"], row["state"])


@pytest.mark.usefixtures("told")
def test_officers_see_what_is_stuck_and_have_it_tried_again(client, town):
    """Counts and reasons; no notice of anybody; and who has no address."""
    seen = client.get("/api/outbox", headers=town.sign("olive")).json()
    ready = client.get("/readyz").json()
    again = client.post("/api/outbox/try-again", headers=town.sign("olive"))

    assert (1, {"smtp-550": 1}) == (seen["stuck"], seen["faults"])
    assert {"kind": "person", "id": town.people["ada"]} in seen["without_address"]
    assert {"status": "ready", "notices": "stuck"} == ready
    assert (201, 0, 1) == (again.status_code, again.json()["stuck"], again.json()["waiting"])
    assert "not stuck" == client.get("/readyz").json()["notices"]


def keep(client, town, who, **body):
    """Keep an address."""
    return client.post("/api/address-book", json=body, headers=town.sign(who))


def test_one_keeps_ones_own_address(client, town):
    """And takes it away again; who holds an office does so for it, and no officer for another."""
    mine = {"recipient_kind": "person", "recipient": town.people["ada"]}
    office = {"recipient_kind": "office", "recipient": "monitoring_officer"}

    assert 204 == keep(client, town, "ada", **mine, address="ada@example.org").status_code
    assert 204 == keep(client, town, "ada", **mine).status_code
    assert 204 == keep(client, town, "moira", **office, address="mo@example.org").status_code
    assert 403 == keep(client, town, "olive", **office, address="o@example.org").status_code
    assert 403 == keep(client, town, "olive", **mine, address="o@example.org").status_code
    assert 403 == keep(client, town, "ben", **mine, address="ben@example.org").status_code


@pytest.mark.parametrize(
    "change",
    [
        {"address": "ada"},
        {"address": "ada@example.org\nBcc: all@example.org"},
        {"address": "Ada <ada@example.org>"},
        {"recipient_kind": "office"},
        {"recipient": "A" * 32},
    ],
)
def test_an_address_has_its_form(client, town, change):
    """What could carry more than an address is refused, and an office that is none."""
    body = {"recipient_kind": "person", "recipient": "0" * 32, "address": "a@example.org"}

    assert 400 == keep(client, town, "olive", **{**body, **change}).status_code
