"""Marks as exempt: made by the proper officer alone, tested, reviewed, lifted."""

from datetime import date
from typing import Any

import pytest
from sqlalchemy import select

from gateway.casework.mark_list import listed_marks
from gateway.casework.marks import MarkExempt, marks_to_look_at
from gateway.domain.case_forms import MarkForm
from gateway.errors import InputError, NotAllowedError, NotFoundError
from gateway.store import tables
from tests.casework.asking import submit
from tests.casework.casing import PAT, SID, case_of, last_entries, staffed, take, tie
from tests.casework.thornmere import ADA, BEN, CLOSED, MIXED, MOIRA, NOT_HELD, OPEN
from tests.store.borough import Borough

TODAY, LATER = date(2026, 11, 23), date(2027, 5, 3)


def mark(document: str = OPEN, by: str = PAT, **more: Any) -> MarkExempt:
    """The proper officer's mark under paragraph 1."""
    form = MarkForm(**{"segment": "body", "paragraph": 1, "words": "About one person.", **more})
    return MarkExempt(by=by, document=document, mark=form)


def queue(office, person: str = PAT) -> list[tuple[str, int, str]]:
    """The marks that somebody must look at."""
    with office.reading() as reading:
        return [(one.document, one.paragraph, one.why) for one in marks_to_look_at(reading, person)]


def test_the_queue_goes_on_and_is_searched(town: Borough):
    """Paper by paper without a gap; by words of the title, and by why."""
    with staffed(town).office() as office:
        for paper in (OPEN, MIXED):
            for paragraph in (1, 2):
                take(office, mark(paper, paragraph=paragraph))
        take(office, mark(OPEN, paragraph=1, tested=TODAY, review_on=date(2026, 11, 24)))
        town.now = town.now.replace(day=25)
        with office.reading() as reading:
            everything = marks_to_look_at(reading, PAT)
            first = listed_marks(reading, PAT, limit=3)
            rest = listed_marks(reading, PAT, limit=3, after=first.next)
            opened = listed_marks(reading, PAT, words="OPEN").items
            due = listed_marks(reading, PAT, why="review_due").items
            with pytest.raises(InputError, match="key of a page"):
                listed_marks(reading, PAT, after="x")
    both = first.items + rest.items
    assert (len(everything), None) == (len(both), rest.next)
    assert all(one in both for one in everything)
    assert {"open"} == {one.title for one in opened}
    assert [(OPEN, 1)] == [(one.document, one.paragraph) for one in due]


def test_a_mark_ends_what_rested_on_its_absence(town: Borough):
    """The paper was released; once marked and tested it is not, for every open request."""
    with staffed(town).office() as office:
        asked = submit(office, BEN, OPEN)
        take(office, mark(tested=TODAY, review_on=LATER))
        assert "not_agreed" == case_of(office, BEN, asked.reference).state
        take(office, mark(lifted=True))
        assert "agreed" == case_of(office, BEN, asked.reference).state
    kinds = [entry.kind for entry in last_entries(town, 4)]
    assert ["exempt_mark.changed", "request.decided_again"] * 2 == kinds


def test_a_mark_without_a_test_refuses_nobody(town: Borough):
    """It waits for the proper officer, and stands in the queue until it is tested."""
    with staffed(town).office() as office:
        asked = submit(office, BEN, OPEN)
        take(office, mark())
        assert ("with_officer", "proper_officer") == (
            case_of(office, BEN, asked.reference).state,
            case_of(office, BEN, asked.reference).segments[0].office,
        )
        assert (OPEN, 1, "not_tested") in queue(office)
        take(office, mark(tested=TODAY))
        assert (OPEN, 1, "not_tested") not in queue(office)
        assert (CLOSED, 1, "not_tested") in queue(office)  # as it was brought in
        assert "not_agreed" == case_of(office, BEN, asked.reference).state


def test_a_review_falls_due(town: Borough):
    """From its day on the mark stands in the queue, until it is looked at again."""
    with staffed(town).office() as office:
        take(office, mark(tested=TODAY, review_on=LATER))
        assert (OPEN, 1, "review_due") not in queue(office)
        assert [("2027-05-03", "running")] == _reviews(town)
        town.now = town.now.replace(year=2027, month=5, day=3)
        assert (OPEN, 1, "review_due") in queue(office)
        take(office, mark(tested=TODAY, review_on=date(2027, 11, 1)))
        assert (OPEN, 1, "review_due") not in queue(office)
        assert [("2027-05-03", "met"), ("2027-11-01", "running")] == _reviews(town)
    with town.reading() as connection:
        steps = connection.execute(select(tables.exempt_marks.c.step).order_by("entry")).scalars()
        assert ["marked", "reviewed"] == list(steps)


def _reviews(town: Borough) -> list[tuple[str, str]]:
    columns = tables.deadlines.c
    with town.reading() as connection:
        rows = connection.execute(select(columns.due, columns.state, columns.kind))
        return sorted((row.due, row.state) for row in rows if row.kind == "exemption_review")


def test_the_reason_is_kept_beside_the_log(town: Borough):
    """Who marked what and when stands in the log, and why in words that can be erased."""
    with staffed(town).office() as office:
        take(office, mark(tested=TODAY))
    (entry,) = last_entries(town, 1)
    assert (PAT, 1, "marked", "2026-11-23") == (
        entry.actor,
        entry.body["paragraph"],
        entry.body["step"],
        entry.body["tested"],
    )
    assert "one person" not in str(entry)


@pytest.mark.parametrize("by", [ADA, SID, MOIRA])
def test_nobody_else_marks(town: Borough, by: str):
    """Nor does anybody else learn whether the document is held."""
    with staffed(town).office() as office:
        for document in (OPEN, NOT_HELD):
            with pytest.raises(NotAllowedError, match="proper officer"):
                take(office, mark(document, by=by))
        with pytest.raises(NotAllowedError):
            queue(office, by)


def test_the_author_of_a_paper_does_not_mark_it(town: Borough):
    """The case falls to the next office."""
    tie(staffed(town), tables.document_authors, document=OPEN, person=PAT)
    with town.office() as office:
        with pytest.raises(NotAllowedError):
            take(office, mark())
        take(office, mark(by=MOIRA))


@pytest.mark.parametrize(
    ("wrong", "where"),
    [
        ({"segment": "annex"}, "segment"),
        ({"paragraph": 14}, "paragraph"),
        ({"tested": LATER}, "tested"),
        ({"review_on": TODAY}, "review_on"),
        ({"lifted": True}, "paragraph"),
    ],
)
def test_what_cannot_be_marked(town: Borough, wrong: dict[str, Any], where: str):
    """A part, a paragraph or a day that cannot be is refused with its place."""
    with staffed(town).office() as office, pytest.raises(InputError) as refused:
        take(office, mark(**wrong))
    assert where == refused.value.where


def test_what_is_not_held_is_not_found(town: Borough):
    """The proper officer is told that there is no such document."""
    with staffed(town).office() as office, pytest.raises(NotFoundError):
        take(office, mark(NOT_HELD))
