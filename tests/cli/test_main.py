"""The `gateway` command itself: what it loads, and how it tells what went wrong."""

import subprocess
import sys
from importlib.metadata import version

import click
from click.testing import CliRunner

from gateway.cli.main import COMMANDS, LazyGroup, main
from gateway.errors import SetupError


def test_version_is_the_package_version():
    """`gateway --version` names the version that is installed."""
    answer = CliRunner().invoke(main, ["--version"])

    assert f"need-to-know-gateway {version('need-to-know-gateway')}\n" == answer.output


def test_help_lists_every_command_with_a_sentence():
    """`gateway --help` shows each sub-command and says what it is for."""
    answer = CliRunner().invoke(main, ["--help"])

    listed = [line.split() for line in answer.output.split("Commands:")[1].splitlines() if line]
    assert list(COMMANDS) == [words[0] for words in listed]
    assert all(len(words) > 2 for words in listed)


def test_an_unknown_command_is_refused():
    """A command that does not exist ends with exit code 2 and its name."""
    answer = CliRunner().invoke(main, ["decode"])

    assert 2 == answer.exit_code
    assert "No such command 'decode'" in answer.output


def test_an_error_is_one_line_with_the_next_step():
    """What a person can mend is told in one line, without a traceback, with exit code 2."""

    @click.command()
    def serve():
        raise SetupError("the key file can be read by everybody", where="keys")

    class Unsafe(LazyGroup):
        def get_command(self, *_: object) -> click.Command:
            return serve

    answer = CliRunner().invoke(Unsafe("gateway"), ["serve"])

    assert 2 == answer.exit_code
    expected = "Error: keys: the key file can be read by everybody. " + SetupError.next_step + "\n"
    assert expected == answer.output


def test_deciding_loads_neither_the_web_server_nor_the_database():
    """`gateway decide` starts quickly because it imports no framework."""
    script = (
        "import sys\n"
        "from click.testing import CliRunner\n"
        "from gateway.cli.main import main\n"
        "assert CliRunner().invoke(main, ['decide', '--help']).exit_code == 0\n"
        "print(sorted({'litestar', 'sqlalchemy', 'uvicorn', 'alembic'} & set(sys.modules)))"
    )

    answer = subprocess.run(  # noqa: S603  our own script, our own interpreter
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )

    assert "[]\n" == answer.stdout


def test_the_module_is_the_command():
    """`python -m gateway` answers like `gateway`."""
    answer = subprocess.run(
        [sys.executable, "-m", "gateway", "--version"], capture_output=True, text=True, check=True
    )

    assert answer.stdout.startswith("need-to-know-gateway ")
