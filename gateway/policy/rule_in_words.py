"""One rule or hold in words, as data: for pages that set it out in their own way."""

from msgspec import Struct

from gateway.policy import citations
from gateway.policy.book import RuleBook
from gateway.policy.clauses import Clause
from gateway.policy.outline import Point, outline
from gateway.policy.render import SECOND_LOOK_WORDS
from gateway.policy.render_rule import LAYER_WORDS, asks, opening, remarks
from gateway.policy.rules import Row
from gateway.policy.rules_reader import SECOND_LOOK, TAGS
from gateway.policy.specialise import specialise


class RuleInWords(Struct, frozen=True, kw_only=True):
    """A rule as the page of rules tells it.

    `effect` leads in the `points`, which must all be so; deeper ones belong to the point above
    them. `remarks` say where it is in force, what comes with it, and where a dispute goes.
    `marked`: it rests on the paragraphs under which the part is marked as exempt, too.
    """

    row: str
    chapter: str
    effect: str
    points: tuple[Point, ...]
    remarks: tuple[str, ...]
    clauses: dict[str, Clause]
    marked: bool


def rule_in_words(book: RuleBook, row: Row) -> RuleInWords:
    """The rule in words. Pure."""
    points = outline(specialise(asks(row), {}))
    return RuleInWords(
        row=row.row,
        chapter="Holds" if row.act == "hold" else LAYER_WORDS[row.layer],
        effect="".join(opening(row, points)),
        points=tuple(points),
        remarks=tuple(remarks(book, row)),
        clauses={name: book.clauses[name] for name in row.grounds if name != TAGS},
        marked=TAGS in row.grounds,
    )


def second_look_in_words(book: RuleBook) -> RuleInWords:
    """The second look in words: it is no row, and decides all the same. Pure."""
    return RuleInWords(
        row=SECOND_LOOK,
        chapter="The second look",
        effect=SECOND_LOOK_WORDS.format(supports="can support a refusal").replace("**", ""),
        points=(),
        remarks=(),
        clauses={name: book.clauses[name] for name in citations.UNTESTED},
        marked=False,
    )
