"""A check says what the councillor was given or refused before, to whoever may open the case."""

from datetime import date, datetime, timedelta

import pytest
from sqlalchemy import update

from gateway.casework.writer import Office
from gateway.domain.requests import GivenPart
from gateway.errors import NotReleasedError
from gateway.store import tables
from tests.casework.asking import submit
from tests.casework.casing import PAT, SID, case_of, last_entries, staffed, take, tie
from tests.casework.disputing import dispute, refused
from tests.casework.giving import given, limit, opened, renew, revoke
from tests.casework.test_checks import checked
from tests.casework.test_marks import mark
from tests.casework.thornmere import BEN, CLOSED, LOOSE, MIXED, MOIRA, OLIVE
from tests.store.borough import NOW, Borough, at


def held(office: Office, document: str = CLOSED, by: str = SID, **asked) -> tuple[GivenPart, ...]:
    """What a check for Ben says that he holds already."""
    return checked(office, document, by=by, councillor=BEN, **asked).given


def test_what_was_given_is_said_beside_the_answer(town: Borough):
    """The part, the request, its day and its conditions; a fresh request would wait all the same.

    The record of the check names no request.
    """
    with staffed(town).office() as office:
        reference = given(office)
        answer = checked(office, CLOSED, by=SID, councillor=BEN)
        (part,) = answer.given
        opened(office, reference)
        entry = next(one for one in last_entries(town, 9) if one.seq == part.entry)
        shown = case_of(office, SID, reference).segments
    recorded = next(one for one in last_entries(town, 9) if one.seq == answer.entry)

    assert not any(one.released for one in answer.decision.segments)
    assert ("body", reference, NOW) == (part.segment, part.request, part.at)
    assert ("request.decided_again", reference) == (entry.kind, entry.body["reference"])
    assert [part.conditions] == [one.conditions for one in shown]
    assert part.conditions
    assert reference not in str(recorded.body)


def test_it_is_said_again_as_it_stands(town: Borough):
    """A check that is sent again is recorded once, and says what is held now."""
    with staffed(town).office() as office:
        reference = given(office)
        first = checked(office, CLOSED, by=SID, councillor=BEN, key="k")
        take(office, revoke(reference))
        again = checked(office, CLOSED, by=SID, councillor=BEN, key="k")

    assert first.entry == again.entry
    assert ([reference], []) == tuple(
        [one.request for one in each.given] for each in (first, again)
    )


def test_what_was_revoked_is_not_held_until_it_is_given_again(town: Borough):
    """Then the day is that of the newest grant."""
    with staffed(town).office() as office:
        reference = given(office)
        take(office, revoke(reference, by=PAT))
        assert () == held(office)
        anew = take(office, renew(reference, by=MOIRA))
        (part,) = held(office)
    assert anew == part.entry


def test_what_has_ended_by_its_day_is_not_held(town: Borough):
    """To the last minute it is, as when it is opened, and then no more."""
    with staffed(town).office() as office:
        reference = given(office)
        take(office, limit(reference, "day", date(2026, 11, 27)))
        town.now = datetime.fromisoformat("2026-11-27T23:59:59+00:00")
        opened(office, reference)
        assert [reference] == [one.request for one in held(office)]
        town.now = datetime.fromisoformat("2026-11-28T00:00:00+00:00")
        with pytest.raises(NotReleasedError):
            opened(office, reference)
        assert () == held(office)


def test_a_case_that_the_officer_may_not_open_is_not_told(town: Borough):
    """Any officer may check; only who may open the case learns of it."""
    with staffed(town).office() as office:
        reference = given(office)
        told = {by: [one.request for one in held(office, by=by)] for by in (SID, MOIRA, OLIVE)}
    assert {SID: [reference], MOIRA: [reference], OLIVE: []} == told


def test_who_is_suspended_holds_nothing(town: Borough):
    """A fetch would fail, whatever was found before."""
    with staffed(town).office() as office:
        given(office)
        tie(town, tables.suspensions, person=BEN, valid_from=at("2026-11-01"))
        assert () == held(office)


def test_only_what_was_given_in_a_request_for_this_paper_counts(town: Borough):
    """Neither what waits, nor what was refused, nor another paper."""
    with staffed(town).office() as office:
        given(office)
        submit(office, BEN, LOOSE, purpose="official_duty")
        refused(office)
        assert () == held(office, LOOSE)


def test_what_nobody_was_told_of_was_not_given(town: Borough):
    """It was corrected what the paper holds, which opens it; the request itself still waits."""
    facts = {"business": "Board / next", "personal_data": "ordinary", "content": b"The quarry."}
    paper = staffed(town).document("quarry", body=facts)
    with town.office() as office:
        reference = submit(office, BEN, paper).reference
        with town.writing() as connection:
            corrected = update(tables.segments).where(tables.segments.c.document == paper)
            connection.execute(corrected.values(personal_data="none"))
        opened(office, reference, paper)
        answer = checked(office, paper, by=PAT, councillor=BEN)
        assert reference == case_of(office, PAT, reference).reference
    assert ([True], ()) == ([one.released for one in answer.decision.segments], answer.given)


def test_the_day_is_that_since_which_it_is_given_without_a_break(town: Borough):
    """A later decision that changes nothing about the part does not make it newer."""
    with staffed(town).office() as office:
        reference = given(office, MIXED)
        before = held(office, MIXED)
        take(office, mark(MIXED, segment="advice"))
        again = last_entries(town, 1)[0]
        after = held(office, MIXED)
    assert ("request.decided_again", reference) == (again.kind, again.body["reference"])
    assert ["body"] == [one.segment for one in before]
    assert before == after


def test_what_was_refused_is_said_with_whose_finding_it_was(town: Borough):
    """The part, the request, its day and the office; not while it is disputed, nor to others."""
    with staffed(town).office() as office:
        reference = refused(office)
        answer = checked(office, LOOSE, by=SID, councillor=BEN)
        (part,) = answer.refused
        entry = next(one for one in last_entries(town, 9) if one.seq == part.entry)
        other = checked(office, LOOSE, by=OLIVE, councillor=BEN).refused
        take(office, dispute(reference))
        disputed = checked(office, LOOSE, by=SID, councillor=BEN).refused

    assert ("body", reference, NOW) == (part.segment, part.request, part.at)
    assert ("service_director", "request.decided_again") == (part.office, entry.kind)
    assert ((), (), ()) == (answer.given, other, disputed)


def test_what_the_rules_alone_refused_is_nobody_s_finding(town: Borough):
    """A finding opened it, a suspension closed it: no office is named, and the day is the later."""
    with staffed(town).office() as office:
        reference = given(office)
        tie(town, tables.suspensions, person=BEN, valid_from=at("2026-11-01"))
        town.now = NOW + timedelta(days=1)
        take(office, mark(CLOSED))  # which decides again
        (part,) = checked(office, CLOSED, by=SID, councillor=BEN).refused

    assert (reference, None, town.now) == (part.request, part.office, part.at)
