"""Lists agree with decisions, in random worlds, for everybody in them, under every council."""

import pytest

from tests.policy.books import COUNCILS
from tests.store.borough import Borough
from tests.store.listing.agreement import differences, list_for, passing_town


@pytest.mark.parametrize("council", COUNCILS)
def test_lists_are_what_is_decided_one_by_one(borough: Borough, council: str):
    """List, count, pages in each order and searches are those of deciding about each paper."""
    with passing_town(borough, council, seed=1) as town:
        for requester in town.people[:4]:
            assert [] == list(differences(town, requester))


def test_a_title_that_may_not_be_seen_is_no_place(borough: Borough):
    """In the order of titles no page begins after what may not be seen: it would tell its title."""
    with passing_town(borough, "england", seed=1) as town:
        requester = town.people[0]
        seen = set(list_for(town, requester).documents("newest", None, 100))
        hidden = next(one for one in town.held if one not in seen)
        with pytest.raises(KeyError):
            list_for(town, requester).documents("title", hidden, 3)
