"""Parameters in the address and the header: known ones only, each once, each in its form."""

import pytest

from tests.api.town import CANARY

ID = "0" * 32
WRONG = [
    ("/api/documents?limit=0", "limit"),
    ("/api/documents?limit=201", "limit"),
    ("/api/documents?limit=-1", "limit"),
    ("/api/documents?limit=1.5", "limit"),
    ("/api/documents?limit=ten", "limit"),
    ("/api/documents?limit=", "limit"),
    (f"/api/documents?limit={'9' * 5000}", "limit"),
    ("/api/documents?limit=9223372036854775808", "limit"),
    ("/api/documents?limit=%D9%A1", "limit"),
    ("/api/documents?limit=5&limit=6", "limit"),
    ("/api/documents?limt=5", "the query"),
    ("/api/documents?=5", "the query"),
    ("/api/documents?%6cimit=5", "the query"),
    ("/api/documents?limit[]=5", "the query"),
    (f"/api/documents?{CANARY}", "the query"),
    ("/api/documents?request=x", "the query"),
    ("/api/documents?office=x", "the query"),
    ("/api/documents?data=x", "the query"),
    ("/api/documents?;limit=5", "the query"),
    ("/api/documents?&", "the query"),
    ("/api/documents?format=xml", "format"),
    ("/api/documents?sort=random", "sort"),
    ("/api/documents?count=yes+please", "count"),
    (f"/api/documents?q={'x' * 201}", "q"),
    ("/api/documents?q=%E2%80%AE", "q"),
    (f"/api/documents?q={'x+' * 11}", "q"),
    ("/api/documents?words=x", "the query"),
    ("/api/documents?after=%00", "after"),
    ("/api/documents?after=%ff", "after"),
    ("/api/documents?after=%E2%80%AE", "after"),
    ("/api/documents?after=%0d%0aSet-Cookie:x", "after"),
    (f"/api/documents?after={'x' * 401}", "after"),
    (f"/api/documents?after={CANARY}", "after"),
    (f"/api/documents?after=9999-12-31T23:59:59-14:00~{ID}", "after"),
    ("/api/documents?after=~", "after"),
    ("/api/requests?after=-1", "after"),
    ("/api/requests?after=1e3", "after"),
    (f"/api/requests?after={'9' * 30}", "after"),
    ("/api/requests?after=%C2%B2", "after"),
    (f"/api/requests?document={CANARY}", "document"),
    (f"/api/requests?document={ID}%0A", "document"),
    (f"/api/requests?outcome={CANARY}", "outcome"),
    ("/api/requests?sort=random", "sort"),
    (f"/api/documents/{ID}?limit=5", "the query"),
    (f"/api/documents/{ID}?document={ID}", "the query"),
    (f"/api/documents/{ID}/content?segment=", "segment"),
    (f"/api/documents/{ID}/content?segment={'x' * 201}", "segment"),
    (f"/api/documents/{ID}/content?request={CANARY}", "request"),
    (f"/api/documents/{ID}/content?asked_in=NTK-2026-0001", "the query"),
    ("/api/log?after=-1", "after"),
    ("/api/log?after=9007199254740993", "after"),
    ("/api/log?after=x", "after"),
    ("/api/log?sort=x", "sort"),
    (f"/api/log?person={CANARY}", "person"),
    (f"/api/log?document={ID}0", "document"),
    ("/api/log/export?format=csv", "the query"),
    ("/api/schema?x", "the query"),
    ("/healthz?x", "the query"),
    ("/?x=1", "the query"),
]
KEYS = ["", " ", "a b", "a\tb", "caf\u00e9".encode(), "x" * 201, b"\x00", b"a\x1bb", "k" * 3000]
NOWHERE = [
    "/api/documents/x",
    f"/api/documents/{ID}0",
    f"/api/documents/{ID[1:]}",
    f"/api/documents/{'A' * 32}",
    f"/api/documents/{ID}%0A",
    f"/api/documents/{ID}%00",
    "/api/documents/%ff",
    "/api/documents/..%2F..%2Fetc%2Fpasswd",
    "/api/documents/'%20OR%201=1--",
    f"/api/documents/{CANARY}",
    f"/api/documents/{CANARY}/content",
    f"/api/documents/{'x' * 5000}",
    "/api/requests/x",
    "/api/requests/NTK-2026-1",
    "/api/requests/NTK-2026-0001%0A",
    "/api/requests/ntk-2026-0001",
    "/api/requests/NTK-2026-9999999999",
]


@pytest.mark.parametrize(
    ("address", "where"), WRONG, ids=lambda value: f"{ascii(value)[:70]}{len(value)}"
)
def test_a_parameter_that_is_wrong_is_named(client, town, address, where):
    """A slip of the pen is never passed over; the answer names the parameter, not its value."""
    answer = client.get(address, headers=town.sign("dora"))

    assert 400 == answer.status_code
    assert where == answer.json()["where"]
    assert CANARY not in answer.text


@pytest.mark.parametrize("address", NOWHERE, ids=lambda value: f"{ascii(value)[:70]}{len(value)}")
def test_an_address_that_cannot_be_is_not_found(client, town, address):
    """Whatever stands in the place of an id: it is one answer, and nothing is written down."""
    before = len(town.entries())
    answer = client.get(address, headers=town.sign("ada"))

    assert 404 == answer.status_code
    assert "/api/problems/not-found" == answer.json()["type"]
    assert CANARY not in answer.text
    assert before == len(town.entries())


@pytest.mark.parametrize("path", ["/api/requests", "/api/checks"])
@pytest.mark.parametrize("key", KEYS, ids=lambda value: f"{ascii(value)[:30]}{len(value)}")
def test_an_idempotency_key_is_short_visible_ascii(client, town, key, path):
    """Anything else could not be compared, and could forge a line somewhere."""
    body = {"document": town.paper}
    who = "ada"
    if path == "/api/checks":
        body["councillor"], who = town.people["ben"], "olive"
    headers = [("Idempotency-Key", key), *town.sign(who).items()]
    answer = client.post(path, json=body, headers=headers)

    assert 400 == answer.status_code
    assert "Idempotency-Key" == answer.json()["where"]
