"""The 150 documents of the invented council: agenda papers, and everything that is more private."""

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import cycle
from random import Random
from typing import Any, Final

from gateway.demo.bodies import COMING
from gateway.demo.drafting import Drafting
from gateway.demo.private_papers import private_papers
from gateway.demo.texts import TO_TRY
from gateway.domain.facts import ExecutiveDecision, ExemptTag
from gateway.domain.papers import Paper, PaperBusiness, Papers
from gateway.domain.profile import Profile
from gateway.domain.register import Meeting, Register
from gateway.policy.wellformed import PARAGRAPHS

SHOWN: Final = 7
"""How many paragraphs are marked somewhere: all seven of England, the seven of Wales."""


def papers(random: Random, today: date, register: Register, profile: Profile) -> Papers:
    """All documents, as of `today`. `profile` says which paragraphs of Schedule 12A there are."""
    drafting = Drafting(random)
    paragraphs = cycle(PARAGRAPHS[profile.exemption_scheme][:SHOWN])
    return Papers(
        source=register.source,
        register=register.source,
        documents=(
            *(
                paper
                for meeting in register.meetings
                for paper in _agenda(drafting, today, register, meeting, paragraphs)
            ),
            *_decisions(drafting, register),
            *_accounts(drafting),
            *private_papers(drafting, register),
        ),
    )


def _agenda(
    drafting: Drafting,
    today: date,
    register: Register,
    meeting: Meeting,
    paragraphs: Iterator[int],
) -> Iterator[Paper]:
    """Six papers for a meeting: two are public, one is background, three have closed parts."""
    body = next(body for body in register.bodies if body.id == meeting.body)
    common: dict[str, Any] = {
        "held_by": "executive" if body.executive else "council",
        "business": (PaperBusiness(body=meeting.body, meeting=meeting.id),),
    }
    tested = min(meeting.start.date() - timedelta(days=8), today)  # no test lies in the future
    for word in ("Report", "Progress report"):
        topic = drafting.topic()
        yield drafting.paper(
            f"{word}: {topic.name}",
            {"report": common | {"public": True}},
            about=f"{body.name} is asked to note how things stand.",
        )
    topic = drafting.topic()
    yield drafting.paper(
        f"Background paper: {topic.name}",
        {"report": common | {"matters": {topic.matter}}},
        about="What officers relied on to a material extent.",
    )
    for mark in ("tested", "not tested yet", "terms"):
        to_try = meeting.id == COMING and mark == "tested"
        topic = TO_TRY if to_try else drafting.topic()
        tag = ExemptTag(
            paragraph=next(paragraphs),
            tested=None if mark == "not tested yet" else tested,
            negotiation_terms=mark == "terms",
        )
        closed = common | {"exempt": (tag,), "matters": {topic.matter}}
        yield drafting.paper(
            topic.name if to_try else f"Report and appendix: {topic.name}",
            {"report": common | {"public": True}, "closed-appendix": closed},
            about=f"{body.name} is asked to decide. The appendix is closed ({mark}).",
        )


def _decisions(drafting: Drafting, register: Register) -> Iterator[Paper]:
    """Eight executive decisions by one person, half of them by an officer."""
    made = min(meeting.start for meeting in register.meetings)
    for number in range(8):
        topic = drafting.topic()
        decision = ExecutiveDecision(
            by="officer" if number % 2 else "member", made=made + timedelta(days=number)
        )
        facts = {"held_by": "executive", "executive_decision": decision}
        yield drafting.paper(
            f"Executive decision: {topic.name}",
            {"report": facts | {"matters": {topic.matter}}},
            about="One person decided this on behalf of the executive.",
        )


def _accounts(drafting: Drafting) -> Iterator[Paper]:
    """Six books of the accounts."""
    for book in ("Cash book", "Ledger", "Invoices", "Contracts", "Grants paid", "Bank statements"):
        yield drafting.paper(
            f"Accounts: {book}", {"accounts": {"kind": "accounts"}}, about="The year's accounts."
        )
