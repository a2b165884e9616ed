"""What was found is counted, and paged in each order from any place on."""

from msgspec.structs import replace
from pyroaring import BitMap

from gateway.store.listing.kept.answers import nothing_known
from gateway.store.listing.kept.found import Found
from gateway.store.listing.kept.places import Places

MOMENTS = [f"2026-11-2{day}T09:00:00.000000Z" for day in range(4)]
IDS = [f"{number:032x}" for number in range(4)]
TITLES = [b"wall", b"bridge of 5", b"", b"bridge"]


def _found(*places: int, words: str = "") -> Found:
    all_places = Places()
    for moment, document, title in zip(MOMENTS, IDS, TITLES, strict=True):
        all_places.add(moment, document, title)
    answers = replace(nothing_known((), all_places), retitled={2: b"bridge of \xc3\xa4"})
    return Found(answers, BitMap(places), words)


def test_the_order_of_registration():
    """The newest or the oldest first; a page begins after a place, whether it was found or not."""
    found = _found(0, 1, 3)
    place = (MOMENTS[2], IDS[2])
    assert [IDS[3], IDS[1], IDS[0]] == list(found.by_time("newest", ("~", "~")))
    assert [IDS[0], IDS[1], IDS[3]] == list(found.by_time("oldest", ("0", "")))
    assert [IDS[1], IDS[0]] == list(found.by_time("newest", place))
    assert [IDS[3]] == list(found.by_time("oldest", place))
    assert [IDS[3]] == list(found.by_time("oldest", (MOMENTS[1], IDS[1])))
    assert [] == list(found.by_time("newest", (MOMENTS[0], IDS[0])))


def test_the_order_of_titles():
    """As titles are now; more than expected come in order too."""
    found = _found(0, 1, 2, 3)
    expected = [IDS[3], IDS[1], IDS[2], IDS[0]]
    assert expected == list(found.by_title(("", ""), 2))
    assert expected[1:] == list(found.by_title(("bridge", IDS[3]), 10))


def test_a_search():
    """In titles as they are now, in capitals or not, and only in those that were found."""
    assert 3 == _found(0, 1, 2, 3, words="BRIDGE").number()
    assert 1 == _found(1, 2, 3, words="\u00e4 of").number()
    assert 0 == _found(0, 1, 3, words="\u00e4").number()
    assert 4 == _found(0, 1, 2, 3).number()
