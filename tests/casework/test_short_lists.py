"""Lists that are read whole: every item stands on one page, in order, whatever comes in between."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gateway.casework.short_lists import ShortList, alphabetical, newest, oldest
from gateway.errors import InputError

BEGUN = datetime(2026, 11, 22, 9, tzinfo=UTC)
Item = tuple[str, str, int]  # id, title, days since BEGUN
LIST = ShortList[Item](
    id=lambda one: one[0],
    text=lambda one: one[1],
    orders={
        "newest": newest(lambda one: BEGUN + timedelta(days=one[2])),
        "oldest": oldest(lambda one: BEGUN + timedelta(days=one[2])),
        "title": alphabetical(lambda one: one[1]),
    },
)
ITEMS = st.lists(
    st.tuples(st.uuids().map(str), st.sampled_from(["Quay", "quay~2", "Ärger"]), st.integers(0, 9)),
    unique_by=lambda one: one[0],
)


def pages(items: list[Item], limit: int, **asked: str) -> list[Item]:
    """Every item, page by page."""
    found, after = [], None
    while True:
        cut = LIST.cut(items, after=after, limit=limit, **asked)
        found += cut.items
        after = cut.next
        if after is None:
            return found


@given(ITEMS, st.integers(1, 5), st.sampled_from(["newest", "oldest", "title"]))
def test_every_item_stands_on_one_page(items, limit, sort):
    """In the order of the whole list."""
    whole = LIST.cut(items, sort=sort, limit=1000)

    assert whole.next is None
    assert list(whole.items) == pages(items, limit, sort=sort)
    assert sorted(items) == sorted(whole.items)


def test_the_order_is_the_one_that_is_named():
    """And the first of them where none is named."""
    items = [("a", "Wall", 1), ("b", "crane", 3), ("c", "Pier", 2)]

    assert "bca" == "".join(one[0] for one in LIST.cut(items).items)
    assert "acb" == "".join(one[0] for one in LIST.cut(items, sort="oldest").items)
    assert "bca" == "".join(one[0] for one in LIST.cut(items, sort="title").items)


def test_a_list_goes_on_though_its_last_item_has_gone():
    """Nothing is left out and nothing stands twice."""
    items = [(name, "Wall", day) for day, name in enumerate("abcd")]
    first = LIST.cut(items, sort="oldest", limit=2)
    left = [one for one in items if one[0] != "b"]

    assert "cd" == "".join(one[0] for one in LIST.cut(left, sort="oldest", after=first.next).items)


def test_a_search_finds_what_has_every_word():
    """In capitals or not, in any order."""
    items = [("a", "The harbour wall", 1), ("b", "The harbour", 2)]

    assert ["a"] == [one[0] for one in LIST.cut(items, words="WALL harbour").items]


@pytest.mark.parametrize("asked", [{"after": "none"}, {"words": "\n"}], ids=str)
def test_what_no_page_gave_is_refused(asked):
    """A key that is none, and words that are none."""
    with pytest.raises(InputError):
        LIST.cut([("a", "Wall", 1)], **asked)
