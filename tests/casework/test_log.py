"""Reading the log: recorded first, for auditors alone, and checkable by anybody."""

from datetime import timedelta
from typing import Any

import pytest

from gateway.audit import entries, export, receipt
from gateway.audit.checkpoint import read_checkpoint
from gateway.casework.log import (
    ExportLog,
    ReadEntry,
    ReadLog,
    checkpoint,
    export_lines,
    receipt_of,
)
from gateway.domain.people import OPERATOR
from gateway.errors import InputError, NotAllowedError, NotFoundError
from gateway.store import log
from gateway.store.keys import read_keys
from tests.casework.asking import row_counts, submit
from tests.casework.thornmere import ADA, AUDREY, BEN, MOIRA, OLIVE, OPEN
from tests.store.borough import Borough


def test_a_page_and_its_record(town: Borough):
    """The page ends before the record of its own reading, which says what was read."""
    with town.office() as office:
        submit(office, ADA, OPEN)
        page = office.carry_out_now(ReadLog(by=AUDREY, limit=2))
        later = office.carry_out_now(ReadLog(by=AUDREY, limit=1))
    assert [2, 1] == [line.seq for line in page.items]
    assert 1 == page.next
    (line,) = later.items
    read = entries.read(line.entry.encode())
    assert ("log.read", AUDREY, {"entries": 2}) == (read.kind, read.actor, read.body)


def test_pages_go_to_the_beginning(town: Borough):
    """Following the key of each page leads to the first entry."""
    with town.office() as office:
        for _ in range(3):
            submit(office, ADA, OPEN)
        found, after = [], None
        while True:
            page = office.carry_out_now(ReadLog(by=AUDREY, after=after, limit=2))
            found += [line.seq for line in page.items]
            after = page.next
            if after is None:
                break
    assert list(range(5)) == found[::-1]


@pytest.mark.parametrize("wanted", [{}, {"person": ADA}, {"topic": "requests"}, {"document": OPEN}])
def test_pages_go_on_from_the_beginning(town: Borough, wanted: dict[str, Any]):
    """Oldest first too, each entry comes once; the order is recorded with what was asked."""
    with town.office() as office:
        for _ in range(3):
            submit(office, ADA, OPEN)
        whole = [one.seq for one in office.carry_out_now(ReadLog(by=AUDREY, **wanted)).items]
        found, after, asked = [], None, {**wanted, "sort": "oldest"}
        while len(found) < len(whole):
            page = office.carry_out_now(
                ReadLog(by=AUDREY, oldest_first=True, after=after, limit=2, **wanted)
            )
            found += [line.seq for line in page.items]
            (line,) = office.carry_out_now(ReadLog(by=AUDREY, limit=1)).items
            body = dict(entries.read(line.entry.encode()).body)
            assert asked == {name: body[name] for name in body if name != "entries"}
            after, asked = page.next, {**asked, "after": page.next}
    assert whole[::-1] == found[: len(whole)]
    assert len(whole) >= 3


def test_a_line_is_what_was_hashed(town: Borough):
    """Each line has the entry's bytes as text and their leaf hash."""
    with town.office() as office:
        (line,) = office.carry_out_now(ReadLog(by=AUDREY, limit=1)).items
    with town.reading() as connection:
        kept = log.page(connection, before=2, limit=1)[0]
    assert (kept.data, kept.hash.hex()) == (line.entry.encode(), line.hash)


@pytest.mark.parametrize(("wanted", "seqs"), [({"person": ADA}, [2]), ({"document": OPEN}, [3, 2])])
def test_what_concerns_a_person_or_a_document(
    town: Borough, wanted: dict[str, Any], seqs: list[int]
):
    """The log is searched by person and by document, and the search is recorded with its words."""
    with town.office() as office:
        submit(office, ADA, OPEN)
        submit(office, BEN, OPEN)
        page = office.carry_out_now(ReadLog(by=AUDREY, **wanted))
        (line,) = office.carry_out_now(ReadLog(by=AUDREY, limit=1)).items
    assert seqs == [line.seq for line in page.items]
    assert {**wanted, "entries": len(seqs)} == entries.read(line.entry.encode()).body


