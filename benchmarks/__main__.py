"""`python -m benchmarks [--rounds N]`: every measurement in one run."""

import argparse

from benchmarks import decisions


def main() -> None:
    """Read the arguments and print the reports."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--rounds", type=int, default=7, help="rounds of each contender")
    given = parser.parse_args()
    print(decisions.run(given.rounds))


main()
