"""Who acts at the command line: known by a bearer token of their own, never by a mere id."""

from typing import IO

import click

from gateway.casework.tokens import caller_of
from gateway.casework.writer import Office

token_option = click.option(
    "--token-file",
    type=click.File(errors="replace"),
    required=True,
    help="The file that holds your token; - reads it from the standard input.",
)


def person_of(office: Office, token_file: IO[str]) -> str:
    """The id of whoever the token was issued to. Raises NotSignedInError when it is not valid."""
    with office.reading() as reading:
        return caller_of(reading, token_file.read().strip()).person
