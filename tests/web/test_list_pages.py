"""Every list can be searched, put in another order, paged and taken away as CSV and as JSON.

A page with a table that is no such list fails here, as does a list without one of the tools, unless
it is named below with the reason.
"""

import csv
import re
from pathlib import Path
from uuid import uuid4

import pytest

import gateway.web
from gateway.casework.copies import copies_seen_by
from gateway.casework.requests import SubmitRequest
from gateway.domain.people import OPERATOR
from gateway.domain.requests import AskedRequest
from gateway.importing.confirming import ProposeRegister
from gateway.web import rendering
from gateway.web.lists import ListPage
from tests.api.town import Town
from tests.importing import invented
from tests.importing.test_import_register import DIGEST, registers
from tests.web.conftest import without_scripts

TEMPLATES = Path(gateway.web.__file__).parent / "templates"
LISTS = {
    "advice.html": ("/advice", "ada"),
    "ask.html": ("/ask", "ada"),
    "cases.html": ("/cases", "sid"),
    "checks.html": ("/checks", "olive"),
    "copies.html": ("/copies", "ada"),
    "copies-out.html": ("/copies-out", "peter"),
    "cover.html": ("/cover", "moira"),
    "cover-close.html": ("/cover/close", "moira"),
    "deadlines.html": ("/deadlines", "ben"),
    "determinations.html": ("/determinations", "moira"),
    "disputes.html": ("/disputes", "moira"),
    "drafts.html": ("/drafts", "ada"),
    "incidents.html": ("/incidents", "moira"),
    "keep-papers.html": ("/papers", "olive"),
    "keep-readers.html": ("/papers/{paper}/readers", "olive"),
    "log-people.html": ("/log/people", "audrey"),
    "log.html": ("/log", "audrey"),
    "marks.html": ("/marks", "peter"),
    "notices.html": ("/notices", "moira"),
    "offers.html": ("/offers", "ada"),
    "papers.html": ("/documents", "ada"),
    "register.html": ("/register", "olive"),
    "requests.html": ("/requests", "ada"),
    "rule-versions.html": ("/rules/versions", "olive"),
    "statistics.html": ("/statistics", "audrey"),
}
"""A page for each template that draws a list, and somebody to whom it opens."""
NO_LISTS = {
    "check-answers.html": "the answers to one check",
    "checks-table.html": "the checks of one decision",
    "even-handed.html": "a quarter's numbers",
    "rule-version.html": "what one draft would change",
    "sample.html": "one sample, which is drawn again by its seed",
    "system.html": "what the doctor says",
}
"""Pages with tables that are no lists, and what they are."""


@pytest.fixture(scope="module")
def town(tmp_path_factory):
    """A council of these tests alone: what they find empty, no other test has filled."""
    return Town(tmp_path_factory.mktemp("lists") / "data")


@pytest.fixture(scope="module")
def client(town):
    """A browser without scripts, at its gateway."""
    with without_scripts(town) as client:
        yield client


@pytest.fixture(scope="module")
def filled(client, town):
    """Something stands in most of the lists."""
    office, ada = client.app.state.office, town.people["ada"]
    headers = town.sign("ada")
    client.post("/api/drafts", json={"document": town.paper}, headers=headers)
    waits = town.document({"annex": {"exempt": (1,)}})
    for purpose in ("official_duty", "casework"):
        for by, paper in ((ada, town.paper), (town.people["ben"], waits)):
            asked = AskedRequest(document=paper, purpose=purpose, statement="For the meeting.")
            office.carry_out_now(SubmitRequest(by=by, asked=asked))
    assert 200 == client.get(f"/api/documents/{town.minutes}/content", headers=headers).status_code
    with office.reading() as reading:
        assert copies_seen_by(reading, ada)
    incident = {"document": town.paper, "words": "A leak."}
    client.post("/api/incidents", json=incident, headers=town.sign("olive"))
    named = {"office": "chief_executive", "person": town.people["olive"]}
    named |= {"first": "2027-01-01", "last": "2099-01-01"}
    client.post("/api/deputies", json=named, headers=town.sign("moira"))
    close = {"other": town.people["fay"]}
    client.post("/api/relationships", json=close, headers=town.sign("dina"))
    said = registers(invented.councillors())
    office.carry_out_now(ProposeRegister(by=OPERATOR, registers=said, digests=(DIGEST,)))


@pytest.fixture
def list_of(client, town, monkeypatch):
    """What a page says of its list, besides drawing it."""
    said: dict[str, ListPage] = {}
    render = rendering.render

    def watched(site, scope, template, **context):
        if isinstance(context.get("list"), ListPage):
            said[template] = context["list"]
        return render(site, scope, template, **context)

    monkeypatch.setattr(rendering, "render", watched)

    def find(name: str, more: str = ""):
        path, who = LISTS[name]
        page = client.get(path.format(paper=town.paper) + more, headers=town.sign(who))
        assert 200 == page.status_code, page.text
        return said[name], page.text, town.sign(who)

    return find


