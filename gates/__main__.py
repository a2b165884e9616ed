"""`python -m gates [--no-proofs] [--facts N] [--slips N] [--worlds N] [--kills N] ...`."""

import argparse
import sys
from datetime import UTC, datetime
from pathlib import Path

from gates import facts, kills, lists, malformed, proofs, sending

EVIDENCE = Path(__file__).parent.parent / "docs" / "evidence.md"
CONTROL_ROUNDS = 20
"""Rounds of kills in which the control must have been caught."""


def main() -> int:
    """Run all of them; 1 when a promise was broken, or when a control was not caught."""
    parser = argparse.ArgumentParser(prog="python -m gates", description=__doc__)
    parser.add_argument("--no-proofs", action="store_true", help="do not prove the invariants")
    parser.add_argument("--kills", type=int, default=200, help="rounds of load and kill")
    parser.add_argument("--facts", type=int, default=700_000, help="facts to decide in each way")
    parser.add_argument("--slips", type=int, default=10_000, help="malformed ones of each kind")
    parser.add_argument("--worlds", type=int, default=3, help="random worlds for each council")
    parser.add_argument("--sending", type=int, default=200, help="kills while notices are sent")
    parser.add_argument("--seed", type=int, default=1, help="seed of what is random")
    parser.add_argument("--record", action="store_true", help="add the results to docs/evidence.md")
    given = parser.parse_args()
    good = True
    if not given.no_proofs:
        faults = proofs.control()
        proved = proofs.run()
        _tell("proofs", given, str(proved), str(faults), proved.broken + faults.missed)
        good = good and not faults.missed and not proved.broken
    if given.facts:
        control = facts.control(given.facts, given.seed)
        result = facts.run(given.facts, given.seed)
        _tell("facts", given, str(result), str(control), result.differ)
        good = good and bool(control.differ) and not result.differ
    for what in ("facts", "books") if given.slips else ():
        lenient = malformed.control(what, given.seed)
        refused = malformed.run(what, given.slips, given.seed)
        _tell(f"malformed {what}", given, str(refused), str(lenient), refused.wrong)
        good = good and bool(lenient.wrong) and not refused.wrong
    if given.worlds:
        broken = lists.control(given.seed)
        listed = lists.run(given.worlds, given.seed)
        _tell("lists", given, str(listed), str(broken), listed.differ)
        good = good and bool(broken.differ) and not listed.differ
    if given.kills:
        early = kills.run("gates.early_answers", CONTROL_ROUNDS, given.seed, print, stop_early=True)
        killed = kills.run("gateway", given.kills, given.seed, print)
        _tell("kills", given, str(killed), str(early), killed.violations)
        good = good and bool(early.violations) and not killed.violations
    if given.sending:
        marked = sending.run("gates.early_marks", CONTROL_ROUNDS, given.seed, print)
        sent = sending.run("gateway", given.sending, given.seed, print)
        _tell("sending", given, str(sent), str(marked), sent.violations)
        good = good and bool(marked.violations) and not sent.violations
    return 0 if good else 1


def _tell(
    gate: str, given: argparse.Namespace, result: str, control: str, wrong: list[str]
) -> None:
    """Print what a gate showed; with `--record`, add it to the page of evidence."""
    print(f"{gate}: {result}\n  control: {control}", *wrong[:20], sep="\n  ")
    if given.record:
        with EVIDENCE.open("a", encoding="utf-8") as page:
            day = datetime.now(UTC).date()
            page.write(f"| {day} | {gate} | {given.seed} | {result} | {control} |\n")


if __name__ == "__main__":
    sys.exit(main())
