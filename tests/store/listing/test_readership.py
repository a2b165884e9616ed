"""Readers agree with decisions, in random worlds, for papers of every kind, under every council."""

import pytest

from gateway.store.listing.kept.people import may_read
from tests.policy.books import COUNCILS
from tests.store.borough import Borough
from tests.store.listing.agreement import (
    differences_of_readers,
    list_for,
    passing_town,
    readers_for,
)


@pytest.mark.parametrize("council", COUNCILS)
def test_readers_are_what_is_decided_one_by_one(borough: Borough, council: str):
    """List, count, pages in each order and searches are those of deciding about each person."""
    with passing_town(borough, council, seed=2) as town:
        for document in list(town.held)[:12]:
            assert [] == list(differences_of_readers(town, document))


def test_some_papers_have_readers_and_some_have_none(borough: Borough):
    """What is compared is not always nothing, nor always everybody."""
    with passing_town(borough, "england", seed=2) as town:
        numbers = {readers_for(town, document).number() for document in town.held}
        everybody = len(town.people)

    assert {0} < numbers
    assert max(numbers) < everybody


def test_a_page_after_nobody(borough: Borough):
    """A key that is nobody's is told from one that has nothing after it."""
    with passing_town(borough, "england", seed=2) as town:
        readership = readers_for(town, next(iter(town.held)))
        with pytest.raises(KeyError):
            readership.people("name", "nobody", 3)


def test_who_may_see_is_who_sees(borough: Borough):
    """The two questions answer each other: a reader of a paper is one whose list has it."""
    with passing_town(borough, "oxford", seed=3) as town:
        reading = {
            (person, document)
            for document in town.held
            for person in readers_for(town, document).people("name", None, 100)
        }
        listed = {
            (one.person, document)
            for one in town.people
            if may_read(one)
            for document in list_for(town, one).documents("newest", None, 100)
        }

    assert listed == reading
    assert listed
