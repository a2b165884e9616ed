"""Findings: each belongs to an office, stays on file, and makes the decision again."""

from typing import Any

import pytest
from sqlalchemy import select

from gateway.casework.content import ReleaseContent
from gateway.casework.findings import AskForAdvice, Consult, GiveAdvice, RecordFinding
from gateway.casework.past import decide_again
from gateway.casework.steps import GiveInformation
from gateway.domain.case_forms import Consultation, FindingForm, Information, Question
from gateway.errors import InputError, NotAllowedError, NotReleasedError
from gateway.store import log, tables
from tests.casework.adding import log_size
from tests.casework.asking import row_counts, submit
from tests.casework.casing import DINA, PAT, SID, accept, case_of, last_entries, staffed, take
from tests.casework.doing import rows
from tests.casework.thornmere import ADA, BEN, CLOSED, LOOSE, MOIRA
from tests.store.borough import Borough, at, id_of

REASON = "Mrs Reed wrote to her."


def find(reference: str, finding: str, value: Any, by: str = SID, **more: Any) -> RecordFinding:
    """An officer's finding."""
    form = FindingForm(finding=finding, value=value, words=REASON, **more)  # type: ignore[arg-type]
    return RecordFinding(by=by, reference=reference, found=form)


def test_a_finding_makes_the_decision_again(town: Borough):
    """With the need found the paper is released at once, on record, and can be fetched."""
    with staffed(town).office() as office:
        asked = submit(office, BEN, CLOSED, purpose="official_duty")
        with pytest.raises(NotReleasedError):
            take(office, ReleaseContent(by=BEN, document=CLOSED, request=asked.reference))
        take(office, find(asked.reference, "reasonably_necessary", True))
        case = case_of(office, BEN, asked.reference)
        assert ("agreed", ["released"]) == (case.state, [one.state for one in case.segments])
        accept(office, BEN, CLOSED, asked.reference)
        released = take(office, ReleaseContent(by=BEN, document=CLOSED, request=asked.reference))
        assert ["body"] == [file.segment for file in released.files]
        with pytest.raises(NotReleasedError):
            take(office, ReleaseContent(by=BEN, document=CLOSED))  # without the request: as before
    found, again, *_ = last_entries(town, 5)
    assert ("finding.recorded", "reasonably_necessary", SID, "service_director") == (
        found.kind,
        found.body["finding"],
        found.actor,
        found.body["office"],
    )
    assert ("request.decided_again", "disclose_with_conditions") == (
        again.kind,
        again.body["outcome"],
    )


def test_the_reason_is_erasable(town: Borough):
    """The log holds a commitment to the reason; the reason stands where it can be erased."""
    with staffed(town).office() as office:
        asked = submit(office, BEN, CLOSED, purpose="official_duty")
        entry = take(office, find(asked.reference, "reasonably_necessary", False))
        assert [REASON] == [one.words for one in case_of(office, SID, asked.reference).steps]
        assert REASON not in str(last_entries(town, 2))
        with town.writing() as connection:
            assert REASON.encode() == log.committed_value(connection, entry, "words")
            secrets = tables.log_secrets
            connection.execute(secrets.delete().where(secrets.c.seq == entry))
        assert [None] == [one.words for one in case_of(office, SID, asked.reference).steps]


def test_what_the_requester_is_told(town: Borough):
    """Not what was found or why, but that an office looked, and what the officer says to them."""
    with staffed(town).office() as office:
        asked = submit(office, BEN, LOOSE, purpose="official_duty")
        take(office, find(asked.reference, "good_faith", True))
        assert ((), ("",)) == _told(office, asked.reference)
        told = {"told": "You did not say what for."}
        take(office, find(asked.reference, "reasonably_necessary", False, **told))
        assert ((), ("", "You did not say what for.")) == _told(office, asked.reference)
        assert "not_agreed" == case_of(office, BEN, asked.reference).state


def _told(office, reference: str):
    case = case_of(office, BEN, reference)
    return case.findings, tuple(step.words for step in case.steps)


def test_a_finding_belongs_to_its_office(town: Borough):
    """The data protection officer clears personal data; the director may not, and is told whose."""
    paper = town.document("health", body={"personal_data": "special"})
    with staffed(town).office() as office:
        asked = submit(office, BEN, paper, purpose="official_duty")
        before = row_counts(town)
        with pytest.raises(NotAllowedError, match="Data Protection Officer"):
            take(office, find(asked.reference, "personal_data_cleared", True))
        assert before == row_counts(town)
        take(office, find(asked.reference, "reasonably_necessary", True))
        assert "data_protection_officer" == case_of(office, BEN, asked.reference).segments[0].office
        take(office, find(asked.reference, "personal_data_cleared", True, by=DINA))
        assert "agreed" == case_of(office, BEN, asked.reference).state


