"""Papers of one title are told apart by their meetings; nobody is sent to ask for what is open."""

import re

import pytest
from sqlalchemy import insert, select

from gateway.store import tables
from tests.web.form_of import form_of, send

TITLE = "Weir and towpath"
WHEN = r"Harbour Committee[^<]*, (Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day [^<]*"
MEETING = f"Meeting: {WHEN}"


@pytest.fixture(scope="module")
def papers(town) -> dict[str, str]:
    """Three of one title: all of it public, a part of it, and none of it."""
    public, closed = {"public": True}, {"exempt": (1,)}
    parts = {
        "all": {"main": public},
        "part": {"main": public, "annex": closed},
        "none": {"annex": closed},
    }
    return {name: town.document(held, title=TITLE) for name, held in parts.items()}


def test_the_list_says_what_is_open_and_asks_only_for_the_rest(at, papers):
    """Three states in three rows: see all, see a part and ask, ask."""
    rows = at("ben").get(f"/ask?q={TITLE}").text.split('<li class="app-rows__row">')[1:]
    found = {
        name: row
        for name, document in papers.items()
        for row in rows
        if f"/documents/{document}" in row or f'value="{document}"' in row
    }

    assert {
        "all": (True, False, False, False),
        "part": (False, True, True, False),
        "none": (False, False, False, True),
    } == {
        name: tuple(
            words in row
            for words in (
                "You can see all of it",
                "See the open part",
                "Ask for the closed part",
                "Ask for this",
            )
        )
        for name, row in found.items()
    }


def test_the_page_of_a_paper_asks_for_more_where_there_is_more(at, papers):
    """Of what is closed it says what to do, and each part is opened by its name."""
    ben = at("ben")
    part, whole = (ben.get(f"/documents/{papers[name]}").text for name in ("part", "all"))
    asking = "Ask, and say why you need it: an officer then looks at it."

    assert part.index("Annex") < part.index(asking) < part.rindex("All the reasons")
    assert "Open “Main”" in part
    assert "Do you need more of it?" in part
    assert "Open it" in whole
    for needless in (asking, "Do you need more of it?", "Open “"):
        assert needless not in whole


def test_the_meeting_stands_with_the_title_from_the_list_to_the_answer(at, papers):
    """In the lists, at every question, at the check, and with the request."""
    ben = at("ben")
    draft = send(ben, ben.get(f"/ask?q={TITLE}"), action="/ask", document=papers["part"])
    here = draft.url.path.removesuffix("/why")
    places = ["/ask", here, *(f"{here}/{one}" for one in ("why", "how", "check"))]
    places += ["/drafts", "/documents", f"/documents/{papers['part']}"]
    told = {place: ben.get(place).text for place in places}
    sent = send(ben, ben.get(f"{here}/check"), action=f"{here}/sending")
    told |= {place: ben.get(place).text for place in ("/requests", sent.url.path)}

    assert [] == [place for place, text in told.items() if not re.search(MEETING, text)]


@pytest.mark.parametrize("place", ["/checks", "/checks/{part}", "/checks/{part}/meeting"])
def test_officers_read_the_meeting_too(at, papers, place):
    """In their lists, and where they check; in the list of papers the column names it."""
    olive = at("olive")
    assert re.search(MEETING, olive.get(place.format(**papers)).text)
    listed = olive.get("/papers").text
    assert (True, False) == (bool(re.search(WHEN, listed)), bool(re.search(MEETING, listed)))


def test_without_a_meeting_a_check_names_the_body(at, town):
    """Whose paper it is stands above the answer too."""
    paper = town.document({"main": {}}, title="Towpath lights", business=False)
    with town.writing() as connection:
        (part,) = connection.execute(
            select(tables.segments.c.id).where(tables.segments.c.document == paper)
        ).scalars()
        row = {"segment": part, "body": town.harbour}
        connection.execute(insert(tables.segment_business).values(**row))
    olive, path = at("olive"), f"/checks/{paper}"
    form = olive.get(f"{path}?to={town.people['ben']}")
    use = {"form": "inspect", "purpose": "official_duty", "councillor": town.people["ben"]}
    answer = olive.post(path, form_of(form.text, path) | use)

    for page in (form, answer):
        assert re.search(r"For Harbour Committee[^<]*\. No meeting is fixed\.", page.text)
