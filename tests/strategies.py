"""Invented, well-formed facts for any council: one inventor, driven by hypothesis or by a seed.

Everything is picked from short lists with overlaps made likely: few people, groups, bodies and
matters, and moments that touch. The first of a list is the plainest, so that hypothesis shrinks
towards an ordinary request for an ordinary report.
"""

from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime, timedelta
from random import Random
from typing import TypeVar, get_args

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from gateway.domain import facts as words
from gateway.domain.facts import Facts, Findings, Request, Requester, Segment, SegmentFindings
from tests.reference.profiles import PROFILES

Option = TypeVar("Option")
Pick = Callable[[Sequence[Option]], Option]
"""Takes one of the options that it is given."""

PEOPLE = ("person-a", "person-b", "person-c")
GROUPS = ("group-a", "group-b")
BODIES = ("body-a", "body-b", "body-c")
MATTERS = ("matter-a", "matter-b")

MOMENTS = tuple(
    datetime.fromisoformat(text)
    for text in (
        "2026-06-08T10:00:00",
        "2026-06-15T23:59:00",  # the last minute of a day
        "2026-03-29T00:30:00",  # the night the clocks go forward
        "2026-03-29T09:00:00",
        "2026-03-30T01:30:00",
        "2026-10-25T00:45:00",  # the night the clocks go back
        "2026-10-25T01:30:00",
        "2026-10-26T01:15:00",
        "2026-04-02T18:00:00",  # the Thursday before Easter
        "2026-12-24T11:00:00",  # Christmas
        "2027-12-29T00:00:00",
        "2028-02-29T12:00:00",
        "2024-02-01T09:00:00",  # near both ends of the calendar
        "2028-11-30T09:00:00",
    )
)

OFFSETS = tuple(
    timedelta(minutes=minutes)
    for minutes in (
        14 * 1440,  # a fortnight ahead
        -7 * 1440,
        60,
        -60,
        0,
        1,
        -1,
        -1410,  # the evening before
        -1440,
        -1500,
        1440,
        21 * 1440,
        -400 * 1440,
    )
)

_PARAGRAPHS = {
    "england": (3, 5, 3, 1, 6, 2, 4, 7),
    "wales": (14, 16, 14, 12, 17, 13, 15, 18),
    "none": (3, 5, 14, 16, 1, 6, 10, 18),
}


def _mostly(usual: Option, others: Sequence[Option], times: int) -> tuple[Option, ...]:
    """The usual option so many times, then each of the others once."""
    return (usual,) * times + tuple(other for other in others if other != usual)


def _some(pick: Pick, options: Sequence[Option], counts: Sequence[int]) -> list[Option]:
    return [pick(options) for _ in range(pick(counts))]


def _rarely(pick: Pick, one_in: int) -> bool:
    return pick((False,) * (one_in - 1) + (True,))


_FINDINGS = {
    "reasonably_necessary": (None, True, True, False),
    "relates_to_work": (None, True, False),
    "good_faith": (None, True, True, True, False),
    "third_party_effect": (None, "low", "low", "severe"),
    "no_other_purpose": (None, True, False),
    "relevant_to_scrutiny": (None, True, False),
    "casework_lawful": (None, True, True, False),
    "casework_ground": (None, *get_args(words.CaseworkGround)),
    "order_covers_members": (None, False, False, True),
    "breach_of_confidence": (None, False, False, True),
    "internal_to_group": (None, True, False),
    "own_development_connection": (None, True, False),
    "personal_data_cleared": (None, True, True, False),
    "interest_cleared": (None, True, False),
    "briefing_approved": (None, True, True, False),
    "determination": (None, None, None, None, None, "release", "refuse"),
}


def _findings(pick: Pick, absent: int) -> dict[str, object]:
    """Findings, each left out the more often the higher `absent` is; often hardly any."""
    if _rarely(pick, 3):
        return {"relevant_to_scrutiny": pick((None, False, True))}
    return {name: pick((None,) * absent + answers) for name, answers in _FINDINGS.items()}


def invent_requester(pick: Pick, now: datetime) -> Requester:
    """Somebody who asks at a moment."""
    kinds = _mostly("councillor", get_args(words.RequesterKind), 9)
    return Requester(
        kind=pick(kinds),
        person=pick(PEOPLE[:2]),
        standing=pick(_mostly("current", get_args(words.Standing), 28)),
        group=pick((*GROUPS, None)),
        positions=frozenset(_some(pick, get_args(words.Position), (0, 0, 1, 2)))
        | (frozenset({"scrutiny_member"}) if _rarely(pick, 2) else frozenset()),
        bodies=frozenset(_some(pick, BODIES, (0, 1, 1, 2))),
        substitutes=tuple(
            words.Substitute(body=pick(BODIES), meeting=now + pick(OFFSETS[:3]))
            for _ in range(pick((0, 0, 0, 1, 2)))
        ),
        wards=frozenset(_some(pick, ("ward-a", "ward-b"), (0, 1))),
        interests=tuple(
            words.Interest(
                matter=pick(MATTERS),
                kind=pick(get_args(words.InterestKind)),
                dispensation=_rarely(pick, 3),
                sensitive=_rarely(pick, 3),
            )
            for _ in range(pick((0, 0, 0, 1, 2)))
        ),
        adverse=frozenset(_some(pick, MATTERS, (0, 0, 0, 0, 1, 2))),
        undertaking=pick((False, True)),
    )


