"""Files by hand: sent, registered, looked at and covered by the proper officer alone."""

import io

import msgspec
import pikepdf
import pypdf
import pytest
import typst

from tests.api.town import CANARY

BYTES = {"Content-Type": "application/octet-stream"}
ADDRESSES = (
    ("POST", "/api/files"),
    ("GET", "/api/files"),
    ("POST", "/api/documents"),
    ("GET", "/api/documents/{document}/parts/main/pages/1"),
    ("GET", "/api/documents/{document}/parts/main/pages/1/words"),
    ("POST", "/api/documents/{document}/parts/main/covering"),
)


def paper(*pages: str) -> bytes:
    """A PDF with a page for each text."""
    source = "\n#pagebreak()\n".join(pages)
    return bytes(typst.compile(source.encode(), format="pdf", ignore_system_fonts=True))


def send(client, town, data, who="peter"):
    """Send a file as somebody."""
    return client.post("/api/files", content=data, headers={**BYTES, **town.sign(who)})


def post(client, town, address, body, who="peter"):
    """Send JSON as somebody."""
    return client.post(address, json=body, headers=town.sign(who))


@pytest.fixture(scope="module")
def registered(client, town):
    """The id of a document."""
    return register(client, town)


def register(client, town):
    """Register a public page, and an exempt one about a resident, cut from one file."""
    sent = send(client, town, paper("The harbour wall", "Harriet Vane lives at 3 Mill Lane"))
    assert (201, 2) == (sent.status_code, sent.json()["pages"])
    business = [{"body": town.harbour, "meeting": town.meeting}]
    part = {"kind": "report", "upload": sent.json()["id"], "business": business}
    answer = post(
        client,
        town,
        "/api/documents",
        {
            "title": f"Complaint {CANARY}",
            "segments": [
                {**part, "id": "report", "public": True, "first_page": 1, "last_page": 1},
                {
                    **part,
                    "id": "main",
                    "exempt": [{"paragraph": 1, "tested": "2026-11-01"}],
                    "personal_data": "ordinary",
                    "subjects": ["harriet"],
                    "first_page": 2,
                    "last_page": 2,
                },
            ],
        },
    )
    assert 201 == answer.status_code, answer.text
    return answer.json()["id"]


def boxes(client, town, document, *words):
    """The boxes of some words on the page."""
    answer = client.get(
        f"/api/documents/{document}/parts/main/pages/1/words", headers=town.sign("peter")
    )
    return [word["box"] for word in answer.json() if word["text"] in words]


def cover(client, town, document, name, wanted, **more):
    """Cover boxes of the main part, so that it names nobody any more."""
    form = {
        "name": name,
        "boxes": wanted,
        "words": "The name is not needed.",
        "personal_data": "none",
    }
    address = f"/api/documents/{document}/parts/main/covering"
    return post(client, town, address, {**form, **more})


def test_a_part_holds_its_own_pages_and_nothing_of_the_rest(client, town, registered):
    """What is released of a document that came in one file is the pages of that part."""
    answer = client.get(
        f"/api/documents/{registered}/content?segment=report", headers=town.sign("ben")
    )

    assert 200 == answer.status_code
    assert b"Harriet" not in answer.content
    text = pypdf.PdfReader(io.BytesIO(answer.content)).pages[0].extract_text()
    assert "The harbour wall" in text
    assert "Mill Lane" not in text


def test_what_is_covered_is_decided_as_a_part_of_its_own(client, town, registered):
    """Who may not see the part may see what is left of it, once nothing of it is secret."""
    content = f"/api/documents/{registered}/content"
    before = client.get(f"{content}?segment=main", headers=town.sign("ben"))

    answer = cover(
        client,
        town,
        registered,
        "main, covered",
        boxes(client, town, registered, "Harriet", "Vane", "3", "Mill", "Lane"),
    )
    document = client.get(f"/api/documents/{registered}", headers=town.sign("moira")).json()

    assert 403 == before.status_code
    assert 201 == answer.status_code, answer.text
    assert [] == [one for one in answer.json()["proof"]["witnesses"] if one["found"]]
    assert ["report", "main", "main, covered"] == document["segments"][:3]
    entry = next(one for one in town.entries() if one["kind"] == "part.covered")
    assert {"boxes", "content", "document", "from", "segment", "words"} == set(entry["body"])


def test_a_request_that_waits_is_decided_again_when_something_is_covered(client, town, registered):
    """What becomes releasable by covering is in the answer at once."""
    asked = post(
        client, town, "/api/requests", {"document": registered, "purpose": "casework"}, "ben"
    )
    reference = asked.json()["reference"]

    cover(client, town, registered, "again", boxes(client, town, registered, "Harriet", "Vane"))
    after = client.get(f"/api/requests/{reference}", headers=town.sign("ben")).json()

    assert "again" not in {one["id"] for one in asked.json()["decision"]["segments"]}
    assert "again" in {one["id"] for one in after["decision"]["segments"]}


def test_words_left_elsewhere_must_be_looked_at(client, town):
    """A name that is covered once and stands elsewhere is not let through in silence."""
    sent = send(client, town, paper("Harriet Vane asked. Harriet Vane was told.")).json()
    part = {"id": "main", "kind": "report", "upload": sent["id"]}
    document = post(client, town, "/api/documents", {"title": "A", "segments": [part]}).json()["id"]
    first = boxes(client, town, document, "Harriet")[:1]

    refused = cover(client, town, document, "covered", first)
    looked_at = cover(client, town, document, "covered", first, elsewhere_seen=True)

    assert (422, "elsewhere_seen") == (refused.status_code, refused.json()["where"])
    assert "on these pages: 1" in refused.json()["detail"]
    assert (201, [1]) == (looked_at.status_code, looked_at.json()["proof"]["elsewhere"])


