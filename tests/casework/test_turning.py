"""What a case turns on: findings are tried, tell the truth, and leave no trace."""

import pytest
from msgspec.structs import replace

from gateway.casework.case_papers import paper_of_case
from gateway.casework.explained import reply_about
from gateway.casework.requests import one_request
from gateway.casework.turning import Turning, foreseen, foreseen_answer, turning_on
from gateway.casework.writer import Office
from gateway.domain.saying import as_written
from gateway.errors import InputError, NotAllowedError, NotFoundError, NotNowError
from tests.casework.adding import log_size
from tests.casework.asking import caller, submit
from tests.casework.casing import DINA, SID, case_of, staffed, take
from tests.casework.disputing import answer, dispute, refused, refused_by_its_mark
from tests.casework.test_findings import find
from tests.casework.thornmere import ADA, BEN, CLOSED, LOOSE, MOIRA
from tests.store.borough import Borough


def turning(office: Office, person: str, reference: str) -> Turning:
    """On what a case turns, for this person."""
    with office.reading() as reading:
        return turning_on(reading, person, reference)


def test_a_trial_says_what_recording_does(town: Borough):
    """For yes and for no, to whom it goes or how it ends is what then comes of it."""
    with staffed(town).office() as office:
        for value in (True, False):
            asked = submit(office, BEN, CLOSED, purpose="official_duty")
            tried = turning(office, SID, asked.reference).effects["reasonably_necessary"]
            (would_be,) = tried[str(value).lower()]
            take(office, find(asked.reference, "reasonably_necessary", value))
            (part,) = case_of(office, SID, asked.reference).segments
            assert part.conditions == would_be.conditions
            became = {"released": "release", "not_agreed": "refuse"}.get(part.state, part.office)
            assert (True, became) == (would_be.moves, would_be.next)
            over = "find" not in case_of(office, SID, asked.reference).may
            assert over == would_be.final


def test_what_is_foreseen_is_what_then_is_told(town: Borough):
    """Before a finding is sent: what becomes of it, in the words that its requester then reads."""
    with staffed(town).office() as office:
        for value in (True, False):
            asked = submit(office, BEN, CLOSED, purpose="official_duty")
            command = find(asked.reference, "reasonably_necessary", value)
            with office.reading() as reading:
                seen = foreseen(reading, SID, asked.reference, command.found, as_written)
            take(office, command)
            with office.reading() as reading:
                told = one_request(reading, caller(BEN), asked.reference)
            told_in_words = reply_about(office, told, as_written)
            assert told_in_words.parts == seen.reply.parts
            assert [one.outcome for one in told.decision.segments] == [
                one.outcome for one in seen.parts
            ]


def test_an_answer_to_a_dispute_is_foreseen_as_it_then_comes(town: Borough):
    """With the conditions of a release, also where marks fall; and nothing of it is recorded."""
    with staffed(town).office() as office:
        for refuse in (refused, refused_by_its_mark):
            for what in ("uphold", "overturn"):
                reference = refuse(office)
                number = take(office, dispute(reference))
                command = answer(reference, number, what)
                before = log_size(town)
                with office.reading() as reading:
                    (seen,) = foreseen_answer(reading, MOIRA, reference, command.answer)
                assert before == log_size(town)
                take(office, command)
                (part,) = case_of(office, MOIRA, reference).segments
                became = "release" if part.state == "released" else "refuse"
                assert (became, part.conditions) == (seen.next, seen.conditions)


def test_what_cannot_be_recorded_is_not_foreseen(town: Borough):
    """A value, part or office that does not fit, and what was done since, as recording says."""
    with staffed(town).office() as office:
        asked = submit(office, BEN, CLOSED, purpose="official_duty")
        good = find(asked.reference, "reasonably_necessary", True).found
        for person, form, error in (
            (SID, replace(good, segment="none"), InputError),
            (SID, replace(good, value="perhaps"), InputError),
            (SID, replace(good, finding="onward_consent"), InputError),
            (SID, replace(good, as_of=0), NotNowError),
            (SID, replace(good, finding="casework_ground", value="none"), NotAllowedError),
            (BEN, good, NotFoundError),
        ):
            with office.reading() as reading, pytest.raises(error):
                foreseen(reading, person, asked.reference, form, as_written)


def test_a_trial_is_not_recorded(town: Borough):
    """Nothing is written and nothing is decided: the case is what it was."""
    with staffed(town).office() as office:
        asked = submit(office, BEN, CLOSED, purpose="official_duty")
        before = log_size(town), case_of(office, SID, asked.reference)
        turning(office, SID, asked.reference)
        assert before == (log_size(town), case_of(office, SID, asked.reference))


def test_what_is_decisive_is_the_work_of_whoever_it_waits_for(town: Borough):
    """The need, for whoever decides first; for another finder nothing; once found, no more."""
    with staffed(town).office() as office:
        asked = submit(office, BEN, CLOSED, purpose="official_duty")
        first = turning(office, SID, asked.reference)
        other = turning(office, DINA, asked.reference)
        take(office, find(asked.reference, "reasonably_necessary", True))
        after = turning(office, SID, asked.reference)
    assert first.acts
    assert "reasonably_necessary" in first.decisive
    assert "casework_ground" not in first.decisive
    assert (False, ()) == (other.acts, other.decisive)
    assert (False, ()) == (after.acts, after.decisive)


def test_a_requester_learns_nothing_of_it(town: Borough):
    """Neither whoever asked nor another councillor: there is no such request for them."""
    with staffed(town).office() as office:
        asked = submit(office, BEN, LOOSE, purpose="official_duty")
        for person in (BEN, ADA):
            for look in (turning_on, paper_of_case):
                with office.reading() as reading, pytest.raises(NotFoundError):
                    look(reading, person, asked.reference)


def test_the_paper_of_a_case(town: Borough):
    """The body that it goes to, by its name, what its mark says in words, and of which part."""
    with staffed(town).office() as office:
        asked = submit(office, BEN, CLOSED, purpose="official_duty")
        with office.reading() as reading:
            paper = paper_of_case(reading, SID, asked.reference)
    assert paper is not None
    assert "Board" == paper.meets.body
    assert paper.marks
    assert all(one.says.startswith("Information") for one in paper.marks)
    assert all(not one.parts for one in paper.marks)  # it is one part
