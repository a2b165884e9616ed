"""Letters and mails in Welsh, in Wales: the same answer, told in the language that is asked for."""

import io

import pikepdf
import pypdf
import pytest
from litestar.testing import TestClient

from gateway.app import create_app
from tests.api.conftest import ADDRESS
from tests.api.test_letters import letter, one_line, submit
from tests.api.town import Town


@pytest.fixture(scope="module")
def in_wales(tmp_path_factory):
    """A town in Wales, and somebody at its gateway."""
    town = Town(tmp_path_factory.mktemp("wales") / "data", profile="wales")
    with TestClient(create_app(town.settings), base_url=ADDRESS) as client:
        yield town, client


def test_a_letter_in_welsh(in_wales):
    """Text, data and PDF say the same in Welsh; the PDF names its language."""
    town, client = in_wales
    paper = town.document({"main": {}, "annex": {"exempt": (12,)}})
    reference = submit(client, town, paper)["reference"]
    at = f"/api/requests/{reference}/letter"
    english = letter(client, town, reference).json()
    welsh = client.get(f"{at}?language=cy", headers=town.sign("ben")).json()
    made = client.get(f"{at}.pdf?language=cy", headers=town.sign("ben"))

    assert f"Eich cais {reference}" == welsh["lines"][0]
    assert [one["part"] for one in english["reply"]["parts"]] == [
        one["part"] for one in welsh["reply"]["parts"]
    ]
    shared = set(english["lines"]) & set(welsh["lines"])
    assert {""} == shared
    with pikepdf.open(io.BytesIO(made.content)) as pdf:
        assert "cy" == str(pdf.Root.Lang)
        assert "1" == pdf.open_metadata()["pdfuaid:part"]
    pages = pypdf.PdfReader(io.BytesIO(made.content)).pages
    text = one_line(" ".join(page.extract_text() for page in pages)).replace("\u2019", "'")
    for line in filter(None, welsh["lines"]):
        assert line in text
    assert "tudalen 1 o " in text


def test_outside_wales_there_is_none(client, town):
    """A council that does not write in Welsh says so, for the text and for the PDF."""
    reference = submit(client, town, town.paper)["reference"]

    for name in ("letter", "letter.pdf"):
        answer = client.get(
            f"/api/requests/{reference}/{name}?language=cy", headers=town.sign("ben")
        )
        assert (400, "language") == (answer.status_code, answer.json()["where"])
