"""The disputes that wait, and the register of determinations, as lists and as spreadsheets."""

from http import HTTPStatus


def test_disputes_come_as_json_and_csv(client, town):
    """Nobody disputes anything here: the lists are empty, and the spreadsheet has its heads."""
    headers = town.sign("moira")
    assert {"items": [], "next": None} == client.get("/api/disputes?q=none", headers=headers).json()
    sheet = client.get("/api/disputes?q=none&format=csv", headers=headers)
    assert "reference,entry,filed_at" in sheet.text
    refused = client.get("/api/disputes?ground=taste", headers=headers)
    assert HTTPStatus.BAD_REQUEST == refused.status_code


def test_the_register_of_determinations_comes_as_a_spreadsheet(client, town):
    """With the same filters as the list."""
    headers = town.sign("moira")
    found = client.get("/api/determinations?row=L17&q=x", headers=headers).json()
    assert {"items": [], "next": None} == found
    sheet = client.get("/api/determinations?row=L17&format=csv", headers=headers)
    assert sheet.text.lstrip("\ufeff").startswith("entry,at,ground,row,kind,answer")
