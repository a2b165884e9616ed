"""One rule, hold or term as Markdown: its effect, its conditions, its councils, its clauses."""

from collections.abc import Iterator

from gateway.policy.book import RuleBook
from gateway.policy.conditions import CONDITIONS
from gateway.policy.conditions.meetings import OVER, TO_COME
from gateway.policy.conditions.papers import IN_EFFECT, OPENABLE
from gateway.policy.expressions import And, Named
from gateway.policy.letters import effect_words
from gateway.policy.outline import Point, outline
from gateway.policy.pages import CLAUSES, councils_in_words, in_force, link, rows_of
from gateway.policy.phrases import SUBJECTS
from gateway.policy.rules import (
    LAYERS,
    Layer,
    Row,
    what_expression,
    when_expression,
    where_expression,
    who_expression,
)
from gateway.policy.rules_reader import TAGS
from gateway.policy.sentence import clause
from gateway.policy.specialise import specialise
from gateway.policy.words import OFFICES

TERMS_OF_ITEMS = {"in_effect": IN_EFFECT, "openable": OPENABLE, "to_come": TO_COME, "over": OVER}
"""The terms that are said of one mark as exempt, or of one meeting."""
SUBJECT_OF = {
    "in_effect": SUBJECTS["tag"],
    "openable": SUBJECTS["tag"],
    "to_come": SUBJECTS["entry"],
    "over": SUBJECTS["entry"],
}
"""Of what these terms are said."""
_VERBS = ("is ", "has ", "does ", "comes ")
LAYER_WORDS: dict[Layer, str] = {
    "redirect": "Who may ask at all",
    "prohibition": "What the law forbids",
    "public": "What is public",
    "statute": "What the law gives",
    "protocol": "What the council's protocol gives",
    "determined": "What has been determined",
    "unsettled": "Points of law that are not settled",
    "limit": "What the council's protocol limits",
    "discretion": "What an officer's finding decides",
    "default": "Where no other rule decides",
}
OFFICE_WORDS = {
    "first_decider": "the officer who decides first",
    "proper_officer": "the proper officer",
    "adviser": "the adviser",
    "determiner": "the determiner",
    "data_protection_lead": "the data protection lead",
    "interest_office": "the office that looks at interests",
}
"""The offices that each council names for itself."""
_USES = {
    "any": ", whatever is asked",
    "onward_disclosure": ", when you ask to pass it on",
    "officer_check": ", when you are an officer who asks before disclosing it",
}
_FORUMS = {
    "none": "The answer is final in this council: no office looks at it again.",
    "stages": "A dispute goes through the council's dispute stages.",
    "proper_officer": "A dispute goes to the proper officer.",
    "executive": "A dispute goes to the executive.",
    "adviser": "A dispute goes to the adviser.",
}
_CONDITIONS = {
    "standard": "the council's standard conditions",
    "confidential": "keep it confidential",
    "casework": (
        "keep it confidential, use it for this casework only, and become responsible in law for "
        "the personal data in it"
    ),
    "inspect_if_copy": (
        "where you want a copy, you may read it, and must ask the officer who decides first for "
        "the copy"
    ),
    "shareable": "none, for it may go to the resident",
    "briefing": "in Wolverhampton, nobody may refer to it in public or at council meetings",
}


def row_lines(book: RuleBook, row: Row, *, links: bool) -> Iterator[str]:
    """A row without its heading; `links` for the page of rules, else everything in full."""
    points = outline(specialise(asks(row), {}))
    effect, led_in = opening(row, points)
    yield f"**{effect}**{led_in}"
    yield ""
    if points:
        yield from _bullets(points, links=links)
        yield ""
    yield " ".join(remarks(book, row))
    yield ""
    yield from clause_lines(book, row.grounds, links=links)


def opening(row: Row, points: list[Point]) -> tuple[str, str]:
    """What a row does, and how that leads in the points that it asks."""
    use = "" if row.act == "hold" else _USES.get(row.use, "")
    return _effect(row), f"{use}{_if(points)}"


