"""What a rule passed on to the determiner is determined without a dispute."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace
from sqlalchemy import update

from gateway.casework.content import ReleaseContent
from gateway.casework.determinations import AnswerDispute
from gateway.casework.findings import AskForAdvice, RecordFinding
from gateway.casework.precedents import register
from gateway.casework.turning import foreseen_answer
from gateway.domain.case_forms import DisputeAnswerForm, FindingForm, Question, SegmentAnswer
from gateway.errors import InputError, NotAllowedError, NotFoundError, NotNowError
from gateway.store import tables
from tests.casework.adding import log_size
from tests.casework.asking import submit
from tests.casework.casing import accept, case_of, last_entries, staffed, take
from tests.casework.disputing import dispute
from tests.casework.doing import rows
from tests.casework.thornmere import ADA, BEN, CLOSED, LOOSE, MOIRA, thornmere
from tests.databases import Databases
from tests.store.borough import FOUNDED, Borough, id_of

DES = id_of("Des")


@pytest.fixture(scope="session")
def narrow(databases: Databases, tmp_path_factory: pytest.TempPathFactory) -> Borough:
    """A council whose protocol leaves closed papers for non-members to the determiner."""
    data = tmp_path_factory.mktemp("narrow") / "data"
    return staffed(thornmere(data, databases, "wolverhampton"))


@pytest.fixture
def place(narrow: Borough, tmp_path: Path) -> Iterator[Borough]:
    """The same, with a designated officer, who decides first there, and tested marks."""
    place = narrow.copied_to(tmp_path / "data")
    place.person("Des", "officer", offices="designated_officer")
    with place.writing() as connection:
        connection.execute(update(tables.segment_exemptions).values(tested=FOUNDED.date()))
    yield place
    place.close()


def passed_on(office: Any, paper: str = CLOSED, by: str = BEN) -> str:
    """The reference of a request in which a need was found, and which was passed on for that."""
    asked = submit(office, by, paper, purpose="official_duty")
    form = FindingForm(finding="reasonably_necessary", value=True, words="He must vote on it.")
    take(office, RecordFinding(by=DES, reference=asked.reference, found=form))
    return str(asked.reference)


def determine(reference: str, what: str, by: str = MOIRA, part: str = "body") -> AnswerDispute:
    """The determiner's answer."""
    one = SegmentAnswer(segment=part, answer=what, words="I weighed it.")  # type: ignore[arg-type]
    return AnswerDispute(by=by, reference=reference, answer=DisputeAnswerForm(answers=(one,)))


def test_the_determiner_releases_what_was_passed_on(place: Borough):
    """Nobody need dispute: the case says what waits, it is released, and can be opened."""
    with place.office() as office:
        reference = passed_on(office)
        seen = case_of(office, MOIRA, reference)
        assert ("with_determiner", ("body",)) == (seen.state, seen.referred)
        assert "determine" in seen.may
        with office.reading() as reading:
            (foreseen,) = foreseen_answer(
                reading, MOIRA, reference, determine(reference, "overturn").answer
            )
        take(office, determine(reference, "overturn"))
        told = case_of(office, BEN, reference)
        (part,) = told.segments
        assert ("release", True) == (foreseen.next, bool(part.conditions))
        assert part.conditions == foreseen.conditions
        assert ("agreed", [(None, "overturn", "I weighed it.")]) == (
            told.state,
            [(one.ground, one.answer, one.words) for one in told.determinations],
        )
        accept(office, BEN, CLOSED, reference)
        take(office, ReleaseContent(by=BEN, document=CLOSED, request=reference))


def test_the_determiner_refuses_what_was_passed_on(place: Borough):
    """It is the last word here: the refusal is not disputed, and nothing is left to determine."""
    with place.office() as office:
        reference = passed_on(office)
        take(office, determine(reference, "uphold"))
        assert "not_agreed" == case_of(office, BEN, reference).state
        with pytest.raises(NotNowError, match="determined"):
            take(office, dispute(reference))
        with pytest.raises((NotFoundError, NotAllowedError, NotNowError)):
            take(office, determine(reference, "overturn"))


