"""What must not be known to exist answers as what does not: every address, byte for byte.

Two kinds of town are asked: one with statute only, one with a protocol of its own.
"""

import itertools
import re

import pytest
from litestar.routes import HTTPRoute
from litestar.testing import TestClient

from gateway.app import create_app
from tests.api.conftest import ADDRESS
from tests.api.town import Town

ASKED = {
    "GET /api/documents/{document}": None,
    "GET /api/documents/{document}/content": None,
    "GET /api/documents/{document}/content?segment=advice": None,
    "GET /api/documents/{document}/content?request=NTK-2026-0001": None,
    "GET /api/documents/{document}/pages/{number}?segment=advice": None,
    "GET /api/documents/{document}/content?text=true": None,
    "GET /api/documents/{document}/parts/{part}/pages/{number}": None,
    "GET /api/documents/{document}/parts/{part}/pages/{number}/words": None,
    "POST /api/documents/{document}/parts/{part}/covering": {
        "name": "rest",
        "boxes": [{"page": 1, "left": 0, "top": 0, "right": 1, "bottom": 1}],
        "words": "It names somebody.",
        "personal_data": "none",
    },
    "GET /api/documents/{document}/acceptance": None,
    "POST /api/documents/{document}/acceptance": {
        "accepted": [{"segment": "advice", "conditions": ["confidential"]}]
    },
    "GET /api/documents/{document}/readers": None,
    "GET /api/documents/{document}/enquiry": None,
    "GET /api/copies?document={document}": None,
    "POST /api/incidents": {"words": "It leaked."},
    "POST /api/advice": {"words": "May I show it to my group?"},
    "GET /api/requests?document={document}": None,
    "GET /api/requests?document={document}&format=csv": None,
    "POST /api/requests": {},
    "POST /api/requests again": {"purpose": "official_duty", "statement": "For the meeting."},
    "POST /api/requests casework": {"purpose": "casework", "form": "copy"},
    "POST /api/drafts": {},
    "PUT /api/drafts/{draft}": {},
    "POST /api/documents/{document}/exempt-marks": {
        "segment": "main",
        "paragraph": 1,
        "words": "About one person.",
    },
    "POST /api/checks": {"audience": {"councillors": 1}},
    "GET /api/log?document={document}": None,
}
"""Every way to name a document, with the rest of the body."""
WHO = ("ben", "dora", "nora", "stranger")
"""None of them may know of the secret one."""


@pytest.fixture(scope="module", params=["england", "wolverhampton"])
def hall(request, tmp_path_factory):
    """A town and its gateway, in which requests of an earlier day stand."""
    town = Town(tmp_path_factory.mktemp(request.param) / "data", request.param)
    with TestClient(create_app(town.settings), base_url=ADDRESS) as client:
        client.post("/api/requests", json={"document": town.paper}, headers=town.sign("ada"))
        yield town, client


def masked(text: str, document: str) -> str:
    """Text without what must differ: the id asked for, references, moments, numbers of entries."""
    patterns = {
        document: "DOCUMENT",
        r"NTK-\d{4}-\d+": "REFERENCE",
        r"\d{4}-\d\d-\d\dT[\d:.]+(\+00:00|Z)?": "MOMENT",
        r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}": "REQUEST",
        r'"(entry|seq|next)":"?\d+"?': "ENTRY",
        r"(?<![0-9a-f])[0-9a-f]{32}(?![0-9a-f])": "ID",
        r"[0-9a-f]{64}": "HASH",
    }
    for pattern, word in patterns.items():
        text = re.sub(pattern, word, text)
    return text


def ask(client, town, which, document, who):
    """Ask about a document, and give all that can be seen of the answer."""
    method, address, *_ = which.split(" ")
    body = ASKED[which]
    if body is not None and not {"segment", "accepted"} & body.keys():
        body = {"document": document, **body}
    answer = client.request(
        method,
        address.format(document=document, draft="0" * 32, part="advice", number=1),
        json=body,
        headers=town.sign(who),
    )
    seen = dict(answer.headers)
    # The numbers of entries grow longer, whatever was asked: the length is that of the text, which
    # is compared without them.
    if "content-length" in seen:
        assert len(answer.content) == int(seen["content-length"])
        seen["content-length"] = "AS LONG AS THE TEXT"
    headers = sorted((name, masked(value, document)) for name, value in seen.items())
    return answer.status_code, headers, masked(answer.text, document)


