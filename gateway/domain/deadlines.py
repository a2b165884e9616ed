"""Deadlines: until when something is owed, by whom, and how the day or moment was counted."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import Annotated, Final, Literal

from msgspec import Meta, Struct

from gateway.domain.dates import in_words
from gateway.domain.decision import Clock

DeadlineKind = (
    Clock
    | Literal[
        "wait",
        "clarification",
        "third_party_reply",
        "dispute_answer",
        "exemption_review",
        "copies_back",
        "standing_duty",
    ]
)
"""What is owed: by a clock of a decision (section 9.7), or in the course of a case."""
DeadlineState = Literal["running", "paused", "met", "ended"]
DeadlineChange = Literal["moved", "paused", "resumed", "met", "ended"]
DeadlineStage = Literal["running", "near", "passed", "escalated"]
"""How far a deadline has come, as far as those who must act were told."""
CountUnit = Literal["working_days", "clear_working_days", "hours", "moment"]
CouncilDay = Literal["bank_holiday", "closed", "working_day"]
"""How the council's calendar differs on a day: a bank holiday that was proclaimed lately, a day on
which the offices are closed, or a bank holiday that was moved away. Offices that are closed stop
no statute's clock: those of a decision are counted by the rule book's calendar."""

MAY_MOVE: Final[frozenset[DeadlineKind]] = frozenset(
    {"response", "clarification", "third_party_reply", "dispute_answer", "copies_back"}
)
"""What the council set itself: it may be paused while the requester is asked something, and be
extended with a reason. What a statute counts runs on, whatever happens."""
LONGEST_WAIT: Final = 10
"""Working days after which the requester may dispute a wait that no clock covers (section 10.1)."""
LONGEST_EXTENSION: Final = 20
"""Working days by which a deadline may be extended, in all."""

NAMES: Final[dict[DeadlineKind, str]] = {
    "response": "an answer or a holding reply",
    "meeting": "the meeting that deals with it",
    "reg16_before": "an answer, if the law opens the paper for the meeting",
    "reg16_after": "an answer, if the law opens the paper after the meeting or the decision",
    "reg17": "a copy for the scrutiny member",
    "wait": "an answer, before the councillor may dispute the delay",
    "clarification": "the requester's answer",
    "third_party_reply": "the third party's view",
    "dispute_answer": "an answer to the dispute",
    "exemption_review": "the review of a mark as exempt",
    "copies_back": "the return of copies",
    "standing_duty": "telling those whom the protocol names",
}
"""What is owed, as it is named in a sentence."""


class Count(Struct, frozen=True, kw_only=True):
    """How a deadline was counted, as it is kept and shown.

    `due` is a day, met until its end, or a local moment, met until then. `number` is below 0 when
    it was counted back from `start`. `passed_over` are the bank holidays from Monday to Friday that
    were not counted. `clear_working_days` lie between `start` and `due`, neither of which is one
    of them. A `moment` was set and not counted. `waited` are the days on which the requester was
    asked and answered, and `extended_by` the working days by which it was extended.
    """

    unit: CountUnit
    number: int
    start: str
    due: str
    passed_over: tuple[date, ...] = ()
    waited: tuple[tuple[date, date], ...] = ()
    extended_by: int = 0

    @property
    def sentence(self) -> str:
        """How it was counted, in plain words; of what was set, only what moved it."""
        return " ".join(filter(None, (self._counted(), self._left_out(), *self._moved())))

    def _counted(self) -> str:
        start, days = in_words(read_due(self.start)), _working_days(abs(self.number))
        match self.unit:
            case "moment":
                return ""
            case "hours":
                return f"Counted {self.number} hours on from {start}."
            case "clear_working_days":
                return f"Counted so that {days} lie clear between it and {start}."
            case _:
                way = "back" if self.number < 0 else "on"
                return f"Counted {days} {way} from {start}, not counting that."

    def _left_out(self) -> str:
        """What was passed over: days off, or the hour by which the clocks changed."""
        if self.unit == "moment":
            return ""
        if self.unit == "hours":
            start, due = (datetime.fromisoformat(text) for text in (self.start, self.due))
            whole = due - start == timedelta(hours=self.number)
            return "" if whole else "The clocks changed; hours that really pass are counted."
        if not self.passed_over:
            return "Weekends were not counted."
        days = ", ".join(in_words(day) for day in self.passed_over)
        return f"Weekends were not counted, nor were bank holidays: {days}."

    def _moved(self) -> Iterator[str]:
        for since, until in self.waited:
            yield (
                f"The days after {in_words(since)}, up to {in_words(until)}, were not counted: "
                "we waited for the requester."
            )
        if self.extended_by:
            yield f"Then it was extended by {_working_days(self.extended_by)}."


class AskedExtension(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Whoever owes something asks for more time: so many working days, and why."""

    working_days: Annotated[int, Meta(ge=1, le=LONGEST_EXTENSION)]
    reason: Annotated[str, Meta(min_length=1, max_length=2000)]


class AskedDay(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """An officer asks for a day to be added to the council's calendar."""

    day: date
    kind: CouncilDay


def read_due(text: str) -> date:
    """The day, or the local moment, that a text stands for; a moment is a date-time."""
    return datetime.fromisoformat(text) if "T" in text else date.fromisoformat(text)


def late_from(due: date) -> datetime:
    """The local moment from which a deadline is missed: after the day, or after the moment."""
    if isinstance(due, datetime):
        return due + timedelta(seconds=1)
    return datetime.combine(due + timedelta(days=1), time())


def _working_days(number: int) -> str:
    return "1 working day" if number == 1 else f"{number} working days"
