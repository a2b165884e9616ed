"""The disputes that wait, and the register of determinations, as lists and as spreadsheets."""

import csv
from http import HTTPStatus


def test_disputes_come_as_json_and_csv(client, town):
    """Nobody disputes anything here: the lists are empty, and the spreadsheet has its heads."""
    headers = town.sign("moira")
    assert {"items": [], "next": None} == client.get("/api/disputes?q=none", headers=headers).json()
    sheet = client.get("/api/disputes?q=none&format=csv", headers=headers)
    assert "reference,entry,filed_at" in sheet.text
    refused = client.get("/api/disputes?ground=taste", headers=headers)
    assert HTTPStatus.BAD_REQUEST == refused.status_code


def test_a_dispute_says_what_is_due(client, town):
    """By when the request that it is about must be answered, the same to all who work on it."""
    headers, hears = town.sign("ben"), town.sign("moira")
    paper = town.document({"main": {}}, title="Slipway toll", business=False)
    body = {"document": paper, "purpose": "official_duty"}
    asked = client.post("/api/requests", json=body, headers=headers).json()
    address = f"/api/requests/{asked['reference']}/disputes"
    dispute = {"ground": "conflict", "words": "She wrote it."}
    assert HTTPStatus.CREATED == client.post(address, json=dispute, headers=headers).status_code
    (owed,) = client.get(
        f"/api/deadlines?about={asked['reference']}&state=running", headers=headers
    ).json()["items"]
    listed = f"/api/disputes?q={asked['reference']}"
    (waits,) = client.get(listed, headers=hears).json()["items"]
    (row,) = csv.DictReader(client.get(f"{listed}&format=csv", headers=hears).text.splitlines())
    (own,) = csv.DictReader(
        client.get(
            f"/api/requests?q={asked['reference']}&format=csv", headers=headers
        ).text.splitlines()
    )

    assert owed["due"] == waits["due"]["due"] == row["due"] == own["due"]


def test_the_register_of_determinations_comes_as_a_spreadsheet(client, town):
    """With the same filters as the list."""
    headers = town.sign("moira")
    found = client.get("/api/determinations?row=L17&q=x", headers=headers).json()
    assert {"items": [], "next": None} == found
    sheet = client.get("/api/determinations?row=L17&format=csv", headers=headers)
    assert sheet.text.lstrip("\ufeff").startswith("entry,at,ground,row,kind,answer")
