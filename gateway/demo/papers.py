"""The 150 documents of the invented council: agenda papers, and everything that is more private."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from random import Random
from typing import Any, Final

from gateway.demo.agendas import AGENDAS, Agenda, Closed, Why
from gateway.demo.drafting import Drafting
from gateway.demo.private_papers import private_papers
from gateway.demo.texts import matter
from gateway.domain.facts import ExecutiveDecision, ExemptTag
from gateway.domain.papers import Paper, PaperBusiness, Papers
from gateway.domain.profile import Profile
from gateway.domain.register import Meeting, Register
from gateway.policy.wellformed import PARAGRAPHS

_ABOUT_PEOPLE: Final = frozenset({Why.PERSON, Why.IDENTITY})


def papers(random: Random, today: date, register: Register, profile: Profile) -> Papers:
    """All documents, as of `today`. `profile` says which paragraphs of Schedule 12A there are."""
    drafting = Drafting(random)
    paragraphs = PARAGRAPHS[profile.exemption_scheme]
    return Papers(
        source=register.source,
        register=register.source,
        documents=(
            *(
                paper
                for meeting, agenda in zip(register.meetings, AGENDAS, strict=True)
                for paper in _for(drafting, register, meeting, agenda, paragraphs, today=today)
            ),
            *_decisions(drafting, register),
            *_accounts(drafting),
            *private_papers(drafting, register),
        ),
    )


def _for(
    drafting: Drafting,
    register: Register,
    meeting: Meeting,
    agenda: Agenda,
    paragraphs: Sequence[int],
    *,
    today: date,
) -> Iterator[Paper]:
    """Six papers for a meeting: two are public, one is background, three have closed parts."""
    body = next(body for body in register.bodies if body.id == meeting.body)
    common: dict[str, Any] = {
        "held_by": "executive" if body.executive else "council",
        "business": (PaperBusiness(body=meeting.body, meeting=meeting.id),),
    }
    tested = min(meeting.start.date() - timedelta(days=8), today)  # no test lies in the future
    for word, subject in (("Report", agenda.report), ("Progress report", agenda.progress)):
        yield drafting.paper(
            f"{word}: {subject}",
            {"report": common | {"public": True}},
            about=f"{body.name} is asked to note how things stand.",
        )
    yield drafting.paper(
        f"Background paper: {agenda.background}",
        {"report": common | {"matters": {matter(agenda.background)}}},
        about="What officers relied on to a material extent.",
    )
    terms = Closed(agenda.terms, Why.MONEY)
    for paper, day in ((agenda.tested, tested), (agenda.not_tested, None), (terms, tested)):
        tag = ExemptTag(
            paragraph=paragraphs[paper.why], tested=day, negotiation_terms=paper is terms
        )
        about_people = {"personal_data": "ordinary"} if paper.why in _ABOUT_PEOPLE else {}
        closed = common | about_people | {"exempt": (tag,), "matters": {matter(paper.subject)}}
        yield drafting.paper(
            f"Report and appendix: {paper.subject}",
            {"report": common | {"public": True}, paper.why.part: closed},
            about=f"{body.name} is asked to decide. The appendix is closed.",
        )


def _decisions(drafting: Drafting, register: Register) -> Iterator[Paper]:
    """Eight executive decisions by one person, half of them by an officer."""
    made = min(meeting.start for meeting in register.meetings)
    for number in range(8):
        subject = drafting.subject()
        decision = ExecutiveDecision(
            by="officer" if number % 2 else "member", made=made + timedelta(days=number)
        )
        facts = {"held_by": "executive", "executive_decision": decision}
        yield drafting.paper(
            f"Executive decision: {subject}",
            {"report": facts | {"matters": {matter(subject)}}},
            about="One person decided this on behalf of the executive.",
        )


def _accounts(drafting: Drafting) -> Iterator[Paper]:
    """Six books of the accounts."""
    for book in ("Cash book", "Ledger", "Invoices", "Contracts", "Grants paid", "Bank statements"):
        yield drafting.paper(
            f"Accounts: {book}", {"accounts": {"kind": "accounts"}}, about="The year's accounts."
        )
