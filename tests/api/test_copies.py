"""Copies: each says for whom it was made, when, and under which entry of the log."""

import io
import zipfile

import pypdf
import pytest

from gateway.files.kinds import TEXT
from tests.api.test_files import boxes, cover, paper, post, send
from tests.api.town import CANARY
from tests.files.hostile import picture


@pytest.fixture(scope="module")
def document(client, town):
    """A public document of a PDF, a picture and a text."""
    sent = [send(client, town, data).json()["id"] for data in (paper("Agenda"), picture("PNG"))]
    parts = [
        {"id": "main", "upload": sent[0]},
        {"id": "map", "upload": sent[1]},
        {"id": "note", "text": "See page 2."},
    ]
    whole = [{"kind": "report", "public": True, **part} for part in parts]
    answer = post(client, town, "/api/documents", {"title": CANARY, "segments": whole})
    return answer.json()["id"]


def fetch(client, town, address, who="ben", **params):
    """Fetch something as somebody."""
    return client.get(address, params=params, headers=town.sign(who))


def text_of(data: bytes) -> str:
    """The text of a PDF."""
    return "".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(data)).pages)


def test_every_page_of_a_copy_says_for_whom_it_is(client, town, document):
    """The name, the entry of the log and the time stand on the page, beside what it says."""
    answer = fetch(client, town, f"/api/documents/{document}/content", segment="main")

    text = " ".join(text_of(answer.content).split())
    assert ("marked", "application/pdf") == (
        answer.headers["x-copy"],
        answer.headers["content-type"],
    )
    assert "Agenda" in text
    assert f"Copy for Ben {CANARY} · Log entry {answer.headers['x-log-entry']} · " in text


def test_two_people_get_two_copies(client, town, document):
    """A copy that turns up can be told from every other."""
    address = f"/api/documents/{document}/content"
    copies = {
        who: fetch(client, town, address, who, segment="main").content for who in ("ada", "ben")
    }

    assert f"Copy for Ada {CANARY}" in " ".join(text_of(copies["ada"]).split())
    assert f"Copy for Ben {CANARY}" in " ".join(text_of(copies["ben"]).split())


def test_a_picture_leaves_as_a_marked_page(client, town, document):
    """A picture is set on a page, and the page is marked."""
    answer = fetch(client, town, f"/api/documents/{document}/content", segment="map")

    assert "application/pdf" == answer.headers["content-type"]
    assert f"Ben {CANARY}" in " ".join(text_of(answer.content).split())


def test_a_text_says_it_in_its_first_line(client, town, document):
    """Plain text stays plain text, which every reader can read."""
    answer = fetch(client, town, f"/api/documents/{document}/content", segment="note")

    first, _, rest = answer.text.partition("\n\n")
    assert first.startswith(f"Copy for Ben {CANARY} · Log entry ")
    assert "See page 2." == rest


def test_only_of_what_is_public_a_copy_may_be_passed_on(client, town, document):
    """A copy of what everybody may see says so; any other asks that it be kept."""
    kept = town.document({"main": {"content_type": TEXT}})
    both = [
        fetch(client, town, f"/api/documents/{one}/content", who, segment=segment)
        for one, who, segment in ((document, "ben", "note"), (kept, "ada", "main"))
    ]
    feet = [answer.text.partition("\n")[0] for answer in both]

    assert [200, 200] == [answer.status_code for answer in both]
    assert feet[0].endswith("Open to the public.")
    assert feet[1].endswith("Do not pass it on.")


def test_all_parts_of_a_bundle_are_marked(client, town, document):
    """What leaves together is marked one by one."""
    answer = fetch(client, town, f"/api/documents/{document}/content")

    archive = zipfile.ZipFile(io.BytesIO(answer.content))
    assert ["part-1.pdf", "part-2.pdf", "part-3.txt"] == archive.namelist()
    assert "marked" == answer.headers["x-copy"]


def test_what_cannot_be_marked_says_so(client, town):
    """A file of another kind, or a damaged one, leaves as it is, and the answer says it."""
    other = town.document({"main": {"public": True, "content_type": "application/msword"}})
    damaged = town.document({"main": {"public": True}}, content=b"%PDF-1.7 and nothing more")

    for one in (other, damaged):
        answer = fetch(client, town, f"/api/documents/{one}/content")
        assert (200, "not marked") == (answer.status_code, answer.headers["x-copy"])


def test_a_page_is_shown_as_a_picture_and_each_look_is_recorded(client, town, document):
    """A page to look at is a release like any other."""
    before = len(town.entries())

    answer = fetch(client, town, f"/api/documents/{document}/pages/1", segment="main")
    missing = fetch(client, town, f"/api/documents/{document}/pages/7", segment="main")

    assert (200, "image/png") == (answer.status_code, answer.headers["content-type"])
    assert 404 == missing.status_code
    assert ["content.released"] * 2 == [one["kind"] for one in town.entries()[before:]]


@pytest.mark.parametrize("address", ["pages/1", "content"])
def test_a_page_of_what_is_not_released_is_refused(client, town, address):
    """The way by pages is no second way in: it answers like the other."""
    answer = fetch(client, town, f"/api/documents/{town.secret}/{address}", segment="advice")

    assert (404, "There is no such document.") == (answer.status_code, answer.json()["detail"])


def test_the_text_is_there_for_who_cannot_read_pages(client, town, document):
    """The words of the pages, marked like any copy."""
    answer = fetch(client, town, f"/api/documents/{document}/content", segment="main", text="true")

    assert "text/plain; charset=utf-8" == answer.headers["content-type"]
    assert answer.text.startswith(f"Copy for Ben {CANARY}")
    assert "Agenda" in answer.text


def test_the_text_of_a_covered_part_leaves_out_what_is_covered(client, town):
    """Beside covered pages stands the text of the rest."""
    sent = send(client, town, paper("Harriet Vane wants a bench.")).json()["id"]
    part = {"id": "main", "kind": "report", "public": True, "upload": sent}
    made = post(client, town, "/api/documents", {"title": "A", "segments": [part]}).json()["id"]
    cover(client, town, made, "covered", boxes(client, town, made, "Harriet", "Vane"))

    address = f"/api/documents/{made}/content"
    text = fetch(client, town, address, segment="covered", text="true").text
    pages = fetch(client, town, address, segment="covered")

    assert "[covered] wants a bench." in text
    assert "Harriet" not in text
    assert "Harriet" not in text_of(pages.content)
