"""A rule book of few rows, on which a proof takes a moment."""

from functools import cache

from gateway.policy.book import RuleBook
from tests.policy.books import texts_for

ROWS = """
R1 R2 R3 R4 P1 P2 Q1 S1 S6 S8 B3 D1 L1 L5 L6 N7 N11 O2 Z1 H1 H2 H5 H8 H9 GO
"""
FEWEST = "R1 R2 R3 R4 P1 P2 Q1 S8 Z1 GO"


def few_rows(text: str, rows: str) -> str:
    """A policy file with only some of its rows."""
    lines = text.splitlines(keepends=True)
    kept = rows.split()
    return "".join(
        line for line in lines if line.startswith("#") or line.split(",")[2].strip() in kept
    )


def small_texts(council: str, rows: str = ROWS) -> dict[str, str]:
    """The files of a small rule book with one council."""
    return {
        name: few_rows(text, rows) if name.endswith(".csv") else text
        for name, text in texts_for(council).items()
    }


@cache
def small_book(council: str) -> RuleBook:
    """A small rule book with one council."""
    return RuleBook(small_texts(council))
