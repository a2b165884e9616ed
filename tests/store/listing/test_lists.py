"""Lists agree with decisions, in random worlds, for everybody in them, under every council."""

import pytest

from tests.policy.books import COUNCILS
from tests.store.borough import Borough
from tests.store.listing.agreement import differences, invented


@pytest.mark.parametrize("council", COUNCILS)
def test_lists_are_what_is_decided_one_by_one(borough: Borough, council: str):
    """List, count, pages in each order and searches are those of deciding about each paper."""
    with borough.writing() as connection:
        world = connection.begin_nested()
        town = invented(connection, council, seed=1)
        for requester in town.people[:4]:
            assert [] == list(differences(town, requester))
        world.rollback()
