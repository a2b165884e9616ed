"""On pages too, what must not be known to exist answers as what does not, byte for byte."""

import pytest
from litestar.testing import TestClient

from gateway.app import create_app
from tests.api.conftest import ADDRESS
from tests.api.test_existence import masked, naming_a_document
from tests.api.town import Town

PAGES = (
    "/documents/{document}",
    "/documents/{document}/open",
    "/documents/{document}/open?segment=advice",
    "/documents/{document}/content",
    "/documents/{document}/content?segment=advice&text=true",
    "/documents/{document}/read",
    "/documents/{document}/read?segment=advice&page=2",
    "/documents/{document}/pages/{number}?segment=advice",
    "/papers/{document}",
    "/papers/{document}/readers",
    "/papers/{document}/enquiry",
    "/incidents/new?document={document}",
    "/papers/{document}/parts/{part}/cover",
    "/papers/{document}/parts/{part}/pages/{number}",
    "/checks/{document}",
    "/checks/{document}/meeting",
    "/marks/{document}",
    "/advice/new?document={document}",
    "/log?document={document}",
    "/ask?q={document}",
    "/ask?sort=title&after={document}",
    "/documents?q=Harbour",
)
WHO = ("ben", "olive", "nora", "stranger")
"""None of them may know of the secret one by a page, but an officer where papers are kept."""
KEEPING = ("/papers/", "/incidents/", "/checks/", "/marks/")


@pytest.fixture(scope="module", params=["england", "wolverhampton"])
def hall(request, tmp_path_factory):
    """A town, and a browser at its gateway."""
    town = Town(tmp_path_factory.mktemp(request.param) / "data", request.param)
    with TestClient(create_app(town.settings), base_url=ADDRESS) as client:
        client.headers["Accept"] = "text/html"
        yield town, client


def seen(answer, document: str) -> tuple:
    """All that a browser is given, but for what must differ."""
    headers = {
        name: masked(value, document)
        for name, value in answer.headers.items()
        if name not in {"content-length", "date"}
    }
    return answer.status_code, headers, masked(answer.text, document)


@pytest.mark.parametrize(
    ("page", "who"),
    [
        (page, who)
        for page in PAGES
        for who in WHO
        if not (who == "olive" and page.startswith(KEEPING))
    ],
)
def test_a_page_about_the_secret_is_the_page_about_the_absent(hall, page, who):
    """Status, headers and text."""
    town, client = hall
    client.get("/sign-in")  # a stranger has a cookie from here on
    answers = [
        seen(
            client.get(page.format(document=document, part=1, number=1), headers=town.sign(who)),
            document,
        )
        for document in (town.secret, town.absent)
    ]

    assert answers[0] == answers[1]


def test_every_page_that_can_name_a_document_is_asked(hall):
    """A page that is added and takes a document fails here until it is asked above."""
    _, client = hall
    asked = {page.split("?")[0] for page in PAGES}

    found = {call.partition(" ")[2] for call in naming_a_document(client.app)}
    assert {page for page in found if not page.startswith("/api/")} <= asked


def test_a_whole_request_for_the_secret_goes_as_one_for_the_absent(hall):
    """Draft, questions, check, sending, the answer, a second look: page by page."""
    town, client = hall
    whole = [walk(client, town, document) for document in (town.secret, town.absent)]

    assert whole[0] == whole[1]
    assert "neither confirm nor deny" in whole[0][-2][2]


def walk(client: TestClient, town: Town, document: str) -> list[tuple]:
    """Everything that Ben is shown on his way from the choice of a paper to a second look."""
    client.cookies.clear()  # what was told on the way before is not told on this one
    ben = {"headers": town.sign("ben"), "follow_redirects": False}
    pages = [client.post("/ask", data={"document": document}, **ben)]
    draft = pages[0].headers["location"].removesuffix("/why")
    why = {"purpose": "official_duty", "statement": "For the meeting.", "interested": "false"}
    pages += [client.get(draft + rest, **ben) for rest in ("", "/why", "/check")]
    pages.append(client.post(f"{draft}/why", data=why, **ben))
    pages.append(client.get("/drafts", **ben))
    pages.append(client.post(f"{draft}/sending", data={"none": ""}, **ben))
    request = pages[-1].headers["location"]
    pages += [client.get(request + rest, **ben) for rest in ("/dispute", "/information", "")]
    dispute = {"ground": "refusal", "words": "I need it."}
    pages.append(client.post(f"{request}/dispute", data=dispute, **ben))
    return [seen(page, document) for page in pages]
