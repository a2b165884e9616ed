"""Marks as exempt at their pages: found, made, tested, changed and taken away."""

import re
from datetime import UTC, datetime, timedelta

from tests.api.town import CANARY
from tests.web.form_of import form_of, send

_CHOSEN = re.compile(r"<input\b[^>]*\bchecked\b[^>]*>")
_ATTRIBUTE = re.compile(r'(name|value)="([^"]*)"')
NO_TEST = "supports no refusal until then."


def day(name: str, *, ago: int) -> dict[str, str]:
    """The three fields of a day."""
    then = datetime.now(UTC) - timedelta(days=ago)
    return {f"{name}-{part}": str(getattr(then, part)) for part in ("day", "month", "year")}


def ticked(page: str) -> dict[str, str]:
    """What is chosen or ticked on a page, by the names of the fields."""
    inputs = [dict(_ATTRIBUTE.findall(one)) for one in _CHOSEN.findall(page)]
    return {one["name"]: one["value"] for one in inputs}


def test_a_paper_says_what_its_mark_is(at, town):
    """The paragraph in words, the day of its test as it is written, and what is still missing."""
    paper = town.document({"main": {"exempt": (4,)}}, title="Quay pay talks")
    page = at("peter").get(f"/papers/{paper}").text

    says = "Information about talks with staff or unions"
    assert f"Paragraph 4, no public interest test yet. {says}" in page
    assert NO_TEST in page


def test_a_mark_is_made_tested_and_lifted(at, town):
    """Each leads back to the paper, which says how it stands; the queue follows."""
    paper = town.document({"main": {}}, title="Crane hire")
    peter, path = at("peter"), f"/marks/{paper}"
    chosen = {"segment": "main", "paragraph": "2", "words": "Looked at it."}
    made = send(peter, peter.get(path), **chosen)
    queued = peter.get("/marks").text
    done = send(
        peter, peter.get(f"{path}?segment=main&paragraph=2"), **chosen, **day("tested", ago=3)
    )
    tested = peter.get("/marks").text
    changed = peter.get(f"{path}?segment=main&paragraph=2")
    lifted = send(peter, changed, **chosen, lifted="true")

    assert f"/papers/{paper}" == made.url.path == done.url.path == lifted.url.path
    assert all("We recorded the mark" in page.text for page in (made, done, lifted))
    assert [True, False, False] == [NO_TEST in page.text for page in (made, done, lifted)]
    assert (True, False) == (path in queued, path in tested)
    assert "Paragraph 2" not in lifted.text


def test_a_mark_that_is_changed_keeps_what_is_not_touched(at, town):
    """The form comes filled in: a new reason alone loses neither the test nor the terms."""
    paper = town.document({"main": {}, "annex": {}}, title="Crane sale")
    peter, path = at("peter"), f"/marks/{paper}"
    terms = {
        "segment": "annex",
        "paragraph": "3",
        "words": "An offer.",
        "negotiation_terms": "true",
    }
    send(peter, peter.get(path), **terms, **day("tested", ago=3), **day("review_on", ago=-30))
    forms = []
    for _ in range(2):
        page = peter.get(f"{path}?segment=annex&paragraph=3")
        forms.append(form_of(page.text, path) | ticked(page.text))
        send(peter, page, **ticked(page.text), words="Looked again.")

    expected = {**terms, **day("tested", ago=3), **day("review_on", ago=-30)} | {"words": ""}
    assert [expected] * 2 == [{name: form.get(name) for name in expected} for form in forms]


def test_a_new_mark_does_not_replace_one_unseen(at, town):
    """Where that part has such a mark, it is shown with what was typed, and nothing is lost."""
    paper = town.document({"main": {}}, title="Slipway lease")
    peter, path = at("peter"), f"/marks/{paper}"
    chosen = {"segment": "main", "paragraph": "3"}
    first = {"negotiation_terms": "true", "words": "An offer.", **day("tested", ago=3)}
    send(peter, peter.get(path), **chosen, **first)
    again = send(peter, peter.get(path), **chosen, words="Seen by two.", **day("review_on", ago=-9))
    shown = form_of(again.text, path) | ticked(again.text)
    done = send(peter, again, **ticked(again.text), words="Seen by two.")

    assert (422, True) == (again.status_code, "marked under this paragraph already" in again.text)
    assert ">Seen by two.</textarea>" in again.text
    expected = {**chosen, **first, **day("review_on", ago=-9), "words": ""}
    assert expected == {name: shown.get(name) for name in expected}
    assert f"/papers/{paper}" == done.url.path
    assert NO_TEST not in done.text


