"""Readers: who may see a document now, and that it was looked up."""

from typing import Any

import pytest
from sqlalchemy import select

from gateway.audit import entries
from gateway.casework.documents import document_for
from gateway.casework.readers import list_readers
from gateway.errors import InputError, NotAllowedError, NotFoundError
from gateway.store import log, tables
from gateway.store.listing.kept.people import ReaderSort
from gateway.store.listing.readership import Readership
from tests.casework.asking import caller
from tests.casework.thornmere import (
    ADA,
    AUDREY,
    BEN,
    CLOSED,
    HIDDEN,
    LOOSE,
    MIXED,
    NOT_HELD,
    OLIVE,
    OPEN,
    TIED,
)
from tests.store.borough import Borough, id_of

CLEO = id_of("Cleo")


def test_readers_of_an_open_paper(town: Borough):
    """Everybody in office reads a paper of a meeting to come, each by the row that decides so."""
    with town.office() as office:
        readers = list_readers(office, by=OLIVE, document=OPEN).items
    assert ["Ada", "Ben", "Cleo"] == [reader.name for reader in readers]
    assert {("body", "disclose", "S1")} == {
        (one.segment, one.outcome, one.row) for reader in readers for one in reader.segments
    }


def test_readers_of_a_secret_paper(town: Borough):
    """Only the member advised reads the advice."""
    with town.office() as office:
        readers = list_readers(office, by=OLIVE, document=HIDDEN).items
    assert [CLEO] == [reader.person for reader in readers]


@pytest.mark.parametrize("document", [OPEN, CLOSED, MIXED, HIDDEN, LOOSE, TIED])
def test_readers_agree_with_what_each_sees(town: Borough, document: str):
    """A person is a reader of a part exactly when they are shown it as released."""
    with town.office() as office:
        readers = list_readers(office, by=OLIVE, document=document).items
        listed = {(reader.person, one.segment) for reader in readers for one in reader.segments}
        shown = set()
        with office.reading() as reading:
            for person in (ADA, BEN, CLEO):
                try:
                    decision = document_for(reading, caller(person), document).decision
                except NotFoundError:
                    continue
                assert decision is not None
                shown |= {(person, one.id) for one in decision.segments if one.released}
    assert shown == listed


def test_the_public_is_not_listed(town: Borough):
    """A member of the public is no reader, even of what is public."""
    town.add(tables.people, name="Pat", kind="public")
    paper = town.document("public", body={"public": True})
    with town.office() as office:
        readers = list_readers(office, by=OLIVE, document=paper).items
    assert ["Ada", "Ben", "Cleo"] == [reader.name for reader in readers]


@pytest.mark.parametrize("sort", ["name", "kind"])
def test_pages_of_readers(town: Borough, sort: ReaderSort):
    """Page after page every reader comes once, in order, and the number is that of all pages."""
    town.person("anna", kind="parish_coopted")
    with town.office() as office:
        whole = list_readers(office, by=OLIVE, document=OPEN, sort=sort, counted=True)
        found, after = [], None
        while True:
            page = list_readers(office, by=OLIVE, document=OPEN, after=after, limit=1, sort=sort)
            found += page.items
            after = page.next
            if after is None:
                break
    names = [reader.name for reader in whole.items]
    assert list(whole.items) == found
    assert (4, None, None) == (whole.number, whole.next, page.number)
    assert (["Ada", "anna"] if sort == "name" else ["Ada", "Ben"]) == names[:2]


def test_readers_are_searched_by_name(town: Borough):
    """A search finds those whose names have every word, in capitals or not, and counts those."""
    with town.office() as office:
        page = list_readers(office, by=OLIVE, document=OPEN, words=" bE ", counted=True)
        none = list_readers(office, by=OLIVE, document=OPEN, words="be x", counted=True)
    assert (["Ben"], 1) == ([reader.name for reader in page.items], page.number)
    assert ((), 0) == (none.items, none.number)


@pytest.mark.parametrize("wrong", [{"after": "0" * 32}, {"words": "\x00"}])
def test_a_page_that_is_none(town: Borough, wrong: dict[str, Any]):
    """A made-up key, and a search for what is no text, are refused."""
    with town.office() as office, pytest.raises(InputError):
        list_readers(office, by=OLIVE, document=OPEN, **wrong)


def test_who_is_listed_is_decided_about_all_the_same(
    town: Borough, monkeypatch: pytest.MonkeyPatch
):
    """Were the list wrong, nobody would be shown to whom nothing is released."""
    everybody = select(tables.people.c.id).order_by(tables.people.c.name)
    with town.reading() as connection:
        people = list(connection.scalars(everybody))
    monkeypatch.setattr(Readership, "people", lambda *_: people)
    with town.office() as office:
        page = list_readers(office, by=OLIVE, document=HIDDEN)
    assert [CLEO] == [reader.person for reader in page.items]


def test_looking_is_on_record(town: Borough):
    """Before the officer sees the list, the log says who looked at which document."""
    with town.office() as office:
        list_readers(office, by=OLIVE, document=OPEN)
    with town.reading() as connection:
        (kept,) = log.page(connection, limit=1)
    entry = entries.read(kept.data)
    assert ("readers.listed", OLIVE, {"document": OPEN}) == (entry.kind, entry.actor, entry.body)


@pytest.mark.parametrize("person", [ADA, AUDREY])
def test_only_officers_look(town: Borough, person: str):
    """Neither councillors nor auditors learn who may read what."""
    with town.office() as office, pytest.raises(NotAllowedError):
        list_readers(office, by=person, document=OPEN)


def test_an_absent_paper_has_no_readers(town: Borough):
    """What is not held is not found, and no look-up is recorded."""
    with town.office() as office, pytest.raises(NotFoundError):
        list_readers(office, by=OLIVE, document=NOT_HELD)
    with town.reading() as connection:
        assert 2 == log.size_of(connection)
