"""Documents over the API: what each person sees of them, in lists and alone."""

import csv
import io

from tests.api.town import CANARY


def listed(client, town, who, **params):
    """Every document that somebody is shown, over all pages."""
    found, following = [], {}
    while True:
        page = client.get(
            "/api/documents", params={"limit": 3, **params, **following}, headers=town.sign(who)
        ).json()
        found += page["items"]
        if page["next"] is None:
            return found
        following = {"after": page["next"]}


def test_a_councillor_is_shown_what_is_released_to_them(client, town):
    """Each document in the list has something released now; every other one has not."""
    closed = town.document({"main": {"exempt": (1,)}}, business=False)
    items = listed(client, town, "ben")
    ids = {item["id"] for item in items}

    assert {town.paper, town.minutes} <= ids
    assert closed not in ids
    assert all(
        any(one["outcome"].startswith("disclose") for one in item["decision"]["segments"])
        for item in items
    )


def test_an_officer_is_shown_all_documents_and_no_decision(client, town):
    """Whoever holds an office sees everything that is held, also what is kept from others."""
    items = {item["id"]: item for item in listed(client, town, "olive")}

    assert {town.paper, town.minutes, town.secret} <= set(items)
    assert items[town.secret]["decision"] is None
    assert ["advice"] == items[town.secret]["segments"]


def test_pages_hold_everything_once(client, town):
    """Going through the pages leaves nothing out and shows nothing twice."""
    in_pages = [item["id"] for item in listed(client, town, "olive")]
    at_once = client.get("/api/documents?limit=200", headers=town.sign("olive")).json()

    assert [item["id"] for item in at_once["items"]] == in_pages
    assert len(in_pages) == len(set(in_pages))


def test_what_is_listed_is_what_is_shown_alone(client, town):
    """The list and the single page never differ, but that the page alone gives the grounds."""
    for item in listed(client, town, "ben"):
        alone = client.get(f"/api/documents/{item['id']}", headers=town.sign("ben")).json()
        parts = alone["decision"]["segments"]

        assert all(part["grounds"] for part in parts)
        assert item["decision"]["segments"] == [{**part, "grounds": []} for part in parts]
        assert item["title"] == alone["title"]


def test_a_paper_on_an_agenda_is_known_though_nothing_is_released(client, town):
    """Its title stands on the agenda, so it is shown, with the reasons for the refusal."""
    document = town.document({"main": {"exempt": (1,)}})
    answer = client.get(f"/api/documents/{document}", headers=town.sign("ben"))

    assert 200 == answer.status_code
    assert not any(
        one["outcome"].startswith("disclose") for one in answer.json()["decision"]["segments"]
    )


def test_readers_are_those_to_whom_something_is_released(client, town):
    """An officer sees who may see it and by which row; looking it up is recorded."""
    before = len(town.entries())
    answer = client.get(f"/api/documents/{town.secret}/readers", headers=town.sign("olive"))

    (reader,) = answer.json()["items"]
    assert town.people["ada"] == reader["person"]
    assert ["advice"] == [part["segment"] for part in reader["segments"]]
    assert reader["segments"][0]["row"]
    assert ["readers.listed"] == [entry["kind"] for entry in town.entries()[before:]]


def test_readers_in_pages_and_as_a_spreadsheet(client, town):
    """Pages of readers go by key, are counted and searched, and come as a spreadsheet too."""
    address, olive = f"/api/documents/{town.paper}/readers", town.sign("olive")
    whole = client.get(f"{address}?count=true&sort=kind", headers=olive).json()
    first = client.get(f"{address}?limit=1&sort=kind", headers=olive)
    name = whole["items"][0]["name"]
    found = client.get(address, params={"q": name.upper(), "count": True}, headers=olive).json()
    sheet = client.get(f"{address}?format=csv&sort=kind", headers=olive)

    assert whole["number"] == len(whole["items"]) > 1
    assert whole["items"][:1] == first.json()["items"]
    assert f"after={first.json()['next']}" in first.headers["Link"]
    assert [name] == [item["name"] for item in found["items"]]
    assert 1 == found["number"]
    rows = list(csv.DictReader(io.StringIO(sheet.text, newline="")))
    assert [item["name"] for item in whole["items"]] == [row["name"] for row in rows]


def test_documents_are_searched_sorted_and_counted(client, town):
    """A search finds titles with all words; the number is of what is listed, and only if asked."""
    for title in ("Quay Alpha", "quay beta"):
        town.document({"main": {}}, title=title)
    town.document({"main": {"exempt": (1,)}}, title="Quay closed", business=False)

    asked = {"q": "QUAY", "sort": "title", "count": "true"}
    for who, expected in (("ben", 2), ("olive", 3)):
        pages = [client.get("/api/documents", params={**asked, "limit": 1}, headers=town.sign(who))]
        while (following := pages[-1].json()["next"]) is not None:
            params = {**asked, "limit": 1, "after": following}
            pages.append(client.get("/api/documents", params=params, headers=town.sign(who)))
        titles = [item["title"] for page in pages for item in page.json()["items"]]
        assert ["Quay Alpha", "quay beta", "Quay closed"][:expected] == titles
        assert {expected} == {page.json()["number"] for page in pages}
    uncounted = client.get("/api/documents?q=quay", headers=town.sign("ben")).json()
    assert uncounted["number"] is None


def test_a_spreadsheet_carries_out_nothing(client, town):
    """A title that looks like a formula is kept from being one."""
    title = f"=HYPERLINK({CANARY})"
    town.document({"main": {}}, title=title)
    answer = client.get("/api/documents?format=csv&limit=200", headers=town.sign("ben"))
    titles = {row["title"] for row in csv.DictReader(io.StringIO(answer.text, newline=""))}

    assert f"'{title}" in titles
    assert title not in titles
