"""How a person stands to a case: worked out here and nowhere else.

It is worked out on the person, at the moment, in the transaction of the step that they want to
take.
"""

import msgspec
from msgspec import Struct

from gateway.casework.cases import ABSENT, Case, case_of
from gateway.casework.known import known_posts, known_ties
from gateway.casework.referrals import referred
from gateway.casework.turn import Reading
from gateway.casework.who import caller_from, known_person
from gateway.domain.casework import (
    HEARINGS,
    OPINIONS,
    Relation,
    Role,
    Step,
)
from gateway.domain.facts import Office
from gateway.domain.requests import AskedRequest
from gateway.errors import NotAllowedError, NotFoundError, NotNowError
from gateway.policy.life.access import given
from gateway.policy.life.found import taken_from
from gateway.policy.life.own_cause import with_aliases
from gateway.policy.life.permissions import may
from gateway.policy.life.posts import without_offices_of
from gateway.policy.life.relations import Bearings, Stage, relations_of
from gateway.policy.life.routes import roles_of
from gateway.policy.offices import LAST_RESORT
from gateway.store.facts_of_documents import KeptDocument
from gateway.store.posts import ties_of


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
    def stands_aside_for(self) -> frozenset[Office]:
        """The offices that they may say stand aside; nobody stands in for the last resort."""
        nothing = frozenset[Office]()
        acts = self.offices.get("acting", nothing) | self.offices.get("hearer", nothing)
        return acts - {LAST_RESORT}

    @property
    def relations(self) -> frozenset[Relation]:
        """How they stand to it; empty: not at all."""
        return frozenset(self.offices)


def bearings(reading: Reading, case: Case) -> Bearings:
    """Who may act on a case, and who is tied to it."""
    around = bearings_of(reading, case.requester, case.asked, case.document)
    ties = with_aliases(
        msgspec.structs.replace(
            around.ties, decided=_by(case, OPINIONS) | case.opined_by, heard=_by(case, HEARINGS)
        ),
        around.posts.aliases,
    )
    taken = taken_from(tuple(one for _, one in case.found))
    return msgspec.structs.replace(around, ties=ties, taken=taken)


def bearings_of(
    reading: Reading,
    requester: str,
    asked: AskedRequest,
    document: KeptDocument | None,
) -> Bearings:
    """As `bearings`, for a request that is being decided for the first time."""
    return reading.once(
        (Bearings, requester, asked.document, asked.on_behalf_of, asked.concerned, asked.channel),
        lambda: _bearings(reading, requester, asked, document),
    )


def _bearings(
    reading: Reading, requester: str, asked: AskedRequest, document: KeptDocument | None
) -> Bearings:
    segments = document.facts.segments if document else ()
    matters = frozenset[str]().union(*(one.matters for one in segments))
    posts = known_posts(reading)
    ties = ties_of(
        known_ties(reading, requester, asked.document, matters),
        aliases=posts.aliases,
        requester=requester,
        helped=asked.on_behalf_of,
        subjects=frozenset[str]().union(*(one.subjects for one in segments)),
        matters=matters,
        document=asked.document,
    )
    ties = msgspec.structs.replace(ties, concerned=frozenset(asked.concerned))
    if posts.aliases:
        ties = with_aliases(ties, posts.aliases)
    if ties.concerned:
        posts = without_offices_of(posts, ties.concerned)
    return Bearings(
        posts=posts,
        ties=ties,
        profile=reading.rule_book.profiles[reading.council],
        in_confidence=asked.in_confidence,
    )


def _by(case: Case, steps: frozenset[Step]) -> frozenset[str]:
    """Whoever took one of these steps in it."""
    return frozenset(taken.by for taken in case.steps if taken.step in steps)


def standing(reading: Reading, case: Case, person: str) -> Standing:
    """How a person stands to a case now."""
    known = known_person(reading, person)
    if known is None:
        return Standing(roles=frozenset(), offices={})
    around, council = bearings(reading, case), reading.rule_book.council(reading.council)
    found = relations_of(
        person,
        around,
        asked=person == case.requester,
        waits=frozenset(one.office for one in case.waits),
        stages=_stages(reading, case),
        earlier=frozenset(one.office for one in case.steps if one.by == person and one.office),
        over=case.mark in {"ended", "withdrawn"},
        in_confidence=in_confidence(around),
        given=any(given(council, one) for one in case.whole.segments),
    )
    return Standing(roles=roles_of(caller_from(known)), offices=found)


def _stages(reading: Reading, case: Case) -> frozenset[Stage]:
    """What hears what is to be determined in it now."""
    determiner = reading.rule_book.profiles[reading.council].determiner
    passed_on = {Stage(determiner)} if referred(reading, case) else set[Stage]()
    return frozenset(one.heard_at for one in case.disputes) | passed_on


def determiner_of(reading: Reading, case: Case) -> Office:
    """The office that determines what a rule passes on: a stand-in where that one is barred."""
    named = reading.rule_book.profiles[reading.council].determiner
    return bearings(reading, case).hears(Stage(named))


def in_confidence(around: Bearings) -> bool:
    """Whether only the office that it waits for may see it (section 9.8).

    So it is with a report of suspected wrongdoing, and where the sole decider may not act.
    """
    profile = around.profile
    sole = profile.sole_decider and profile.first_decider in around.unable
    return sole or around.in_confidence


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