def test_two_parts_have_two_names(client, town, registered):
    """A name that another part has is refused, and nothing is kept of what was covered."""
    before = town.kept()

    answer = cover(client, town, registered, "report", boxes(client, town, registered, "Harriet"))

    assert (409, "name") == (answer.status_code, answer.json()["where"])
    assert before == town.kept()


def test_an_officer_sees_a_page_only_on_record(client, town, registered):
    """The picture of a page comes with an entry of the log that says who looked."""
    before = len(town.entries())

    answer = client.get(
        f"/api/documents/{registered}/parts/main/pages/1", headers=town.sign("peter")
    )

    assert (200, "image/png") == (answer.status_code, answer.headers["content-type"])
    assert answer.content.startswith(b"\x89PNG")
    theirs = [one for one in town.entries()[before:] if one["actor"] == town.people["peter"]]
    assert ["part.shown"] == [one["kind"] for one in theirs]  # others share the town


def test_a_page_that_there_is_not_is_not_found(client, town, registered):
    """Page 9 of a part of one page is nothing."""
    answer = client.get(
        f"/api/documents/{registered}/parts/main/pages/9", headers=town.sign("peter")
    )

    assert 404 == answer.status_code


@pytest.mark.parametrize("who", ["ada", "olive", "moira", "audrey", "nora", "sid", "stranger"])
@pytest.mark.parametrize("called", ADDRESSES)
def test_only_the_proper_officer_works_with_files(client, town, registered, called, who):
    """No other office, no councillor and no stranger sends, sees or covers anything."""
    method, address = called
    before = town.kept()

    answer = client.request(
        method,
        address.format(document=registered),
        headers={**town.sign(who), **(BYTES if address == "/api/files" else {})},
        **({"content": paper("x")} if address == "/api/files" else {"json": _body(address)}),
    )

    assert answer.status_code == (401 if who == "stranger" else 403)
    assert before == town.kept()


def _body(address):
    if address.endswith("covering"):
        box = {"page": 1, "left": 0, "top": 0, "right": 9, "bottom": 9}
        return {"name": "n", "boxes": [box], "words": "w", "personal_data": "none"}
    return {"title": "t", "segments": [{"id": "a", "kind": "report", "text": "t"}]}


def test_a_refused_file_leaves_nothing(client, town):
    """A file that is not taken is neither kept nor recorded, and the reason is said."""
    before, entries = town.kept(), len(town.entries())

    answer = send(client, town, b"<html><script>alert(1)</script></html>")

    assert 422 == answer.status_code
    assert "a web page or a program" in answer.json()["detail"]
    assert (before, entries) == (town.kept(), len(town.entries()))


def test_a_file_is_sent_as_bytes(client, town):
    """A type that a sender claims is not asked for, and not believed."""
    headers = {"Content-Type": "application/pdf", **town.sign("peter")}

    assert 415 == client.post("/api/files", content=paper("x"), headers=headers).status_code


def test_a_drawn_box_is_refused_on_arrival(client, town):
    """A file in which a box was only drawn over a name is not taken."""
    data = io.BytesIO()
    with pikepdf.open(io.BytesIO(paper("Harriet Vane lives here"))) as pdf:
        pdf.pages[0].contents_add(b"q 1 0 0 1 0 0 cm 0 0 0 rg 0 0 600 900 re f Q")
        pdf.save(data)

    answer = send(client, town, data.getvalue())

    assert 422 == answer.status_code
    assert "text that cannot be seen" in answer.json()["detail"]


@pytest.mark.parametrize(
    ("part", "where"),
    [
        ({"business": [{"body": "0" * 32}]}, "segments[0].business"),
        ({"business": [{"body": "{harbour}", "meeting": "x"}]}, "segments[0].business"),
        ({"owner_group": "0" * 32}, "segments[0].owner_group"),
        ({"advice_to": "0" * 32}, "segments[0].advice_to"),
        ({"exempt": [{"paragraph": 18}]}, "segments[0].exempt"),
        ({"exempt": [{"paragraph": 1, "tested": "2099-01-01"}]}, "segments[0].exempt"),
        ({"upload": "0" * 32, "text": None}, None),
    ],
)
def test_what_refers_to_nothing_is_refused_with_its_place(client, town, part, where):
    """A part of a body, group, person or file that there is not is not registered."""
    text = msgspec.json.encode({"id": "a", "kind": "report", "text": "t", **part}).decode()
    body = msgspec.json.decode(text.replace("{harbour}", town.harbour))

    answer = post(client, town, "/api/documents", {"title": "t", "segments": [body]})

    assert answer.status_code == (400 if where else 404)
    assert where == answer.json().get("where")


@pytest.mark.parametrize(
    "part",
    [
        {"file": "x.pdf"},
        {"text": "t", "upload": "0" * 32},
        {"first_page": 1, "last_page": 1},
        {"upload": "0" * 32, "first_page": 1},
        {"upload": "0" * 32, "first_page": 2, "last_page": 1},
    ],
)
def test_a_part_has_one_content(client, town, part):
    """Two contents, or pages of nothing, are a slip and refused."""
    whole = {"id": "a", "kind": "report", **part}

    answer = post(client, town, "/api/documents", {"title": "t", "segments": [whole]})

    assert 400 == answer.status_code


def test_the_files_that_were_sent_are_listed(client, town, registered):  # noqa: ARG001
    """Whoever looks after the papers finds what was sent, with its kind and pages."""
    listed = client.get("/api/files", headers=town.sign("peter")).json()

    assert ("application/pdf", 2) in {(one["kind"], one["pages"]) for one in listed["items"]}