def term_lines(name: str, *, links: bool) -> Iterator[str]:
    """What a term takes in, as bullets; none where its words already say it."""
    if told_under(name) == name:
        yield from _bullets(outline(_named(name).part), links=links, subject=SUBJECT_OF.get(name))


def term_words(name: str) -> str:
    """The words of a term. Raises KeyError when there is no term of that name."""
    return clause(_named(name))


def clause_lines(book: RuleBook, ids: tuple[str, ...], *, links: bool) -> Iterator[str]:
    """The clauses that these ids quote: with links by instrument, or one by one in full."""
    yield "Rests on:" if ids else "It rests on no clause."
    yield ""
    by_instrument: dict[str, list[str]] = {}
    for name in ids:
        if name == TAGS:
            continue
        found = book.clauses[name]
        if links:
            words = f"{link(found.section, name, CLAUSES)} (`{name}`)"
            by_instrument.setdefault(found.instrument, []).append(words)
        else:
            yield f"- **{name}** ({found.citation}): {found.says}"
    for instrument, sections in by_instrument.items():
        yield f"- {instrument}: {'; '.join(sections)}"
    if TAGS in ids:
        yield "- Schedule 12A: the paragraphs under which the part is marked as exempt"


def asks(row: Row) -> And:
    """What a row asks, but for the type of request and the setting, which are told apart."""
    return And(
        (who_expression(row.who), what_expression(row.what), when_expression(row.when)),
    )


def _effect(row: Row) -> str:
    words = effect_words(row)
    return words if row.next in ("release", "refuse") else f"{words} for {_office(row.next)}"


def _office(name: str) -> str:
    return OFFICE_WORDS.get(name) or f"the {OFFICES[name]}"


def _if(points: list[Point]) -> str:
    if not points:
        return "."
    whole = sum(point.depth == 0 for point in points)
    return ", if all of these are so:" if whole > 1 else ", if this is so:"


def _bullets(points: list[Point], *, links: bool, subject: str | None = None) -> Iterator[str]:
    """Points as a list. What is said of an item begins with its verb and is given its `subject`."""
    for point in points:
        told = told_under(point.term) if links else None
        of_item = subject is not None and point.words.startswith(_VERBS)
        said = f"{subject} {point.words}" if of_item else point.words
        words = link(said, f"term-{told}") if told else said
        yield f"{'  ' * point.depth}- {words}"


def told_under(term: str | None) -> str | None:
    """The term under which the page tells what these words take in, if they take in more."""
    while term is not None:
        points = outline(_named(term).part)
        if len(points) != 1 or points[0].words not in _both_ways(term):
            return term
        term = points[0].term
    return None


def remarks(book: RuleBook, row: Row) -> Iterator[str]:
    """Where it is in force, what comes with the answer, and where to take a dispute."""
    if row.act == "hold":
        chapters = [f'"{LAYER_WORDS[one]}"' for one in _released_in(book) if one in row.layers]
        yield f"It is looked at when a rule under {_any_of(chapters)} has allowed the part."
    on = {council.name for council in in_force(book, row)}
    yield f"In force for {councils_in_words(book, on)}."
    if row.where != "all":
        yield f"That follows from a setting: {clause(where_expression(row.where))}."
    if row.conditions:
        words = "Conditions" if row.eft == "allow" else "What you have of it already"
        yield f"{words}: {'; '.join(_CONDITIONS[name] for name in row.conditions)}."
    if row.forum != "-":
        yield _FORUMS[row.forum]


def _released_in(book: RuleBook) -> list[Layer]:
    """The layers with a rule that releases, and so with a use for holds."""
    allowing = {row.layer for row in rows_of(book) if row.act == "release" and row.eft == "allow"}
    return [layer for layer in LAYERS if layer in allowing]


def _any_of(names: list[str]) -> str:
    return " or ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)


def _both_ways(term: str) -> tuple[str, str]:
    return clause(_named(term)), clause(_named(term), holds=False)


def _named(name: str) -> Named:
    return TERMS_OF_ITEMS[name] if name in TERMS_OF_ITEMS else CONDITIONS[name]
