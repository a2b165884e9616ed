"""What the commands that need z3 share: a tool of those who write rules, not of the server."""

from collections.abc import Iterator
from contextlib import contextmanager

import click

from gateway.policy.book import RuleBook
from gateway.policy.council import Council

councils_option = click.option(
    "--council", "names", multiple=True, help="A council; as many as you like (default: all)."
)


@contextmanager
def z3_needed() -> Iterator[None]:
    """Says what to install where z3 is missing."""
    try:
        yield
    except ModuleNotFoundError as missing:
        if missing.name != "z3":
            raise
        raise click.ClickException(
            "This needs the prover z3, which is not installed. "
            "Install it with: pip install z3-solver"
        ) from missing


def councils_of(book: RuleBook, names: tuple[str, ...]) -> list[Council]:
    """The councils of these names; none named: all."""
    for name in names:
        if name not in book.councils:
            raise click.BadParameter(f"There is no council {name}.", param_hint="--council")
    return [book.councils[name] for name in names or book.councils]
