"""The people of the register as a list: each once, in the order of their names, found by words."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import update

from gateway.store.register_list import PeopleSort, number_of_people, people_after
from gateway.store.tables import people
from tests.store.borough import Borough, id_of

NAMES = ("Ann Vale", "ann Wren", "Bea 100% Moss", "Cy O_Neil", "Dee Moss", "dee moss")


@pytest.fixture
def peopled(borough: Borough) -> Borough:
    """A borough with some people whose names are alike."""
    for name in NAMES:
        borough.person(name)
    return borough


def names(borough: Borough, words: str, size: int, sort: PeopleSort = "name") -> list[str]:
    """All pages of so many people, as names."""
    called = {id_of(name): name for name in NAMES}
    found: list[str] = []
    with borough.reading() as connection:
        while page := people_after(connection, words, found[-1] if found else None, size, sort):
            found += page
        assert len(found) == number_of_people(connection, words)
    return [called[person] for person in found]


@pytest.mark.parametrize("size", [1, 2, 100])
def test_everybody_is_listed_once_by_name(peopled: Borough, size: int):
    """Pages of any size give everybody once; capitals do not count, and ids settle ties."""
    expected = sorted(NAMES, key=lambda name: (name.lower(), id_of(name)))

    assert expected == names(peopled, "", size)


@pytest.mark.parametrize("size", [1, 2, 100])
def test_everybody_is_listed_once_by_what_they_are(peopled: Borough, size: int):
    """Councillors before officers, and each by name."""
    officers = {"Ann Vale", "Dee Moss"}
    with peopled.writing() as connection:
        connection.execute(update(people).where(people.c.name.in_(officers)).values(kind="officer"))
    expected = sorted(NAMES, key=lambda name: (name in officers, name.lower(), id_of(name)))

    assert expected == names(peopled, "", size, "kind")


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40)
@given(words=st.text(alphabet="abdemnosvw 0%_!", max_size=6))
def test_a_search_finds_names_with_every_word(peopled: Borough, words: str):
    """Signs that mean something in a pattern stand for themselves; words may come in any order."""
    expected = {name for name in NAMES if all(one in name.lower() for one in words.split())}

    assert expected == set(names(peopled, words, 2))


def test_a_page_after_nobody_is_an_error(peopled: Borough):
    """A key must be a person's id."""
    with peopled.reading() as connection, pytest.raises(KeyError):
        people_after(connection, "", "0" * 32, 10)
