"""Documents in a bucket: taken, covered and handed out as from a folder, and never in part."""

import io

import pypdf
import pytest
from litestar.testing import TestClient

from gateway.app import create_app
from tests.api.conftest import ADDRESS
from tests.api.test_files import boxes, cover, paper, register, send
from tests.api.town import Town
from tests.buckets import names_in, serving


@pytest.fixture
def at_bucket(tmp_path):
    """A town whose documents are in a bucket, somebody at its gateway, and the bucket's server."""
    with serving() as server:
        town = Town(tmp_path / "data", content_url=server.new())
        with TestClient(create_app(town.settings), base_url=ADDRESS) as client:
            yield town, client, server


def test_a_paper_goes_its_whole_way(at_bucket):
    """Sent, cut, looked at, covered and fetched; nothing stays here, and then the bucket is away.

    What cannot be fetched whole is refused, and so is what cannot be kept, without a record of it.
    """
    town, client, server = at_bucket
    document = register(client, town)
    content = f"/api/documents/{document}/content?segment="
    words = boxes(client, town, document, "Harriet", "Vane", "3", "Mill", "Lane")
    covered = cover(client, town, document, "left", words)
    name_taken = cover(client, town, document, "report", words)
    fetched = client.get(f"{content}report", headers=town.sign("ben"))
    text = client.get(f"{content}left&text=true", headers=town.sign("ben"))
    page = client.get(f"/api/documents/{document}/parts/main/pages/1", headers=town.sign("peter"))

    assert (201, 409, 200) == (covered.status_code, name_taken.status_code, page.status_code)
    assert (
        "The harbour wall" in pypdf.PdfReader(io.BytesIO(fetched.content)).pages[0].extract_text()
    )
    assert (200, False) == (text.status_code, "Harriet" in text.text)
    assert names_in(town.settings.content_url) == town.kept()

    server.stop()
    entries = len(town.entries())
    gone = client.get(f"{content}report", headers=town.sign("ben"))
    not_kept = send(client, town, paper("Another paper"))

    assert (503, 503) == (gone.status_code, not_kept.status_code)
    assert b"%PDF" not in gone.content
    assert ["content.released"] == [one["kind"] for one in town.entries()[entries:]]
