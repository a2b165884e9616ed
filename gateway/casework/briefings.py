"""Briefings: a senior officer finds whether what another officer asked about may be disclosed.

Whoever asks and whoever finds are two people (section 10.3), as in a request. The finding is
recorded as any other, and counts for that check only.
"""

from msgspec import Struct
from sqlalchemy.exc import NoResultFound

from gateway.audit import entries
from gateway.casework.deciding import Decided, decide, request_of
from gateway.casework.findings import finding_office
from gateway.casework.kept_decisions import facts_from_kept
from gateway.casework.notices import tell
from gateway.casework.record import record
from gateway.casework.request_rows import to_json
from gateway.casework.standing import Standing, bearings_of, in_confidence
from gateway.casework.steps import in_place_of
from gateway.casework.telling_offices import tell_office
from gateway.casework.turn import Reading, Turn
from gateway.casework.who import caller_from, known_person, officer_by
from gateway.casework.written import WORDS
from gateway.domain.facts import Findings, Office, Requester
from gateway.domain.notices import NoticeKind, to_person
from gateway.domain.requests import Approval, AskedCheck, AskedRequest
from gateway.errors import NotAllowedError, NotFoundError, NotNowError
from gateway.policy.life.found import checked, findings_with
from gateway.policy.life.permissions import may
from gateway.policy.life.relations import Bearings, relations_of
from gateway.policy.life.routes import roles_of
from gateway.store import log
from gateway.store.facts_of_documents import KeptDocument, document_of


class Briefing(Struct, frozen=True, kw_only=True):
    """A check that waits for a finding: its log entry, what was asked, and by which officer.

    `office` is the one for which somebody may find, `unable` are those that may not act.
    """

    check: int
    asked: AskedCheck
    officer: Requester
    office: Office
    unable: frozenset[Office]


def around_check(
    reading: Reading, officer: Requester, asked: AskedCheck, kept: KeptDocument
) -> Bearings:
    """Who may act on an officer's check, and who is tied to it: as if it were a request."""
    request = AskedRequest(document=asked.document, on_behalf_of=asked.on_behalf_of)
    return bearings_of(reading, officer.person, request, kept)


def briefing_for(reading: Reading, by: str, check: int) -> Briefing:
    """The check of that log entry, for somebody who may find something about it now.

    Raises NotFoundError where there is no such check for an audience, NotAllowedError for somebody
    who may find nothing about it, their own included, and NotNowError when it waits for nobody.
    """
    first, asked, person = _check_in(reading, check)
    officer = officer_by(reading, person)
    kept = document_of(reading.connection, asked.document)
    if kept is None:
        raise NotFoundError("There is no such document.")
    around = around_check(reading, officer, asked, kept)
    request = request_of(reading, asked, type="officer_check", audience=asked.audience)
    before = Findings(conflicted_offices=around.unable)
    decided = decide(reading, officer, request, kept, id=asked.document, findings=before)
    waits = frozenset(
        office for one in decided.decision.segments if (office := one.waits_for) is not None
    )
    if not waits:
        raise NotNowError("This briefing waits for nobody.")
    stands = _standing(reading, by, around, waits)
    if may("find", "with_officer", roles=stands.roles, relations=stands.relations) != "allowed":
        raise NotAllowedError("This step is somebody else's.")
    office = finding_office("briefing_approved", around, stands)
    return Briefing(check=first, asked=asked, officer=officer, office=office, unable=around.unable)


def record_approval(turn: Turn, by: str, briefing: Briefing, approval: Approval) -> Findings:
    """Record what was found; gives the findings with which the check is made again."""
    found = checked("briefing_approved", approval.value, None)
    record(
        turn,
        by=by,
        kind="finding.recorded",
        body={
            "check": briefing.check,
            "document": briefing.asked.document,
            "finding": found.name,
            "office": briefing.office,
            "person": briefing.officer.person,
            **in_place_of(turn, by, briefing.office),
        },
        committed={"found": to_json(found).encode(), WORDS: approval.words.encode()},
    )
    return findings_with((found,), briefing.unable)


def tell_of_briefing(
    turn: Turn, decided: Decided, entry: int, around: Bearings, briefing: Briefing | None
) -> None:
    """Tell whoever must approve a check that waits; or, once they found, who made it.

    The notice is about the check, by the number of its log entry.
    """
    if briefing is not None:
        approved = decided.facts.findings.briefing_approved
        kind: NoticeKind = "briefing_approved" if approved else "briefing_not_approved"
        to = to_person(briefing.officer.person)
        tell(turn, kind=kind, to=to, about=str(briefing.check), entry=entry)
        return
    for office in dict.fromkeys(one.waits_for for one in decided.decision.segments):
        if office is not None:
            tell_office(turn, "briefing_waits", office, str(entry), entry, around=around)


def paper_of(reading: Reading, check: int) -> str | None:
    """The id of the paper of a briefing's check; None where there is no such check."""
    try:
        return _check_in(reading, check)[1].document
    except NotFoundError:
        return None


def _check_in(reading: Reading, check: int) -> tuple[int, AskedCheck, str]:
    """The first check of a briefing, what was asked, and by whom."""
    kept = log.page(reading.connection, first=check, before=check + 1, limit=1)
    entry = entries.read(kept[0].data) if kept else None
    if entry is None or entry.kind != "check.decided":
        raise NotFoundError("There is no such check.")
    try:
        value = log.committed_value(reading.connection, check, "facts")
    except NoResultFound as fault:
        raise NotFoundError("What this check asked was erased.") from fault
    facts = facts_from_kept(value)
    request = facts.request
    if request.audience is None:
        raise NotFoundError("This check was not for a meeting.")
    asked = AskedCheck(
        document=entry.body["document"],
        form=request.form,
        purpose=request.purpose,
        statement=request.statement,
        scrutiny_link=request.scrutiny_link,
        on_behalf_of=request.on_behalf_of,
        use_at_meeting=request.use_at_meeting,
        audience=request.audience,
    )
    return entry.body.get("check", check), asked, facts.requester.person


def _standing(
    reading: Reading, person: str, around: Bearings, waits: frozenset[Office]
) -> Standing:
    known = known_person(reading, person)
    if known is None:
        return Standing(roles=frozenset(), offices={})
    found = relations_of(
        person,
        around,
        asked=False,
        waits=waits,
        stages=frozenset(),
        earlier=frozenset(),
        over=False,
        in_confidence=in_confidence(around),
        given=False,
    )
    return Standing(roles=roles_of(caller_from(known)), offices=found)