def test_parts_are_released_one_by_one(town: Borough):
    """What can go out goes out; the rest keeps its own state, and its own finding."""
    paper = town.document("two", main={"content": b"1"}, annex={"content": b"2"})
    with staffed(town).office() as office:
        asked = submit(office, BEN, paper, purpose="official_duty")
        take(office, find(asked.reference, "reasonably_necessary", True, segment="main"))
        case = case_of(office, BEN, asked.reference)
        assert ("with_officer", ["released", "with_officer"]) == (
            case.state,
            [one.state for one in case.segments],
        )
        released = take(office, ReleaseContent(by=BEN, document=paper, request=asked.reference))
        assert ["main"] == [file.segment for file in released.files]
        take(office, find(asked.reference, "reasonably_necessary", False, segment="annex"))
        assert "agreed_in_part" == case_of(office, BEN, asked.reference).state


def test_what_waits_on_waits_since_before(town: Borough):
    """A finding that changes nothing for a part does not begin its wait anew."""
    with staffed(town).office() as office:
        asked = submit(office, BEN, CLOSED, purpose="official_duty")
        since = case_of(office, BEN, asked.reference).segments[0].since
        town.now = town.now.replace(hour=15)
        take(office, find(asked.reference, "good_faith", True))
        assert since == case_of(office, BEN, asked.reference).segments[0].since


def test_a_decision_made_again_can_be_made_again(town: Borough):
    """The log kept the findings with the facts: the newest decision comes out the same."""
    with staffed(town).office() as office:
        asked = submit(office, BEN, CLOSED, purpose="official_duty")
        take(office, find(asked.reference, "reasonably_necessary", True))
        with office.reading() as reading:
            past = decide_again(reading, asked.reference)
    assert past.same
    assert past.facts.findings.reasonably_necessary


@pytest.mark.parametrize(
    ("finding", "value", "more"),
    [
        ("good_faith", "perhaps", {}),
        ("good_faith", True, {"segment": "no such part"}),
        ("author_consents", True, {}),
    ],
)
def test_what_is_no_finding_is_refused(town: Borough, finding: str, value: Any, more: Any):
    """A value or a part that there is not leaves nothing behind."""
    with staffed(town).office() as office:
        asked = submit(office, BEN, CLOSED, purpose="official_duty")
        before = log_size(town)
        with pytest.raises(InputError):
            take(office, find(asked.reference, finding, value, **more))
    assert before == log_size(town)


def test_an_answered_request_takes_no_more_findings(town: Borough):
    """What is decided is disputed, not found otherwise."""
    with staffed(town).office() as office:
        asked = submit(office, BEN, LOOSE, purpose="official_duty")
        take(office, find(asked.reference, "reasonably_necessary", False))
        with pytest.raises(NotAllowedError):
            take(office, find(asked.reference, "reasonably_necessary", True))


def test_a_third_party_is_asked_with_a_clock(town: Borough):
    """The deadline runs until their view is on file; what they said then counts."""
    paper = town.document("bid", body={"third_party_confidence": "not_consulted"})
    with staffed(town).office() as office:
        asked = submit(office, BEN, paper, purpose="official_duty")
        take(office, find(asked.reference, "reasonably_necessary", True))
        assert "with_officer" == case_of(office, BEN, asked.reference).state
        consultation = Consultation(words="May we show your bid?", working_days=5)
        take(office, Consult(by=SID, reference=asked.reference, asked=consultation))
        assert [("third_party_reply", "2026-11-30", "running")] == _deadlines(town)
        view = find(asked.reference, "third_party_view", "consents", segment="body")
        take(office, view)
        assert [("third_party_reply", "2026-11-30", "met")] == _deadlines(town)
        assert "agreed" == case_of(office, BEN, asked.reference).state


def _deadlines(town: Borough) -> list[tuple[str, str, str]]:
    columns = tables.deadlines.c
    with town.reading() as connection:
        rows = connection.execute(select(columns.kind, columns.due, columns.state))
        return [tuple(row) for row in rows if row.kind == "third_party_reply"]


