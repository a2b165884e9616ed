"""`gateway policy`: what can be done with the rule book; each sub-command in a file of its own."""

import click

from gateway.cli.main import LazyGroup


class PolicyGroup(LazyGroup):
    """The sub-commands of `gateway policy`."""

    names = (
        "check",
        "test",
        "explain",
        "render",
        "clauses",
        "prove",
        "gaps",
        "coverage",
        "replay",
        "propose",
        "adopt",
        "history",
    )
    modules = "gateway.cli.policy_"


@click.group("policy", cls=PolicyGroup)
def command() -> None:
    """Check the rule book, try it, read it, and change it."""
