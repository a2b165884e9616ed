"""The rows read one after the other, each by walking its expression: slow, and plain to see."""

from functools import cache

from gateway.domain.facts import Facts
from gateway.policy.case import case_of
from gateway.policy.predicate import Predicate, predicate
from gateway.policy.rules import Row
from tests.policy.books import rule_book


@cache
def _asked(council: str, act: str) -> tuple[tuple[Row, Predicate], ...]:
    rows = rule_book().councils[council].rows
    return tuple((row, predicate(row.matches)) for row in rows if row.act == act)


def interpreted(facts: Facts) -> dict[str, tuple[bool, str]]:
    """For each segment alone: whether the first row that matches allows, and which row it is."""
    profile = rule_book().profiles[facts.council]
    answers = {}
    for segment in facts.document.segments:
        case = case_of(facts, profile, segment)
        row = next(row for row, matches in _asked(facts.council, "release") if matches(case))
        answers[segment.id] = (row.eft == "allow", row.row)
    return answers
