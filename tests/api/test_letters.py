"""Letters: an answer in words for the person who asked, the same words as everywhere else."""

import io
import re

import pikepdf
import pypdf
import pytest

from gateway.policy.letters import HIDDEN, OUTCOMES
from tests.api.town import CANARY
from tests.journeys.served import gateway

MIXED = {
    "open": {},
    "advice": {"kind": "advice_to_member", "keep_from_others": True, "advice_to": "ada"},
}


def submit(client, town, document, who="ben") -> dict:
    """A request just answered."""
    return client.post("/api/requests", json={"document": document}, headers=town.sign(who)).json()


def letter(client, town, reference, who="ben"):
    """Ask for the letter about a request."""
    return client.get(f"/api/requests/{reference}/letter", headers=town.sign(who))


def one_line(text: str) -> str:
    """The text without its line ends."""
    return " ".join(text.split())


def test_page_letter_json_and_log_use_the_same_words(client, town):
    """The outcome, each reason, each date: told once, shown in four places."""
    paper = town.document({"main": {}, "annex": {"exempt": (1,)}})
    answer = submit(client, town, paper)
    body = letter(client, town, answer["reference"]).json()
    log = client.get("/api/log?limit=5", headers=town.sign("audrey")).json()["items"]
    page = gateway(town, "decide", "--past", answer["reference"])

    told = body["reply"]
    assert answer["reference"] == body["reference"]
    assert OUTCOMES[answer["decision"]["outcome"]] == told["what"] == answer["sentence"]
    (entry,) = (one for one in log if one["seq"] == answer["entry"])
    assert f"Person {town.people['ben']} asked to see a document" in entry["sentence"]
    assert entry["sentence"].endswith(f"The answer: {answer['sentence']}")
    words = [told["what"], *told["next"], *told["by_when"]]
    for part, segment in zip(told["parts"], answer["decision"]["segments"], strict=True):
        words += [part["what"], *part["why"], *part["next"], *part["would_help"]]
        assert part["why"][0].startswith(segment["grounds"][0]["sentence"])
    assert told["by_when"]
    assert [part for part in told["parts"] if part["would_help"]]
    for one in words:
        assert one in one_line(body["text"])
        assert one in one_line(page.stdout)
    assert 1 == body["text"].count(CANARY), "the title of the paper, and nothing else"


def test_the_letter_on_the_command_line_is_the_same(client, town):
    """An officer who prints it hands over what the councillor reads."""
    answer = submit(client, town, town.paper)
    text = letter(client, town, answer["reference"]).json()["text"]
    printed = gateway(town, "decide", "--past", answer["reference"], "--letter")

    assert text == printed.stdout
    assert "the decision is the same" in printed.stderr


def test_the_letter_tells_what_the_requester_may_know(client, town):
    """Of a paper with a hidden part it tells of the rest, also to the officer with whom it is."""
    mixed = town.document(MIXED)
    reference = submit(client, town, mixed)["reference"]
    read = letter(client, town, reference)

    assert ["open"] == [part["part"] for part in read.json()["reply"]["parts"]]
    assert "advice" not in read.text
    assert 404 == letter(client, town, reference, "dora").status_code


def test_what_may_not_be_confirmed_is_answered_alike(client, town):
    """The letter about a hidden paper and about none is the same, but for its reference."""
    hidden, absent = (
        letter(client, town, submit(client, town, document)["reference"])
        for document in (town.secret, town.absent)
    )
    masked = [re.sub(r"NTK-\d{4}-\d+", "REFERENCE", one.text) for one in (hidden, absent)]

    assert masked[0] == masked[1]
    assert {"what": HIDDEN, "parts": [], "next": [], "by_when": []} == hidden.json()["reply"]
    lengths = {len(one.headers["content-length"]) for one in (hidden, absent)}
    assert 1 == len(lengths)


@pytest.mark.parametrize("who", ["olive", "dora"])
def test_others_get_no_letter(client, town, who):
    """It is there for the requester, and for the office that it waits for."""
    reference = submit(client, town, town.minutes, "ada")["reference"]

    assert 404 == letter(client, town, reference, who).status_code


def test_the_letter_as_a_pdf_says_the_same_and_is_accessible(client, town):
    """Every line of the letter stands in the PDF, which is tagged, titled and of one language."""
    answer = submit(client, town, town.paper)
    lines = letter(client, town, answer["reference"]).json()["lines"]

    made = client.get(f"/api/requests/{answer['reference']}/letter.pdf", headers=town.sign("ben"))

    with pikepdf.open(io.BytesIO(made.content)) as pdf:
        assert pdf.Root.MarkInfo.Marked
        assert "en-GB" == str(pdf.Root.Lang)
        assert "1" == pdf.open_metadata()["pdfuaid:part"]
    text = one_line(
        " ".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(made.content)).pages)
    )
    assert "Withermere" in text
    for line in filter(None, lines):
        assert line in text.replace("\u2019", "'")  # set with curved marks
    assert (
        404
        == client.get(
            f"/api/requests/{answer['reference']}/letter.pdf", headers=town.sign("dora")
        ).status_code
    )
