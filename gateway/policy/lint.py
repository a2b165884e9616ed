"""What can be said against a rule book that reads well: rules without words or without clauses."""

from collections.abc import Iterator

from gateway.policy.book import RuleBook
from gateway.policy.conditions import CONDITIONS
from gateway.policy.expressions import Never
from gateway.policy.places import quoted_by, read_places
from gateway.policy.rules_reader import TAGS
from gateway.policy.sentence import clause


def findings(book: RuleBook) -> list[str]:
    """Each thing that a Monitoring Officer should mend, in words; none: the book is sound."""
    return [
        *_without_words(),
        *_without_clause(book),
        *_without_place(book),
        *_judging_themselves(book),
    ]


def _without_words() -> Iterator[str]:
    for name, condition in CONDITIONS.items():
        for expression in (condition, condition.part):
            for holds in (True, False):
                try:
                    clause(expression, holds=holds)
                except KeyError as missing:
                    yield f"condition {name} has no words for {missing}"


def _without_clause(book: RuleBook) -> Iterator[str]:
    """Rows that can decide for a council but cite nothing that applies to it."""
    for council in map(book.council, book.councils):
        for row in council.rows:
            if row.act != "release" or isinstance(council.test_of(row), Never):
                continue
            if TAGS not in row.grounds and not council.cited(row.grounds):
                yield f"{council.name}: row {row.row} cites no clause that applies"


def _without_place(book: RuleBook) -> Iterator[str]:
    """Clauses that nothing quotes, and of which nobody says where they live.

    Raises RuleBookError for a place that is not understood.
    """
    quoted = quoted_by(book)
    for name, places in read_places(book).items():
        if name not in quoted and not places:
            yield f"{name}: nothing quotes it, so it needs 'lives'"


def _judging_themselves(book: RuleBook) -> Iterator[str]:
    for council in book.councils.values():
        if council.profile.dispute_stages[-1] == council.profile.first_decider:
            yield f"{council.name}: the last dispute stage is the office that decides first"
