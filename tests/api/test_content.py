"""Content: what leaves, under which name, and that the record comes first."""

import io
import zipfile
from hashlib import sha256

import pytest

from tests.api.town import CANARY


def fetch(client, town, document, who="ada", **params):
    """Fetch content as somebody."""
    return client.get(f"/api/documents/{document}/content", params=params, headers=town.sign(who))


def test_one_file_leaves_as_an_attachment_without_a_telling_name(client, town):
    """A browser saves it and does not open it, and its name says nothing of the paper."""
    answer = fetch(client, town, town.paper, segment="main")

    assert 200 == answer.status_code
    assert f"main {CANARY}".encode() == answer.content
    assert "application/pdf" == answer.headers["content-type"]
    assert f'attachment; filename="{town.paper}.pdf"' == answer.headers["content-disposition"]
    assert "sandbox; default-src 'none'" == answer.headers["content-security-policy"]
    assert "nosniff" == answer.headers["x-content-type-options"]
    assert "no-store" == answer.headers["cache-control"]
    assert str(len(answer.content)) == answer.headers["content-length"]


def test_several_files_leave_as_one_zip_with_neutral_names(client, town):
    """Parts are numbered in the order of the document; their names would tell too much."""
    answer = fetch(client, town, town.minutes)
    archive = zipfile.ZipFile(io.BytesIO(answer.content))

    assert "application/zip" == answer.headers["content-type"]
    assert ["part-1.pdf", "part-2.png"] == archive.namelist()
    assert [f"main {CANARY}", f"maps {CANARY}"] == [
        archive.read(name).decode() for name in archive.namelist()
    ]
    assert {(1980, 1, 1, 0, 0, 0)} == {entry.date_time for entry in archive.infolist()}


@pytest.mark.parametrize(
    ("stored", "sent", "ending"),
    [
        ("text/plain", "text/plain; charset=utf-8", "txt"),
        ("text/html", "application/octet-stream", "bin"),
        ("image/svg+xml", "application/octet-stream", "bin"),
        ("application/pdf\r\nSet-Cookie: x=1", "application/octet-stream", "bin"),
        ("application/PDF", "application/octet-stream", "bin"),
    ],
)
def test_only_harmless_types_are_named(client, town, stored, sent, ending):
    """What a browser might carry out leaves as bytes of no known type."""
    document = town.document({"main": {"content_type": stored}})
    answer = fetch(client, town, document)

    assert 200 == answer.status_code
    assert sent == answer.headers["content-type"]
    assert answer.headers["content-disposition"].endswith(f'.{ending}"')
    assert "set-cookie" not in answer.headers


def test_a_release_is_on_record_before_it_leaves(client, town):
    """The answer names its log entry, which is committed to the bytes that left."""
    answer = fetch(client, town, town.paper, segment="annex")
    entry = town.whole_log()[int(answer.headers["x-log-entry"])]

    assert "content.released" == entry["kind"]
    assert town.people["ada"] == entry["actor"]
    assert sha256(answer.content).hexdigest() in str(entry)


def test_the_conditions_go_with_the_content(client, town):
    """Whoever fetches confidential content is told so with it."""
    bound = fetch(client, town, town.paper, segment="annex")
    free = fetch(client, town, town.paper, segment="main")

    assert "confidential" in bound.headers["x-conditions"].split(", ")
    assert "none" == free.headers["x-conditions"]


def test_what_is_known_but_not_released_is_refused_and_recorded(client, town):
    """An agenda names the paper, so the answer says no; the attempt stands in the log."""
    document = town.document({"main": {"exempt": (1,)}})
    before = len(town.entries())
    answer = fetch(client, town, document, who="ben")

    assert 403 == answer.status_code
    assert "/api/problems/not-released" == answer.json()["type"]
    assert ["content.refused"] == [entry["kind"] for entry in town.entries()[before:]]


def test_an_unknown_segment_is_answered_like_an_unknown_document(client, town):
    """Nobody learns which parts a paper has."""
    document = client.get(
        f"/api/documents/{town.absent}/content?segment=x", headers=town.sign("ben")
    )
    segment = fetch(client, town, town.secret, who="ben", segment="x")

    assert 404 == document.status_code == segment.status_code
    assert document.json()["detail"] == segment.json()["detail"]


def test_bytes_that_were_changed_do_not_leave(client, town):
    """Content that no longer hashes as registered is refused, alone and in a bundle."""
    document = town.document({"main": {}, "more": {}})
    for kept in town.contents(document):
        kept.write_bytes(b"something else")

    for params in ({"segment": "main"}, {}):
        answer = fetch(client, town, document, **params)
        assert 503 == answer.status_code
        assert "5" == answer.headers["retry-after"]
        assert b"something else" not in answer.content


def test_a_large_file_leaves_whole(client, town):
    """It is streamed in pieces, and none is lost."""
    body = bytes(range(256)) * 2000
    document = town.document({"main": {"content_type": "image/png"}}, content=body)

    assert body == fetch(client, town, document).content