def test_every_table_is_a_list_or_is_named():
    """Templates with rows: those that draw a list, and those that are none, with the reason."""
    drawn, rows = set(), set()
    for path in TEMPLATES.glob("*.html"):
        text = path.read_text(encoding="utf-8")
        if path.name != "list.html" and "call listing(" in text:
            drawn.add(path.name)
        elif path.name != "list.html" and re.search("app-table|app-rows", text):
            rows.add(path.name)

    assert set(LISTS) == drawn
    assert set(NO_LISTS) == rows


@pytest.mark.usefixtures("filled")
@pytest.mark.parametrize("name", LISTS)
def test_every_list_has_its_tools(list_of, client, name):
    """And each of them works: the search, every order, the next page, and both files."""
    found, text, headers = list_of(name)
    tools = {"order": len(found.sorts) > 1, "search": bool(found.searched), "file": bool(found.api)}
    assert all(tools.values()), tools
    assert 'role="search"' in text
    for link in found.sort_links:
        assert 200 == client.get(link.address, headers=headers).status_code, link
    if found.searched:
        words = uuid4().hex if name == "log.html" else "no+such+word+anywhere"
        nothing, text, _ = list_of(name, f"?{found.searched_as}={words}")
        assert 0 == nothing.number, text
        assert "Show the whole list" in text
    if found.api:
        sheet = client.get(found.export_link("csv"), headers=headers)
        assert "text/csv; charset=utf-8" == sheet.headers["content-type"]
        assert next(csv.reader(sheet.text.splitlines()))
        assert (
            "application/json"
            == client.get(found.export_link("json"), headers=headers).headers["content-type"]
        )


def test_a_search_lands_on_what_it_found_and_says_so(town, at):
    """The form leads past itself, as a phone shows no more; with the number where all is shown."""
    for number in range(21):
        town.document({"main": {"public": True}}, title=f"Sluice gate{' key' * (number < 2)}")
    for path in ("/ask", "/documents"):
        one, many, none = (
            at("ben").get(f"{path}?q={words}").text for words in ("key", "sluice", "<b>{{1}}")
        )
        assert f'action="{path}#found"' in one
        assert 'id="found"' in none
        found = [re.findall("Papers with [^<]*", page) for page in (one, many, none)]
        assert [["Papers with “key”: 2"], ["Papers with “sluice”"], []] == found


def test_one_row_alone_has_no_order(town, at):
    """Nothing stands between what was looked for and it."""
    for title in ("Groyne", "Groyne posts"):
        town.document({"main": {"public": True}}, title=title)
    one, two = (at("ben").get(f"/ask?q={words}").text for words in ("posts", "groyne"))

    assert (False, True) == ("Order:" in one, "Order:" in two)


FILLED = (
    "ask.html",
    "cases.html",
    "checks.html",
    "copies.html",
    "copies-out.html",
    "cover.html",
    "cover-close.html",
    "deadlines.html",
    "drafts.html",
    "incidents.html",
)
FILLED += ("keep-papers.html", "keep-readers.html", "log-people.html", "marks.html")
FILLED += ("notices.html", "papers.html", "register.html", "requests.html", "rule-versions.html")
EMPTY = ("advice.html", "determinations.html", "disputes.html", "offers.html")
GROWS = {"log.html"}
"""Whoever reads it adds to it: tests/casework/test_log.py goes through its pages."""
NO_PAGES = {"statistics.html"}
"""One table, which is never longer than a page."""


def test_each_list_is_gone_through_or_named():
    """None is left out of the next test in silence."""
    assert set(LISTS) == {*FILLED, *EMPTY, *GROWS, *NO_PAGES}


@pytest.mark.usefixtures("filled")
@pytest.mark.parametrize("name", [*FILLED, *EMPTY])
def test_the_file_goes_on_where_the_page_does(list_of, client, name):
    """Page by page, in every order, the whole list comes once."""
    found, _, headers = list_of(name)
    for order in found.sorts:
        address = f"{found.export_link('csv')}&sort={order}"
        whole = client.get(f"{address}&limit=200", headers=headers).text.splitlines()[1:]
        pages, after = [], f"{address}&limit=1"
        while after and len(pages) <= len(whole):
            answer = client.get(after, headers=headers)
            pages += answer.text.splitlines()[1:]
            more = re.match(r"<(\?[^>]+)>", answer.headers.get("link", ""))
            after = address.partition("?")[0] + more[1] if more else ""
        assert (whole, name in FILLED) == (pages, bool(whole)), order


def test_a_search_keeps_the_order(list_of):
    """Whoever put the list in another order searches it in that order."""
    _, text, _ = list_of("ask.html", "?sort=title")

    assert '<input type="hidden" name="sort" value="title">' in text
