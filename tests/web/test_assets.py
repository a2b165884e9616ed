"""Style, script and icon: out of the wheel, kept by browsers, and of nobody else's design."""

import gzip
import re

import pytest

from gateway.web.assets import PLACE


@pytest.mark.parametrize("name", ["govuk.css", "govuk.js", "gateway.css", "start.js", "icon.svg"])
def test_a_file_is_kept_for_ever_and_packed(client, name):
    """A new version of any of them has another address."""
    answer = client.get(f"{PLACE}/{name}")
    plain = client.get(f"{PLACE}/{name}", headers={"Accept-Encoding": "identity"})

    assert (200, "public, max-age=31536000, immutable") == (
        answer.status_code,
        answer.headers["cache-control"],
    )
    assert "gzip" == answer.headers["content-encoding"]
    assert "content-encoding" not in plain.headers
    assert plain.content == answer.content
    assert len(gzip.compress(plain.content)) <= len(plain.content) + 100


@pytest.mark.parametrize("path", [f"{PLACE}/other.css", "/assets/0000000000000000/govuk.css"])
def test_no_other_file_is_served(client, path):
    """Nothing is looked for in a folder."""
    assert 404 == client.get(path).status_code


def test_the_crown_its_typeface_and_other_hosts_are_nowhere(client):
    """Councils may use the Design System, and not the crown, the crest or GDS Transport."""
    style = client.get(f"{PLACE}/govuk.css").text

    assert [] == re.findall(r"GDS Transport|@font-face|@import|url\(", style)


def test_the_council_has_its_own_colour(client):
    """In a style sheet of its own, small enough to be asked for anew."""
    assert ":root{--govuk-brand-colour:#1d3557}\n" == client.get("/assets/council.css").text
