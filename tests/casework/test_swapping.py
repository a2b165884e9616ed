"""Rule books are swapped while people ask and read: every answer is right for the one it names."""

import json
import subprocess
import sys
from collections import Counter
from collections.abc import Callable
from itertools import combinations

import pytest

from gateway.casework.in_force import RuleBooks
from gateway.casework.log_check import check_log
from gateway.casework.writer import open_office
from gateway.store.keys import read_keys
from tests.casework.adding import wait_until
from tests.casework.swapping import (
    ANOTHER_ANSWER,
    BOOKS,
    InPlace,
    People,
    begin,
    swap,
    wrong_in_log,
)
from tests.store.borough import Borough


def swapped(
    town: Borough,
    times: int,
    rule_books: RuleBooks,
    until: Callable[[Counter[str]], object] = bool,
) -> People:
    """Three people read and two ask while rule books are swapped so many times.

    It ends sooner once what was wrong is what is looked for.
    """
    with open_office(town.data, town.url, rule_books=rule_books, clock=lambda: town.now) as office:
        begin(town, office)
        with People(office, reading=3, asking=2) as people:
            swap(office, times, lambda: until(people.wrong))
            # Some come after the last change.
            last = sum(people.answers.values())
            wait_until(lambda: people.wrong or sum(people.answers.values()) > last + 10)
    return people


def check_right(town: Borough, people: People) -> None:
    """Nothing was wrong, every rule book answered somebody, and the log is whole."""
    assert Counter() == people.wrong
    assert set(BOOKS) == set(people.answers)
    assert [] == wrong_in_log(town)
    with town.reading() as connection:
        assert () == check_log(connection, read_keys(town.data).public).findings


def test_every_answer_is_right_for_the_rule_book_it_names(town: Borough):
    """No reader and no request meets half a rule book, or one that is not in force for them."""
    check_right(town, swapped(town, 4, RuleBooks()))


def test_loading_into_the_rule_book_in_use_is_caught(town: Borough):
    """The control: where the one in use is changed in its place, some answers are wrong."""
    people = swapped(town, 60, InPlace(), until=lambda wrong: wrong[ANOTHER_ANSWER])
    assert people.wrong[ANOTHER_ANSWER]


def test_the_rule_books_differ(town: Borough):
    """Under any two of them some question has another answer, or nothing could be caught."""
    with open_office(town.data, town.url, clock=lambda: town.now) as office:
        begin(town, office)
        asked = People(office, reading=0, asking=0)._facts
    for one, other in combinations(BOOKS.values(), 2):
        assert any(one.decide(facts).segments != other.decide(facts).segments for facts in asked)


@pytest.mark.gate
def test_two_processes_through_many_swaps(town: Borough):
    """For a minute, with a second process that reads and is told of nothing but the database."""
    with open_office(town.data, town.url, clock=lambda: town.now) as office:
        begin(town, office)
        words = [sys.executable, "-m", "tests.casework.swapping", town.data, town.url]
        with subprocess.Popen(  # noqa: S603  our own
            words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        ) as other:
            assert "reading\n" == other.stdout.readline()
            with People(office, reading=3, asking=2) as people:
                swap(office, 60)
            said, _ = other.communicate(timeout=60)
    wrong, answers = json.loads(said)
    check_right(town, people)
    assert {} == wrong
    assert set(BOOKS) == set(answers)
