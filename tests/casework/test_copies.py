"""Copies: who loses access is told, gives back what they hold, and says so."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from gateway.casework.content import ReleaseContent, all_public
from gateway.casework.copies import GiveBackCopy, copies_seen_by
from gateway.casework.copy_list import listed_copies, one_copy
from gateway.casework.due import TellOfDeadlines
from gateway.casework.recall import LookForCopies
from gateway.casework.writer import Office
from gateway.domain.copies import ReturnForm, ShownCopy
from gateway.domain.people import Caller
from gateway.errors import NotAllowedError, NotFoundError, NotNowError, NotReleasedError
from gateway.store import tables
from tests.casework.casing import PAT, SID, last_entries, staffed, take
from tests.casework.doing import rows
from tests.casework.giving import given, limit, opened, revoke
from tests.casework.test_grants import FRIDAY, MIDNIGHT
from tests.casework.thornmere import ADA, BEN, CLOSED, MIXED, MOIRA, OLIVE, OPEN
from tests.store.borough import NOW, Borough, at

DESTROYED = ReturnForm(how="destroyed", words="Shredded.", all_of_it=True)


def held(office: Office, person: str, **more: Any) -> tuple[ShownCopy, ...]:
    """The copies of which somebody knows."""
    with office.reading() as reading:
        return tuple(copies_seen_by(reading, person, **more))


def test_the_list_goes_on_and_is_searched(town: Borough):
    """The longest held first, from page to page without a gap; by the name of who holds it."""
    with staffed(town).office() as office:
        for by in (ADA, BEN):
            take(office, ReleaseContent(by=by, document=OPEN))
            town.now += timedelta(minutes=1)
        take(office, ReleaseContent(by=ADA, document=MIXED))
        everything = held(office, PAT)
        assert [(ADA, OPEN), (BEN, OPEN), (ADA, MIXED)] == [
            (one.person, one.document) for one in everything
        ]
        with office.reading() as reading:
            first = listed_copies(reading, officer(PAT), sort="oldest", limit=2)
            second = listed_copies(reading, officer(PAT), sort="oldest", limit=2, after=first.next)
            bens = listed_copies(reading, officer(PAT), words="BEN")
            own = listed_copies(reading, Caller(person=BEN, kind="councillor"), limit=1)
        assert [one.id for one in everything] == [one.id for one in first.items + second.items]
        assert (None, None) == (second.next, own.next)
        assert [BEN] == [one.person for one in bens.items] == [one.person for one in own.items]


def officer(person: str) -> Caller:
    """An officer as a caller."""
    return Caller(person=person, kind="officer", offices=frozenset({"proper_officer"}))


def give_back(copy: str, by: str = ADA) -> GiveBackCopy:
    """The certificate."""
    return GiveBackCopy(by=by, copy=copy, form=DESTROYED)


def told(town: Borough, copy: str) -> set[tuple[str, str]]:
    """Who was told what about a copy."""
    return {(one.kind, one.recipient) for one in rows(town, "notices") if one.about == copy}


def end(town: Borough, table: Any, person: str = ADA, until: str = "2026-11-23") -> None:
    """Somebody loses what they held, as is recorded now."""
    ended = {"valid_to": at(until), "ended_recorded_at": town.now}
    town.change(table, table.c.person == person, **ended)


def test_a_copy_is_what_somebody_holds_however_often_they_fetch_it(town: Borough):
    """One copy, with each fetch, its hash and its conditions; the officers' list says the same."""
    with staffed(town).office() as office:
        released = [take(office, ReleaseContent(by=ADA, document=OPEN)) for _ in range(2)]
        (copy,) = held(office, ADA)
        assert (copy,) == held(office, PAT) == held(office, MOIRA)
        assert () == held(office, BEN) == held(office, OLIVE)
        assert () == held(office, PAT, document=CLOSED)
    assert ("held", None, False, ADA, OPEN) == (
        copy.state,
        copy.due,
        copy.late,
        copy.person,
        copy.document,
    )
    assert [(one.entry, "body", one.files[0].sha256) for one in released] == [
        (one.entry, one.segment, one.sha256) for one in copy.fetched
    ]


def test_what_is_only_read_here_is_no_copy_to_give_back(town: Borough):
    """Nothing is held or asked back; who looks into it finds the reading; a download counts."""
    reading_it = ReleaseContent(by=ADA, document=OPEN, to_read=True)
    with staffed(town).office() as office:
        read = take(office, reading_it).entry
        assert () == held(office, ADA) == held(office, PAT) == held(office, PAT, out=False)
        (seen,) = held(office, PAT, out=False, only_read=True)
        with office.reading() as reading:
            assert not one_copy(reading, officer(PAT), seen.id).may_give_back
        with pytest.raises(NotFoundError):
            take(office, give_back(seen.id))

        town.now += timedelta(hours=1)
        loaded = take(office, ReleaseContent(by=ADA, document=OPEN)).entry
        take(office, ReleaseContent(by=ADA, document=OPEN))
        take(office, reading_it)
        (copy,) = held(office, ADA)
    assert (None, (read,)) == (seen.downloaded, tuple(one.entry for one in seen.fetched))
    assert (seen.id, loaded, 4) == (copy.id, copy.downloaded, len(copy.fetched))


