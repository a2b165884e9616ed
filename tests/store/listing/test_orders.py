"""The orders of a list: each document has one place, and a page goes on right after another."""

import pytest

from gateway.store.listing.asker import AMONG, listed
from gateway.store.listing.orders import PLACES, PLACES_BY_TITLE, START, Sort
from tests.store.borough import Borough
from tests.store.listing.agreement import passing_town


@pytest.mark.parametrize("sort", ["newest", "oldest", "title"])
def test_pages_meet_and_do_not_overlap(borough: Borough, sort: Sort):
    """Three at a time, every document held or withdrawn comes once, in the order of the places."""
    with passing_town(borough, "england", seed=7) as town:
        places = PLACES[sort]

        def after(place: tuple[str, str], most: int) -> list[tuple[str, str]]:
            asked = {"after_0": place[0], "after_1": place[1], "most": most}
            return [(row[0], row[1]) for row in places.rows(town.connection, asked)]

        whole = after(START[sort], 1000)
        found, last = [], START[sort]
        while page := after(last, 3):
            found += page
            last = page[-1]

    assert sorted(whole, reverse=sort == "newest") == whole == found
    assert 40 == len({document for _, document in whole})


def test_some_by_title(borough: Borough):
    """The places of some documents, in the order of their titles in small letters."""
    with passing_town(borough, "england", seed=7) as town:
        some = list(town.held)[:5]
        rows = PLACES_BY_TITLE.rows(town.connection, {AMONG: listed(some)})
        expected = sorted((town.held[one].facts.title.lower(), one) for one in some)
        assert expected == [(row[0], row[1]) for row in rows]
