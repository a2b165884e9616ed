"""The log as a file holds what its page lists: the same entries, in the same order, to the end."""

import csv
import re
from datetime import UTC, datetime, timedelta
from html import unescape

import pytest

from gateway.casework.turn import LONDON

NARROWED = {  # with a topic: that the log is read is an entry of its own about what was looked for
    "document": "document={paper}&topic=requests",
    "person": "person={ben}&topic=requests",
    "topic": "topic=requests",
    "days": "topic=requests&since={began}&until={ended}",
    "all at once, oldest first": "document={paper}&person={ben}&topic=requests&sort=oldest",
    "a day without entries": "until={before}",
}


@pytest.fixture(scope="module")
def happened(client, town):
    """Two councillors ask for two papers, so often that the page has another page.

    The days on which it began and ended: two, where midnight falls in between.
    """
    began = day_in_london()
    other = town.document({"annex": {}}, title="Ferry steps")
    for who, paper, times in (("ben", town.paper, 22), ("ben", other, 2), ("ada", town.paper, 2)):
        for _ in range(times):
            body = {"document": paper, "purpose": "official_duty"}
            answer = client.post("/api/requests", json=body, headers=town.sign(who))
            assert answer.is_success, answer.text
    return {"began": began, "ended": day_in_london(), "before": began - timedelta(days=400)}


@pytest.mark.parametrize("name", NARROWED)
def test_a_file_of_the_log_is_narrowed_as_its_page_is(at, client, town, happened, name):
    """Each filter, and all of them at once: page by page, and by the Link of the file."""
    audrey = at("audrey")
    asked = NARROWED[name].format(paper=town.paper, ben=town.people["ben"], **happened)
    page = audrey.get(f"/log?{asked}")
    files = re.findall(r'href="(/api/log\?[^"]+csv)"', page.text)
    listed = list(entries_listed(audrey, page))
    if name == "a day without entries":
        assert ([], []) == (listed, files)
        return
    (file,) = map(unescape, files)
    whole = list(entries_in_file(client, town, f"{file}&limit=200"))

    assert listed
    assert listed == whole == list(entries_in_file(client, town, f"{file}&limit=7"))


def day_in_london():
    """The day it is, by which the log is narrowed."""
    return datetime.now(UTC).astimezone(LONDON).date()


def entries_listed(audrey, page):
    """The numbers of the entries on a page and those after it."""
    yield from map(int, re.findall(r'href="/log/entries/(\d+)"', page.text))
    following = re.search(r'href="(/log\?[^"]+)" rel="next"', page.text)
    if following:
        yield from entries_listed(audrey, audrey.get(unescape(following[1])))


def entries_in_file(client, town, address):
    """The numbers of the entries in a file and those that its Link leads to."""
    answer = client.get(address, headers=town.sign("audrey"))
    yield from (int(row["seq"]) for row in csv.DictReader(answer.text.splitlines()))
    following = re.match(r"<(\?[^>]+)>", answer.headers.get("link", ""))
    if following:
        yield from entries_in_file(client, town, address.partition("?")[0] + following[1])
