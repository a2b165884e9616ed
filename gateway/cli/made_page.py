"""Writing a page that is made from the rule book, or finding that it is stale."""

from pathlib import Path

import click


def write_or_check(to: Path, text: str, *, check: bool, command: str) -> None:
    """Write the page; with `check`, write nothing and raise ClickException when it is stale.

    `command` is what makes the page anew.
    """
    held = to.read_text(encoding="utf-8") if to.exists() else None
    if held == text:
        click.echo(f"{to} is up to date.")
    elif check:
        raise click.ClickException(f"{to} is stale. Run '{command}'.")
    else:
        to.parent.mkdir(parents=True, exist_ok=True)
        to.write_text(text, encoding="utf-8")
        click.echo(f"{to} is written.")
