"""A small model of the gateway: what each step is answered with, and which log entries it leaves.

It is written apart from the gateway. It decides with the reference decider, reads who may do what
when from the table that the tests keep by hand, and knows the rest from the decision model alone.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, NamedTuple

from gateway.domain.facts import (
    Business,
    Document,
    ExemptTag,
    Facts,
    Findings,
    Request,
    Requester,
    Segment,
    SegmentFindings,
)
from tests.policy.life.test_permissions import EXPECTED as TABLE
from tests.reference.decide import reference_decide
from tests.reference.profiles import PRECEDENCE, PROFILES, STAND_IN, named_office, resolve
from tests.reference.rows import HOLDS, ROWS

OPERATOR = "command-line"
NOT_HELD = Segment(id="not-held", kind="advice_to_member", keep_from_others=True)
RELEASED = ("disclose", "disclose_with_conditions")
OVER = ("ended", "withdrawn")
FINDERS = {
    "personal_data_cleared": ("proper_officer", "data_protection_lead"),
    "interest_cleared": ("adviser", "interest_office", "determiner"),
    "reasonably_necessary": ("first_decider",),
    "good_faith": ("first_decider",),
    "third_party_effect": ("first_decider",),
}
"""For some findings, to whom they belong (section 2.5)."""
ALL_FINDERS = (
    "executive",
    "first_decider",
    "data_protection_lead",
    "adviser",
    "determiner",
    "proper_officer",
    "interest_office",
)
KEEPERS = ("first_decider", "proper_officer", "determiner")
"""Who watches over what was given (section 10.4)."""
FORUMS = {row.name: row.forum for row in ROWS}
LAYERS = {row.name: row.layer for row in ROWS}
LEADS_TO = {one.name: one.next for one in (*ROWS, *HOLDS)} | {"T1": "proper_officer"}
BY_LAW, GIVEN = ("public", "statute"), ("determined", "discretion")
OPINIONS = ("find", "give_advice", "limit_access", "renew_access", "revoke_access")


class Entry(NamedTuple):
    """What is compared of a log entry."""

    kind: str
    actor: str
    about: str | None
    outcome: str | None = None


class Answer(NamedTuple):
    """What a step is answered with, and what it leaves in the log."""

    status: int
    entries: tuple[Entry, ...] = ()


@dataclass
class Paper:
    """A document: for each part its marks as exempt, and who made some of them."""

    id: str
    parts: dict[str, dict[int, date | None]]
    business: bool = True
    advice_to: str | None = None
    marked_by: set[str] = field(default_factory=set)


@dataclass
class Dispute:
    """An open dispute."""

    entry: int
    ground: str
    forum: str
    stage: str
    last: bool
    parts: tuple[str, ...]
    office: str | None


@dataclass
class Asked:
    """A request, with all that was done with it.

    `access` is what was last said of access to a part: until when it lasts, or that it was revoked;
    `renewed` is the log entry by which it was given anew.
    """

    reference: str
    by: str
    paper: str
    purpose: str
    type: str
    mark: str = "open"
    steps: list[tuple[str, str, str | None]] = field(default_factory=list)
    found: list[tuple[str, Any, str | None]] = field(default_factory=list)
    taken: set[str] = field(default_factory=set)
    disputes: list[Dispute] = field(default_factory=list)
    answered: list[tuple[str, tuple[str, ...], str | None]] = field(default_factory=list)
    whole: dict[str, Any] = field(default_factory=dict)
    told: dict[str, Any] = field(default_factory=dict)
    outcome: str = ""
    waits: dict[str, str] = field(default_factory=dict)
    access: dict[str, str] = field(default_factory=dict)
    renewed: dict[str, int] = field(default_factory=dict)

    @property
    def referred(self) -> tuple[str, ...]:
        """The parts that wait for the determiner's word."""
        if self.type == "onward_disclosure":
            return ()
        return tuple(
            name
            for name in self.waits
            if LEADS_TO[([*self.whole[name]["holds"], self.whole[name]["row"]])[0]] == "determiner"
        )

    @property
    def refused(self) -> tuple[str, ...]:
        """The parts that the requester knows to be refused."""
        return tuple(name for name, part in self.told.items() if part["outcome"] == "refuse")


