"""`python -m benchmarks [--rounds N]`: every measurement in one run."""

import argparse

from benchmarks import decisions, lists, requests


def main() -> None:
    """Read the arguments and print the reports."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--rounds", type=int, default=7, help="rounds of each contender")
    parser.add_argument("--seconds", type=float, default=5, help="length of a round of requests")
    given = parser.parse_args()
    print(decisions.run(given.rounds), end="\n\n")
    print(lists.run(lists.DOCUMENTS, lists.MEMBERS, given.rounds), end="\n\n")
    print(requests.run(given.rounds, given.seconds))


main()
