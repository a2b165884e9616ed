"""The page of statistics: which quarters it offers, and numbers beside their charts."""

from datetime import date

from gateway.web.statistics import QUARTERS, in_words, quarters


def test_quarters_that_are_over():
    """The newest first, over the turn of a year."""
    found = quarters(date(2026, 2, 3))
    assert ["2025-Q4", "2025-Q3", "2025-Q2", "2025-Q1", "2024-Q4"] == found[:5]
    assert len(found) == QUARTERS
    assert "October to December 2025" == in_words(found[0])


def test_a_quarter_that_is_not_over_is_told_on_the_page(client, town):
    """And the newest that is over is shown in its place."""
    headers = town.sign("moira")
    wrong = client.get("/statistics?quarter=2999-Q1", headers=headers)
    assert 422 == wrong.status_code
    assert "That quarter is not over yet." in wrong.text
    assert 200 == client.get("/statistics", headers=headers).status_code
