"""Write the pages of docs/ that are made from the code, or check that they are up to date."""

import sys
from collections.abc import Iterator
from pathlib import Path

import click

from gateway.cli.main import main as gateway
from gateway.policy.life.render import page as permissions
from gateway.settings import PREFIX, Settings, explain, names

HERE = Path(__file__).parent
MADE = "<!-- Made by docs/build.py: change the code and run 'make docs'. -->\n"


def settings() -> str:
    """Every setting with its meaning, its values and its default."""
    default = Settings()
    rows = ["| Variable | Meaning | Values | Default |", "|---|---|---|---|"]
    for name in names():
        meaning, values = explain(name)
        given = getattr(default, name)
        shown = ", ".join(given) if isinstance(given, tuple) else str(given)
        shown = "" if given is None or name == "database_url" else f"`{shown.lower()}`"
        rows.append(f"| `{PREFIX}{name.upper()}` | {meaning} | {values} | {shown} |")
    return (
        "# Settings\n\n"
        "Set each in the environment, or in a TOML file that `GATEWAY_CONFIG` names. In the file\n"
        "the name is written small and without `GATEWAY_`: `port = 8080`. The environment wins.\n"
        "A name that is not listed here stops the start.\n\n" + "\n".join(rows) + "\n"
    )


def commands() -> str:
    """What `--help` says of every command."""
    return "# Commands\n\n" + "\n".join(_help(gateway, "gateway", None))


def _help(command: click.Command, name: str, parent: click.Context | None) -> Iterator[str]:
    context = click.Context(command, info_name=name, parent=parent, terminal_width=88)
    yield f"## {context.command_path}\n\n```\n{command.get_help(context)}\n```\n"
    if isinstance(command, click.Group):
        for child in command.list_commands(context):
            found = command.get_command(context, child)
            if found is not None:
                yield from _help(found, child, context)


PAGES = {"settings.md": settings, "commands.md": commands, "permissions.md": permissions}


def main(arguments: list[str]) -> int:
    """Write the pages; with `--check` compare them and name those that are out of date."""
    stale = []
    for name, make in PAGES.items():
        page = HERE / name
        text = MADE + make()
        if not page.exists() or page.read_text(encoding="utf-8") != text:
            stale.append(f"docs/{name}")
            if "--check" not in arguments:
                page.write_text(text, encoding="utf-8")
    if "--check" not in arguments or not stale:
        return 0
    print(f"out of date: {', '.join(stale)}. Run 'make docs' and commit the result.")
    return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
