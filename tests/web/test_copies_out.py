"""Copies that are out and misuse, as pages: who sees them, a return, a record, what came of it."""

from typing import NamedTuple

import pytest

from gateway.casework.content import ReleaseContent
from gateway.casework.copies import copies_seen_by
from tests.web.form_of import send


class Out(NamedTuple):
    """A paper, and the copy of it that Ada fetched."""

    paper: str
    copy: str


@pytest.fixture
def out(client, town) -> Out:
    """Ada fetches a paper of her committee."""
    office = client.app.state.office
    paper = town.document({"main": {}}, title="Slipway lease")
    office.carry_out_now(ReleaseContent(by=town.people["ada"], document=paper))
    with office.reading() as reading:
        (copy,) = copies_seen_by(reading, town.people["ada"], document=paper)
    return Out(paper, copy.id)


def test_who_gets_copies_back_sees_them_with_their_holders(at, out):
    """The proper officer and the adviser; another officer sees none, and not that there are any."""
    for who in ("peter", "moira"):
        page = at(who).get("/copies-out?q=slipway+ada")
        assert f"/copies-out/{out.copy}" in page.text, who
        assert "Slipway lease" in page.text
        assert "With them" in page.text
    olive = at("olive")
    assert "No copy is out that you look after." in olive.get("/copies-out").text
    assert 404 == olive.get(f"/copies-out/{out.copy}").status_code


def test_what_was_only_read_is_found_by_who_looks_into_it(at, client, town):
    """It is in no list of copies; the enquiry and its own page say that nothing is to come back."""
    office, ada = client.app.state.office, town.people["ada"]
    paper = town.document({"main": {}}, title="Towpath repairs")
    office.carry_out_now(ReleaseContent(by=ada, document=paper, to_read=True))
    with office.reading() as reading:
        (seen,) = copies_seen_by(reading, ada, only_read=True, document=paper)
    moira = at("moira")
    assert seen.id not in moira.get("/copies-out?q=towpath").text
    enquiry = moira.get(f"/papers/{paper}/enquiry").text
    assert (True, True) == (f"/copies-out/{seen.id}" in enquiry, "Read here only" in enquiry)
    page = at("peter").get(f"/copies-out/{seen.id}").text
    assert "There is nothing to give back" in page
    assert "Record that it is back" not in page


def test_a_list_of_copies_is_a_file_too(at, out):
    """With names and titles, for a spreadsheet; and what is searched for alone."""
    peter = at("peter")
    sheet = peter.get("/api/copies?whose=others&all=true&q=slipway&format=csv").text

    assert sheet.startswith("id,person,name,title,document,since,state,due,late\r\n")
    assert out.copy in sheet
    assert out.copy not in peter.get("/api/copies?q=nothing+of+it&format=csv").text
    assert out.copy not in peter.get("/api/copies?whose=mine&format=csv").text


def test_a_return_is_recorded_with_its_certificate(at, out):
    """By the proper officer; what is missing is said beside the field, and it is done once."""
    peter = at("peter")
    page = peter.get(f"/copies-out/{out.copy}")
    missing = send(peter, page, words="In the post.")
    assert 422 == missing.status_code
    assert "Tick the box when no copy is left." in missing.text
    done = send(peter, missing, how="returned", all_of_it="true")
    assert "We recorded that no copy is left with them." in done.text
    assert "Returned" in done.text
    assert "Record that it is back" not in done.text
    again = send(peter, page, how="returned", all_of_it="true")
    assert (409, True) == (again.status_code, "It was given back already." in again.text)


def test_the_adviser_looks_at_a_copy_and_records_no_return(at, out):
    """That is for whoever gets copies back, by the one table of permissions."""
    moira = at("moira")
    page = moira.get(f"/copies-out/{out.copy}")

    assert "Record that it is back" not in page.text
    form = {"how": "returned", "all_of_it": "true"}
    assert 403 == moira.post(f"/copies-out/{out.copy}", form).status_code


def test_misuse_is_linked_to_a_copy_and_closed_by_the_adviser(at, out, town):
    """Whom it concerns is found by name; the words stay while one looks; the adviser closes it."""
    moira = at("moira")
    enquiry = moira.get(f"/papers/{out.paper}/enquiry")
    assert "Ada" in enquiry.text
    assert "That you looked is on record." in enquiry.text
    olive = at("olive")
    page = olive.get(f"/incidents/new?document={out.paper}")
    assert out.copy not in page.text, "an officer who gets no copies back sees no holder"
    found = send(olive, page, words="It stood in the Gazette.", q="ada", do="find")
    assert "It stood in the Gazette." in found.text
    empty = send(olive, found, words="", people=town.people["ada"])
    assert (422, True) == (empty.status_code, "Say what happened." in empty.text)
    made = send(olive, empty, words="It stood in the Gazette.", people=town.people["ada"])
    assert "We recorded it, and told the adviser." in made.text
    assert "Whoever acts as adviser looks into it" in made.text
    path = made.url.path
    assert path in olive.get("/incidents?q=gazette&state=open").text
    assert f'href="{path}"' in moira.get("/notices").text, "her message leads there"
    one = moira.get(path)
    closed = send(moira, one, outcome="not_traced", words="Nobody knows.")
    assert "Nobody could be named." in closed.text
    assert path not in moira.get("/incidents?state=open").text
    assert path in moira.get("/incidents?state=closed").text
    assert 404 == at("peter").get(path).status_code


def test_a_copy_is_chosen_by_who_may_see_it(at, out):
    """The adviser names the copy; its holder is concerned."""
    moira = at("moira")
    page = moira.get(f"/incidents/new?document={out.paper}&copy={out.copy}")
    assert f'value="{out.copy}" checked' in page.text
    made = send(moira, page, words="A leak.", copies=out.copy)

    assert "Ada" in made.text
    sheet = moira.get("/api/incidents?format=csv&q=leak").text
    assert "A leak." in sheet
    assert "Ada" in sheet
