"""Every clause as a page for people: what it says, where it lives here, how far it was checked."""

from collections.abc import Iterator
from itertools import groupby

from gateway.policy import citations
from gateway.policy.book import RuleBook
from gateway.policy.clauses import Clause
from gateway.policy.pages import RULES, anchor, councils_in_words, link, rows_of
from gateway.policy.place_words import places_in_words
from gateway.policy.places import read_places
from gateway.policy.quoted import quotes
from gateway.policy.rules import Row
from gateway.policy.rules_reader import TAGS
from gateway.policy.scope import cited

_READING = """\
# The clauses

*This page is made from the rule book by `gateway policy clauses`; nobody writes it by hand.*

Every clause of the councils' protocols and of the law that bears on access to papers, what it says
in our words, and **where it lives here**: the [rules and holds](rules.md) that rest on it, what
quotes it, the setting or fact that carries it. Where it is not software, the page says so. A
setting of a council's own protocol stands with the value that this council gave it.

The last column says how far we read the text of the clause itself. **A lawyer should look first at
what we read only in part or not at all**, above all where a rule rests on it.
"""
_CHECKED = {
    "primary": "the text itself",
    "secondary": "somebody else's account",
    "part": "**only in part**",
    "no": "**not at all**",
}


def matrix(book: RuleBook) -> str:
    """The whole page as Markdown."""
    return "\n".join(_lines(book)).rstrip() + "\n"


def resting_on(book: RuleBook) -> dict[str, list[Row]]:
    """For each clause, the rules and holds that rest on it, in their order."""
    found: dict[str, list[Row]] = {name: [] for name in book.clauses}
    for row in rows_of(book):
        tags = citations.TAGS if TAGS in row.grounds else ()
        for name in dict.fromkeys((*row.grounds, *tags)):
            if name != TAGS:
                found[name].append(row)
    return found


def for_a_lawyer(book: RuleBook) -> dict[str, list[Row]]:
    """The clauses whose text was read in part or not at all, with the rows that rest on them."""
    return {
        name: rows
        for name, rows in resting_on(book).items()
        if rows and book.clauses[name].verified in ("part", "no")
    }


def _lines(book: RuleBook) -> Iterator[str]:
    yield from _READING.split("\n")
    yield from _summary(book)
    resting, quoting, places = resting_on(book), quotes(), read_places(book)
    for instrument, clauses in groupby(book.clauses.items(), key=lambda one: one[1].instrument):
        held = list(clauses)
        yield f"## {instrument}"
        yield ""
        yield f"It reaches {_reach(book, held)}."
        yield ""
        yield "| Clause | What it says | Where it lives | We read |"
        yield "|---|---|---|---|"
        for name, clause in held:
            lives = [
                *_rows(resting[name]),
                *quoting.get(name, ()),
                *places_in_words(book, name, places[name]),
            ]
            where = "<br>".join(_capital(words) for words in lives)
            cells = (_heading(name, clause), clause.says, where, _CHECKED[clause.verified])
            yield f"| {' | '.join(cells)} |"
        yield ""


def _summary(book: RuleBook) -> Iterator[str]:
    """What is still to do: what a lawyer should look at."""
    yield "**For a lawyer to look at**, and the rules that rest on it:"
    yield ""
    for name, rows in for_a_lawyer(book).items():
        checked = _CHECKED[book.clauses[name].verified]
        yield f"- {link(name, name)} ({checked}): {_links(rows)}"
    yield ""


def _reach(book: RuleBook, clauses: list[tuple[str, Clause]]) -> str:
    """The councils whose answers can quote something of an instrument."""
    on = {
        council.name
        for council in book.councils.values()
        if any(cited(name, council.profile) for name, _ in clauses)
    }
    return councils_in_words(book, on)


def _heading(name: str, clause: Clause) -> str:
    section = f"[{clause.section}]({clause.link})" if clause.link else clause.section
    return f"{anchor(name)}**{name}**<br>{section}"


def _rows(rows: list[Row]) -> Iterator[str]:
    for act, words in (("release", "Rule"), ("hold", "Hold")):
        found = [row for row in rows if row.act == act]
        if found:
            yield f"{words}{'s' if len(found) > 1 else ''} {_links(found)}"


def _links(rows: list[Row]) -> str:
    return ", ".join(link(row.row, row.row, RULES) for row in rows)


def _capital(words: str) -> str:
    return words[0].upper() + words[1:]
