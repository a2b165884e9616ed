"""Places of documents: in the order of their registration, found again, and searched by title."""

import pytest

from gateway.store.listing.kept import places as module
from gateway.store.listing.kept.places import OutOfOrderError, Places

MONDAY, TUESDAY = "2026-11-23T09:00:00.000001Z", "2026-11-24T09:00:00.000000Z"
A, B, C = "0a" * 16, "0b" * 16, "0c" * 16


def _filled() -> Places:
    places = Places()
    for moment, document, title in (
        (MONDAY, A, "harbour"),
        (MONDAY, C, "bri\u0111ge"),
        (TUESDAY, B, ""),
    ):
        places.add(moment, document, title.encode())
    return places


def test_documents_have_places_in_their_order():
    """By moment, then by id; the same document has the same place again."""
    places = _filled()
    assert [A, C, B] == [places.id(one) for one in range(len(places))]
    assert 1 == places.add(MONDAY, C, b"another title")
    assert "bri\u0111ge".encode() == places.title(1)
    assert 3 == len(places)


def test_the_first_place_not_before():
    """A place is found for what is there and for what is not."""
    places = _filled()
    found = [places.after(*one) for one in ((MONDAY, A), (MONDAY, B), (MONDAY, "x"), (TUESDAY, B))]
    assert [0, 1, 2, 2] == found
    assert 3 == places.after(TUESDAY, C)
    assert 0 == Places().after(MONDAY, A)


def test_no_document_comes_between(monkeypatch: pytest.MonkeyPatch):
    """One that belongs between others, or one too many, is refused and changes nothing."""
    places = _filled()
    with pytest.raises(OutOfOrderError):
        places.add(MONDAY, B, b"")
    monkeypatch.setattr(module, "MOST", 3)
    with pytest.raises(OutOfOrderError):
        places.add(TUESDAY, C, b"")
    assert 3 == len(places)


def test_a_word_is_looked_for_in_each_title_alone():
    """No word is found where one title ends and the next begins, nor in titles not asked about."""
    places = _filled()
    assert [0] == places.with_words([0, 1, 2], [b"har", b"our"])
    assert [] == places.with_words([0, 1, 2], [b"rbri"])
    assert [] == places.with_words([1, 2], [b"harbour"])
