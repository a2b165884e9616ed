"""What the commands about the rule book share."""

from pathlib import Path

import click

rule_book_option = click.option(
    "--rule-book",
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    help="The folder with model.conf and policies/ (default: the one shipped).",
)
