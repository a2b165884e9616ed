"""What people send about a request that was sent, and what they are shown of it."""

from datetime import date, datetime
from typing import Annotated, Any, Literal

from msgspec import Meta, Struct

from gateway.domain.access import Acceptance, ShownGrant
from gateway.domain.casework import (
    DisputeAnswer,
    FindingName,
    Ground,
    RequestState,
    SegmentState,
    Step,
)
from gateway.domain.decision import Condition
from gateway.domain.facts import Office, Purpose, ScrutinyLink, SegmentKind
from gateway.domain.onward import ShownOnward
from gateway.domain.requests import AskedRequest, AsOf, Id, Matters, SomeWords, Words


class _Form(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Something sent: an unknown key is an error."""


class Question(_Form, frozen=True):
    """What an officer asks the requester."""

    words: SomeWords


class Information(_Form, frozen=True):
    """What the requester answers or adds.

    A fact that is given takes the place of the earlier one; interests, and the people whom a report
    of suspected wrongdoing concerns, are added.
    """

    words: SomeWords
    purpose: Purpose | None = None
    scrutiny_link: ScrutinyLink | None = None
    on_behalf_of: Id | None = None
    authority: Annotated[str, Meta(max_length=4000)] | None = None
    use_at_meeting: bool | None = None
    interests: Matters = ()
    concerned: Annotated[tuple[Id, ...], Meta(max_length=20)] = ()


class FindingForm(_Form, frozen=True):
    """What an officer found, with the reason; of one part, or of the whole request.

    `words` stay with the council; `told` is what the requester is told of it, if anything.
    """

    finding: FindingName
    value: bool | str
    words: SomeWords
    segment: Annotated[str, Meta(max_length=200)] | None = None
    told: Words = ""
    as_of: AsOf | None = None


class Consultation(_Form, frozen=True):
    """What a third party is asked, and within how many working days they are asked to answer."""

    words: SomeWords
    working_days: Annotated[int, Meta(ge=1, le=60)]


class AsideForm(_Form, frozen=True):
    """The office that may not act on a request, in the words of whoever acts for it, and why."""

    office: Office
    words: SomeWords


class DisputeForm(_Form, frozen=True):
    """What the requester disputes, and why.

    `segments` are the parts; none where no part was told of, and for a conflict. `condition` is the
    one that is disputed, `office` the one that should not act.
    """

    ground: Ground
    words: SomeWords
    segments: Annotated[tuple[str, ...], Meta(max_length=200)] = ()
    condition: Condition | None = None
    office: Office | None = None


class SegmentAnswer(_Form, frozen=True):
    """What the stage makes of one part: it upholds, varies (a condition) or overturns, and why."""

    segment: str
    answer: DisputeAnswer
    words: SomeWords


class DisputeAnswerForm(_Form, frozen=True, kw_only=True):
    """The answer to a dispute, by the number of its log entry: part by part, with reasons.

    Without a number it answers what a rule passed on to the determiner: overturned, the part is
    released; upheld, it is refused. `working_days`: until when those whom it waits for must answer,
    where a delay is overturned.
    """

    dispute: int | None = None
    answers: Annotated[tuple[SegmentAnswer, ...], Meta(min_length=1, max_length=200)]
    working_days: Annotated[int, Meta(ge=1, le=60)] | None = None
    as_of: AsOf | None = None


class ShownDispute(Struct, frozen=True, kw_only=True):
    """An open dispute: what is disputed, in whose words, and the office that hears it now."""

    entry: int
    ground: Ground
    segments: tuple[str, ...]
    contested: str | None
    stage: Office
    heard_by: Office
    last: bool
    words: str | None


class ShownDetermination(Struct, frozen=True, kw_only=True):
    """What a stage made of one part, and when; `row` is the rule that had decided.

    `ground` is None where nobody disputed: a rule had passed it on to the determiner.
    `reference` and `segment` name the case, and `office` whose answer it was, only to those who may
    see it.
    """

    entry: int
    at: datetime
    ground: Ground | None
    row: str
    kind: SegmentKind
    answer: DisputeAnswer
    last: bool
    rule_book: str
    words: str | None
    reference: str | None = None
    segment: str | None = None
    office: Office | None = None


class DeterminationPage(Struct, frozen=True, kw_only=True):
    """One page of determinations; `next` is the key of the page after it, None at the end."""

    items: tuple[ShownDetermination, ...]
    next: str | None


class DeputyForm(_Form, frozen=True):
    """Who deputises for an office, on which days: from the first up to and with the last."""

    office: Office
    person: Id
    first: date
    last: date


class AbsenceForm(_Form, frozen=True):
    """The days on which the person who sends it is away."""

    first: date
    last: date


class RelationshipForm(_Form, frozen=True):
    """Somebody to whom the person who sends it is close.

    `same_person`: two entries of the register, `person` and `other`, are one human being; for those
    who answer for the rules to say.
    """

    other: Id
    same_person: bool = False
    person: Id | None = None


class RelationshipEndForm(_Form, frozen=True):
    """A relationship as it was declared, by its two people, which holds no longer; and why."""

    person: Id
    other: Id
    words: SomeWords
    same_person: bool = False


class ShownDeputy(Struct, frozen=True, kw_only=True):
    """Who deputises for an office, on which days."""

    office: Office
    person: str
    first: date
    last: date


class ShownRelationship(Struct, frozen=True, kw_only=True):
    """A relationship that was declared, since when it counts, and until when; None: it does yet.

    `may_end`: whoever reads it may end it. `ended_by` is the office that may; None: nobody acts for
    one, or it has ended.
    """

    person: str
    other: str
    same_person: bool
    since: datetime
    until: datetime | None
    may_end: bool
    ended_by: Office | None


class MarkForm(_Form, frozen=True):
    """A mark as exempt: of which part, under which paragraph of Schedule 12A, and why.

    `tested` is the day of the public interest test; a mark without one supports no refusal.
    `review_on` is when it is looked at again. `lifted`: the mark is taken away.
    """

    segment: Annotated[str, Meta(min_length=1, max_length=200)]
    paragraph: Annotated[int, Meta(ge=1, le=18)]
    words: SomeWords
    negotiation_terms: bool = False
    tested: date | None = None
    review_on: date | None = None
    lifted: bool = False


MarkDue = Literal["not_tested", "review_due"]
"""Why somebody must look at a mark: never tested, or its review has fallen due."""


class ShownMark(Struct, frozen=True, kw_only=True):
    """A mark, and `why` somebody must look at it; None: nobody must.

    `negotiation_terms`: it holds terms offered by or to the council in talks about a contract.
    """

    document: str
    title: str
    segment: str
    paragraph: int
    negotiation_terms: bool
    tested: date | None
    review_on: date | None
    why: MarkDue | None


class MarkedPaper(Struct, frozen=True, kw_only=True):
    """A paper to whoever looks after its marks: its parts, the paragraphs there are, its marks.

    `paragraphs` are those that apply to the council, each with what it is about; "" where no words
    tell them apart. `financial` are those of them under which terms of negotiation count.
    """

    document: str
    title: str
    parts: tuple[str, ...]
    paragraphs: dict[int, str]
    financial: tuple[int, ...]
    marks: tuple[ShownMark, ...]


class Draft(Struct, frozen=True, kw_only=True):
    """A request that is not sent yet. `again_from` is the earlier request that it asks again."""

    id: str
    saved_at: datetime
    asked: AskedRequest
    again_from: str | None


class ShownSegment(Struct, frozen=True, kw_only=True):
    """Where one segment stands; when it waits, for which office and since when.

    `conditions` are those on its release that still hold.
    """

    id: str
    state: SegmentState
    conditions: tuple[Condition, ...] = ()
    office: Office | None = None
    since: datetime | None = None


class ShownFinding(Struct, frozen=True, kw_only=True):
    """Something found, with its log entry; to the requester only where they are told of it.

    `at` is when, and `office` for which office it was found.
    """

    entry: int
    at: datetime
    office: Office | None
    finding: str
    value: Any
    segment: str | None


class ShownStep(Struct, frozen=True, kw_only=True):
    """Something that was done: when, and for which office (None: by the requester), in what words.

    `words` are None where they were erased, or are not for this reader. `told`, for offices,
    is what the requester was told in other words.
    """

    entry: int
    at: datetime
    step: Step
    office: Office | None
    words: str | None
    told: str | None


class ShownCase(Struct, frozen=True, kw_only=True):
    """A request as somebody may see it, and the steps that they may take with it now.

    `similar` are determinations in other cases about the same rule, kind of paper and ground.
    `grants` say until when access lasts, and `acceptances` which conditions its requester accepted;
    `onward` is the answer to whoever asks to pass something on. `referred` are the parts that a
    rule passed on, for whoever determines them to see, and `determined_by` is the office that does
    so now, for every office to see; `stands_aside_for` are the offices of which the reader may say
    that they stand aside. `may_dispute` is what its requester may dispute, by
    ground: parts, conditions or offices; none where no part is told of. `as_of` is the entry of the
    newest decision or step, for every office to see: nobody answers what they have not read.
    """

    reference: str
    state: RequestState
    asked: AskedRequest
    again_from: str | None
    segments: tuple[ShownSegment, ...]
    findings: tuple[ShownFinding, ...]
    disputes: tuple[ShownDispute, ...]
    determinations: tuple[ShownDetermination, ...]
    similar: tuple[ShownDetermination, ...]
    grants: tuple[ShownGrant, ...]
    acceptances: tuple[Acceptance, ...]
    onward: tuple[ShownOnward, ...]
    referred: tuple[str, ...]
    determined_by: Office | None
    stands_aside_for: tuple[Office, ...]
    steps: tuple[ShownStep, ...]
    may: tuple[Step, ...]
    may_dispute: dict[Ground, tuple[str, ...]]
    as_of: int | None

    @property
    def waiting(self) -> tuple[ShownSegment, ...]:
        """The parts that wait for an office, in their order."""
        return tuple(one for one in self.segments if one.office)

    @property
    def determines(self) -> bool:
        """Whether its reader has the last word on what a rule passed on."""
        return bool(self.referred) and "determine" in self.may

    @property
    def hears(self) -> bool:
        """Whether its reader hears disputes in it."""
        return bool(self.disputes) and "determine" in self.may
