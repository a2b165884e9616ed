"""Lists agree with decisions, in random worlds, for everybody in them, under every council."""

import pytest
from msgspec.structs import replace

from gateway.errors import SlowError
from gateway.store.listing import lists
from gateway.store.listing.kept.keeper import PaperAnswers
from tests.policy.books import COUNCILS
from tests.store.borough import Borough
from tests.store.listing.agreement import differences, list_for, passing_town


@pytest.mark.parametrize("council", COUNCILS)
def test_lists_are_what_is_decided_one_by_one(borough: Borough, council: str):
    """List, count, pages in each order and searches are those of deciding about each paper.

    Made by the database, and from what is kept in memory.
    """
    with passing_town(borough, council, seed=1) as town:
        for requester in town.people[:2]:
            assert [] == list(differences(town, requester))
        kept = replace(town, kept=PaperAnswers())
        for requester in town.people[2:5]:
            assert [] == list(differences(kept, requester))


def test_a_search_is_given_up_in_time(borough: Borough, monkeypatch: pytest.MonkeyPatch):
    """Where the database must be asked, a search for what is not there keeps nobody waiting."""
    monkeypatch.setattr(lists, "_SEARCHED", 0.0)
    with passing_town(borough, "england", seed=1) as town, pytest.raises(SlowError):
        list(list_for(town, town.people[0], "nowhere").documents("newest", None, 1))


def test_a_title_that_may_not_be_seen_is_no_place(borough: Borough):
    """In the order of titles no page begins after what may not be seen: it would tell its title."""
    with passing_town(borough, "england", seed=1) as town:
        requester = town.people[0]
        seen = set(list_for(town, requester).documents("newest", None, 100))
        hidden = next(one for one in town.held if one not in seen)
        with pytest.raises(KeyError):
            list_for(town, requester).documents("title", hidden, 3)
