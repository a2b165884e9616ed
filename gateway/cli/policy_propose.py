"""`gateway policy propose`: proposes the rule book of a folder, for somebody else to adopt."""

import os
from pathlib import Path
from typing import IO

import click

from gateway.casework.rule_books import propose
from gateway.cli.office import office_at_work
from gateway.cli.signed_in import person_of, token_option
from gateway.policy.book import read_texts
from gateway.settings import read_settings


@click.command("propose")
@click.argument(
    "folder", metavar="DIR", type=click.Path(path_type=Path, exists=True, file_okay=False)
)
@token_option
def command(folder: Path, token_file: IO[str]) -> None:
    """Propose the rule book of a folder: model.conf and policies/.

    It counts when somebody else has adopted it. You both hold an office that answers for the
    rules: the Monitoring Officer, a deputy, or the council's adviser or determiner.
    """
    texts = read_texts(folder)
    with office_at_work(read_settings(os.environ)) as office:
        proposed = propose(office, by=person_of(office, token_file), texts=texts)
    click.echo(f"Proposed, in log entry {proposed.entry}:")
    click.echo(proposed.digest)
    click.echo("Somebody else adopts it: gateway policy adopt DIGEST --token-file FILE")
