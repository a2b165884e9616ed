"""A decision as a page for its three readers, and as the line of JSON that programs read."""

from typing import Any

import msgspec
from rich.console import Console
from rich.markup import escape
from rich.padding import Padding
from rich.table import Table

from gateway.domain.dates import in_words
from gateway.domain.decision import Decision, Ground, SegmentDecision
from gateway.domain.facts import Facts
from gateway.domain.reply import NamedPaper, Reply
from gateway.policy.book import RuleBook
from gateway.policy.letters import HIDDEN
from gateway.policy.reply import as_letter, letter_lines, paragraphs, record_words

_COLOURS = {
    "disclose": "green",
    "disclose_with_conditions": "green",
    "disclose_in_part": "cyan",
    "refer": "magenta",
    "officer_judgement": "yellow",
    "refuse": "red",
}
_RESULTS = {
    "decided": "decided",
    "held": "holds",
    "noted": "noted",
    "condition": "condition",
    "notice": "notice",
    "clock": "clock",
    "route_tried": "does not apply",
}


def shown(decision: Decision) -> dict[str, Any]:
    """The decision with the keys of section 2.6; segments by their ids, in their order."""
    plain: dict[str, Any] = msgspec.to_builtins(decision)
    plain["segments"] = {one.pop("id"): one for one in plain["segments"]}
    return plain


def printable(text: str) -> str:
    """The text without the signs that steer a terminal: each is shown as a replacement mark."""
    return "".join(sign if sign.isprintable() else "\ufffd" for sign in text)


def letter_of(facts: Facts, reply: Reply, paper: NamedPaper | None) -> str:
    """The letter to the person who asked; their request's id is its reference."""
    answered = facts.now.date()
    received = facts.request.received or answered
    lines = letter_lines(
        reply, reference=facts.id, received=received, answered=answered, paper=paper
    )
    text = as_letter(lines)
    return "\n".join(printable(line) for line in text.splitlines())


def print_decision(facts: Facts, decision: Decision, reply: Reply, book: RuleBook) -> None:
    """Prints the page; in colour where it goes to a terminal. `decision` is explained."""
    console = Console(highlight=False, soft_wrap=False, emoji=False)
    title = printable(f"{facts.id}  {facts.title}".strip())
    console.print(f"[bold]{escape(title)}[/bold]")
    console.print(f"{escape(facts.council)}, {in_words(facts.now)}")
    _heading(console, "For the person who asked")
    what, *rest = paragraphs(reply)
    console.print(f"[{_COLOURS[decision.outcome]}]{escape(what)}[/]")
    for line in rest:
        console.print(printable(line), markup=False)
    _heading(console, "For the officer")
    if decision.grounds:
        console.print(_checks(decision.grounds))
    for one in decision.segments:
        _print_segment(console, one)
    _heading(console, "For the record")
    for one in decision.segments:
        console.print(printable(record_words(decision, one)), markup=False)
    console.print(f"rule book {decision.rule_book}", markup=False)
    _print_clauses(console, decision, book)
    console.rule(style="dim")


def _heading(console: Console, words: str) -> None:
    console.print(f"\n[bold]{words}[/bold]")


def _print_segment(console: Console, one: SegmentDecision) -> None:
    console.print(f"[{_COLOURS[one.outcome]}]{escape(printable(one.id))}[/]")
    if one.neither_confirm_nor_deny:
        console.print(f'  To the person who asked, and to everybody else: "{HIDDEN}"')
    console.print(Padding(_checks(one.grounds), (0, 0, 0, 2)))


def _checks(grounds: tuple[Ground, ...]) -> Table:
    """Every check that was made: its result, the facts that it used, and the clauses."""
    table = Table(box=None, pad_edge=False, header_style="dim")
    table.add_column("Check", overflow="fold", ratio=5)
    table.add_column("Result", no_wrap=True)
    table.add_column("Fact used", overflow="fold", ratio=5)
    table.add_column("Clause", overflow="fold", ratio=3)
    for ground in grounds:
        tried = ground.part == "route_tried"
        table.add_row(
            escape(ground.row if tried else f"{ground.row}: {ground.sentence}"),
            _RESULTS[ground.part],
            escape("; ".join(ground.facts)),
            ", ".join(ground.clauses),
        )
    return table


def _print_clauses(console: Console, decision: Decision, book: RuleBook) -> None:
    if not decision.rules:
        return
    _heading(console, "What the rules say")
    table = Table(box=None, pad_edge=False, show_header=False)
    table.add_column("id", no_wrap=True)
    table.add_column("clause", overflow="fold")
    for rule in decision.rules:
        clause = book.clauses[rule]
        table.add_row(rule, escape(f"{clause.citation}: {clause.says}"))
    console.print(Padding(table, (0, 0, 0, 2)))
