"""Shows a one-time link: once, alone on the standard output, and until when it counts beside it."""

import click

from gateway.domain.dates import in_words
from gateway.domain.sign_in import SetUpLink
from gateway.settings import Settings


def say_link(settings: Settings, link: SetUpLink) -> None:
    """Show the link, for whoever hands it over."""
    place = settings.public_url.rstrip("/") or f"http://{settings.host}:{settings.port}"
    click.echo(f"{place}/sign-in/link/{link.secret}")
    click.echo(
        f"Hand it to nobody but them: who has it first sets the password. It counts once, until "
        f"{in_words(link.expires_at)}, and is not shown again.",
        err=True,
    )