def _request(pick: Pick, requester: Requester, now: datetime) -> Request:
    officer = requester.kind == "officer"
    audience = words.Audience(
        councillors=pick((0, 3)), others=pick((0, 0, 2)), group=pick((*GROUPS, None))
    )
    kind = "officer_check" if officer else pick(("access",) * 29 + ("onward_disclosure",))
    days = (0, -1, 3, -20)
    return Request(
        type=kind,
        form=pick(get_args(words.Form)),
        purpose=pick(("none", "none", "official_duty", "casework", *get_args(words.Purpose))),
        statement=pick(("", "To answer a resident.")),
        broad=_rarely(pick, 8),
        scrutiny_link=pick(_mostly("none", get_args(words.ScrutinyLink), 3)),
        on_behalf_of=pick((None, *PEOPLE[1:])),
        consents=frozenset(_some(pick, PEOPLE, (0, 1, 1, 2))),
        channel=pick(_mostly("standard", get_args(words.Channel), 8) + ("member_queries",) * 4),
        use_at_meeting=pick((False, True)),
        received=pick((None, now.date() + timedelta(days=pick(days)))),
        received_by_executive=pick((None, now.date() + timedelta(days=pick(days)))),
        audience=audience if officer else None,
    )


def _business(pick: Pick, now: datetime) -> words.Business:
    start = pick((None, *(now + offset for offset in (*OFFSETS, *OFFSETS[:3]))))
    ends = (None,)
    if start is not None:
        later = (start, start + timedelta(hours=2), now, now + timedelta(minutes=1))
        ends = (None, *(end for end in later if end >= start))
    return words.Business(
        body=pick(BODIES),
        executive=pick((False, True)),
        private=pick((False, True)),
        start=start,
        ended=pick(ends),
    )


def _tag(pick: Pick, scheme: str, today: date) -> words.ExemptTag:
    return words.ExemptTag(
        paragraph=pick(_PARAGRAPHS[scheme]),
        negotiation_terms=_rarely(pick, 3),
        tested=pick((today, None, today - timedelta(days=90), today + timedelta(days=1))),
    )


def _segment(pick: Pick, name: str, council: str, now: datetime) -> Segment:
    scheme = PROFILES[council]["exemption_scheme"]
    decision = words.ExecutiveDecision(
        by=pick(get_args(words.DecisionMaker)), made=now + pick(OFFSETS)
    )
    clash = _rarely(pick, 5)
    return Segment(
        id=name,
        kind=pick(_mostly("report", get_args(words.SegmentKind), 7)),
        public=_rarely(pick, 16),
        held_by=pick(get_args(words.HeldBy)),
        held_by_council=pick((None,) * 22 + (council, "elsewhere")),
        business=tuple(_business(pick, now) for _ in range(pick((0, 1, 1, 2)))),
        executive_decision=decision if _rarely(pick, 5) else None,
        exempt=tuple(_tag(pick, scheme, now.date()) for _ in range(pick((0, 0, 0, 1, 1, 2)))),
        registered_information=_rarely(pick, 8),
        own_development=_rarely(pick, 6),
        confidential=pick(_mostly("none", get_args(words.Confidential), 30)),
        third_party_confidence=pick(_mostly("none", get_args(words.ThirdPartyConfidence), 7)),
        personal_data=pick(_mostly("none", get_args(words.PersonalData), 3)),
        subjects=frozenset(_some(pick, PEOPLE, (0, 1, 1, 2))),
        owner_group=pick((*GROUPS, None)),
        advice_to=pick((*PEOPLE[:2], None)),
        keep_from_others=pick((False, True)),
        author_consents=pick((None, True, False)),
        matters=frozenset(_some(pick, MATTERS, (1, 2))) if clash else frozenset(),
        not_severable=pick((None,) * 6 + ("knot", "knot", "tie")),
        findings=SegmentFindings(**_findings(pick, absent=6)) if clash else SegmentFindings(),
    )


def invent(pick: Pick, council: str) -> Facts:
    """Well-formed facts for a council; every choice is made by `pick`."""
    now = pick(MOMENTS)
    requester = invent_requester(pick, now)
    names = ("body", "appendix", "table")[: pick((1, 1, 2, 3))]
    conflicted = frozenset(_some(pick, get_args(words.Office), (0, 0, 0, 0, 1, 2, 5, 15)))
    return Facts(
        id="invented",
        title="Invented facts",
        council=council,
        now=now,
        requester=requester,
        request=_request(pick, requester, now),
        document=words.Document(
            segments=tuple(_segment(pick, name, council, now) for name in names),
            title="An invented document",
        ),
        findings=Findings(**_findings(pick, absent=2), conflicted_offices=conflicted),
    )


@st.composite
def facts_for(draw: Callable[[SearchStrategy[Option]], Option], council: str) -> Facts:
    """Hypothesis's facts for a council."""
    return invent(lambda options: options[draw(st.integers(0, len(options) - 1))], council)


def seeded_facts(council: str, *, seed: int, count: int) -> Iterator[Facts]:
    """So many facts for a council, the same for the same seed: fast, for long runs."""
    pick = Random(f"{council} {seed}").choice  # noqa: S311 - invented facts, not secrets
    for _ in range(count):
        yield invent(pick, council)
