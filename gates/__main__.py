"""`python -m gates [NAME ...] [--seed N] [--record]`: all of them, or those that are named."""

import argparse
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from gates import (
    disputing,
    endings,
    facts,
    kills,
    lists,
    malformed,
    proofs,
    sending,
    stateful,
    timing,
)

EVIDENCE = Path(__file__).parent.parent / "docs" / "evidence.md"
CONTROL_ROUNDS = 20
"""Rounds of kills in which the control must have been caught."""


class Shown(NamedTuple):
    """What a gate showed, what was wrong, what its control showed, and whether it was caught."""

    gate: str
    result: object
    wrong: list[str]
    control: object
    caught: bool


def main() -> int:
    """Run them; 1 when a promise was broken, or when a control was not caught."""
    parser = argparse.ArgumentParser(prog="python -m gates", description=__doc__)
    parser.add_argument("names", nargs="*", help=f"of: {', '.join(GATES)}")
    parser.add_argument("--kills", type=int, default=200, help="rounds of load and kill")
    parser.add_argument("--facts", type=int, default=700_000, help="facts to decide in each way")
    parser.add_argument("--slips", type=int, default=10_000, help="malformed ones of each kind")
    parser.add_argument("--worlds", type=int, default=3, help="random worlds for each council")
    parser.add_argument("--sending", type=int, default=200, help="kills while notices are sent")
    parser.add_argument("--sequences", type=int, default=2000, help="sequences of 50 steps")
    parser.add_argument("--endings", type=int, default=10_000, help="rights that end, of each kind")
    parser.add_argument("--disputing", type=int, default=200, help="rounds of disputes and kills")
    parser.add_argument("--times", type=int, default=20_000, help="requests about each, each way")
    parser.add_argument("--ways", type=int, default=6, help="ways that are timed at once")
    parser.add_argument("--only", default="", help="time only the ways with this in their names")
    parser.add_argument("--seed", type=int, default=1, help="seed of what is random")
    parser.add_argument("--record", action="store_true", help="add the results to docs/evidence.md")
    given = parser.parse_args()
    if unknown := set(given.names) - GATES.keys():
        parser.error(f"there is no gate {', '.join(sorted(unknown))}")
    good = True
    for name in given.names or GATES:
        for shown in GATES[name](given):
            _tell(shown, given)
            good = good and shown.caught and not shown.wrong
    return 0 if good else 1


def _proofs(_given: argparse.Namespace) -> Iterator[Shown]:
    faults = proofs.control()
    proved = proofs.run()
    yield Shown("proofs", proved, [*proved.broken, *faults.missed], faults, not faults.missed)


def _facts(given: argparse.Namespace) -> Iterator[Shown]:
    control = facts.control(given.facts, given.seed)
    result = facts.run(given.facts, given.seed)
    yield Shown("facts", result, result.differ, control, bool(control.differ))


def _malformed(given: argparse.Namespace) -> Iterator[Shown]:
    for what in ("facts", "books"):
        lenient = malformed.control(what, given.seed)
        refused = malformed.run(what, given.slips, given.seed)
        yield Shown(f"malformed {what}", refused, refused.wrong, lenient, bool(lenient.wrong))


def _lists(given: argparse.Namespace) -> Iterator[Shown]:
    broken = lists.control(given.seed)
    listed = lists.run(given.worlds, given.seed)
    yield Shown("lists", listed, listed.differ, broken, bool(broken.differ))


def _kills(given: argparse.Namespace) -> Iterator[Shown]:
    early = kills.run("gates.early_answers", CONTROL_ROUNDS, given.seed, print, stop_early=True)
    killed = kills.run("gateway", given.kills, given.seed, print)
    yield Shown("kills", killed, killed.violations, early, bool(early.violations))


def _sending(given: argparse.Namespace) -> Iterator[Shown]:
    marked = sending.run("gates.early_marks", CONTROL_ROUNDS, given.seed, print)
    sent = sending.run("gateway", given.sending, given.seed, print)
    yield Shown("sending", sent, sent.violations, marked, bool(marked.violations))


def _disputing(given: argparse.Namespace) -> Iterator[Shown]:
    early, late = (
        disputing.run(*modules, CONTROL_ROUNDS, given.seed, print, stop_early=True)
        for modules in (("gates.early_answers", "gateway"), ("gateway", "gates.early_marks"))
    )
    killed = disputing.run("gateway", "gateway", given.disputing, given.seed, print)
    caught = bool(early.violations) and bool(late.violations)
    yield Shown("disputing", killed, killed.violations, f"{early}; {late}", caught)


def _endings(given: argparse.Namespace) -> Iterator[Shown]:
    for kind in ("postgresql", "sqlite"):
        kept = endings.run("gates.kept_answers", kind, 200, given.seed, print, stop_early=True)
        ended = endings.run("gateway", kind, given.endings, given.seed, print)
        yield Shown("endings", ended, ended.violations, kept, bool(kept.violations))


def _stateful(given: argparse.Namespace) -> Iterator[Shown]:
    faults = stateful.control(given.seed)
    taken = stateful.run(given.sequences, given.seed, print)
    caught = ", ".join(f"{name} in sequence {number}" for name, number in faults.items())
    yield Shown("stateful", taken, taken.differ, caught, None not in faults.values())


def _timing(given: argparse.Namespace) -> Iterator[Shown]:
    hasty = timing.control(given.seed)
    timed = timing.run(given.times, given.seed, print, at_once=given.ways, only=given.only)
    yield Shown("timing", timed, timed.apart, hasty, bool(hasty.apart))


GATES = {
    "proofs": _proofs,
    "facts": _facts,
    "malformed": _malformed,
    "lists": _lists,
    "kills": _kills,
    "sending": _sending,
    "disputing": _disputing,
    "endings": _endings,
    "stateful": _stateful,
    "timing": _timing,
}


def _tell(shown: Shown, given: argparse.Namespace) -> None:
    """Print what a gate showed; with `--record`, add it to the page of evidence."""
    gate, result, wrong, control, _ = shown
    print(f"{gate}: {result}\n  control: {control}", *wrong[:20], sep="\n  ")
    if given.record:
        with EVIDENCE.open("a", encoding="utf-8") as page:
            day = datetime.now(UTC).date()
            page.write(f"| {day} | {gate} | {given.seed} | {result} | {control} |\n")


if __name__ == "__main__":
    sys.exit(main())
