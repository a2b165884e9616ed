"""The page of statistics: which quarters it offers, and numbers beside their charts."""

from typing import get_args

from gateway.domain.statistics import ListName
from gateway.web.statistics import LISTS, in_words


def test_a_quarter_is_said_in_months():
    """As people say it."""
    assert "October to December 2025" == in_words("2025-Q4")


def test_every_list_has_its_name():
    """One without would be an error on the page as soon as it has a line."""
    assert set(get_args(ListName)) == set(LISTS)


def test_a_search_that_finds_nothing_says_so(client, town):
    """And not that nothing was answered."""
    page = client.get("/statistics?q=none", headers=town.sign("moira"))

    assert "No line fits this. Try other words." in page.text


def test_a_quarter_that_is_not_over_is_told_on_the_page(client, town):
    """And the newest that is over is shown in its place."""
    headers = town.sign("moira")
    wrong = client.get("/statistics?quarter=2999-Q1", headers=headers)
    assert 422 == wrong.status_code
    assert "That quarter is not over yet." in wrong.text
    assert 200 == client.get("/statistics", headers=headers).status_code
