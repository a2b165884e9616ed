"""Papers on agendas in the order of their meetings, each at each of its own, from page to page."""

from itertools import islice

import pytest

from gateway.store.listing.agendas import on_agendas
from gateway.store.listing.orders import Order
from gateway.store.tables.columns import local_text, moment_text
from tests.store.borough import Borough
from tests.store.listing.agreement import SEARCHES, Town, passing_town

Stands = list[tuple[str | None, str]]


def _expected(town: Town, words: str, sort: Order) -> Stands:
    """Where they stand by what the facts say of their business."""
    met, unmet = set(), set()
    for document, held in town.held.items():
        parts = [{one.start for one in part.business} for part in held.facts.segments]
        title = held.facts.title.lower()
        if any(parts) and all(word.lower() in title for word in words.split()):
            met |= {(local_text(start), document) for start in set().union(*parts) - {None}}
            if any(not part - {None} for part in parts):
                unmet.add((moment_text(held.registered_at), document))
    newest = sort == "newest"
    places = sorted(unmet, reverse=newest)
    return [*sorted(met, reverse=newest), *((None, document) for _, document in places)]


@pytest.mark.parametrize("sort", ["newest", "oldest"])
def test_they_stand_at_their_meetings(borough: Borough, sort: Order):
    """In order of time, cancelled ones left out; what may have no meeting comes after.

    So it is also where a page goes on from any place.
    """
    with passing_town(borough, "england", seed=3) as town:

        def stands(after: str | None, most: int = 3, words: str = "") -> Stands:
            found = on_agendas(town.connection, words=words, sort=sort, after=after, at_once=most)
            return list(found)

        for words in SEARCHES:
            assert _expected(town, words, sort) == stands(None, words=words)
        whole = _expected(town, "", sort)
        assert {None} < {start for start, _ in whole}
        for number, (start, document) in enumerate(whole):
            when = start or moment_text(town.held[document].registered_at)
            assert whole[number + 1 :] == stands(f"{when}~{document}", 30)


def test_many_meetings_are_gone_through(borough: Borough, monkeypatch: pytest.MonkeyPatch):
    """However few are gone through together, and only as far as somebody reads."""
    with passing_town(borough, "england", seed=3) as town:
        whole = _expected(town, "", "newest")
        monkeypatch.setattr("gateway.store.listing.agendas._TOGETHER", 1)
        found = on_agendas(town.connection, words="", sort="newest", after=None, at_once=2)
        assert whole[:5] == list(islice(found, 5))
        assert whole[5:] == list(found)


def test_by_title_each_comes_once(borough: Borough):
    """However many meetings it has, and whichever was the last before the page."""
    with passing_town(borough, "england", seed=3) as town:
        titles = {
            one: town.held[one].facts.title.lower() for _, one in _expected(town, "", "newest")
        }
        whole = sorted(titles, key=lambda one: (titles[one], one))
        for number, after in enumerate([None, *whole]):
            found = on_agendas(town.connection, words="", sort="title", after=after, at_once=3)
            assert [(None, one) for one in whole[number:]] == list(found)
