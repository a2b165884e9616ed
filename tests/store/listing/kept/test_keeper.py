"""What is kept in memory stays true of the papers: after writes of anybody, and as time goes by."""

import subprocess
import sys
from datetime import timedelta

import pytest
from msgspec.structs import replace
from sqlalchemy import delete, insert, select

from gateway.casework.documents import documents_for
from gateway.domain.people import Caller
from gateway.store import tables
from gateway.store.engine import open_for_reading
from gateway.store.listing.kept import keeper
from gateway.store.listing.kept.keeper import PaperAnswers
from tests.store.borough import FOUNDED, LOCAL, Borough
from tests.store.listing.agreement import (
    LOOKING,
    Town,
    changed,
    differences,
    invented,
    list_for,
    passing_town,
)

COUNCIL = "england"
LATER = (timedelta(0), timedelta(seconds=1), timedelta(hours=9))
ADA = Caller(person="", kind="councillor", offices=frozenset())
WRITE_FROM_OUTSIDE = """
import sys
from sqlalchemy import update
from gateway.store.engine import open_for_writing
from gateway.store.tables import segments
with open_for_writing(sys.argv[1]).begin() as connection:
    connection.execute(update(segments).values(public=True, confidential="none"))
"""


def _answers(town: Town, kept: PaperAnswers) -> object:
    council = town.rules.council(town.council)
    return kept.at(town.connection, council, LOOKING, town.now)


def test_lists_follow_changes_and_the_clock(borough: Borough):
    """After each of many changes, and some time later, lists are what is decided one by one."""
    with passing_town(borough, "wolverhampton", seed=1) as empty_handed:
        town = replace(empty_handed, kept=PaperAnswers())
        for step in range(7):
            assert [] == list(differences(town, town.people[step % len(town.people)]))
            later = town.now + LATER[step % len(LATER)]
            town = replace(changed(town, step, times=step % 4), now=later)


def test_only_what_changed_is_read_again(borough: Borough, monkeypatch: pytest.MonkeyPatch):
    """Nothing is read for a second question; after a change, only its documents are."""
    with passing_town(borough, COUNCIL, 0) as town:
        kept = PaperAnswers()
        first = _answers(town, kept)
        assert first is _answers(town, kept)
        monkeypatch.setattr(PaperAnswers, "_begin", None)
        part = town.connection.execute(select(tables.segments)).first()
        mark = {"segment": part.id, "paragraph": 9, "negotiation_terms": False}
        town.connection.execute(insert(tables.segment_exemptions), mark)
        again = _answers(town, kept)
        assert first is not again
        assert first.places is again.places


def test_another_process_writes(borough: Borough):
    """What another process has committed is seen by the next question."""
    with borough.writing() as connection:
        town = invented(connection, COUNCIL, 1)
    person = next(one for one in town.people if one.standing == "current")
    caller = replace(ADA, person=person.person)
    with borough.office() as office:
        with office.reading() as reading:
            before = documents_for(reading, caller, counted=True).number
        command = [sys.executable, "-c", WRITE_FROM_OUTSIDE, borough.url]
        subprocess.run(command, check=True)  # noqa: S603 - our own words
        with office.reading() as reading:
            after = documents_for(reading, caller, counted=True).number
    assert before is not None
    assert after is not None
    assert before < after


def test_a_moment_that_others_are_past(borough: Borough):
    """Who sees the papers as they were, or asks as of earlier, is answered as of then or not."""
    with borough.writing() as connection:
        town = invented(connection, COUNCIL, 1)
    kept = PaperAnswers()
    with borough.reading() as connection:
        early = replace(town, connection=connection)
        first = _answers(early, kept)
        with borough.writing() as writing:
            changed(replace(town, connection=writing), 1)
        with borough.reading() as later:
            second = _answers(replace(town, connection=later), kept)
            assert first is not second
            assert second is _answers(replace(town, connection=later), kept)
            assert _answers(replace(early, now=LOCAL - timedelta(days=2)), kept) is None
        assert first is _answers(early, kept)


def test_what_was_undone_is_not_taken_for_what_is(borough: Borough):
    """Changes that were rolled back, and others that took their numbers, are told apart."""
    kept = PaperAnswers()
    with passing_town(borough, COUNCIL, 0) as town:
        undone = town.connection.begin_nested()
        changed(town, 0)
        mistaken = _answers(town, kept)
        undone.rollback()
        real = replace(changed(town, 1), kept=kept)
        assert mistaken is not _answers(real, kept)
        assert [] == list(differences(real, real.people[0]))


def test_many_papers_are_read_beside_the_questions(borough: Borough):
    """Until all are read the database is asked; then nobody needs it."""
    with borough.writing() as connection:
        town = invented(connection, COUNCIL, 1)
    engine = open_for_reading(borough.url)
    kept = PaperAnswers(engine, at_once=10)
    with borough.reading() as connection:
        town = replace(town, connection=connection, kept=kept)
        expected = list_for(replace(town, kept=None), town.people[0]).number()
        assert _answers(town, kept) is None
        assert expected == list_for(town, town.people[0]).number()
        assert kept._reading is not None
        kept._reading.join()
        assert _answers(town, kept) is not None
        assert expected == list_for(town, town.people[0]).number()
    kept.close()
    engine.dispose()
    assert _answers(town, kept) is None


def test_what_cannot_be_read_is_asked_of_the_database(
    borough: Borough, monkeypatch: pytest.MonkeyPatch
):
    """When reading fails it is not tried again at once, and lists are made all the same."""
    with borough.writing() as connection:
        town = invented(connection, COUNCIL, 1)
    engine = open_for_reading(borough.url)
    kept = PaperAnswers(engine, at_once=10)
    monkeypatch.setattr(keeper.Gathered, "add", None)
    with borough.reading() as connection:
        town = replace(town, connection=connection, kept=kept)
        assert _answers(town, kept) is None
        kept._reading.join()
        given_up = kept._reading
        assert _answers(town, kept) is None
        assert given_up is kept._reading
        assert list_for(town, town.people[0]).number() >= 0
    engine.dispose()


def test_more_parts_than_there_are_numbers_for(borough: Borough, monkeypatch: pytest.MonkeyPatch):
    """A document of too many parts keeps nothing in memory, and lists are right all the same."""
    monkeypatch.setattr("gateway.store.listing.kept.answers._PARTS", 1)
    with passing_town(borough, COUNCIL, 0) as town:
        kept = PaperAnswers()
        assert _answers(town, kept) is None
        assert [] == list(differences(replace(town, kept=kept), town.people[0]))


def test_a_document_that_is_gone(borough: Borough):
    """A document that is deleted, whoever did it, is in no list."""
    with passing_town(borough, COUNCIL, 0) as town:
        kept = PaperAnswers()
        _answers(town, kept)
        row = {"id": "f" * 32, "source": "x", "source_id": "x", "title": "x"}
        documents = tables.documents
        town.connection.execute(insert(documents), {**row, "registered_at": FOUNDED})
        _answers(town, kept)
        town.connection.execute(delete(documents).where(documents.c.id == row["id"]))
        assert [] == list(differences(replace(town, kept=kept), town.people[0]))
