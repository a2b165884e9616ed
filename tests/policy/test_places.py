"""Where a clause lives is a closed set of places: what is not understood is refused."""

from typing import get_args

import pytest

from gateway.errors import RuleBookError
from gateway.policy.book import RuleBook
from gateway.policy.lint import findings
from gateway.policy.places import WORDS, Place, PlaceKind, read_places
from tests.policy.books import CLAUSES, rule_book, texts_for

UNQUOTED = """
["X-1"]
instrument = "Ashby Act 1900"
section = "section 1"
says = "Papers are open."
{lives}
checked = 2026-11-22
verified = "primary"
"""


def with_clause(lives: str) -> RuleBook:
    """A rule book with one clause more, which nothing quotes."""
    text = texts_for()[CLAUSES]
    return RuleBook(texts_for() | {CLAUSES: text + UNQUOTED.format(lives=lives)})


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("setting: force", Place("setting", "force")),
        ("fact: request.broad", Place("fact", "request.broad")),
        ("term: closed", Place("term", "closed")),
        ("rule: S1", Place("rule", "S1")),
        ("rule: H3", Place("rule", "H3")),
        ("condition: confidential", Place("condition", "confidential")),
        ("clock: reg17", Place("clock", "reg17")),
        ("role: town_clerk", Place("role", "town_clerk")),
        ("design: law first", Place("design", "law first")),
        ("workflow: checks", Place("workflow", "checks")),
        ("not software: conduct", Place("not software", "conduct")),
    ],
)
def test_each_kind_of_place_is_read(text, place):
    """A kind and a name that there is are read as such."""
    assert (place,) == read_places(with_clause(f'lives = ["{text}"]'))["X-1"]


@pytest.mark.parametrize(
    ("lives", "reason"),
    [
        ('lives = ["force"]', "X-1, lives: 'force' is no kind of place"),
        ('lives = ["Setting: force"]', "'Setting' is no kind of place"),
        ('lives = ["setting:force"]', "'setting:force' is no kind of place"),
        ('lives = ["setting: forces"]', "there is no setting 'forces'"),
        ('lives = ["setting: "]', "there is no setting ''"),
        ('lives = ["fact: profile.force"]', "there is no fact 'profile.force'"),
        ('lives = ["rule: S99"]', "there is no rule 'S99'"),
        ('lives = ["rule: s1"]', "there is no rule 's1'"),
        ('lives = ["term: opened"]', "there is no term 'opened'"),
        ('lives = ["role: mayor"]', "there is no role 'mayor'"),
        ('lives = ["clock: reg18"]', "there is no clock 'reg18'"),
        ('lives = ["condition: secret"]', "there is no condition 'secret'"),
        ('lives = ["not software: we forgot"]', "there is no not software 'we forgot'"),
        ('lives = ["setting: force", "design: none"]', "there is no design 'none'"),
    ],
)
def test_a_place_that_is_not_understood_is_refused(lives, reason):
    """An unknown kind or name is a fault with file and clause, for the check and for the page."""
    with pytest.raises(RuleBookError) as fault:
        findings(with_clause(lives))

    assert CLAUSES == fault.value.where
    assert reason in fault.value.detail


@pytest.mark.parametrize("lives", ["", "lives = []"])
def test_a_clause_that_lives_nowhere_is_found(lives):
    """What neither a rule quotes nor a place is named for is told by the check."""
    assert ["X-1: nothing quotes it, so it needs 'lives'"] == findings(with_clause(lives))


@pytest.mark.parametrize("lives", ['lives = "setting: force"', 'lives = [""]', "lives = [1]"])
def test_places_of_a_wrong_shape_stop_the_start(lives):
    """Places are a list of texts; anything else is refused when the rule book is read."""
    with pytest.raises(RuleBookError, match="X-1"):
        with_clause(lives)


def test_a_rule_book_of_the_past_can_still_be_read():
    """A place whose name has gone since stops no decision, only the check."""
    assert "X-1" in with_clause('lives = ["not built yet: what was built since"]').clauses


def test_a_clause_that_a_rule_quotes_needs_no_place():
    """Where the rule book itself shows a clause's place, nobody writes it down again."""
    assert () == read_places(rule_book())["LGA-100F-2"]


def test_every_word_of_a_place_is_used():
    """No step, reason or design is kept that no clause needs."""
    used = {place for places in read_places(rule_book()).values() for place in places}

    for kind, words in WORDS.items():
        assert kind in get_args(PlaceKind)
        assert set(words) == {place.name for place in used if place.kind == kind}
