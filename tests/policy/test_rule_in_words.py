"""One rule in words, as data: the same words as on the page of rules."""

import pytest

from gateway.policy.pages import rows_of
from gateway.policy.render import rule_text
from gateway.policy.rule_in_words import rule_in_words, second_look_in_words
from gateway.policy.rules_reader import SECOND_LOOK, TAGS
from tests.policy.books import rule_book

ROWS = {row.row: row for row in rows_of(rule_book())}


@pytest.mark.parametrize("row", ROWS)
def test_a_rule_says_what_the_page_of_rules_says(row):
    """What it asks, its remarks, and the clauses that it quotes, each with its text."""
    told, text = rule_in_words(rule_book(), ROWS[row]), rule_text(rule_book(), row)

    assert told.effect in text.replace("**", "")
    assert all(f"- {point.words}\n" in text for point in told.points)
    assert " ".join(told.remarks) in text
    assert set(told.clauses) | ({TAGS} if told.marked else set()) == set(ROWS[row].grounds)
    assert all(
        f"- **{name}** ({one.citation}): {one.says}" in text for name, one in told.clauses.items()
    )


def test_the_second_look_is_told_as_well():
    """It is no row, and decides all the same."""
    told = second_look_in_words(rule_book())
    text = rule_text(rule_book(), SECOND_LOOK)

    assert told.effect in text.replace("**", "")
    assert all(f"**{name}**" in text for name in told.clauses)
