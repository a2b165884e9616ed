"""All that is held, for officers: every document once, in each order, searched and counted."""

from itertools import islice

import pytest

from gateway.store.listing.held import Held
from gateway.store.listing.kept.keeper import PaperAnswers
from gateway.store.listing.orders import Sort
from gateway.store.tables.columns import moment_text
from tests.store.borough import Borough
from tests.store.listing.agreement import LOOKING, SEARCHES, Town, passing_town


def _held(town: Town, words: str = "", kept: PaperAnswers | None = None) -> Held:
    council = town.rules.council(town.council)
    return Held(town.connection, council, LOOKING, now=town.now, words=words, kept=kept)


@pytest.mark.parametrize("kept", [None, PaperAnswers()], ids=["asked", "kept"])
@pytest.mark.parametrize("sort", ["newest", "oldest", "title"])
def test_pages_hold_all_that_is_held(borough: Borough, sort: Sort, kept: PaperAnswers | None):
    """What is withdrawn, and what has no part left, is not held; everything else comes once."""
    with passing_town(borough, "england", seed=8) as town:
        documents = town.held

        def key(document: str) -> tuple[str, str]:
            held = documents[document]
            moment = moment_text(held.registered_at)
            return (held.facts.title.lower() if sort == "title" else moment, document)

        for words in SEARCHES:
            held = _held(town, words, kept)
            titles = {one: documents[one].facts.title.lower() for one in documents}
            found = [
                one
                for one in documents
                if all(word.lower() in titles[one] for word in words.split())
            ]
            expected = sorted(found, key=key, reverse=sort == "newest")
            pages, after = [], None
            while page := list(islice(held.documents(sort, after, 4), 4)):
                pages += page
                last = documents[page[-1]]
                after = (
                    last.id if sort == "title" else f"{moment_text(last.registered_at)}~{last.id}"
                )
            assert expected == pages
            assert len(expected) == held.number()


def test_no_place_is_that_of_nothing(borough: Borough):
    """In the order of titles, a key that is no document's is refused."""
    with passing_town(borough, "england", seed=8) as town, pytest.raises(KeyError):
        list(_held(town).documents("title", "0" * 32, 3))