def noted(town, since: int) -> list[tuple[str, list[str]]]:
    """What was written to the log: the kind of each entry and the names of what it holds."""
    return [(entry["kind"], sorted(entry["body"])) for entry in town.entries()[since:]]


@pytest.mark.parametrize(("which", "who"), list(itertools.product(ASKED, WHO)), ids=str)
def test_the_hidden_answers_as_the_absent(hall, which, who):
    """Status, headers, body and what is recorded are the same: nobody can tell them apart."""
    town, client = hall
    start = len(town.entries())
    hidden = ask(client, town, which, town.secret, who)
    middle = len(town.entries())
    absent = ask(client, town, which, town.absent, who)

    assert absent == hidden
    assert noted(town, middle) == noted(town, start)[: middle - start]


def test_a_request_for_the_hidden_reads_later_as_one_for_the_absent(hall):
    """Nor does the requester's own list or page of the request tell them apart."""
    town, client = hall
    pages = []
    for document in (town.secret, town.absent):
        made = client.post("/api/requests", json={"document": document}, headers=town.sign("ben"))
        page = client.get(made.headers["location"], headers=town.sign("ben"))
        assert 200 == page.status_code
        assert made.json() == page.json()
        pages.append(masked(page.text, document))

    assert pages[0] == pages[1]


def test_the_case_of_the_hidden_reads_as_that_of_the_absent(hall):
    """Where it stands, its parts, and what can be done with it do not tell them apart either."""
    town, client = hall
    pages = []
    for document in (town.secret, town.absent):
        made = client.post("/api/requests", json={"document": document}, headers=town.sign("ben"))
        page = client.get(f"{made.headers['location']}/case", headers=town.sign("ben"))
        pages.append(masked(page.text, document))

    assert '"state":"not_agreed"' in pages[0]
    assert pages[0] == pages[1]


def test_the_hidden_is_in_no_list(hall):
    """It is neither listed nor leaves a gap: pages are as long as for one who is told nothing."""
    town, client = hall
    listed = client.get("/api/documents?limit=200", headers=town.sign("ben")).json()
    one_by_one, after = [], None
    while after is not None or not one_by_one:
        params = {"limit": 1} | ({"after": after} if after else {})
        page = client.get("/api/documents", params=params, headers=town.sign("ben")).json()
        assert 1 == len(page["items"])
        one_by_one += page["items"]
        after = page["next"]

    assert town.secret not in str(listed)
    assert [item["id"] for item in listed["items"]] == [item["id"] for item in one_by_one]


@pytest.mark.parametrize("sort", ["newest", "oldest", "title"])
@pytest.mark.parametrize("who", WHO)
def test_no_list_goes_on_from_the_hidden(hall, who, sort):
    """Asked for what comes after it, lists answer as after what is not there."""
    town, client = hall
    for address in ("/api/documents", "/api/known-documents"):
        hidden, absent = (
            client.get(
                address,
                params={"sort": sort, "after": document},
                headers=town.sign(who),
            )
            for document in (town.secret, town.absent)
        )
        assert absent.status_code == hidden.status_code
        assert masked(absent.text, town.absent) == masked(hidden.text, town.secret)


def test_the_one_it_was_written_for_sees_it(hall):
    """The secret is kept from others, not from its owner: the test above is not about nothing."""
    town, client = hall
    address, signed = f"/api/documents/{town.secret}", town.sign("ada")
    (part,) = client.get(f"{address}/acceptance", headers=signed).json()
    accepted = {"segment": part["segment"], "conditions": ["confidential"]}
    client.post(f"{address}/acceptance", json={"accepted": [accepted]}, headers=signed)
    content = client.get(f"{address}/content", headers=signed)

    assert 200 == content.status_code


def test_every_address_that_can_name_a_document_is_asked(hall):
    """An address that is added and takes a document fails here until it is asked above."""
    _, client = hall
    asked = {" ".join(which.split("?")[0].split(" ")[:2]) for which in ASKED}

    assert asked == {call for call in naming_a_document(client.app) if " /api/" in call}


def naming_a_document(app) -> set[str]:
    """Every method and address that takes a document; pages have a test of their own."""
    return {
        f"{method} {route.path_format}"
        for route in app.routes
        if isinstance(route, HTTPRoute)
        for handler in route.route_handlers
        for method in handler.http_methods
        if method != "OPTIONS" and _names_a_document(handler)
    }


def _names_a_document(handler) -> bool:
    body = handler.parsed_data_field
    fields = getattr(body.annotation, "__struct_fields__", ()) if body else ()
    return "document" in {*handler.parsed_fn_signature.parameters, *fields}
