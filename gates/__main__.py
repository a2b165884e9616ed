"""`python -m gates [--kills N] [--seed N] [--record]`: the long runs, each with its control."""

import argparse
import sys
from datetime import UTC, datetime
from pathlib import Path

from gates import kills

EVIDENCE = Path(__file__).parent.parent / "docs" / "evidence.md"
CONTROL_ROUNDS = 20
"""Rounds in which the control must have been caught."""


def main() -> int:
    """Run; 1 when a promise was broken, or when the control was not caught."""
    parser = argparse.ArgumentParser(prog="python -m gates", description=__doc__)
    parser.add_argument("--kills", type=int, default=200, help="rounds of load and kill")
    parser.add_argument("--seed", type=int, default=1, help="seed of what is random")
    parser.add_argument("--record", action="store_true", help="add the result to docs/evidence.md")
    given = parser.parse_args()
    control = kills.run("gates.early_answers", CONTROL_ROUNDS, given.seed, print, stop_early=True)
    caught = bool(control.violations)
    print(f"control, answering before the commit: {control}")
    print("\n".join(control.violations[:3]))
    result = kills.run("gateway", given.kills, given.seed, print)
    print(f"the gateway: {result}")
    print("\n".join(result.violations[:20]))
    if given.record:
        with EVIDENCE.open("a", encoding="utf-8") as page:
            day = datetime.now(UTC).date()
            page.write(f"| {day} | {given.seed} | {result} | {control} |\n")
    return 0 if caught and not result.violations else 1


if __name__ == "__main__":
    sys.exit(main())
