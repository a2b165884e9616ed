"""All that is held, for officers: every document once, in each order, searched and counted."""

from itertools import islice

import pytest

from gateway.store.listing.held import Held
from gateway.store.listing.orders import Sort
from gateway.store.tables.columns import moment_text
from tests.store.borough import Borough
from tests.store.listing.agreement import SEARCHES, passing_town


@pytest.mark.parametrize("sort", ["newest", "oldest", "title"])
def test_pages_hold_all_that_is_held(borough: Borough, sort: Sort):
    """What is withdrawn, and what has no part left, is not held; everything else comes once."""
    with passing_town(borough, "england", seed=8) as town:
        kept = town.held

        def key(document: str) -> tuple[str, str]:
            held = kept[document]
            moment = moment_text(held.registered_at)
            return (held.facts.title.lower() if sort == "title" else moment, document)

        for words in SEARCHES:
            held = Held(town.connection, words=words)
            titles = {one: kept[one].facts.title.lower() for one in kept}
            found = [
                one for one in kept if all(word.lower() in titles[one] for word in words.split())
            ]
            expected = sorted(found, key=key, reverse=sort == "newest")
            pages, after = [], None
            while page := list(islice(held.documents(sort, after, 4), 4)):
                pages += page
                last = kept[page[-1]]
                after = (
                    last.id if sort == "title" else f"{moment_text(last.registered_at)}~{last.id}"
                )
            assert expected == pages
            assert len(expected) == held.number()


def test_no_place_is_that_of_nothing(borough: Borough):
    """In the order of titles, a key that is no document's is refused."""
    with passing_town(borough, "england", seed=8) as town, pytest.raises(KeyError):
        list(Held(town.connection).documents("title", "0" * 32, 3))
