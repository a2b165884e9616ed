"""The rule book as a page for people: every rule and hold, who does what, and what words mean."""

from collections.abc import Iterator

from gateway.domain.decision import Clock
from gateway.policy import citations
from gateway.policy.book import RuleBook
from gateway.policy.clocks import STARTED_BY
from gateway.policy.conditions import findings, groups, meetings, papers, people
from gateway.policy.letters import CLOCKS, CONDITIONS, NOTICES
from gateway.policy.notices import TOLD_BY
from gateway.policy.pages import CLAUSES, anchor, link, rows_of
from gateway.policy.quoted import NAMED_THERE
from gateway.policy.render_councils import who_does_what
from gateway.policy.render_rule import (
    LAYER_WORDS,
    SUBJECT_OF,
    clause_lines,
    row_lines,
    term_lines,
    term_words,
)
from gateway.policy.rules import LAYERS, Row
from gateway.policy.rules_reader import SECOND_LOOK

_READING = """\
*This page is made from the rule book by `gateway policy render`; nobody writes it by hand.*

## How to read this page

A paper is decided part by part. **The rules stand in their order, and the first one that matches
decides.** A rule matches when everything that is listed under it is so. What the law gives stands
before what a council's protocol says, so no protocol can take it away.

**No lawyer has confirmed these rules yet.** One must, before a council relies on them.

- **You** are the person who asks; **it** is the part of the paper that you ask for.
- A rule is about asking to see a paper, unless it says that it holds whatever is asked, or when you
  ask to pass something on, or when you are an officer who asks before disclosing.
- **It waits** means that nobody has said no. Somebody must look first, and
  [who that is](#who-does-what) depends on the council.
- **Found** means that an officer has looked and recorded what they found. What nobody has found yet
  is unknown, and what is unknown never opens a paper.
- **A mark as exempt** names the paragraph of Schedule 12A under which the part is exempt: 1 to 7 in
  England, 12 to 18 in Wales.
- **The owner** of a private paper is whoever its confidence protects: the group, the member who
  was advised, or who wrote the letter. It is for them to agree that you may have it. **The reader's
  own group** is yours; when an officer asks before disclosing, it is the group whose meeting it is.
- **You are on the other side** in a matter in which the council acts against you, does business
  with you, or is in court with you.
- **Holds** are looked at when a rule says that you may see it. If one matches, the part waits all
  the same, for the office of the first that does. A hold never refuses.
- Where an answer is **final in this council**, the courts, an ombudsman where there is one, and
  what everybody may ask for, such as freedom of information, are still open to you.
- Some words take in more than they say. They are links to [what they mean](#what-the-words-mean).
- Each rule says for which councils it is in force, and on which clauses it rests. The links lead to
  [what each clause says](clauses.md), and how far its text was checked.
- Words set `like this` are the names of things in settings, worked examples and the log. You can
  read past them.
"""
SECOND_LOOK_WORDS = (
    "A mark as exempt {supports} only when somebody has weighed the public interest. So when "
    "a part would be refused and no mark on it can support that, it is decided once more as if "
    "it had no mark. If it is refused even so, the first refusal stands. If not, **it waits "
    "for the proper officer**, who weighs the public interest."
)
_BESIDES = (
    "Rules name the conditions that they bring. Besides, whatever is "
    f"{link('sensitive', 'term-sensitive')} is to be kept confidential. What is "
    f"{link('legally privileged', 'term-privileged')} may not be passed on. Unless the law "
    "itself gives it, you may read it, and must ask for a copy. Nothing comes with what is public "
    "or goes to a resident.\n\nWhere "
    f"{link('we may not say whether it exists', 'term-exists_in_confidence')} and it is not "
    "released, the answer is the one that is given when we hold nothing: that we can neither "
    "confirm nor deny it."
)
_REASONS_OWED = "when a scrutiny member is refused what regulation 17(3) keeps back"
_TERMS = {
    "People": (people, ()),
    "Papers": (papers, ("in_effect", "openable")),
    "Meetings and rights": (meetings, ("to_come", "over")),
    "Groups and private papers": (groups, ()),
    "What was asked and found": (findings, ()),
}


def render(book: RuleBook) -> str:
    """The whole rule book as Markdown."""
    return "\n".join(_lines(book)).rstrip() + "\n"