@pytest.mark.parametrize("person", [ADA, OLIVE, MOIRA, "0" * 32])
def test_only_auditors_read(town: Borough, person: str):
    """Councillors, officers and strangers read and take nothing, and leave no record."""
    before = row_counts(town)
    with town.office() as office:
        with pytest.raises(NotAllowedError):
            office.carry_out_now(ReadLog(by=person))
        with pytest.raises(NotAllowedError):
            office.carry_out_now(ExportLog(by=person))
    assert before == row_counts(town)


@pytest.mark.parametrize("person", [AUDREY, OPERATOR])
def test_an_export_ends_with_its_own_record(town: Borough, person: str):
    """What is taken away begins with a signed header and ends with the taking."""
    with town.office() as office:
        submit(office, ADA, OPEN)
        size = office.carry_out_now(ExportLog(by=person))
        submit(office, BEN, OPEN)
        with office.reading() as reading:
            header, *lines = export_lines(reading, size)
    head = export.read_header(header.rstrip(b"\n"))
    signed = read_checkpoint(head.checkpoint, read_keys(town.data).public)
    last = entries.read(lines[-1].rstrip(b"\n"))
    assert size == signed.size == head.size == len(lines) == 4
    assert ("log.exported", person) == (last.kind, last.actor)


def test_the_checkpoint_covers_what_is_committed(town: Borough):
    """The signed note has the size and the root of the log as it stands."""
    with town.office() as office:
        submit(office, ADA, OPEN)
        with office.reading() as reading:
            signed = read_checkpoint(checkpoint(reading), read_keys(town.data).public)
            root = log.root(reading.connection, 3)
    assert (3, root) == (signed.size, signed.root)


def test_a_topic_and_days_narrow_the_log(town: Borough):
    """Only entries of the topic and of the days are given, the last day with them."""
    with town.office() as office:
        submit(office, ADA, OPEN)
        town.now += timedelta(days=2)
        submit(office, BEN, OPEN)
        office.carry_out_now(ReadLog(by=AUDREY))

        def seqs(**asked: Any) -> list[int]:
            page = office.carry_out_now(ReadLog(by=AUDREY, **asked))
            return [line.seq for line in page.items]

        day = town.now.date()
        assert [3, 2] == seqs(topic="requests")
        assert [3] == seqs(topic="requests", since=day)
        assert [2] == seqs(topic="requests", until=day - timedelta(days=1))
        assert [3, 2] == seqs(topic="requests", since=day - timedelta(days=2), until=day)
        assert [] == seqs(since=day - timedelta(days=1), until=day - timedelta(days=1))
        (line,) = office.carry_out_now(ReadLog(by=AUDREY, limit=1)).items
        with pytest.raises(InputError, match="before the first"):
            seqs(since=day, until=day - timedelta(days=1))
    last = {"since": (day - timedelta(days=1)).isoformat(), "entries": 0}
    assert {**last, "until": last["since"]} == entries.read(line.entry.encode()).body


def test_a_page_has_the_names_of_its_people(town: Borough):
    """Of who acted and of who is asked for; the log itself holds ids only."""
    with town.office() as office:
        submit(office, ADA, OPEN)
        found = office.carry_out_now(ReadLog(by=AUDREY, topic="requests", person=ADA))
        nothing = office.carry_out_now(ReadLog(by=AUDREY, topic="rules", person=BEN))
    assert ({ADA: "Ada"}, {BEN: "Ben"}) == (found.names, nothing.names)


def test_one_entry_and_its_receipt(town: Borough):
    """An auditor reads any entry, on record, and takes the proof that the log has it."""
    with town.office() as office:
        submit(office, ADA, OPEN)
        found = office.carry_out_now(ReadEntry(by=AUDREY, entry=2))
        with office.reading() as reading:
            made = receipt.read(receipt_of(reading, 2))
            with pytest.raises(NotFoundError):
                receipt_of(reading, 99)
        (line,) = office.carry_out_now(ReadLog(by=AUDREY, limit=1)).items
        with pytest.raises(NotFoundError):
            office.carry_out_now(ReadEntry(by=AUDREY, entry=99))
        with pytest.raises(NotAllowedError):
            office.carry_out_now(ReadEntry(by=OLIVE, entry=2))
    assert "request.decided" == receipt.check(made, read_keys(town.data).public).kind
    assert made.entry == found.items[0].entry
    assert {"entry": 2, "entries": 1} == entries.read(line.entry.encode()).body
