"""Invariant 22, tried on everything that the notices look at."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import product
from typing import get_args

from gateway.domain.decision import SegmentOutcome
from gateway.domain.facts import (
    Audience,
    Business,
    Channel,
    Document,
    Facts,
    Purpose,
    Request,
    Requester,
    Segment,
)
from gateway.policy.case import case_of
from gateway.policy.decide import Look, Verdict
from gateway.policy.notices import notices
from gateway.policy.proof.claims import Part, Settled, Subject
from gateway.policy.table import ReadyRow

_NOW = datetime(2026, 6, 10)  # noqa: DTZ001 - facts are local times
_LATER = _NOW + timedelta(days=7)
_BUSINESS = tuple(
    Business(body="x", executive=executive, start=_LATER) for executive in (False, True)
)
_QUIET = frozenset({"board_member", "committee_chair"})
_OUTCOMES: tuple[SegmentOutcome, ...] = ("disclose", "refuse", "refer")
_REASONS = frozenset({"reg17_link", "adviser_advice", "closed", "not_relevant"})


def quiet(subject: Subject) -> Iterator[Part]:
    """Nobody is told on the board or in the chair of casework or of a report of wrongdoing."""
    tried = 0
    wrong: set[str] = set()
    for request in _requests():
        for look in _looks(subject, request):
            tried += 1
            if request.purpose == "casework" or request.channel == "wrongdoing":
                wrong |= _QUIET & notices(subject.council, [look]).keys()
    yield Settled(
        reason=f"tried on all {tried} combinations of what the notices look at",
        fault=f"it sends {', '.join(sorted(wrong))}" if wrong else "",
    )


def _requests() -> Iterator[Request]:
    for purpose, channel, use in product(get_args(Purpose), get_args(Channel), (False, True)):
        yield Request(
            type="access",
            purpose=purpose,
            channel=channel,
            use_at_meeting=use,
            audience=Audience(group="x"),
        )


def _looks(subject: Subject, request: Request) -> Iterator[Look]:
    facts = Facts(
        id="",
        title="",
        council=subject.council.name,
        now=_NOW,
        requester=Requester(kind="councillor", person="x"),
        request=request,
        document=Document(segments=(Segment(id="paper", business=_BUSINESS),)),
    )
    for row in subject.council.rows:
        for outcome, told in product(_OUTCOMES, (frozenset(), _REASONS)):
            case = case_of(facts, subject.council.profile, facts.document.segments[0])
            case.told = told
            by = ReadyRow(row=row, grounds=frozenset(), cites_tags=False)
            yield Look(case, Verdict(by=by, row=row.row, outcome=outcome, next=row.next))
