"""A process of its own that asks for papers, as a second serving gateway would.

Words: data folder, database, how many requests. It prints the reference and entry of each answer.
"""

import json
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from gateway.casework.in_force import RuleBooks
from gateway.casework.requests import SubmitRequest
from gateway.casework.writer import open_office
from gateway.domain.requests import AskedRequest
from tests.casework.thornmere import ADA, OPEN
from tests.store.borough import NOW, RULES


def main(data: str, url: str, times: str) -> None:
    """Ask as often, sixteen at once."""
    office = open_office(Path(data), url, rule_books=RuleBooks(RULES), clock=lambda: NOW)
    command = SubmitRequest(by=ADA, asked=AskedRequest(document=OPEN))
    with office, ThreadPoolExecutor(16) as pool:
        answers = pool.map(lambda _: office.carry_out_now(command), range(int(times)))
        print(json.dumps([(one.answer.reference, one.answer.entry) for one in answers]))  # noqa: T201  its answer


if __name__ == "__main__":
    main(*sys.argv[1:])