def test_only_the_field_of_a_day_that_is_wrong_is_red(at, town):
    """The one that stands empty; all three of a day that there is not. What was typed stays."""
    peter, path = at("peter"), f"/marks/{town.paper}"
    chosen = {"segment": "main", "paragraph": "2", "words": "Looked at it."}
    red = []
    for month in ("", "13"):
        typed = {"tested-day": "4", "tested-month": month, "tested-year": "2026"}
        page = send(peter, peter.get(path), **chosen, **typed)
        red.append(re.findall(r'input--error" id="tested-?(\w*)', page.text))
        again = form_of(page.text, path)
        assert (422, typed) == (page.status_code, {name: again[name] for name in typed})

    assert [["month"], ["", "month", "year"]] == red


def test_only_a_mark_that_there_is_can_be_taken_away(at, town):
    """The box stands where a mark is changed, and not where a new one is made."""
    peter, path = at("peter"), f"/marks/{town.paper}"
    pages = [peter.get(path + which).text for which in ("", "?segment=annex&paragraph=3")]

    assert [False, True] == ["Take this mark away instead" in page for page in pages]
    assert ["Mark as exempt", "Change a mark"] == [
        next(one for one in ("Change a mark", "Mark as exempt") if f"{one}</h1>" in page)
        for page in pages
    ]


def test_each_paragraph_says_what_it_is_about(at, town):
    """In the words of the rule book; terms of negotiation name the paragraph they belong to."""
    page = at("peter").get(f"/marks/{town.paper}").text

    for words in (
        "Information about work to prevent, look into or prosecute crime can be exempt.",
        "Terms of negotiation (for paragraph 3 only)",
        "Until then this mark supports no refusal.",
    ):
        assert words in page


def test_the_welsh_schedule_has_numbers_of_its_own(in_wales):
    """One sentence is about all seven there, and tells none apart: the numbers stand alone."""
    paper = in_wales.town.paper
    headers = {**in_wales.town.sign("peter"), "Accept": "text/html"}
    page = in_wales.client.get(f"/marks/{paper}", headers=headers).text

    assert ["Paragraph 12", "Paragraph 18"] == re.findall(r"Paragraph (?:11|12|18|19)\b", page)
    assert "Terms of negotiation (for paragraph 14 only)" in page
    assert "In Wales, seven kinds" not in page
    assert "Under paragraph 16 it needs no test." in page


def test_legal_advice_in_wales_needs_no_test(in_wales):
    """Neither the paper nor the queue asks for one; of every other paragraph both do."""
    town = in_wales.town
    headers = {**town.sign("peter"), "Accept": "text/html"}
    papers = [
        town.document({"main": {"exempt": (one,)}}, title=f"Hull {CANARY}") for one in (16, 13)
    ]
    pages = [in_wales.client.get(f"/papers/{one}", headers=headers).text for one in papers]
    queue = in_wales.client.get("/marks?q=hull", headers=headers).text

    assert [False, True] == [NO_TEST in page for page in pages]
    assert [False, True] == [f"/marks/{one}?" in queue for one in papers]


def test_a_mark_with_a_day_to_come_is_refused_beside_its_field(at, town):
    """What was typed stays."""
    peter = at("peter")
    page = peter.get(f"/marks/{town.paper}?segment=annex&paragraph=3")
    answer = send(peter, page, words="A test.", **day("tested", ago=-9999))

    assert 422 == answer.status_code
    assert "The test cannot lie in the future." in answer.text
    assert "A test." in answer.text


def test_the_queue_tells_papers_of_one_title_apart(at, town):
    """By body and day of the meeting; and says where every other paper is found."""
    town.document({"main": {"exempt": (2,)}}, title="Crane hire, again")
    page = at("peter").get("/marks?q=crane+hire%2C+again").text

    assert "Meeting: Harbour" in page
    assert '<a class="govuk-link" href="/papers">find it under All papers</a>' in page
