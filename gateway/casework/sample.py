"""A sample of past decisions that anybody can draw again, each of them made again.

Of all decisions of a period, those come into the sample whose numbers, hashed with the seed, are
the smallest. So the seed, the size, the period and the log's size name one sample for ever, whoever
draws it and with whatever program.
"""

from datetime import date, datetime
from hashlib import sha256
from heapq import nsmallest
from typing import Annotated, Final, Literal

from msgspec import Meta, Struct

from gateway.audit import entries
from gateway.casework.log import NOT_PEOPLE, between
from gateway.casework.past import decide_entry_again
from gateway.casework.record import record
from gateway.casework.turn import Reading, Turn
from gateway.casework.who import refuse_unless_auditor
from gateway.casework.writer import Office
from gateway.domain.decision import Outcome
from gateway.domain.people import CONFIDENT
from gateway.errors import InputError, NotFoundError, RuleBookError
from gateway.store import log

DECIDED: Final[frozenset[entries.Kind]] = frozenset(
    {"request.decided", "request.decided_again", "check.decided"}
)
Again = Literal["same", "differs", "erased", "not_readable"]
"""What came of making it again. `erased`: what it was made from is gone, as the law may ask;
`not_readable`: the rule book of that time cannot be read any more."""
Seed = Annotated[str, Meta(min_length=1, max_length=40, pattern="^[a-z0-9]+$(?!\\n)")]
"""Small letters and digits, best thrown with dice."""
Size = Annotated[int, Meta(ge=1, le=200)]


class AskedSample(Struct, frozen=True, kw_only=True):
    """Which sample: how many decisions, from the day `since` to the day `until`, both with it.

    `among`: as if the log had only so many entries, to draw a sample of before again.
    """

    seed: Seed
    size: Size = 20
    since: date | None = None
    until: date | None = None
    among: Annotated[int, Meta(ge=1)] | None = None


class Drawn(Struct, frozen=True, kw_only=True):
    """One decision of the sample; `differences` are the keys of the decision that differ.

    `reference` and `outcome` are None where the log may not say them: of what is in confidence.
    """

    entry: int
    at: datetime
    sentence: str
    reference: str | None
    outcome: Outcome | None
    again: Again
    differences: tuple[str, ...]


class Sample(Struct, frozen=True, kw_only=True):
    """A sample: of how many decisions, among how many entries, and how many came out the same."""

    seed: str
    size: int
    since: date | None
    until: date | None
    among: int
    decisions: int
    same: int
    items: tuple[Drawn, ...]


def draw_sample(office: Office, *, by: str, asked: AskedSample) -> Sample:
    """Draw it, recorded first, and make each decision again.

    Raises NotAllowedError for anybody but an auditor, and InputError for a period that ends before
    it begins or a log that has not so many entries.
    """
    among = office.carry_out_now(_Draw(by=by, asked=asked))
    with office.reading() as reading:
        first, end = between(reading, asked.since, asked.until)
        decisions = log.numbers_of(reading.connection, DECIDED, first=first, before=min(end, among))
        items = tuple(_drawn(reading, entry) for entry in drawn(asked.seed, asked.size, decisions))
    return Sample(
        seed=asked.seed,
        size=asked.size,
        since=asked.since,
        until=asked.until,
        among=among,
        decisions=len(decisions),
        same=sum(one.again == "same" for one in items),
        items=items,
    )


def drawn(seed: str, size: int, numbers: list[int]) -> list[int]:
    """Which of the numbers come into the sample, in their order. Pure."""
    return sorted(nsmallest(size, numbers, key=lambda number: _lot(seed, number)))


def _lot(seed: str, number: int) -> bytes:
    return sha256(f"{seed}:{number}".encode()).digest()


class _Draw(Struct, frozen=True, kw_only=True):
    """An auditor is about to see a sample."""

    by: str
    asked: AskedSample

    def carry_out(self, turn: Turn) -> int:
        """Record it; gives among how many entries it is drawn."""
        refuse_unless_auditor(turn, self.by)
        asked = self.asked
        between(turn, asked.since, asked.until)
        there_are = log.size_of(turn.connection)
        if asked.among is not None and asked.among > there_are:
            raise InputError("The log has not so many entries.", where="among")
        among = asked.among or there_are
        days = {"since": asked.since, "until": asked.until}
        record(
            turn,
            by=self.by,
            kind="log.sampled",
            body={
                "seed": asked.seed,
                "size": asked.size,
                "among": among,
                **{name: day.isoformat() for name, day in days.items() if day is not None},
            },
        )
        return among


def _drawn(reading: Reading, number: int) -> Drawn:
    (kept,) = log.page(reading.connection, first=number, before=number + 1, limit=1)
    entry = entries.read(kept.data)
    reference = entry.body.get("reference")
    outcome, again, differences = _again(reading, number)
    return Drawn(
        entry=number,
        at=datetime.fromisoformat(entry.at),
        sentence=entry.sentence(NOT_PEOPLE.get(entry.actor, f"Person {entry.actor}")),
        reference=reference,
        outcome=None if entry.actor == CONFIDENT else outcome,
        again=again,
        differences=differences,
    )


def _again(reading: Reading, number: int) -> tuple[Outcome | None, Again, tuple[str, ...]]:
    try:
        past = decide_entry_again(reading, number, reference=str(number))
    except NotFoundError:
        return None, "erased", ()
    except RuleBookError:
        return None, "not_readable", ()
    return past.was.outcome, "same" if past.same else "differs", past.differences
