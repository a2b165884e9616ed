"""Disputes as those see them who hear them."""

import pytest

from gateway.casework.hearing import disputes_for, hearing_of
from gateway.errors import InputError, NotFoundError
from gateway.store import tables
from tests.casework.asking import submit
from tests.casework.casing import DEE, SID, case_of, staffed, take, tie
from tests.casework.disputing import answer, dispute, refused, refused_by_its_mark
from tests.casework.thornmere import ADA, BEN, HIDDEN, MOIRA, NOT_HELD
from tests.store.borough import Borough


def waiting(office, person: str, **asked) -> list[tuple[str, bool]]:
    """The references of the disputes that somebody is shown, and whether they answer them."""
    with office.reading() as reading:
        found = disputes_for(reading, person, **asked).items
    return [(one.reference, one.yours) for one in found]


def test_a_dispute_waits_for_whoever_hears_it_until_it_is_answered(town: Borough):
    """Who found something in it sees it, and may not answer; others see nothing."""
    with staffed(town).office() as office:
        reference = refused(office)
        number = take(office, dispute(reference))
        assert [(reference, True)] == waiting(office, MOIRA)
        assert [(reference, False)] == waiting(office, SID)
        assert [] == waiting(office, BEN)
        assert [] == waiting(office, ADA)
        with office.reading() as reading:
            mine = hearing_of(reading, MOIRA, reference, number)
            theirs = hearing_of(reading, SID, reference, number)
            with pytest.raises(NotFoundError):
                hearing_of(reading, BEN, reference, number)
            with pytest.raises(NotFoundError):
                hearing_of(reading, MOIRA, reference, number + 1)
        assert ((), ("decided",)) == (mine.barred, theirs.barred)
        assert [("body", "report")] == [(one.id, one.kind) for one in mine.parts]
        take(office, answer(reference, number, "uphold"))
        assert [] == waiting(office, MOIRA)


def test_disputes_are_searched_sorted_and_paged(town: Borough):
    """Every word must occur; of those without a day the oldest comes first; pages go on."""
    with staffed(town).office() as office:
        one, two = refused(office), refused(office, by=ADA)
        take(office, dispute(one))
        take(office, dispute(two, by=ADA))
        assert [one, two] == [reference for reference, _ in waiting(office, MOIRA)]
        assert [two, one] == [reference for reference, _ in waiting(office, MOIRA, sort="newest")]
        assert [(two, True)] == waiting(office, MOIRA, words=two.lower())
        assert [] == waiting(office, MOIRA, words=f"{one} {two}")
        assert [] == waiting(office, MOIRA, ground="delay")
        with office.reading() as reading:
            first = disputes_for(reading, MOIRA, limit=1)
            rest = disputes_for(reading, MOIRA, limit=1, after=first.next)
            with pytest.raises(InputError):
                disputes_for(reading, MOIRA, after="x")
        assert ([one], [two], None) == (
            [found.reference for found in first.items],
            [found.reference for found in rest.items],
            rest.next,
        )


def test_the_soonest_due_stands_first(town: Borough):
    """A refusal of a paper of the next meeting is due by then; what has no day stands last."""
    with staffed(town).office() as office:
        first, second = refused(office), refused_by_its_mark(office)
        for reference in (first, second):
            take(office, dispute(reference))
        with office.reading() as reading:
            due, *others = disputes_for(reading, MOIRA).items
            oldest = disputes_for(reading, MOIRA, sort="oldest").items
            pages = [disputes_for(reading, MOIRA, limit=1, after=None)]
            pages.append(disputes_for(reading, MOIRA, limit=1, after=pages[0].next))
    assert due.due is not None
    assert (second, "2026-12-04T18:00:00", 9, False) == (
        due.reference,
        due.due.due,
        due.due.days_left,
        due.due.late,
    )
    assert [(first, None)] == [(one.reference, one.due) for one in others]
    assert [first, second] == [one.reference for one in oldest]
    assert [second, first] == [one.reference for page in pages for one in page.items]
    assert pages[-1].next is None


def test_who_may_not_hear_it_does_not_tell_of_a_hidden_paper(town: Borough):
    """Whoever wrote it is barred; to the requester that reads as where nothing is held."""
    tie(town, tables.document_authors, document=HIDDEN, person=MOIRA)
    told = []
    with staffed(town).office() as office:
        hidden, absent = (submit(office, BEN, one).reference for one in (HIDDEN, NOT_HELD))
        for reference in (hidden, absent):
            take(office, dispute(reference))
            (shown,) = case_of(office, BEN, reference).disputes
            told.append((shown.stage, shown.heard_by, shown.segments, shown.last))
        (hears,) = case_of(office, DEE, hidden).disputes

    assert told[0] == told[1]
    assert "deputy_monitoring_officer" == hears.heard_by
