"""The register of determinations."""

import pytest

from gateway.casework.precedents import register
from gateway.errors import InputError
from tests.casework.asking import submit
from tests.casework.casing import case_of, staffed, take
from tests.casework.disputing import answer, dispute, refused
from tests.casework.thornmere import ADA, BEN, HIDDEN, MOIRA
from tests.store.borough import Borough


def test_the_register_shows_similar_determinations(town: Borough):
    """Whoever hears a like dispute sees what was made of it before, without the case."""
    with staffed(town).office() as office:
        first = refused(office)
        take(office, answer(first, take(office, dispute(first)), "uphold"))
        second = refused(office, by=ADA)
        take(office, dispute(second, by=ADA))
        (similar,) = case_of(office, MOIRA, second).similar
        with office.reading() as reading:
            page = register(reading, row="N10", kind="report", ground="refusal")
            assert ((similar,), None) == (page.items, page.next)
            assert (similar,) == register(reading, words="ABOUT body").items
            assert () == register(reading, words="elsewhere").items
            assert () == register(reading, row="L17").items
    assert ("uphold", "About body.", None) == (similar.answer, similar.words, similar.reference)


def test_the_register_goes_on(town: Borough):
    """From page to page without a gap, also between the parts of one answer."""
    with staffed(town).office() as office:
        for by in (BEN, ADA):
            reference = refused(office, by=by)
            number = take(office, dispute(reference, by=by))
            take(office, answer(reference, number, "uphold"))
        with office.reading() as reading:
            everything = register(reading).items
            first = register(reading, limit=1)
            second = register(reading, limit=1, after=first.next)
            with pytest.raises(InputError, match="key of a page"):
                register(reading, after="x~0")
    assert (everything, None) == (first.items + second.items, second.next)


def test_what_must_not_be_known_is_not_in_the_register(town: Borough):
    """Nor is a report of suspected wrongdoing."""
    with staffed(town).office() as office:
        asked = submit(office, BEN, HIDDEN)
        number = take(office, dispute(asked.reference))
        take(office, answer(asked.reference, number, "uphold", parts=("advice",)))
        with office.reading() as reading:
            assert () == register(reading).items
