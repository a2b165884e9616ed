"""Steps with a request: asking for more, answering, withdrawing, ending."""

import pytest

from gateway.casework.findings import RecordFinding
from gateway.casework.requests import one_request, requests_of
from gateway.casework.steps import AskForInformation, End, GiveInformation, Withdraw
from gateway.domain.case_forms import FindingForm, Information, Question
from gateway.errors import NotAllowedError, NotFoundError, NotNowError
from gateway.store import tables
from tests.casework.asking import caller, row_counts, submit
from tests.casework.casing import (
    CEO,
    PAT,
    SID,
    absent,
    case_of,
    deputy,
    last_entries,
    staffed,
    take,
    tie,
)
from tests.casework.thornmere import ADA, BEN, CLOSED, HIDDEN, LOOSE, MOIRA, NOT_HELD, OPEN
from tests.store.borough import Borough, id_of

WORDS = "For Mrs Reed of Mill Lane."


def question(reference: str, by: str = SID, **more) -> AskForInformation:
    """An officer's question."""
    return AskForInformation(
        by=by, reference=reference, question=Question(words="Which year?"), **more
    )


def information(reference: str, by: str = ADA, **more) -> GiveInformation:
    """The requester's answer."""
    return GiveInformation(by=by, reference=reference, given=Information(words=WORDS, **more))


def test_a_question_and_its_answer(town: Borough):
    """The officer asks, the requester answers, and the request is decided again with the answer."""
    with staffed(town).office() as office:
        asked = submit(office, ADA, CLOSED)
        take(office, question(asked.reference))
        assert "information_asked" == case_of(office, ADA, asked.reference).state
        take(office, information(asked.reference, purpose="casework", use_at_meeting=True))
        case = case_of(office, SID, asked.reference)
    assert ("with_officer", "casework", True) == (
        case.state,
        case.asked.purpose,
        case.asked.use_at_meeting,
    )
    assert [("service_director", "Which year?"), (None, WORDS)] == [
        (step.office, step.words) for step in case.steps
    ]
    kinds = ["request.decided", "information.asked", "information.given", "request.decided_again"]
    found = last_entries(town, 4)
    assert kinds == [entry.kind for entry in found]
    assert "Mill Lane" not in str(found)


def test_the_newest_decision_is_the_answer(town: Borough):
    """What is shown, and by which entry, is the decision made last; the first stays in the log."""
    with staffed(town).office() as office:
        asked = submit(office, ADA, CLOSED)
        take(office, information(asked.reference, purpose="official_duty", authority="A letter."))
        with office.reading() as reading:
            now = one_request(reading, caller(ADA), asked.reference)
    assert now.entry == asked.entry + 2
    assert ("official_duty", "A letter.") == (now.asked.purpose, now.asked.authority)


def test_an_interest_declared_later_counts(town: Borough):
    """What the requester declares with the answer bears on the decision made again."""
    matter = town.document("quarry", body={"matters": frozenset({"quarry"}), "exempt": (3,)})
    with staffed(town).office() as office:
        asked = submit(office, ADA, matter, purpose="official_duty", interests=("road",))
        take(office, information(asked.reference, interests=("quarry", "road")))
        assert ("road", "quarry") == case_of(office, ADA, asked.reference).asked.interests


def test_asking_for_less_is_invited_once(town: Borough):
    """The second invitation is refused; a question of another kind is not."""
    with staffed(town).office() as office:
        asked = submit(office, ADA, CLOSED)
        take(office, question(asked.reference, narrow=True))
        take(office, information(asked.reference))
        with pytest.raises(NotNowError, match="once"):
            take(office, question(asked.reference, narrow=True))
        take(office, question(asked.reference))


def test_a_question_lapses_when_nothing_waits(town: Borough):
    """The officer found out otherwise: the request is answered, and no answer is waited for."""
    with staffed(town).office() as office:
        asked = submit(office, BEN, LOOSE, purpose="official_duty")
        take(office, question(asked.reference))
        form = FindingForm(finding="reasonably_necessary", value=True, words="The chair told me.")
        take(office, RecordFinding(by=SID, reference=asked.reference, found=form))
        assert "agreed" == case_of(office, BEN, asked.reference).state


def test_nobody_is_asked_about_what_is_hidden(town: Borough):
    """A question would tell the requester that something is held."""
    with staffed(town).office() as office:
        asked = submit(office, ADA, HIDDEN)
        with pytest.raises(NotNowError, match="may not know"):
            take(office, question(asked.reference))


def test_withdrawn_is_over(town: Borough):
    """It waits for nobody, and nothing more is done with it but asking again."""
    with staffed(town).office() as office:
        asked = submit(office, ADA, CLOSED)
        take(office, Withdraw(by=ADA, reference=asked.reference))
        case = case_of(office, ADA, asked.reference)
        with pytest.raises(NotFoundError):
            take(office, question(asked.reference))
        with pytest.raises(NotNowError):
            take(office, information(asked.reference))
    assert ("withdrawn", ("look", "ask_again")) == (case.state, case.may)
    assert "request.withdrawn" == last_entries(town, 1)[0].kind


