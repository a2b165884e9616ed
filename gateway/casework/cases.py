"""A request as a case: what was asked and decided, what was done with it, and who may do what.

How a person stands to a case is worked out here and nowhere else: on the person, at the moment, in
the transaction of the step that they want to take.
"""

from datetime import datetime
from functools import cached_property
from typing import Any, Final

import msgspec
from msgspec import Struct
from sqlalchemy import BindParameter, Row, Text, bindparam, select

from gateway.casework.kept_decisions import from_kept
from gateway.casework.request_rows import asked_in, select_requests
from gateway.casework.turn import Reading
from gateway.casework.who import caller_from, known_person
from gateway.domain.casework import OPINIONS, Mark, Relation, RequestState, Role, Step, Wait
from gateway.domain.decision import Decision
from gateway.domain.facts import Office
from gateway.domain.requests import AskedRequest
from gateway.errors import NotAllowedError, NotFoundError, NotNowError
from gateway.policy.life.finders import all_finders
from gateway.policy.life.found import Found
from gateway.policy.life.own_cause import Part, Ties, barred
from gateway.policy.life.permissions import may
from gateway.policy.life.posts import Posts, able, unable
from gateway.policy.life.routes import roles_of
from gateway.policy.life.states import request_state
from gateway.policy.offices import resolved
from gateway.store.facts_of_documents import KeptDocument, document_of
from gateway.store.posts import posts_of, ties_of
from gateway.store.prepared import Prepared
from gateway.store.tables import case_steps, findings, requests

ABSENT: Final = "There is no such request."
_REFERENCE: BindParameter[str] = bindparam("reference", type_=Text)
_ONE: Final = select_requests(requests.c.reference == _REFERENCE)
_STEPS: Final = Prepared(
    select(case_steps.c.entry, case_steps.c.step, case_steps.c.by, case_steps.c.office)
    .where(case_steps.c.reference == _REFERENCE)
    .order_by(case_steps.c.entry)
)

_AS_WAITS: Final = msgspec.json.Decoder(tuple[Wait, ...])


_FOUND: Final = Prepared(
    select(findings.c.entry, findings.c.name, findings.c.value, findings.c.segment)
    .where(findings.c.reference == _REFERENCE)
    .order_by(findings.c.entry)
)


class Taken(Struct, frozen=True):
    """A step that was taken: its log entry, by whom, and for which office (None: the requester)."""

    entry: int
    step: Step
    by: str
    office: Office | None


class Case(Struct, frozen=True, kw_only=True, dict=True):
    """A request with all that was done with it. `told` is the decision as its requester knows it.

    `decided` is the log entry of the newest decision; `found` is in the order of its entries.
    `document` is None when none is held.
    """

    reference: str
    requester: str
    received_at: datetime
    asked: AskedRequest
    mark: Mark
    again_from: str | None
    decided: int
    whole: Decision
    told: Decision
    steps: tuple[Taken, ...]
    waits: tuple[Wait, ...]
    found: tuple[tuple[int, Found], ...]
    document: KeptDocument | None

    def saying(self, **changed: Any) -> "Case":
        """The case as it stands once the requester says something else."""
        return msgspec.structs.replace(self, asked=msgspec.structs.replace(self.asked, **changed))

    def finding(self, entry: int, found: Found) -> "Case":
        """The case with something more that was found."""
        return msgspec.structs.replace(self, found=(*self.found, (entry, found)))

    def state(self, *, told: bool) -> RequestState:
        """Where it stands: as its requester may know, or wholly."""
        return request_state(
            self.mark, self.told if told else self.whole, frozenset(), dispute=False
        )


class Bearings(Struct, frozen=True, kw_only=True, dict=True):
    """Who is tied to a request at this moment, and who may act for which office."""

    posts: Posts
    ties: Ties
    unable: frozenset[Office]

    @cached_property
    def _barred(self) -> dict[Part, frozenset[str]]:
        return {part: barred(self.ties, part) for part in ("decide", "hear")}

    def barred(self, part: Part) -> frozenset[str]:
        """Who may not take this part."""
        return self._barred[part]

    def able(self, office: Office, part: Part) -> frozenset[str]:
        """Who may act for the office in this part."""
        return able(self.posts, office, self._barred[part])


class Standing(Struct, frozen=True, kw_only=True):
    """How a person stands to a case: their roles, and for each relation the offices it rests on."""

    roles: frozenset[Role]
    offices: dict[Relation, frozenset[Office]]

    @property
    def by_office(self) -> frozenset[Office]:
        """The offices for which they may decide or find something in it now."""
        nothing = frozenset[Office]()
        return self.offices.get("acting", nothing) | self.offices.get("finder", nothing)

    @property
    def relations(self) -> frozenset[Relation]:
        """How they stand to it; empty: not at all."""
        return frozenset(self.offices)


