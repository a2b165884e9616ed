"""A paper is read page by page in the browser: marked, on record, and only by who may."""

import html
import re

import pytest
from playwright.sync_api import Browser

from tests.api.standing import DUTY, NEEDED, Standing
from tests.api.test_files import paper as pdf
from tests.api.town import Town
from tests.web.browsing import visiting
from tests.web.form_of import send
from tests.web.serving import serving

PAGES = pdf("The harbour wall", "It leaks")


@pytest.fixture
def ada(town: Town) -> dict:
    """Ada, of the Harbour Committee, as a client sends her."""
    return {"headers": town.sign("ada"), "follow_redirects": False}


@pytest.fixture(scope="module")
def read(town: Town) -> str:
    """The address at which a paper of two parts is read, the second one of no known kind."""
    segments = {"main": {}, "data": {"content_type": "application/zip"}}
    paper = town.document(segments, content=PAGES, title="Harbour wall survey")
    return f"/documents/{paper}/read"


def pictures(page) -> list[str]:
    """The addresses of the pictures on a page."""
    return [
        html.unescape(one)
        for one in re.findall(r'<img class="app-page[^>]*src="([^"]+)"', page.text)
    ]


def released(town: Town, address: str) -> int:
    """How often something of a paper was released."""
    document = address.split("/")[2]
    found = [one for one in town.entries() if one["kind"] == "content.released"]
    return sum(one["body"]["document"] == document for one in found)


def test_a_page_is_turned_and_each_picture_is_on_record(client, ada, town, read):
    """The page shows nothing by itself; the picture is a release, and differs for each page."""
    before = released(town, read)
    first = client.get(read, **ada)
    assert (200, "Page 1 of 2") == (
        first.status_code,
        re.search("<h1[^>]*>(.*)</h1>", first.text)[1],
    )
    assert before == released(town, read)
    above, below = re.findall(r'href="([^"]+)" rel="next"', first.text)
    assert above == below
    second = client.get(html.unescape(above), **ada)
    assert "Page 2 of 2" in second.text
    assert 'rel="next"' not in second.text
    drawn = [client.get(pictures(page)[0], **ada) for page in (first, second)]
    assert ["image/png"] * 2 == [one.headers["content-type"] for one in drawn]
    assert drawn[0].content != drawn[1].content
    assert before + 2 == released(town, read)
    assert 404 == client.get(f"{read}?segment=main&page=3", **ada).status_code


def test_what_cannot_be_drawn_can_be_downloaded(client, ada, read):
    """The other part is named, and says so."""
    assert "Data</a>" in client.get(read, **ada).text
    page = client.get(f"{read}?segment=data", **ada)

    assert [] == pictures(page)
    assert "cannot be shown page by page" in page.text


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ('Caffè & quay: "2026/27"\r\n', "Caffe-quay-2026-27-main.txt"),
        ("Ŵ" * 200, "W" * 100 + ".txt"),
        ("???", "main.txt"),
    ],
    ids=["marks and accents", "long", "no letter"],
)
def test_the_words_are_kept_under_the_name_of_the_paper(client, town, ada, title, name):
    """In letters that every device takes, and no others: none of a title's ends the header."""
    paper = town.document({"main": {"public": True}}, content=PAGES, title=title)
    page = client.get(f"/documents/{paper}/read", **ada)
    (text,) = re.findall(r'href="([^"]+)">Download the words as text', page.text)
    words = client.get(html.unescape(text), **ada)

    assert (200, "text/plain") == (
        words.status_code,
        words.headers["content-type"].partition(";")[0],
    )
    assert f'attachment; filename="{name}"' == words.headers["content-disposition"]


def test_conditions_come_first(client, town):
    """Ben, who must accept them, is led to them; no page and no picture before."""
    paper = town.document({"annex": {"exempt": (1,)}}, content=PAGES)
    ben = {"headers": town.sign("ben"), "follow_redirects": False}
    standing = Standing(town, client)
    made = client.post("/api/requests", json={"document": paper, **DUTY}, headers=town.sign("ben"))
    reference = made.json()["reference"]
    standing.step("sid", reference, "findings", NEEDED)
    by = f"segment=annex&request={reference}"
    led = client.get(f"/documents/{paper}/read?{by}", **ben)
    assert (303, f"/documents/{paper}/open?{by}") == (led.status_code, led.headers["location"])
    assert 403 == client.get(f"/documents/{paper}/pages/1?{by}", **ben).status_code
    page = client.get(led.headers["location"], headers=town.sign("ben"))
    client.headers.update(town.sign("ben"))
    try:
        send(client, page, agree="yes")
    finally:
        del client.headers["Authorization"]
    assert "Page 1 of 2" in client.get(f"/documents/{paper}/read?{by}", **ben).text
    assert 200 == client.get(f"/documents/{paper}/pages/1?{by}", **ben).status_code


@pytest.mark.parametrize("site", ["cross-site", "same-site"])
def test_a_picture_on_another_site_shows_nothing(client, town, read, site):
    """It would stand on record as if the person had looked."""
    headers = town.sign("ada") | {"Sec-Fetch-Site": site}
    picture = read.replace("/read", "/pages/1?segment=main")

    assert 403 == client.get(picture, headers=headers).status_code


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no-scripts"])
def test_a_paper_is_read_at_a_browser(browser: Browser, town, read, scripts):
    """With the keyboard alone; the picture is there at every width."""
    with (
        serving(town) as (address, _),
        visiting(browser, address, town.sign("ada"), scripts=scripts) as at,
    ):
        at.open(read.replace("/read", "/open?segment=main"))
        at.look("open-to-read")
        at.tab_to("Read it here")
        at.key("Enter", leads_on=True)
        at.look("read-first")
        at.tab_to("Next page")
        at.key("Enter", leads_on=True)
        assert "Page 2 of 2" == at.heading
        wide = at.page.locator(".app-page__picture").evaluate("one => one.naturalWidth")
        assert wide > 0
        at.look("read-last")
