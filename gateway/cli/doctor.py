"""`gateway doctor`: look at the installation and say what to do about each finding."""

import os
import sys
from typing import Final

import click
import msgspec
from rich.console import Console
from rich.table import Table

from gateway.api import operational_log
from gateway.casework.installation import Finding, Look, State, everything
from gateway.errors import GatewayError
from gateway.settings import Settings, read_settings

COLOURS: Final[dict[State, str]] = {"ok": "green", "warning": "yellow", "fault": "red"}


@click.command()
@click.option("--json", "as_json", is_flag=True, help="One line of JSON for each finding.")
def command(as_json: bool) -> None:
    """Check the installation and say what to do. Exit code 1 when there is a fault."""
    findings = _findings()
    if as_json:
        for finding in findings:
            click.echo(msgspec.json.encode(finding))
    else:
        _show(findings)
    sys.exit(any(finding.state == "fault" for finding in findings))


def _findings() -> list[Finding]:
    try:
        settings = read_settings(os.environ)
    except GatewayError as error:
        return [Finding(about="settings", state="fault", says=str(error), do=error.next_step)]
    operational_log.configure(settings.log_level)
    return list(everything(settings, more=_of_provider(settings)))


def _of_provider(settings: Settings) -> tuple[Look, ...]:
    """What is looked at where people sign in through the council's provider."""
    if not (settings.oidc_issuer or settings.oidc_client_id):
        return ()
    from gateway.web.ways_in import sign_in_provider  # noqa: PLC0415  it takes a second to load

    return (sign_in_provider,)


def _show(findings: list[Finding]) -> None:
    table = Table(box=None, show_header=False)
    for finding in findings:
        state = f"[{COLOURS[finding.state]}]{finding.state}[/]"
        table.add_row(state, finding.about, " ".join(filter(None, (finding.says, finding.do))))
    Console(highlight=False).print(table)