def test_it_is_on_record_as_a_referral(place: Borough):
    """The log says who determined it for which office; no dispute is named, and no word."""
    with place.office() as office:
        reference = passed_on(office)
        take(office, determine(reference, "overturn"))
    determined, again = last_entries(place, 2)
    assert ("referral.determined", MOIRA, "monitoring_officer", "request.decided_again") == (
        determined.kind,
        determined.actor,
        determined.body["office"],
        again.kind,
    )
    assert "dispute" not in determined.body
    assert "weighed" not in str(determined)


def test_nobody_determines_what_they_have_not_read(place: Borough):
    """Where something was done since, it is refused, and nothing is on record; then it is read."""
    with place.office() as office:
        reference = passed_on(office)
        read = case_of(office, MOIRA, reference).as_of
        take(office, AskForAdvice(by=MOIRA, reference=reference, question=Question(words="Why?")))
        before = log_size(place)
        answer = determine(reference, "overturn")
        stale = replace(answer, answer=replace(answer.answer, as_of=read))
        with pytest.raises(NotNowError, match="since you read it"):
            take(office, stale)
        assert before == log_size(place)
        seen = case_of(office, MOIRA, reference).as_of
        assert None is case_of(office, BEN, reference).as_of
        take(office, replace(answer, answer=replace(answer.answer, as_of=seen)))


def test_whoever_found_something_does_not_determine(place: Borough):
    """Not the officer whose finding it was, nor whoever only looks at it; then the deputy does.

    Every office sees who determines it now, and its requester does not.
    """
    with place.office() as office:
        reference = passed_on(office)
        assert () == case_of(office, DES, reference).referred
        assert "monitoring_officer" == case_of(office, DES, reference).determined_by
        for other in (DES, ADA, BEN):
            with pytest.raises((NotAllowedError, NotFoundError)):
                take(office, determine(reference, "overturn", by=other))
        form = FindingForm(finding="interest_cleared", value=True, words="None of note.")
        take(office, RecordFinding(by=MOIRA, reference=reference, found=form))
        with pytest.raises(NotAllowedError):
            take(office, determine(reference, "overturn"))
        assert "deputy_monitoring_officer" == case_of(office, MOIRA, reference).determined_by
        assert None is case_of(office, BEN, reference).determined_by
        take(office, determine(reference, "overturn", by=id_of("Dee")))


def test_only_what_was_passed_on_is_determined(place: Borough):
    """Nothing before the finding, no other part, and no answer that is for conditions."""
    with place.office() as office:
        asked = submit(office, BEN, CLOSED, purpose="official_duty")
        with pytest.raises((NotAllowedError, NotFoundError)):
            take(office, determine(asked.reference, "overturn"))
        reference = passed_on(office)
        for wrong in ({"part": "other"}, {"what": "vary"}):
            with pytest.raises(InputError):
                take(office, determine(reference, **{"what": "overturn", **wrong}))


def test_where_only_a_dispute_is_open_nothing_was_passed_on(place: Borough):
    """An answer without a number does not answer a dispute."""
    with place.office() as office:
        asked = submit(office, BEN, LOOSE, purpose="official_duty")
        form = FindingForm(finding="reasonably_necessary", value=False, words="No.")
        take(office, RecordFinding(by=DES, reference=asked.reference, found=form))
        take(office, dispute(asked.reference))
        with pytest.raises(NotFoundError, match="passed on"):
            take(office, determine(asked.reference, "overturn"))


def test_what_was_determined_is_shown_to_whoever_determines_the_like(place: Borough):
    """It stands in the register, and beside the next case that the same rule passed on."""
    with place.office() as office:
        take(office, determine(passed_on(office), "uphold"))
        (similar,) = case_of(office, MOIRA, passed_on(office)).similar
        with office.reading() as reading:
            assert (similar,) == register(reading, row="L20").items
    assert (None, "uphold", True, None) == (
        similar.ground,
        similar.answer,
        similar.last,
        similar.reference,
    )


def test_the_requester_is_told_what_became_of_it(place: Borough):
    """First that it was passed on, then that it was decided; of no dispute, as there was none."""
    with place.office() as office:
        reference = passed_on(office)
        take(office, determine(reference, "overturn"))
    told = [row for row in rows(place, "notices") if row.recipient == BEN]
    told.sort(key=lambda row: row.entry)
    assert ["request_passed_on", "request_decided"] == [row.kind for row in told]
