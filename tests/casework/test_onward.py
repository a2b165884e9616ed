"""Passing on what is held in confidence: found limb by limb, answered by the adviser."""

import pytest

from gateway.casework import cases
from gateway.casework.onward import AnswerOnward
from gateway.casework.told import notices_for
from gateway.casework.writer import Office
from gateway.domain.casework import Wait
from gateway.domain.onward import OnwardForm, OnwardPart
from gateway.errors import InputError, NotAllowedError, NotFoundError, NotNowError
from tests.casework.asking import ADAS, submit
from tests.casework.casing import SID, case_of, last_entries, staffed, take
from tests.casework.test_findings import find
from tests.casework.thornmere import ADA, BEN, CLOSED, HIDDEN, LOOSE, MIXED, MOIRA
from tests.store.borough import Borough

WHY = "The contractor agreed in writing."


def asked(office: Office, paper: str = CLOSED) -> str:
    """The reference of Ada's request to pass a paper on."""
    return submit(office, ADA, paper, type="onward_disclosure", statement="To the press.").reference


def answer(reference: str, *, may: bool, by: str = MOIRA, part: str = "body") -> AnswerOnward:
    """The answer about one part."""
    form = OnwardForm(answers=(OnwardPart(segment=part, may=may, words=WHY),))
    return AnswerOnward(by=by, reference=reference, form=form)


def test_it_waits_for_the_adviser_who_answers(town: Borough):
    """The answer and its reason go to the requester; it lifts nothing and ends the request."""
    with staffed(town).office() as office:
        reference = asked(office)
        assert "answer_onward" in case_of(office, MOIRA, reference).may
        take(office, find(reference, "onward_consent", True, by=MOIRA))
        entry = take(office, answer(reference, may=True))
        case = case_of(office, ADA, reference)
        with office.reading() as reading:
            newest = notices_for(reading, ADAS).items[0]
        with pytest.raises(NotAllowedError):
            take(office, answer(reference, may=True))
    assert ("ended", [(entry, "body", True, WHY)]) == (
        case.state,
        [(one.entry, one.segment, one.may, one.words) for one in case.onward],
    )
    assert ("onward_answered", entry) == (newest.kind, newest.entry)
    (recorded,) = last_entries(town, 1)
    assert ("onward.answered", "monitoring_officer") == (recorded.kind, recorded.body["office"])
    assert "contractor" not in str(recorded)


def test_yes_needs_a_limb_and_no_does_not(town: Borough):
    """Public interest alone is not enough: good faith must be found as well."""
    with staffed(town).office() as office:
        reference = asked(office)
        take(office, find(reference, "onward_public_interest", True, by=MOIRA))
        with pytest.raises(NotNowError, match="no limb"):
            take(office, answer(reference, may=True))
        take(office, find(reference, "onward_good_faith", True, by=MOIRA))
        take(office, answer(reference, may=True))
        other = asked(office)
        take(office, answer(other, may=False))
        assert [False] == [one.may for one in case_of(office, MOIRA, other).onward]


def test_the_limbs_are_the_advisers_to_find(town: Borough):
    """The first decider finds none of them, nor does anybody where nothing is to be passed on."""
    with staffed(town).office() as office:
        reference = asked(office)
        with pytest.raises(NotAllowedError):
            take(office, find(reference, "onward_consent", True, by=SID))
        access = submit(office, BEN, CLOSED, purpose="official_duty").reference
        with pytest.raises(InputError, match="pass on"):
            take(office, find(access, "onward_consent", True, by=MOIRA))


@pytest.mark.parametrize("part", ["none", ""])
def test_every_part_that_waits_is_answered(town: Borough, part: str):
    """No other part, and no part that is not there."""
    with staffed(town).office() as office:
        reference = asked(office)
        with pytest.raises(InputError, match="Answer every part"):
            take(office, answer(reference, may=False, part=part or "annex"))


def test_who_answers(town: Borough):
    """The office that it waits for, and no other; a request for access is not answered so."""
    with staffed(town).office() as office:
        reference = asked(office)
        for person, error in ((ADA, NotAllowedError), (SID, NotAllowedError), (BEN, NotFoundError)):
            with pytest.raises(error):
                take(office, answer(reference, may=False, by=person))
        access = submit(office, BEN, LOOSE, purpose="official_duty").reference
        assert "answer_onward" not in case_of(office, SID, access).may
        with pytest.raises(InputError, match="no request"):
            take(office, answer(access, may=False, by=SID))


def test_what_is_hidden_is_not_answered(town: Borough):
    """An answer would tell that something is held; of a paper with a secret part, what is told."""
    with staffed(town).office() as office:
        hidden = asked(office, HIDDEN)
        with pytest.raises(NotNowError, match="may not know"):
            take(office, answer(hidden, may=False, part="advice"))
        mixed = asked(office, MIXED)
        parts = [one.segment for one in _waits(office, mixed)]
        form = OnwardForm(
            answers=tuple(OnwardPart(segment=one, may=False, words=WHY) for one in parts)
        )
        take(office, AnswerOnward(by=MOIRA, reference=mixed, form=form))
        told = [one.segment for one in case_of(office, ADA, mixed).onward]
    assert (["advice", "body"], ["body"]) == (sorted(parts), told)


def _waits(office: Office, reference: str) -> tuple[Wait, ...]:
    with office.reading() as reading:
        return cases.case_of(reading, reference).waits