@pytest.mark.parametrize("to_read", [True, False])
def test_only_what_was_downloaded_is_asked_back(town: Borough, *, to_read: bool):
    """Whoever leaves after reading a paper here is told nothing of copies."""
    with staffed(town).office() as office:
        take(office, ReleaseContent(by=ADA, document=OPEN, to_read=to_read))
        town.now += timedelta(hours=1)
        end(town, tables.terms)
        assert (0 if to_read else 1) == take(office, LookForCopies())
    assert to_read == (not [one for one in rows(town, "notices") if "copies" in one.kind])


def test_nobody_keeps_count_of_what_is_public(town: Borough):
    """Anybody may have it. Of a paper that is public in part, the rest counts."""
    public = {"public": True, "content": b"words"}
    part = {"business": "Board / next", "content": b"words"}
    notice, mixed = town.document("Notice", body=public), town.document("Both", a=public, b=part)
    with staffed(town).office() as office:
        for paper in (notice, mixed):
            take(office, ReleaseContent(by=ADA, document=paper))
        with office.reading() as reading:
            whole = [
                all_public(reading, ADA, document, segment, None)
                for document, segment in ((notice, None), (mixed, None), (mixed, "a"), (mixed, "b"))
            ]
        (copy,) = held(office, PAT, out=False, only_read=True)
    assert [True, False, True, False] == whole
    assert (mixed, ["b"]) == (copy.document, [one.segment for one in copy.fetched])


def test_whoever_leaves_is_asked_for_what_rested_on_it(town: Borough):
    """The member and the proper officer are told, with a deadline of ten working days."""
    with staffed(town).office() as office:
        for document in (OPEN, MIXED):
            take(office, ReleaseContent(by=ADA, document=document))
        town.now += timedelta(hours=1)
        end(town, tables.terms)
        with pytest.raises(NotReleasedError):
            take(office, ReleaseContent(by=ADA, document=OPEN))
        assert 2 == take(office, LookForCopies())
        assert 0 == take(office, LookForCopies())
        first, second = held(office, ADA)
    assert {OPEN, MIXED} == {first.document, second.document}
    assert ("asked_back", "2026-12-07", False) == (first.state, first.due, first.late)
    assert {
        ("access_ended", ADA),
        ("copies_asked_back", ADA),
        ("access_ended", PAT),
    } == told(town, first.id)
    entry = next(one for one in last_entries(town, 2) if one.seq == first.asked_back)
    assert ("copy.asked_back", "system", ADA) == (entry.kind, entry.actor, entry.body["person"])


@pytest.mark.parametrize(
    "change",
    [
        lambda town: end(town, tables.seats),
        lambda town: town.change(
            tables.bodies, tables.bodies.c.name == "Board", ended_on=at("2026-11-23").date()
        ),
    ],
    ids=["the seat", "the body"],
)
def test_what_does_not_rest_on_what_was_lost_stays(town: Borough, change: Any):
    """A paper that any member may see is kept by whoever loses a seat."""
    with staffed(town).office() as office:
        take(office, ReleaseContent(by=ADA, document=OPEN))
        town.now += timedelta(hours=1)
        change(town)
        take(office, LookForCopies())
        assert ["held"] == [one.state for one in held(office, ADA)]


def test_a_meeting_that_has_passed_asks_nothing_back(town: Borough):
    """What was lawfully fetched before the meeting is kept, whatever else its holder lost since."""
    with staffed(town).office() as office:
        take(office, ReleaseContent(by=ADA, document=OPEN))
        town.now = datetime.fromisoformat("2026-12-10T09:00:00+00:00")
        then = {"valid_to": at("2026-12-09"), "ended_recorded_at": town.now}
        town.change(tables.seats, tables.seats.c.person == ADA, **then)
        assert 1 == take(office, LookForCopies())
        assert ["held"] == [one.state for one in held(office, ADA)]
        assert 0 == take(office, LookForCopies())


