"""The rule book as a text for people: every rule as a sentence, its clauses, and the terms."""

from collections.abc import Iterator

from gateway.domain.facts import Office
from gateway.policy.book import RuleBook
from gateway.policy.conditions import CONDITIONS
from gateway.policy.expressions import Always, And, Expression, Never
from gateway.policy.letters import CONDITIONS as CONDITION_WORDS
from gateway.policy.letters import effect_words
from gateway.policy.rules import LAYERS, Layer, Row
from gateway.policy.rules_reader import TAGS
from gateway.policy.sentence import clause, definition
from gateway.policy.specialise import specialise
from gateway.policy.terms import TERMS

_LAYERS: dict[Layer, str] = {
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
_OFFICE_KEYS = {
    "first_decider": "the officer who decides first",
    "proper_officer": "the proper officer",
    "adviser": "the adviser",
    "determiner": "the determiner",
    "data_protection_lead": "the data protection lead",
    "interest_office": "the office that looks at interests",
}
_FORUMS = {
    "none": "It is final here.",
    "stages": "A dispute goes through the council's dispute stages.",
    "proper_officer": "A dispute goes to the proper officer.",
    "executive": "A dispute goes to the executive.",
    "adviser": "A dispute goes to the adviser.",
}
_ROW_CONDITIONS = {
    "standard": "the council's standard conditions",
    "confidential": "keep it confidential",
    "casework": "keep it confidential, use it for this casework, and look after the data in it",
    "inspect_if_copy": "read it; a copy needs the officer",
    "shareable": "it may go to the resident",
    "briefing": "the council's condition for briefings",
}


def render(book: RuleBook) -> str:
    """The whole rule book as Markdown."""
    return "\n".join(_lines(book)).rstrip() + "\n"


def rule_text(book: RuleBook, name: str) -> str:
    """One rule, hold or term as text. Raises KeyError when there is none of that name."""
    for row in _rows(book):
        if row.row == name:
            return "\n".join(_row(book, row)).rstrip() + "\n"
    if name in CONDITIONS:
        return f"{name}: {clause(CONDITIONS[name])}. That is: {definition(name)}.\n"
    raise KeyError(name)


def _rows(book: RuleBook) -> list[Row]:
    rows = {row.row: row for council in book.councils.values() for row in council.rows}
    return sorted(rows.values(), key=lambda row: row.priority)


def _lines(book: RuleBook) -> Iterator[str]:
    yield "# The rules"
    yield ""
    yield (
        "The rules stand in their order. For each part of a paper, **the first rule that matches "
        "decides**. If it says that you may see the part, the holds are looked at: if one matches, "
        "the part waits all the same. This text is made from the rule book by "
        "`gateway policy render`; nobody writes it by hand."
    )
    rows = _rows(book)
    for number, layer in enumerate(LAYERS):
        yield ""
        yield f"## {number}. {_LAYERS[layer]}"
        for row in rows:
            if row.act == "release" and row.layer == layer:
                yield ""
                yield from _row(book, row)
    yield ""
    yield "## Holds"
    for row in rows:
        if row.act == "hold" and row.eft == "deny":
            yield ""
            yield from _row(book, row)
    yield ""
    yield "## What the terms mean"
    yield ""
    yield from _terms()


def _row(book: RuleBook, row: Row) -> Iterator[str]:
    yield f"### {row.row}"
    yield ""
    test = specialise(row.asks, {})
    parts = test.parts if isinstance(test, And) else (test,)
    yield f"{_effect(row)}{':' if _said(parts) else '.'}"
    yield ""
    for part in parts:
        if not isinstance(part, Always | Never):
            yield f"- {clause(part)}"
    if _said(parts):
        yield ""
    if row.act == "hold":
        layers = ", ".join(_LAYERS[layer].lower() for layer in row.layers)
        yield f"It is looked at for: {layers}."
        yield ""
    if row.forum != "-":
        yield f"{_FORUMS[row.forum]}"
        yield ""
    if row.conditions:
        told = "; ".join(_ROW_CONDITIONS[name] for name in row.conditions)
        yield f"Conditions: {told}."
        yield ""
    for ground in row.grounds:
        if ground == TAGS:
            yield "- the paragraphs of Schedule 12A under which it is exempt"
        else:
            found = book.clauses[ground]
            yield f"- **{ground}** ({found.citation}): {found.says}"


def _said(parts: tuple[Expression, ...]) -> bool:
    return any(not isinstance(part, Always | Never) for part in parts)


def _effect(row: Row) -> str:
    if row.next in ("release", "refuse"):
        words = effect_words(row)
    else:
        words = f"It waits for {_office(row.next)}"
    use = {
        "access": ", when you ask to see it",
        "onward_disclosure": ", when you ask to pass it on",
        "officer_check": ", when an officer asks before disclosing",
    }.get(row.use, "")
    return f"**{words}**{use}"


def _office(name: str | Office) -> str:
    return _OFFICE_KEYS.get(name, f"the {name.replace('_', ' ')}")


def _terms() -> Iterator[str]:
    for name in CONDITIONS:
        if name in TERMS and definition(name) != TERMS[name][0]:
            yield f"- **{TERMS[name][0]}** (`{name}`): {definition(name)}."
    yield ""
    yield "Conditions on a release:"
    yield ""
    for condition_name, words in CONDITION_WORDS.items():
        yield f"- `{condition_name}`: {words}"
