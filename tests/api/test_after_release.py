"""Copies and incidents as lists: page by page, searched, and as a table for a spreadsheet."""

import pytest


@pytest.fixture(scope="module")
def leaked(client, town):
    """Two councillors fetched a paper, and an officer recorded two leaks of it."""
    for who in ("ada", "ben"):
        client.get(f"/api/documents/{town.paper}/content", headers=town.sign(who))
    for words in ("It stood in the Gazette.", "It was read out."):
        form = {"document": town.paper, "words": words}
        client.post("/api/incidents", json=form, headers=town.sign("olive"))


LISTS = [
    ("/api/copies", "peter", "id,person,name,title,document,since,state,due,late"),
    ("/api/incidents", "moira", "id,entry,at,by,document,title,people,words,closed,outcome,why"),
]


@pytest.mark.parametrize(("address", "who", "head"), LISTS)
@pytest.mark.usefixtures("leaked")
def test_a_list_is_a_page_or_a_table(client, town, address, who, head):
    """The header leads to the page after; the table has the same rows."""
    headers = town.sign(who)
    whole = client.get(address, headers=headers).json()["items"]
    first = client.get(f"{address}?limit=1", headers=headers)
    after = first.json()["next"]
    second = client.get(address, params={"limit": 1, "after": after}, headers=headers)
    assert whole[:2] == first.json()["items"] + second.json()["items"]
    assert 'rel="next"' in first.headers["link"]
    table = client.get(address, headers={**headers, "Accept": "text/csv"}).text.splitlines()
    assert ([head], len(whole)) == (table[:1], len(table) - 1)
    assert 400 == client.get(f"{address}?after=x", headers=headers).status_code


@pytest.mark.usefixtures("leaked")
def test_they_are_searched(client, town):
    """Copies by who holds them, incidents by what happened; whoever holds one sees their own."""
    held = client.get("/api/copies?q=ben", headers=town.sign("peter")).json()["items"]
    own = client.get("/api/copies", headers=town.sign("ben")).json()["items"]
    assert {town.people["ben"]} == {one["person"] for one in held} == {one["person"] for one in own}
    found = client.get("/api/incidents?q=gazette", headers=town.sign("moira")).json()["items"]
    assert ["It stood in the Gazette."] == [one["words"] for one in found]