class Model:
    """The council as it should be. `staff` are the holders of offices, `seats` who sits where."""

    def __init__(
        self,
        council: str,
        *,
        staff: dict[str, str],
        councillors: Iterable[str],
        body: str,
        meeting: datetime,
        now: datetime,
    ) -> None:
        self.council = council
        self.profile = PROFILES[council]
        self.staff = staff
        self.councillors = set(councillors)
        self.seats: set[str] = set()
        self.body, self.meeting, self.now = body, meeting, now
        self.papers: dict[str, Paper] = {}
        self.asked: dict[str, Asked] = {}
        self.signed_out: set[str] = set()
        self.promised: set[str] = set()
        self.accepted: dict[tuple[str, str, str | None, str, frozenset[str]], int] = {}

    # Deciding

    def facts(self, person: str, paper: str, asked: Asked | None) -> Facts:
        """The facts about a request, or about looking."""
        found = asked.found if asked else []
        whole = {name: value for name, value, part in found if part is None}
        unable = self.unable(asked, "decide") if asked else set()
        request = Request(type="access", received=self.now.date())
        if asked:
            request = Request(
                type=asked.type,  # type: ignore[arg-type]
                purpose=asked.purpose,  # type: ignore[arg-type]
                received=self.now.date(),
            )
        bodies = frozenset({self.body} if person in self.seats else ())
        return Facts(
            id="model",
            title="",
            council=self.council,
            now=self.now,
            requester=Requester(
                kind="councillor",
                person=person,
                bodies=bodies,
                undertaking=person in self.promised,
            ),
            request=request,
            document=self._document(paper, found),
            findings=Findings(conflicted_offices=frozenset(unable), **whole),  # type: ignore[arg-type]
        )

    def _document(self, paper: str, found: list[tuple[str, Any, str | None]]) -> Document:
        held = self.papers.get(paper)
        if held is None:
            return Document(segments=(NOT_HELD,))
        business = (Business(body=self.body, start=self.meeting),) if held.business else ()
        parts = (
            Segment(
                id=name,
                kind="advice_to_member" if held.advice_to else "report",
                business=business,
                exempt=tuple(ExemptTag(paragraph=one, tested=day) for one, day in marks.items()),
                advice_to=held.advice_to,
                keep_from_others=held.advice_to is not None,
                findings=SegmentFindings(**{one: value for one, value, at in found if at == name}),
            )
            for name, marks in held.parts.items()
        )
        return Document(segments=tuple(parts))

    def decide(self, person: str, paper: str, asked: Asked | None) -> tuple[Any, Any, str]:
        """The parts as they are decided, those that the requester is told of, and the outcome."""
        decision = reference_decide(self.facts(person, paper, asked))
        whole = decision["segments"]
        hidden = any(part["neither_confirm_nor_deny"] for part in whole.values())
        if paper not in self.papers or hidden:  # no paper of the model is hidden in part
            return whole, {}, "refuse"
        return whole, whole, decision["outcome"]

    def decide_again(self, asked: Asked, by: str, kind: str = "request.decided_again") -> Entry:
        """Decide and keep it."""
        asked.whole, asked.told, asked.outcome = self.decide(asked.by, asked.paper, asked)
        asked.waits = {
            name: part["next"]
            for name, part in asked.whole.items()
            if asked.paper in self.papers and part["next"] not in {"release", "refuse"}
        }
        if not asked.waits:
            asked.mark = "open"
        return Entry(kind, by, asked.reference, asked.outcome)

    # Who stands how to a request

    def barred(self, asked: Asked, part: str, against: str | None = None) -> set[str]:
        """Whose own cause it is; also theirs who act for the office that a dispute is `against`."""
        out = {self.staff[against]} if against in self.staff else set()
        out |= {asked.by} | {by for step, by, _ in asked.steps if step == "determine"}
        if part == "hear":
            out |= {by for step, by, _ in asked.steps if step in OPINIONS}
            out |= self.papers[asked.paper].marked_by if asked.paper in self.papers else set()
        return out

    def unable(self, asked: Asked, part: str, against: str | None = None) -> set[str]:
        """The offices for which nobody may act."""
        out, stand_in = self.barred(asked, part, against), STAND_IN | self.profile["stand_in"]
        taken = asked.taken | ({against} if against else set())
        found = {office for office, who in self.staff.items() if who in out} | taken
        for office in tuple(found):  # what nobody holds is passed over where somebody comes later
            empty: list[str] = []
            then = stand_in.get(office)
            while then is not None and then not in {*empty, office}:
                if then not in taken and self.staff.get(then, asked.by) not in out:
                    found |= set(empty)
                    break
                empty.append(then)
                then = stand_in.get(then)
        return found

    def acting_for(self, office: str, asked: Asked, part: str, against: str | None = None) -> str:
        """The office that acts in place of one that is named."""
        unable = self.unable(asked, part, against)
        return resolve(self.profile, named_office(self.profile, office), unable)

    def hears(self, person: str, asked: Asked, stage: str, against: str | None) -> str | None:
        """The office for which somebody hears a dispute; None for somebody who does not."""
        office = self.acting_for(stage, asked, "hear", against)
        mine = self.staff.get(office) == person and asked.mark not in OVER
        return office if mine and person not in self.barred(asked, "hear", against) else None

    def relations(self, person: str, asked: Asked) -> dict[str, set[str]]:
        """How somebody stands to a request, and by which offices."""
        mine = {office for office, who in self.staff.items() if who == person}
        decide = mine if person not in self.barred(asked, "decide") else set()
        acting = {self.acting_for(one, asked, "decide") for one in asked.waits.values()}
        finding = {self.acting_for(one, asked, "decide") for one in ALL_FINDERS if acting}
        named = {(one.stage, one.office) for one in asked.disputes}
        named |= {(self.profile["determiner"], None)} if asked.referred else set()
        hearing = {self.hears(person, asked, *one) for one in named}
        keeping = {self.acting_for(one, asked, "decide") for one in KEEPERS if is_given(asked)}
        before = {office for _, by, office in asked.steps if by == person and office}
        found = {
            "acting": decide & acting,
            "finder": decide & finding,
            "hearer": {one for one in hearing if one},
            "earlier": mine & before - asked.taken if person != asked.by else set(),
            "keeper": decide & keeping,
        }
        held = {relation: offices for relation, offices in found.items() if offices}
        return held | ({"requester": set()} if person == asked.by else {})

    def stands_aside_for(self, person: str, asked: Asked) -> set[str]:
        """The offices for which somebody decides or hears now; the last resort stays."""
        relations, nothing = self.relations(person, asked), set[str]()
        acts = relations.get("acting", nothing) | relations.get("hearer", nothing)
        return acts - {"full_council"}

    def state(self, asked: Asked, person: str) -> str:
        """Where a request stands, as somebody sees it."""
        parts = asked.told if person == asked.by else asked.whole
        if asked.mark != "open":
            return asked.mark
        states = set(self.part_states(asked, parts).values())
        if asked.disputes or states & {"with_determiner", "disputed"}:
            return "with_determiner"
        if "with_officer" in states:
            return "with_officer"
        if "released" not in states:
            return "not_agreed"
        return "agreed_in_part" if "not_agreed" in states else "agreed"

    def part_states(self, asked: Asked, parts: dict[str, Any]) -> dict[str, str]:
        """Where each part stands."""
        disputed = {name for one in asked.disputes if one.ground == "refusal" for name in one.parts}
        waiting = {"refer": "with_determiner", "officer_judgement": "with_officer"}
        return {
            name: "released"
            if part["outcome"] in RELEASED
            else "disputed"
            if name in disputed
            else waiting.get(part["outcome"], "not_agreed")
            for name, part in parts.items()
        }

    def may(self, person: str, asked: Asked) -> set[str]:
        """The steps that somebody may take now."""
        state, relations = self.state(asked, person), self.relations(person, asked)
        member = person in self.councillors
        return {
            step
            for step, rows in TABLE.items()
            for relation, states in rows.items()
            if relation in relations
            and (relation == "requester") == member
            and state in states.split()
        }

    def offered(self, person: str, asked: Asked) -> set[str]:
        """The steps that somebody is shown: of those that they may take, such as have an object."""
        without = set() if self.waits_for_promise(asked) else {"sign_undertaking"}
        without |= set() if asked.type == "onward_disclosure" else {"answer_onward"}
        without |= set() if self.stands_aside_for(person, asked) else {"stand_aside"}
        without |= {"read_reasons"}  # nobody here scrutinises, so no statement is owed
        return self.may(person, asked) - without

    def waits_for_promise(self, asked: Asked) -> bool:
        """Whether a part that the requester knows of waits for their promise (hold H8)."""
        return any("undertaking_first" in part["conditions"] for part in closed(asked.told))

    def refusal(self, person: str, asked: Asked | None, step: str) -> int | None:
        """The status with which a step is refused before anything else is looked at."""
        theirs = {"requester"} & TABLE[step].keys()
        if person not in self.councillors:
            theirs = TABLE[step].keys() - {"requester"}
        if person in self.signed_out:
            return 401
        if not theirs:
            return 403
        if asked is None or "look" not in self.may(person, asked):
            return 404
        if step in self.may(person, asked):
            return None
        return 409 if theirs & self.relations(person, asked).keys() else 403


def closed(parts: dict[str, Any]) -> list[Any]:
    """The parts that are not released."""
    return [part for part in parts.values() if part["outcome"] not in RELEASED]


def by_law(part: Any) -> bool:
    """Whether the law releases a part."""
    return part["outcome"] in RELEASED and LAYERS.get(part["row"]) in BY_LAW


def is_given(asked: Asked) -> bool:
    """Whether something is released because somebody found or determined it."""
    released = [part for part in asked.whole.values() if part["outcome"] in RELEASED]
    return any(LAYERS.get(part["row"]) in GIVEN for part in released)


def ended(asked: Asked, parts: dict[str, Any]) -> set[str]:
    """The released parts to which access has ended."""
    over = {"revoked", *({"request"} if asked.mark in OVER else ())}
    return {
        name
        for name, part in parts.items()
        if part["outcome"] in RELEASED and not by_law(part) and asked.access.get(name) in over
    }


def first(offices: set[str]) -> str:
    """Of several offices, the first in precedence."""
    return min(offices, key=PRECEDENCE.index)