def rule_text(book: RuleBook, name: str) -> str:
    """One rule, hold or term by itself, its clauses in full. Raises KeyError for an unknown one."""
    if name == SECOND_LOOK:
        lines = list(_second_look(book, links=False))
    else:
        rows = {row.row: row for row in rows_of(book)}
        if name not in rows:
            return "\n".join([f"{name}: {term_words(name)}", *term_lines(name, links=False)]) + "\n"
        lines = list(row_lines(book, rows[name], links=False))
    return "\n".join([f"### {name}", "", *lines]).rstrip() + "\n"


def _lines(book: RuleBook) -> Iterator[str]:
    rows = rows_of(book)
    yield "# The rules"
    yield ""
    yield from _READING.split("\n")
    yield from _letters(rows)
    yield from who_does_what(book)
    for layer in LAYERS:
        yield f"## {LAYER_WORDS[layer]}"
        yield ""
        for row in rows:
            if row.act == "release" and row.layer == layer:
                yield from _row(book, row)
    yield "## Holds"
    yield ""
    for row in rows:
        if row.act == "hold" and row.eft == "deny":
            yield from _row(book, row)
    yield "## The second look"
    yield ""
    yield f"### {SECOND_LOOK}"
    yield ""
    yield from _second_look(book, links=True)
    yield ""
    yield from _with_an_answer()
    yield from _meanings()


def _row(book: RuleBook, row: Row) -> Iterator[str]:
    yield f"### {row.row}"
    yield ""
    yield from row_lines(book, row, links=True)
    yield ""


def _second_look(book: RuleBook, *, links: bool) -> Iterator[str]:
    supports = "can support a refusal"
    if links:
        supports = link(supports, "term-tags_supported")
    yield SECOND_LOOK_WORDS.format(supports=supports)
    yield ""
    yield from clause_lines(book, citations.UNTESTED, links=links)


def _letters(rows: list[Row]) -> Iterator[str]:
    """What the letter of a rule's id says of it."""
    chapters: dict[str, dict[str, None]] = {}
    for row in rows:
        if row.act == "release":
            chapters.setdefault(LAYER_WORDS[row.layer], {})[row.row.rstrip("0123456789")] = None
    yield "The letter of a rule says where it stands:"
    yield ""
    for chapter, letters in chapters.items():
        yield f"- {' and '.join(letters)}: {chapter.lower()}"
    yield "- H: holds"
    yield f"- {SECOND_LOOK}: the second look"
    yield ""


def _with_an_answer() -> Iterator[str]:
    """What can come with an answer: conditions, notices and clocks, each under its name."""
    yield "## What can come with an answer"
    yield ""
    yield _BESIDES
    yield ""
    yield "Conditions on what is released:"
    yield ""
    for condition, words in CONDITIONS.items():
        yield f"- {words} (`{condition}`{_quoted(citations.CONDITIONS[condition])})"
    yield ""
    yield "Notices, for which no answer waits:"
    yield ""
    for notice, words in NOTICES.items():
        told_by = " or ".join(link(row, row) for row in TOLD_BY[notice])
        when = f"can come when {told_by} releases it" if told_by else _REASONS_OWED
        yield f"- {words} (`{notice}`: {when})"
    yield ""
    yield "Clocks, which run whatever the answer is:"
    yield ""
    for clock, words in CLOCKS.items():
        told = words.format(due=NAMED_THERE)
        yield f"- {told} (`{clock}`{_quoted(citations.CLOCKS.get(clock, ()))}, {_given(clock)})"
    yield ""


def _given(clock: Clock) -> str:
    """Where a clock runs: with a right, or where the council has set a number of days."""
    right = STARTED_BY.get(clock)
    if right is None:
        return "where the council has set in how many days an answer is due"
    return f"where {link(term_words(right), f'term-{right}')}"


def _quoted(ids: tuple[str, ...]) -> str:
    return "".join(f", {link(name, name, CLAUSES)}" for name in ids)


def _meanings() -> Iterator[str]:
    yield "## What the words mean"
    yield ""
    yield "The words hold when everything listed under them is so."
    told_before: set[str] = set()
    for chapter, (module, of_items) in _TERMS.items():
        yield ""
        yield f"### {chapter}"
        yield ""
        for name in (*of_items, *module.CONDITIONS):
            told = list(term_lines(name, links=True))
            if told and name not in told_before:
                told_before.add(name)
                subject = f"{SUBJECT_OF[name]} " if name in SUBJECT_OF else ""
                yield f"- {anchor(f'term-{name}')}**{subject}{term_words(name)}** (`{name}`)"
                yield from (f"  {line}" for line in told)
