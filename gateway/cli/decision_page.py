"""A decision as a page that a clerk can read, and as the line of JSON that programs read."""

from typing import Any

import msgspec
from rich.console import Console
from rich.markup import escape
from rich.padding import Padding
from rich.table import Table

from gateway.domain.dates import in_words
from gateway.domain.decision import Decision, Ground, SegmentDecision
from gateway.domain.facts import Facts
from gateway.policy.book import RuleBook
from gateway.policy.letters import HIDDEN, OUTCOMES, office_words

_COLOURS = {
    "disclose": "green",
    "disclose_with_conditions": "green",
    "disclose_in_part": "cyan",
    "refer": "magenta",
    "officer_judgement": "yellow",
    "refuse": "red",
}
_PARTS = {
    "decided": "Rule",
    "held": "Hold",
    "noted": "Noted",
    "condition": "Condition",
    "notice": "Notice",
    "clock": "Clock",
    "route_tried": "Tried",
}


def shown(decision: Decision) -> dict[str, Any]:
    """The decision with the keys of section 2.6; segments by their ids, in their order."""
    plain: dict[str, Any] = msgspec.to_builtins(decision)
    plain["segments"] = {one.pop("id"): one for one in plain["segments"]}
    return plain


def printable(text: str) -> str:
    """The text without the signs that steer a terminal: each is shown as a replacement mark."""
    return "".join(sign if sign.isprintable() else "\ufffd" for sign in text)


def print_decision(facts: Facts, decision: Decision, book: RuleBook) -> None:
    """Prints the page; in colour where it goes to a terminal."""
    console = Console(highlight=False, soft_wrap=False, emoji=False)
    title = printable(f"{facts.id}  {facts.title}".strip())
    console.print(f"[bold]{escape(title)}[/bold]")
    console.print(f"{escape(facts.council)}, {in_words(facts.now)}")
    console.print(_coloured(decision.outcome, OUTCOMES[decision.outcome]))
    if decision.refer_to:
        console.print(f"It waits for {office_words(decision.refer_to)}.")
    for ground in decision.grounds:
        console.print(f"{ground.sentence}{_cited(ground)}", markup=False)
    for one in decision.segments:
        console.print()
        _print_segment(console, one)
    _print_clauses(console, decision, book)
    console.rule(style="dim")


def _print_segment(console: Console, one: SegmentDecision) -> None:
    name = escape(printable(one.id))
    console.print(f"[bold]{name}[/bold]: {_coloured(one.outcome, OUTCOMES[one.outcome])}")
    if one.neither_confirm_nor_deny:
        console.print(f'  To the person who asked, and to everybody else: "{HIDDEN}"')
    if one.next not in ("release", "refuse"):
        console.print(f"  It waits for {office_words(one.next)}.")
    if one.outcome == "refuse":
        forum = office_words(one.dispute_to) if one.dispute_to else "nobody here; it is final"
        console.print(f"  A dispute goes to {forum}.")
    table = Table(box=None, pad_edge=False, show_header=False)
    for name in ("part", "why"):
        table.add_column(name, overflow="fold", no_wrap=name == "part")
    for ground in one.grounds:
        table.add_row(f"{_PARTS[ground.part]} {ground.row}", escape(_why(ground)))
    console.print(Padding(table, (0, 0, 0, 2)))


def _why(ground: Ground) -> str:
    if ground.part == "route_tried":
        return f"did not apply: {'; '.join(ground.facts)}{_cited(ground)}"
    lines = [f"{ground.sentence}{_cited(ground)}"]
    if ground.facts:
        lines.append(f"Here: {'; '.join(ground.facts)}.")
    return "\n".join(lines)


def _cited(ground: Ground) -> str:
    return f" [{', '.join(ground.clauses)}]" if ground.clauses else ""


def _print_clauses(console: Console, decision: Decision, book: RuleBook) -> None:
    if not decision.rules:
        return
    console.print("\n[bold]What the rules say[/bold]")
    table = Table(box=None, pad_edge=False, show_header=False)
    table.add_column("id", no_wrap=True)
    table.add_column("clause", overflow="fold")
    for rule in decision.rules:
        clause = book.clauses[rule]
        table.add_row(rule, escape(f"{clause.citation}: {clause.says}"))
    console.print(Padding(table, (0, 0, 0, 2)))


def _coloured(outcome: str, words: str) -> str:
    colour = _COLOURS[outcome]
    return f"[{colour}]{escape(words)}[/{colour}]"