def test_what_came_and_went_between_two_looks(town: Borough):
    """A second fetch rested on a scrutiny seat gained since the first: losing that seat counts."""
    town.body("Cabinet", executive=True)
    town.body("Scrutiny", scrutiny=True)
    town.meeting("past", "Cabinet", at("2026-11-02T10:00"))
    annex = {"held_by": "executive", "business": "Cabinet / past", "content": b"2"}
    paper = town.document("two", main={"public": True, "content": b"1"}, annex=annex)
    with staffed(town).office() as office:
        take(office, ReleaseContent(by=BEN, document=paper))
        town.now += timedelta(hours=1)
        period = {"valid_from": at("2026-11-23T10:00"), "recorded_at": town.now}
        town.seat("Ben", "Scrutiny", **period)
        town.now += timedelta(hours=1)
        assert 2 == len(take(office, ReleaseContent(by=BEN, document=paper)).files)
        town.now += timedelta(hours=1)
        end(town, tables.seats, BEN, until="2026-11-23T12:00")
        assert 1 == take(office, LookForCopies())
        assert ["asked_back"] == [one.state for one in held(office, BEN)]


def test_whoever_is_suspended_gives_back(town: Borough):
    """A suspended member has no right of a member, and what they hold rested on one."""
    with staffed(town).office() as office:
        take(office, ReleaseContent(by=ADA, document=OPEN))
        town.now += timedelta(hours=1)
        town.add(
            tables.suspensions, person=ADA, valid_from=at("2026-11-23T10:00"), recorded_at=town.now
        )
        take(office, LookForCopies())
        assert ["asked_back"] == [one.state for one in held(office, ADA)]


def test_what_was_revoked_is_asked_back_at_once(town: Borough):
    """Without waiting for the worker."""
    with staffed(town).office() as office:
        reference = given(office)
        opened(office, reference)
        take(office, revoke(reference))
        (copy,) = held(office, BEN)
        assert "asked_back" == copy.state
        assert [reference] == [one.request for one in copy.fetched]


def test_what_was_given_until_a_day_is_asked_back_after_it(town: Borough):
    """The worker looks the next morning, and on no other; no earlier."""
    with staffed(town).office() as office:
        reference = given(office)
        opened(office, reference)
        take(office, limit(reference, "day", FRIDAY))
        town.now += timedelta(days=1)
        take(office, LookForCopies())
        assert ["held"] == [one.state for one in held(office, BEN)]
        town.now = MIDNIGHT
        assert 1 == take(office, LookForCopies())
        assert ["asked_back"] == [one.state for one in held(office, BEN)]


def test_another_right_to_it_keeps_it(town: Borough):
    """Whoever may still see it by another request holds it rightly."""
    with staffed(town).office() as office:
        first, _ = given(office), given(office)
        opened(office, first)
        take(office, revoke(first))
        assert ["held"] == [one.state for one in held(office, BEN)]


def test_the_certificate_is_on_record(town: Borough):
    """The holder says it; the proper officer is told; the deadline is met; the words are kept."""
    with staffed(town).office() as office:
        take(office, ReleaseContent(by=ADA, document=OPEN))
        town.now += timedelta(hours=1)
        end(town, tables.terms)
        take(office, LookForCopies())
        (copy,) = held(office, ADA)
        entry = take(office, give_back(copy.id))
        assert () == held(office, ADA) == held(office, PAT)
        (after,) = held(office, ADA, out=False)
        with pytest.raises(NotNowError, match="already"):
            take(office, give_back(copy.id))
    assert ("destroyed", entry, None) == (after.state, after.given_back, after.due)
    assert ("copy_given_back", PAT) in told(town, copy.id)
    assert ["met"] == [one.state for one in rows(town, "deadlines") if one.about == copy.id]
    (recorded,) = last_entries(town, 1)
    assert ("copy.given_back", ADA, "destroyed") == (
        recorded.kind,
        recorded.actor,
        recorded.body["how"],
    )
    assert "Shredded" not in str(recorded)


def test_who_certifies(town: Borough):
    """The holder, or the proper officer who got it; others may not, or do not know of it."""
    with staffed(town).office() as office:
        take(office, ReleaseContent(by=ADA, document=OPEN))
        (copy,) = held(office, ADA)
        for person, error in ((BEN, NotFoundError), (SID, NotFoundError), (MOIRA, NotAllowedError)):
            with pytest.raises(error):
                take(office, give_back(copy.id, by=person))
        with pytest.raises(NotFoundError):
            take(office, give_back("0" * 32))
        take(office, give_back(copy.id, by=PAT))
        take(office, ReleaseContent(by=ADA, document=OPEN))
        assert [False] == [one.id == copy.id for one in held(office, ADA)]


def test_what_is_overdue_is_told_to_the_monitoring_officer(town: Borough):
    """The holder first, when it is late; two working days on, the office that advises."""
    with staffed(town).office() as office:
        reference = given(office)
        opened(office, reference)
        take(office, revoke(reference))
        (copy,) = held(office, BEN)
        town.now = NOW + timedelta(days=15)
        take(office, TellOfDeadlines())
        assert held(office, PAT)[0].late
        assert ("deadline_passed", BEN) in told(town, copy.id)
        town.now = NOW + timedelta(days=18)
        take(office, TellOfDeadlines())
    assert ("deadline_escalated", MOIRA) in told(town, copy.id)
