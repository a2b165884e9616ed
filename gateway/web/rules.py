"""The rule book as text: the council's rules as sentences, and one rule with its clauses."""

from itertools import groupby
from operator import attrgetter
from typing import Annotated, Final, NamedTuple

from litestar import Response, get
from litestar.params import PathParameter

from gateway.api.incoming import Search, Visit
from gateway.casework.precedents import register
from gateway.casework.rule_books import answers_for_rules
from gateway.errors import NotFoundError
from gateway.policy.book import RuleBook
from gateway.policy.council import Council
from gateway.policy.explain import rule_sentence
from gateway.policy.pages import in_force, rows_of
from gateway.policy.render_rule import LAYER_WORDS
from gateway.policy.rule_in_words import RuleInWords, rule_in_words, second_look_in_words
from gateway.policy.rules import Row
from gateway.policy.rules_reader import SECOND_LOOK
from gateway.web import hearing_terms
from gateway.web.rendering import page

PathRow = Annotated[str, PathParameter(pattern="^[A-Z]{1,3}[0-9]{0,4}$", max_length=10)]
SIMILAR: Final = 5


class Said(NamedTuple):
    """A rule of this council, as a sentence, with the ids of its clauses."""

    row: str
    chapter: str
    sentence: str
    clauses: tuple[str, ...]


@get("/rules", include_in_schema=False, sync_to_thread=True)
def list_rules(request: Visit, *, words: Search = "") -> Response[bytes]:
    """The rules that are in force for this council, in the order in which they are read."""
    with request.office.reading() as reading:
        book, council = reading.rule_book, reading.rule_book.council(reading.council)
        may_change = answers_for_rules(reading, request.user.person)
    said = [
        Said(row.row, _chapter(row), rule_sentence(council, row), row.grounds)
        for row in _in_force(book, council)
        if _is_told(row)
    ]
    asked = words.casefold().split()
    return page(
        request,
        "rules.html",
        title="The rules",
        council=council.profile.title,
        other_rules=council.profile.other_rules,
        digest=book.digest,
        chapters=[
            (chapter, list(rules))
            for chapter, rules in groupby(
                (one for one in said if _has(one, asked)), key=attrgetter("chapter")
            )
        ],
        asked=words,
        may_change=may_change,
    )


@get("/rules/{row:str}", include_in_schema=False, sync_to_thread=True)
def show_rule(request: Visit, row: PathRow) -> Response[bytes]:
    """One rule: what it asks, where it is in force, its clauses, and what was determined."""
    with request.office.reading() as reading:
        book, council = reading.rule_book, reading.rule_book.council(reading.council)
        told = _told(book, row)
        here = row == SECOND_LOOK or row in {one.row for one in _in_force(book, council)}
        similar = register(reading, row=row, limit=SIMILAR).items
    return page(
        request,
        "rule.html",
        title=f"Rule {row}",
        rule=told,
        here=here,
        similar=similar,
        hearing_terms=hearing_terms,
    )


def _told(book: RuleBook, name: str) -> RuleInWords:
    """A rule in words. Raises NotFoundError where there is none of that name."""
    if name == SECOND_LOOK:
        return second_look_in_words(book)
    found = next((one for one in rows_of(book) if one.row == name), None)
    if found is None:
        raise NotFoundError("There is no such rule.")
    return rule_in_words(book, found)


def _in_force(book: RuleBook, council: Council) -> list[Row]:
    return [row for row in rows_of(book) if council in in_force(book, row)]


def _chapter(row: Row) -> str:
    return "Holds" if row.act == "hold" else LAYER_WORDS[row.layer]


def _is_told(row: Row) -> bool:
    """A hold that allows only says that nothing holds it back."""
    return row.act == "release" or row.eft == "deny"


def _has(one: Said, words: list[str]) -> bool:
    text = f"{one.row} {one.chapter} {one.sentence} {' '.join(one.clauses)}".casefold()
    return all(word in text for word in words)
