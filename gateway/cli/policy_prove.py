"""`gateway policy prove`: the invariants, for all facts at once."""

from pathlib import Path

import click

from gateway.cli.policy_options import rule_book_option
from gateway.cli.proving import councils_of, councils_option, z3_needed
from gateway.policy.book import INVARIANTS, load, shipped


@click.command("prove")
@councils_option
@click.option("--json", "as_json", is_flag=True, help="One line of JSON an invariant and council.")
@click.option(
    "--facts-to",
    metavar="DIR",
    type=click.Path(path_type=Path, file_okay=False),
    help="Where to write facts that break an invariant (default: they are printed).",
)
@rule_book_option
def command(
    names: tuple[str, ...], as_json: bool, facts_to: Path | None, rule_book: Path | None
) -> None:
    """Prove the invariants for all well-formed facts, or find facts that break them.

    The invariants are those of the decision model and those of policies/invariants.toml. Exits
    with 1 when one is broken; 'gateway decide' takes the facts that break it.
    """
    with z3_needed():
        from gateway.cli.proof_page import Page, proofs  # noqa: PLC0415 - z3 may be missing
    book = load(rule_book)
    own = (rule_book or shipped()) / INVARIANTS
    page = Page(book, facts_to, as_json=as_json)
    for proof in proofs(book, councils_of(book, names), own):
        page.add(proof)
    page.end()
    raise SystemExit(1 if page.broken else 0)
