"""Deciding on a request: the first time, and again whenever something bears on the answer."""

from typing import Any

import msgspec
from sqlalchemy import select, update

from gateway.casework.cases import Case, case_of
from gateway.casework.deciding import Decided, decide, declaring, request_of
from gateway.casework.known import known_document
from gateway.casework.record import record
from gateway.casework.request_rows import to_json, told_text, waits_after
from gateway.casework.standing import bearings, bearings_of
from gateway.casework.turn import Reading, Turn, local_time
from gateway.casework.what_follows import follow_again
from gateway.casework.who import known_person
from gateway.domain.facts import Findings, Requester
from gateway.domain.requests import AskedRequest
from gateway.errors import BusyError
from gateway.policy.life.found import document_with, findings_with, request_with
from gateway.store.tables import cases, request_decisions, requests


def decide_first(turn: Turn, requester: Requester, asked: AskedRequest) -> Decided:
    """The first decision on a request, under a new reference.

    Who is tied to the case is asked only where somebody must act; for what is not held as well, so
    that both answers take the same path.
    """
    document = known_document(turn, asked.document)
    person = declaring(requester, asked)
    request = request_of(turn, asked, type=asked.type, channel=asked.channel)
    reference = turn.rows.new_reference(turn.local.year)
    first = decide(turn, person, request, document, id=reference)
    if all(one.released for one in first.decision.segments):
        return first
    unable = bearings_of(turn, requester.person, asked, document).unable
    if not unable:
        return first
    findings = Findings(conflicted_offices=unable)
    return decide(turn, person, request, document, id=reference, findings=findings)


def decide_case(reading: Reading, case: Case, requester: Requester | None = None) -> Decided:
    """The decision on a case as everything stands now; `requester` as they were, where given."""
    known = known_person(reading, case.requester)
    if known is None:  # nobody is ever taken out of the register
        raise BusyError("The register does not know the requester.")
    request = request_of(
        reading,
        case.asked,
        type=case.asked.type,
        channel=case.asked.channel,
        received=local_time(case.received_at),
    )
    found = tuple(one for _, one in case.found)
    document = case.document
    if document is not None:
        facts = document_with(document.facts, found)
        document = msgspec.structs.replace(document, facts=facts)
    return decide(
        reading,
        declaring(requester or known.requester, case.asked),
        request_with(request, found),
        document,
        id=case.reference,
        findings=findings_with(found, bearings(reading, case).unable),
    )


def decide_again(turn: Turn, reference: str, *, by: str) -> Decided:
    """Decide on a case again as it now stands, after what `by` did, and record what follows."""
    case = case_of(turn, reference)
    decided = decide_case(turn, case)
    waits = waits_after(turn, decided, case.waits)
    turn.connection.execute(
        update(cases)
        .where(cases.c.reference == case.reference)
        .values(waits=to_json(waits), mark=case.mark if waits else "open")  # nothing is asked now
    )
    turn.connection.execute(
        update(requests)
        .where(requests.c.reference == case.reference)
        .values(
            outcome=decided.told.outcome,
            waits_for=decided.decision.refer_to if decided.held else None,
        )
    )
    made = {"reference": case.reference, "told": told_text(decided, case.told)}
    entry = record(
        turn,
        by=by,
        kind="request.decided_again",
        body=decided_body(decided, document=case.asked.document, requester=case.requester),
        committed=decided.committed,
        rows=((request_decisions, made),),
        in_confidence=case.asked.in_confidence,
    )
    follow_again(turn, decided, entry, case, by=by)
    return decided


def decide_open_requests(turn: Turn, document: str, *, by: str) -> None:
    """Decide again on every request for the document that waits or was answered, and is open."""
    references = turn.connection.execute(
        select(requests.c.reference)
        .join_from(requests, cases, cases.c.reference == requests.c.reference)
        .where(requests.c.document == document, cases.c.mark == "open")
        .order_by(requests.c.entry)
    ).scalars()
    for reference in tuple(references):
        decide_again(turn, reference, by=by)


def decided_body(decided: Decided, *, document: str, requester: str) -> dict[str, Any]:
    """What the log entry of a decision on a request says. Nothing of it tells what is hidden.

    `passed_over` are the offices in whose place others act, because nobody may act for them.
    """
    return {
        "document": document,
        "outcome": decided.told.outcome,
        "passed_over": sorted(decided.facts.findings.conflicted_offices),
        "person": requester,
        "reference": decided.facts.id,
        "rule_book": decided.decision.rule_book,
    }
