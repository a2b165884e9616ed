"""People over the API: an officer finds the councillor whom a check is about."""

import csv
import io


def test_an_officer_finds_a_councillor_and_checks_for_them(client, town):
    """The id in the list is the one that a check takes."""
    signed = town.sign("olive")
    found = client.get("/api/people", params={"q": "ben", "count": True}, headers=signed)
    page = found.json()
    asked = {"document": town.paper, "councillor": page["items"][0]["id"]}
    check = client.post("/api/checks", json=asked, headers=signed)

    assert 1 == page["number"] == len(page["items"])
    assert town.people["ben"] == page["items"][0]["id"]
    assert 200 == check.status_code


def test_the_list_is_a_spreadsheet_too(client, town):
    """The same people in the same order, one line each."""
    signed = town.sign("olive")
    items = client.get("/api/people?limit=200", headers=signed).json()["items"]
    sheet = client.get("/api/people?limit=200&format=csv", headers=signed).text
    rows = list(csv.DictReader(io.StringIO(sheet)))

    assert [one["id"] for one in items] == [row["id"] for row in rows]
    assert set(town.people.values()) <= {row["id"] for row in rows}


def test_pages_hold_everybody_once(client, town):
    """Following the links leaves nobody out."""
    everybody = client.get("/api/people?limit=200", headers=town.sign("olive")).json()["items"]
    found, address = [], "/api/people?limit=2"
    while address:
        page = client.get(address, headers=town.sign("olive"))
        found += page.json()["items"]
        address = "/api/people" + page.links["next"]["url"] if "next" in page.links else None

    assert everybody == found
