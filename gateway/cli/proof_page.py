"""What was proved and what was not, as a page for people or as lines of JSON."""

import re
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from time import perf_counter
from typing import Any

import click
import msgspec
from rich.console import Console
from rich.progress import track
from rich.table import Table

from gateway.cli.decision_page import print_decision
from gateway.domain.facts import Facts
from gateway.policy.book import RuleBook
from gateway.policy.compose import decide
from gateway.policy.council import Council
from gateway.policy.explain import explain
from gateway.policy.proof.counterexample import Answer, Counterexample
from gateway.policy.proof.facts_text import facts_text
from gateway.policy.proof.promises import read_promises
from gateway.policy.proof.prove import INVARIANTS, Proof, State, prove
from gateway.policy.reply import reply

_WORDS: dict[State, str] = {
    "proved": "proved for {}",
    "never met": "nothing to break in {}",
    "not concerned": "not about {}",
    "broken": "[red]broken in {}[/red]",
}


def proofs(book: RuleBook, councils: list[Council], own: Path) -> Iterator[Proof]:
    """Each proof, with progress where somebody watches. `own` is the book's file of invariants."""
    more = read_promises(own.read_text(encoding="utf-8")) if own.exists() else {}
    return iter(
        track(
            prove(book, councils, more),
            description="Proving",
            total=len(councils) * (len(INVARIANTS) + len(more)),
            console=Console(stderr=True),
            disable=not sys.stderr.isatty(),
            transient=True,
        )
    )


class Page:
    """Tells of each proof as it comes, or of all at the end."""

    def __init__(self, book: RuleBook, facts_to: Path | None, *, as_json: bool) -> None:
        self._book = book
        self._facts_to = facts_to
        self._as_json = as_json
        self._proofs: list[Proof] = []
        self._started = perf_counter()

    @property
    def broken(self) -> list[Proof]:
        """The proofs that failed."""
        return [proof for proof in self._proofs if proof.state == "broken"]

    def add(self, proof: Proof) -> None:
        """Takes note of a proof."""
        self._proofs.append(proof)
        files = self._write(proof)
        if self._as_json:
            click.echo(msgspec.json.encode(_shown(proof, files)))

    def end(self) -> None:
        """Prints the page, if one is wanted."""
        if self._as_json:
            return
        console = Console(highlight=False)
        table = Table(box=None, pad_edge=False, show_header=False)
        for name in dict.fromkeys(proof.invariant for proof in self._proofs):
            of_it = [proof for proof in self._proofs if proof.invariant == name]
            table.add_row(name, f"{of_it[0].says}\n[dim]{_states(of_it)}[/dim]")
        console.print(table)
        for proof in self.broken:
            self._tell(console, proof)
        spent = perf_counter() - self._started
        claims = sum(proof.claims for proof in self._proofs)
        console.print(
            f"{claims} statements tried on all facts in {spent:.0f} seconds; "
            f"{len(self.broken)} invariants broken"
        )

    def _write(self, proof: Proof) -> list[str]:
        if self._facts_to is None or proof.counterexample is None:
            return []
        self._facts_to.mkdir(parents=True, exist_ok=True)
        files = []
        for number, facts in enumerate(proof.counterexample.facts, 1):
            name = re.sub(r"\W+", "-", f"{proof.invariant} {proof.council} {number}")
            file = self._facts_to / f"{name}.toml"
            file.write_text(facts_text(facts), encoding="utf-8")
            files.append(str(file))
        return files

    def _tell(self, console: Console, proof: Proof) -> None:
        name = f"[bold]{proof.invariant}[/bold]"
        console.print(f"\n{name} is broken in {proof.council}: {proof.says}")
        if proof.fault:
            console.print(proof.fault)
        found = proof.counterexample
        if found is None:
            return
        if not found.agreed:
            console.print(_disagreement(found))
        for number, facts in enumerate(found.facts, 1):
            console.print(f"\nFacts {number} of {len(found.facts)}: {found.about}\n")
            if self._facts_to is None:
                click.echo(facts_text(facts))
            self._decide(facts)

    def _decide(self, facts: Facts) -> None:
        council = self._book.councils[facts.council]
        decision = decide(council, facts, rule_book=self._book.digest)
        explained = explain(council, facts, decision)
        print_decision(facts, explained, reply(explained), self._book)


def _states(proofs: list[Proof]) -> str:
    counts = Counter(proof.state for proof in proofs)
    told = [
        words.format(f"{counts[state]} {'council' if counts[state] == 1 else 'councils'}")
        for state, words in _WORDS.items()
        if counts[state]
    ]
    reasons = dict.fromkeys(reason for proof in proofs for reason in proof.reasons)
    return "; ".join([", ".join(told), *reasons])


def _disagreement(found: Counterexample) -> str:
    return (
        f"[red]The prover and the engine do not agree, so the prover's translation is at fault: "
        f"the prover says {_in_words(found.found)}, the engine {_in_words(found.decided)}.[/red]"
    )


def _in_words(answers: tuple[Answer, ...]) -> str:
    return ", then ".join(f"{one.outcome} by {one.row}" for one in answers)


def _shown(proof: Proof, files: list[str]) -> dict[str, Any]:
    plain: dict[str, Any] = msgspec.to_builtins(proof)
    found = proof.counterexample
    if found is not None:
        plain["counterexample"] |= {
            "agreed": found.agreed,
            "facts": [facts_text(facts) for facts in found.facts],
            "files": files,
        }
    return plain
