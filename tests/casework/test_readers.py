"""Readers: who may see a document now, and that it was looked up."""

import pytest

from gateway.audit import entries
from gateway.casework.documents import document_for
from gateway.casework.readers import list_readers
from gateway.errors import NotAllowedError, NotFoundError
from gateway.store import log, tables
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
        readers = list_readers(office, by=OLIVE, document=OPEN)
    assert ["Ada", "Ben", "Cleo"] == [reader.name for reader in readers]
    assert {("body", "disclose", "S1")} == {
        (one.segment, one.outcome, one.row) for reader in readers for one in reader.segments
    }


def test_readers_of_a_secret_paper(town: Borough):
    """Only the member advised reads the advice."""
    with town.office() as office:
        readers = list_readers(office, by=OLIVE, document=HIDDEN)
    assert [CLEO] == [reader.person for reader in readers]


@pytest.mark.parametrize("document", [OPEN, CLOSED, MIXED, HIDDEN, LOOSE, TIED])
def test_readers_agree_with_what_each_sees(town: Borough, document: str):
    """A person is a reader of a part exactly when they are shown it as released."""
    with town.office() as office:
        readers = list_readers(office, by=OLIVE, document=document)
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
        readers = list_readers(office, by=OLIVE, document=paper)
    assert ["Ada", "Ben", "Cleo"] == [reader.name for reader in readers]


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
