"""What a decision says (section 2.6), with its grounds."""

from datetime import date, datetime
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from gateway.domain.facts import Office

SegmentOutcome = Literal[
    "disclose", "disclose_with_conditions", "refuse", "refer", "officer_judgement"
]
Outcome = Literal[
    "disclose",
    "disclose_with_conditions",
    "disclose_in_part",
    "refer",
    "officer_judgement",
    "refuse",
]
Next = Literal["release", "refuse"] | Office
Condition = Literal[
    "confidential",
    "official_duties_only",
    "purpose_only",
    "no_onward",
    "controller_notice",
    "inspect_only",
    "no_public_reference",
    "undertaking_first",
]
Notice = Literal["board_member", "committee_chair", "all_groups", "scrutiny_committee"]
Clock = Literal["response", "meeting", "reg16_before", "reg16_after", "reg17"]
Due = date | datetime
"""A date is met until the end of that day; a date-time is met at that moment."""

RELEASED: frozenset[SegmentOutcome] = frozenset({"disclose", "disclose_with_conditions"})


class Ground(Struct, frozen=True, kw_only=True):
    """One reason: the part it played, the rule, its clauses and the words for it.

    `part` says how it bears on the answer ("noted": it is so, and is cited, but decided nothing by
    itself); `row` is the rule or hold; `clauses` are the ids cited;
    `sentence` is the rule in plain words; `facts` are the facts that satisfied it (or, for a route
    tried in vain, why it failed).
    """

    part: Literal["decided", "held", "noted", "condition", "notice", "clock", "route_tried"]
    row: str
    clauses: tuple[str, ...]
    sentence: str
    facts: tuple[str, ...] = ()


class SegmentDecision(Struct, frozen=True, kw_only=True):
    """The answer for one segment. `row` is the deciding row; `T1` after the second look."""

    id: str
    outcome: SegmentOutcome
    next: Next
    rules: tuple[str, ...]
    conditions: tuple[Condition, ...]
    row: str
    holds: tuple[str, ...]
    dispute_to: Office | None
    neither_confirm_nor_deny: bool
    grounds: tuple[Ground, ...] = ()

    @property
    def released(self) -> bool:
        """Whether this segment goes out now."""
        return self.outcome in RELEASED

    @property
    def waits_for(self) -> Office | None:
        """The office that this segment waits for; None where it is released or refused."""
        match self.next:
            case "release" | "refuse":
                return None
            case office:
                return office


class Decision(Struct, frozen=True, kw_only=True):
    """The answer for a request: the document's outcome and each segment's."""

    id: str
    outcome: Outcome
    refer_to: Office | None
    rules: tuple[str, ...]
    conditions: tuple[Condition, ...]
    notify: tuple[Notice, ...]
    due: dict[Clock, Due]
    segments: tuple[SegmentDecision, ...]
    grounds: tuple[Ground, ...] = ()
    rule_book: str = ""

    def bare(self) -> "Decision":
        """The decision without its words: what two decisions must share to be the same."""
        segments = tuple(replace(one, grounds=()) for one in self.segments)
        return replace(self, segments=segments, grounds=())