def case_of(reading: Reading, reference: str) -> Case:
    """The case of a request, whoever asks. Raises NotFoundError when there is no such request."""
    row = reading.connection.execute(_ONE, {"reference": reference}).one_or_none()
    if row is None:
        raise NotFoundError(ABSENT)
    return _case(reading, row)


def _case(reading: Reading, row: Row[Any]) -> Case:
    asked = {"reference": row.reference}
    steps = _STEPS.rows(reading.connection, asked)
    whole = from_kept(row.decision)
    return Case(
        reference=row.reference,
        requester=row.requester,
        received_at=row.received_at,
        asked=asked_in(row),
        mark=row.mark,
        again_from=row.again_from,
        decided=row.decided,
        whole=whole,
        told=from_kept(row.as_told) if row.as_told else whole,
        steps=tuple(Taken(*step) for step in steps),
        waits=_AS_WAITS.decode(row.waits),
        found=tuple(
            (entry, Found(name=name, value=msgspec.json.decode(value), segment=segment))
            for entry, name, value, segment in _FOUND.rows(reading.connection, asked)
        ),
        document=document_of(reading.connection, row.document),
    )


def bearings(reading: Reading, case: Case) -> Bearings:
    """Who may act on a case, and who is tied to it."""
    return bearings_of(reading, case.requester, case.asked, case.document, decided=deciders(case))


def bearings_of(
    reading: Reading,
    requester: str,
    asked: AskedRequest,
    document: KeptDocument | None,
    *,
    decided: frozenset[str] = frozenset(),
) -> Bearings:
    """As `bearings`, for a request that is being decided for the first time."""
    segments = document.facts.segments if document else ()
    ties = ties_of(
        reading.connection,
        requester=requester,
        helped=asked.on_behalf_of,
        subjects=frozenset[str]().union(*(one.subjects for one in segments)),
        matters=frozenset[str]().union(*(one.matters for one in segments)),
        document=asked.document,
        now=reading.local,
        known=reading.moment,
    )
    ties = msgspec.structs.replace(ties, decided=decided)
    posts = posts_of(reading.connection, now=reading.local, known=reading.moment)
    profile = reading.rule_book.profiles[reading.council]
    return Bearings(posts=posts, ties=ties, unable=unable(posts, profile, barred(ties, "decide")))


def deciders(case: Case) -> frozenset[str]:
    """Whoever decided, found or advised something in it."""
    return frozenset(taken.by for taken in case.steps if taken.step in OPINIONS)


def standing(reading: Reading, case: Case, person: str) -> Standing:
    """How a person stands to a case now."""
    known = known_person(reading, person)
    if known is None:
        return Standing(roles=frozenset(), offices={})
    offices: dict[Relation, frozenset[Office]] = {}
    if person == case.requester:
        offices["requester"] = frozenset()
    around = bearings(reading, case)
    profile = reading.rule_book.profiles[reading.council]
    waiting = frozenset(resolved(one.office, profile, around.unable) for one in case.waits)
    rest: dict[Relation, frozenset[Office]] = {"acting": waiting}
    if waiting and not in_confidence(reading, case):
        rest["finder"] = all_finders(profile, around.unable)
    for relation, named in rest.items():
        mine = frozenset(one for one in named if person in around.able(one, "decide"))
        if mine:
            offices[relation] = mine
    earlier = {taken.office for taken in case.steps if taken.by == person and taken.office}
    still = frozenset(one for one in earlier if person in around.able(one, "decide"))
    if still:
        offices["earlier"] = still
    return Standing(roles=roles_of(caller_from(known)), offices=offices)


def in_confidence(reading: Reading, case: Case) -> bool:
    """Whether only the office that it waits for may see it (section 9.8).

    So it is with a report of suspected wrongdoing, and where the sole decider may not act.
    """
    if case.asked.channel == "wrongdoing":
        return True
    profile = reading.rule_book.profiles[reading.council]
    return profile.sole_decider and profile.first_decider in bearings(reading, case).unable


def open_to(reading: Reading, reference: str, person: str, step: Step) -> tuple[Case, Standing]:
    """The case, for a person who may take this step with it now.

    Raises NotFoundError for somebody who may not know of it, NotAllowedError for a step that is not
    theirs, NotNowError for one that is theirs in another state.
    """
    case = case_of(reading, reference)
    stands = standing(reading, case, person)
    refuse_unless_open(case, stands, step)
    return case, stands


def refuse_unless_open(case: Case, stands: Standing, step: Step) -> None:
    """Raises as `open_to`."""
    state = case.state(told="requester" in stands.relations)
    roles, relations = stands.roles, stands.relations
    if may("look", state, roles=roles, relations=relations) != "allowed":
        raise NotFoundError(ABSENT)
    match may(step, state, roles=roles, relations=relations):
        case "not_theirs":
            raise NotAllowedError("This step is somebody else's.")
        case "not_now":
            raise NotNowError("The request does not stand so that this can be done now.")
        case _:
            pass