def test_an_answer_is_taken_as_the_last_word(town: Borough):
    """An answered request ends when its requester says so; one that waits does not."""
    with staffed(town).office() as office:
        answered, waits = submit(office, ADA, OPEN), submit(office, ADA, CLOSED)
        take(office, End(by=ADA, reference=answered.reference))
        assert "ended" == case_of(office, ADA, answered.reference).state
        with pytest.raises(NotNowError):
            take(office, End(by=ADA, reference=waits.reference))


@pytest.mark.parametrize("by", [BEN, MOIRA, PAT, id_of("nobody")])
def test_whoever_has_nothing_to_do_with_it_finds_nothing(town: Borough, by: str):
    """A step by somebody without a relation is answered as one with an absent request."""
    with staffed(town).office() as office:
        asked = submit(office, ADA, OPEN)
        before = row_counts(town)
        for reference in (asked.reference, "NTK-2026-9999"):
            with pytest.raises(NotFoundError, match="no such request"):
                take(office, Withdraw(by=by, reference=reference))
    assert before == row_counts(town)


def test_another_officer_may_look_but_not_act(town: Borough):
    """Whose finding may be needed sees the request; the step is the acting office's."""
    with staffed(town).office() as office:
        asked = submit(office, ADA, CLOSED)
        assert ("look", "find", "give_advice") == case_of(office, PAT, asked.reference).may
        with pytest.raises(NotAllowedError):
            take(office, question(asked.reference, by=PAT))


def test_who_acted_may_look_afterwards(town: Borough):
    """The officer who asked still sees the request when it is over; others do not."""
    with staffed(town).office() as office:
        asked = submit(office, ADA, CLOSED)
        take(office, question(asked.reference))
        take(office, Withdraw(by=ADA, reference=asked.reference))
        assert ("look",) == case_of(office, SID, asked.reference).may
        with pytest.raises(NotFoundError):
            case_of(office, PAT, asked.reference)


@pytest.mark.parametrize("what", ["subject", "author", "related", "related back", "interested"])
def test_an_officer_who_is_tied_has_no_part(town: Borough, what: str):
    """The case goes to the next office, and the tied officer does not even see it."""
    paper = town.document(
        "their paper",
        body={
            "matters": frozenset({"quarry"}),
            "subjects": frozenset({SID} if what == "subject" else ()),
        },
    )
    staffed(town)
    match what:
        case "author":
            tie(town, tables.document_authors, document=paper, person=SID)
        case "related":
            tie(town, tables.relationships, person=SID, other=ADA)
        case "related back":
            tie(town, tables.relationships, person=ADA, other=SID)
        case "interested":
            row = {"kind": "other_registrable", "dispensation": False, "sensitive": False}
            tie(town, tables.interests, person=SID, matter="quarry", **row)
        case _:
            pass
    with town.office() as office:
        asked = submit(office, ADA, paper)
        assert "chief_executive" == asked.decision.refer_to
        with pytest.raises(NotFoundError):
            case_of(office, SID, asked.reference)
        with office.reading() as reading:
            sids = caller(SID, "service_director", "chief_executive", kind="officer")
            assert () == requests_of(reading, sids).items
        take(office, question(asked.reference, by=CEO))


def test_a_dispensation_lifts_the_bar(town: Borough):
    """An interest with a dispensation does not keep the officer from acting."""
    paper = town.document("their paper", body={"matters": frozenset({"quarry"})})
    row = {"kind": "other_registrable", "dispensation": True, "sensitive": False}
    tie(staffed(town), tables.interests, person=SID, matter="quarry", **row)
    with town.office() as office:
        assert "service_director" == submit(office, ADA, paper).decision.refer_to


def test_a_deputy_acts_while_the_holder_is_away(town: Borough):
    """The office keeps the case; the deputy acts for it, and is on record with it."""
    absent(staffed(town), "Sid")
    deputy(town, "service_director", "Pat")
    with town.office() as office:
        asked = submit(office, ADA, CLOSED)
        assert "service_director" == asked.decision.refer_to
        with office.reading() as reading:
            deputys = caller(PAT, "proper_officer", kind="officer")
            assert [asked.reference] == [
                one.reference for one in requests_of(reading, deputys).items
            ]
        take(office, question(asked.reference, by=PAT))
        with pytest.raises(NotFoundError):
            case_of(office, SID, asked.reference)
    (entry,) = last_entries(town, 1)
    assert (PAT, "service_director") == (entry.actor, entry.body["office"])


def test_suspected_wrongdoing_is_seen_by_the_adviser_only(town: Borough):
    """Not even those whose finding would count see it."""
    with staffed(town).office() as office:
        asked = submit(office, ADA, CLOSED, channel="wrongdoing")
        assert "ask_for_information" in case_of(office, MOIRA, asked.reference).may
        for person in (SID, PAT):
            with pytest.raises(NotFoundError):
                case_of(office, person, asked.reference)


def test_the_case_of_what_is_hidden_tells_nothing(town: Borough):
    """State, parts and steps are those of what is not held."""
    with staffed(town).office() as office:
        cases = [
            case_of(office, ADA, submit(office, ADA, document).reference)
            for document in (HIDDEN, NOT_HELD)
        ]
    assert [("not_agreed", (), (), ("look", "end", "ask_again", "dispute"))] * 2 == [
        (case.state, case.segments, case.steps, case.may) for case in cases
    ]
