"""The report of an import on the screen, or as one line of JSON."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from rich.console import Console
from rich.table import Table
from rich.text import Text

from gateway.importing.changes import WHATS
from gateway.importing.difference import Difference
from gateway.importing.papers_difference import PaperChange
from gateway.importing.report import Line, lines, paper_line

_COLOURS = {"added": "green", "changed": "yellow", "ended": "red"}
_DRY = "This was a dry run: nothing was stored."


def print_differences(
    console: Console, differences: Sequence[Difference], *, dry_run: bool
) -> None:
    """Counts for each source of ids; in a dry run every row as well."""
    for difference in differences:
        for note in difference.notes:
            console.print(f"Note: {note}", markup=False)
        if dry_run and (sweeping := difference.sweeping()):
            console.print(f"[bold]This would end {sweeping}.[/bold] If that is right, --many-end.")
        counts = {name.replace("_", " "): found for name, found in difference.counts().items()}
        _print_counts(console, f"From {difference.source}", counts)
        if dry_run:
            _print_lines(console, lines(difference))
    _print_end(console, any(found.changes for found in differences), dry_run=dry_run)


def print_papers(
    console: Console,
    changes: Sequence[PaperChange],
    counts: Mapping[str, Mapping[str, int]],
    *,
    dry_run: bool,
) -> None:
    """Counts of documents and segments; in a dry run every row as well."""
    _print_counts(console, "Documents", {name: found for name, found in counts.items() if found})
    if dry_run:
        _print_lines(console, map(paper_line, changes))
    _print_end(console, bool(changes), dry_run=dry_run)


def _print_counts(console: Console, title: str, counts: Mapping[str, Mapping[Any, int]]) -> None:
    if not counts:
        return
    table = Table("", *WHATS, title=title, title_justify="left")
    for column in table.columns[1:]:
        column.justify = "right"
    for name, found in counts.items():
        table.add_row(name, *(str(found.get(what, 0) or "") for what in WHATS))
    console.print(table)


def _print_lines(console: Console, rows: Iterable[Line]) -> None:
    table = Table("change", "of", "name", "detail", show_edge=False)
    for what, collection, name, detail in rows:
        table.add_row(f"[{_COLOURS[what]}]{what}", collection, _plain(name), _plain(detail))
    if table.row_count:
        console.print(table)


def _print_end(console: Console, changes: bool, *, dry_run: bool) -> None:
    if not changes:
        console.print("Nothing changes: all of it is held already.")
    elif dry_run:
        console.print(_DRY)
    else:
        console.print("Stored and recorded.")


def _plain(text: str) -> Text:
    """A name as it is: what looks like markup in it is not."""
    return Text(text)
