"""Searching: every word must occur, in capitals or not, and no sign means anything else."""

import pytest
from sqlalchemy import func, select

from gateway.errors import InputError
from gateway.store.listing.search import MOST, has_words, patterns
from gateway.store.prepared import Prepared
from gateway.store.tables import documents, people
from tests.store.borough import Borough

TITLES = ("100% grant", "100 grants", "a_b", "axb", "Wall! now", "back\\slash")


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("", TITLES),
        ("GRANT 100", ("100% grant", "100 grants")),
        ("100%", ("100% grant",)),
        ("a_b", ("a_b",)),
        ("wall!", ("Wall! now",)),
        ("\\", ("back\\slash",)),
        ("grant wall", ()),
        ("  now  ", ("Wall! now",)),
        ('"', ()),
    ],
)
def test_titles_with_every_word(borough: Borough, words: str, expected: tuple[str, ...]):
    """Signs that have a meaning in a pattern are looked for as they are."""
    for title in TITLES:
        borough.document(title)
    wanted = patterns(words)
    asked = Prepared(select(documents.c.title).where(has_words(len(wanted))))
    with borough.reading() as connection:
        rows = asked.rows(connection, wanted)
    assert set(expected) == {row[0] for row in rows}


def test_names_are_searched_too(borough: Borough):
    """Any text in small letters can be searched."""
    borough.person("Ada Pike")
    borough.person("Ben Rudd")
    asked = Prepared(select(people.c.name).where(has_words(2, func.lower(people.c.name))))
    with borough.reading() as connection:
        rows = asked.rows(connection, patterns("PIKE a"))
    assert [("Ada Pike",)] == [tuple(row) for row in rows]


def test_too_many_words_are_refused():
    """A search is a few words, not a letter."""
    assert MOST == len(patterns("a " * MOST))
    with pytest.raises(InputError):
        patterns("a " * (MOST + 1))
