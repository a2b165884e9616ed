"""The `gateway` command: finds the sub-command, loads only that one, and reports errors plainly."""

import gc
import importlib
import keyword
import sys
from typing import Any, Final

import click

from gateway.errors import GatewayError

COMMANDS: Final = (
    "init",
    "demo",
    "serve",
    "worker",
    "work-once",
    "people",
    "account",
    "token",
    "deadlines",
    "calendar",
    "notices",
    "statistics",
    "registers",
    "doctor",
    "backup",
    "restore",
    "import",
    "decide",
    "policy",
    "case",
    "copies",
    "incidents",
    "advice",
    "audit",
)
"""Every sub-command, in the order of `gateway --help`; each is `command` in a module of its own."""


class PlainError(click.ClickException):
    """One line for a person: what is wrong, then what to do. The exit code is 2."""

    exit_code = 2

    def __init__(self, error: GatewayError) -> None:
        super().__init__(f"{str(error).rstrip('.')}. {error.next_step}")


class LazyGroup(click.Group):
    """Sub-commands are imported when asked for: `gateway decide` needs no web server.

    `names` are the sub-commands in their order; each is `command` in the module that `modules`
    and its name make.
    """

    names: tuple[str, ...] = COMMANDS
    modules = "gateway.cli."

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002  click's signature
        """The names of the sub-commands."""
        return list(self.names)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002  click's signature
        """The sub-command of that name, imported now."""
        if cmd_name not in self.names:
            return None
        name = cmd_name.replace("-", "_")
        module = f"{self.modules}{name}{'_' if keyword.iskeyword(name) else ''}"
        if module not in sys.modules:
            _load(module)
        found: click.Command = sys.modules[module].command
        return found

    def invoke(self, ctx: click.Context) -> Any:
        """Carry out the sub-command; an error that a person can mend is told in one line."""
        try:
            return super().invoke(ctx)
        except GatewayError as error:
            raise PlainError(error) from error


def _load(module: str) -> None:
    """Import a module. What is loaded stays, so the collector does not look at it, now or later.

    It would take a quarter of the time until the command begins.
    """
    gc.disable()
    try:
        importlib.import_module(module)
    finally:
        gc.freeze()
        gc.enable()


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="need-to-know-gateway", message="%(package)s %(version)s")
def main() -> None:
    """Decide which council documents a councillor may see, and prove it afterwards."""