def test_who_is_asked_for_advice_is_told_and_who_asked_of_the_answer(town: Borough):
    """Neither has to come by to find it; what is reported in confidence no other office learns."""
    with staffed(town).office() as office:
        question = Question(words="May she see this?")
        for channel in ("standard", "wrongdoing"):
            asked = submit(office, BEN, LOOSE, purpose="official_duty", channel=channel)
            by = SID if channel == "standard" else MOIRA
            take(office, AskForAdvice(by=by, reference=asked.reference, question=question))
            if channel == "standard":
                take(office, GiveAdvice(by=MOIRA, reference=asked.reference, advice=question))
    told = {(row.kind, row.recipient, row.about) for row in rows(town, "notices")}

    assert {("advice_sought", MOIRA), ("advice_answered", SID)} == {
        (kind, who) for kind, who, about in told if kind.startswith("advice")
    }


def test_advice_is_asked_and_given_in_confidence(town: Borough):
    """The case stays where it is; the requester hears nothing of it, and only advisers advise."""
    question = Question(words="May she have it?")
    with staffed(town).office() as office:
        asked = submit(office, BEN, CLOSED, purpose="official_duty")
        take(office, AskForAdvice(by=SID, reference=asked.reference, question=question))
        with pytest.raises(NotAllowedError):
            take(office, GiveAdvice(by=PAT, reference=asked.reference, advice=question))
        take(office, GiveAdvice(by=MOIRA, reference=asked.reference, advice=question))
        assert () == case_of(office, BEN, asked.reference).steps
        case = case_of(office, SID, asked.reference)
    assert "with_officer" == case.state
    assert [("ask_for_advice", "service_director"), ("give_advice", "monitoring_officer")] == [
        (step.step, step.office) for step in case.steps
    ]


def test_findings_survive_what_the_requester_adds(town: Borough):
    """A decision made again for another reason knows all that was found."""
    with staffed(town).office() as office:
        asked = submit(office, BEN, CLOSED, purpose="official_duty")
        take(office, find(asked.reference, "good_faith", True))
        given = Information(words="For the panel.")
        take(office, GiveInformation(by=BEN, reference=asked.reference, given=given))
        with office.reading() as reading:
            assert decide_again(reading, asked.reference).facts.findings.good_faith


def test_an_authority_on_file_lets_the_data_go(town: Borough):
    """The resident's own letter is recorded for the request, and counts as their agreement."""
    resident = id_of("Mrs Reed")
    paper = town.document(
        "repairs", body={"personal_data": "special", "subjects": frozenset({resident})}
    )
    with staffed(town).office() as office:
        asked = submit(office, BEN, paper, purpose="casework")
        take(office, find(asked.reference, "casework_lawful", True))
        assert "with_officer" == case_of(office, SID, asked.reference).state
        assert "not_agreed" == case_of(office, BEN, asked.reference).state  # nor may he know of it
        take(office, find(asked.reference, "authority_of", resident, by=DINA))
        assert "agreed" == case_of(office, BEN, asked.reference).state


def test_a_scrutiny_meeting_is_no_finding(town: Borough):
    """The executive finds relevance to scrutiny; nobody else does."""
    town.body("Cabinet", executive=True)
    town.body("Scrutiny", scrutiny=True)
    town.seat("Ben", "Scrutiny")
    town.meeting("past", "Cabinet", at("2026-11-20T10:00"), private=True)
    facts = {"business": "Cabinet / past", "held_by": "executive", "exempt": (4,)}
    paper = town.document("review", body=facts)
    town.person("Lee", offices="executive")
    with staffed(town).office() as office:
        asked = submit(office, BEN, paper, scrutiny_link="review")
        assert "executive" == asked.decision.refer_to
        with pytest.raises(NotAllowedError):
            take(office, find(asked.reference, "relevant_to_scrutiny", True))
        take(office, find(asked.reference, "relevant_to_scrutiny", True, by=id_of("Lee")))
        assert "agreed" == case_of(office, BEN, asked.reference).state


def test_the_requester_may_not_find(town: Borough):
    """A member who holds the deciding office does not decide on their own request."""
    town.add(tables.offices, person=ADA, office="service_director")
    with staffed(town).office() as office:
        asked = submit(office, ADA, CLOSED, purpose="official_duty")
        with pytest.raises(NotAllowedError):
            take(office, find(asked.reference, "reasonably_necessary", True, by=ADA))
        take(office, find(asked.reference, "reasonably_necessary", True))
