"""What a trial of a draft rule book found: on the page, as a spreadsheet, as JSON."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, Final

import click
import msgspec
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from gateway.casework.replay import Asked, Flip, Found, RecordReplay
from gateway.casework.replay_counts import SMALLEST, WAYS, Counts
from gateway.cli.decision_page import printable
from gateway.domain.spreadsheets import csv_lines

_COLUMNS: Final = (*Asked.__struct_fields__, *Flip.__struct_fields__[1:], "key", "reason")


def print_found(found: Iterable[Found]) -> None:
    """One line for each flip, and for what cannot be decided."""
    for one in found:
        click.echo(printable(f"{_whose(one.asked)}: {_what(one)}"))


def print_summary(counts: Counts) -> None:
    """The numbers, by rule and by political group."""
    click.echo(
        f"Decided again: {counts.past} past decisions, and {counts.today} questions of today. "
        f"{counts.flips} answers flip; {counts.undecided} cannot be decided."
    )
    if counts.flips:
        console = Console(highlight=False)
        console.print(_by_rule(counts))
        console.print(_by_group(counts))
        click.echo(
            f"A number under {SMALLEST} is not shown for a group: it could point at somebody."
        )


def write_csv(file: Path, found: Iterable[Found]) -> None:
    """A line for each; no cell is a formula."""
    with file.open("w", encoding="utf-8", newline="") as out:
        out.writelines(csv_lines(_COLUMNS, map(_row, found)))


def write_json(file: Path, found: Iterable[Found], numbers: dict[str, Any]) -> None:
    """A line of JSON for each, and the numbers in the last line."""
    with file.open("wb") as out:
        for line in _with_last(found, numbers):
            out.write(msgspec.json.encode(line) + b"\n")


def numbers(done: RecordReplay) -> dict[str, Any]:
    """The last line of the JSON: which rule books, how many answers, by rule and by group.

    A number of a group that is too small to tell is null.
    """
    counts = done.counts
    return {
        "kind": "numbers",
        "draft": done.draft,
        "in_force": done.in_force,
        "past": counts.past,
        "today": counts.today,
        "flips": counts.flips,
        "undecided": counts.undecided,
        "by_rule": [
            {**pair._asdict(), "flips": flips} for pair, flips in counts.pairs.most_common()
        ],
        "by_group": counts.groups(),
    }


def _with_last(found: Iterable[Found], last: dict[str, Any]) -> Iterator[Found | dict[str, Any]]:
    yield from found
    yield last


def _row(one: Found) -> dict[str, Any]:
    cells = dict.fromkeys(_COLUMNS) | msgspec.structs.asdict(one.asked)
    return cells | {name: getattr(one, name) for name in one.__struct_fields__ if name in cells}


def _whose(asked: Asked) -> str:
    whom = f"{asked.name or asked.person} and “{asked.title or asked.document}”"
    if asked.source == "today":
        return f"Today, {whom}"
    return f"{asked.reference or 'Check'} in log entry {asked.entry}, {whom}"


def _what(one: Found) -> str:
    if isinstance(one, Flip):
        return (
            f"{one.segment}: {_plain(one.was)} ({one.was_row}) -> "
            f"{_plain(one.would_be)} ({one.would_be_row})"
        )
    whose = "the draft" if one.by_draft else "the rule book in force"
    return f"{whose} cannot decide it: {one.key}: {one.reason}"


def _plain(outcome: str) -> str:
    return outcome.replace("_", " ")


def _by_rule(counts: Counts) -> Table:
    table = Table("Rule now", "gives", "Draft's rule", "would give", "Answers", box=None)
    for pair, flips in counts.pairs.most_common():
        table.add_row(*(escape(_plain(cell)) for cell in pair), str(flips))
    return table


def _by_group(counts: Counts) -> Table:
    table = Table("Political group", *WAYS, box=None)
    for group, ways in counts.groups().items():
        told = (f"under {SMALLEST}" if ways[way] is None else str(ways[way]) for way in WAYS)
        table.add_row(escape(printable(group)) or "none", *told)
    return table
