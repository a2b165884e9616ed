"""The log's rows: one chain and one tree, however the entries were written."""

import hmac
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection, delete, event, select
from sqlalchemy.exc import IntegrityError

from gateway.audit import entries
from gateway.audit.proofs import inclusion_holds, inclusion_proof
from gateway.audit.tree import Frontier, extend, leaf_hash
from gateway.errors import LogError
from gateway.store import log, tables
from gateway.store.log import Log
from tests.store.borough import NOW, Borough, id_of

ADA, BEN, PAPER = id_of("Ada"), id_of("Ben"), id_of("Paper")


def _append(appended: Log, *, actor: str = ADA, **body: str) -> int:
    return appended.append(actor=actor, at=NOW, kind="log.read", body=body, committed={})


def _write(connection: Connection, number: int) -> None:
    appended = Log(connection)
    for _ in range(number):
        _append(appended)
    appended.write()


def _check_whole(connection: Connection) -> int:
    """Every entry names the one before, and the tree is that of all entries; gives the size."""
    size = log.size_of(connection)
    whole = list(log.stream(connection, size))
    prev = entries.FIRST_PREV
    for number, data in enumerate(whole):
        entry = entries.read(data)
        assert (number, prev) == (entry.seq, entry.prev)
        prev = leaf_hash(data).hex()
    frontier, _ = extend(Frontier(), [leaf_hash(data) for data in whole])
    assert frontier.root() == log.root(connection, size)
    return size


@settings(max_examples=25)
@given(batches=st.lists(st.integers(0, 9), max_size=12))
def test_however_the_entries_are_bundled(founded: Borough, batches: list[int]):
    """Chain and tree are whole for every division of the entries into transactions."""
    with TemporaryDirectory() as folder:
        borough = founded.copied_to(Path(folder) / "data")
        with borough.writing() as connection:
            before = log.size_of(connection)
            for number in batches:
                _write(connection, number)
            assert before + sum(batches) == _check_whole(connection)
        borough.close()


def test_stored_nodes_prove_every_entry(borough: Borough):
    """With the stored nodes, each entry is proved to be in the tree."""
    with borough.writing() as connection:
        _write(connection, 21)
        size = log.size_of(connection)
        root, nodes = log.root(connection, size), log.node_lookup(connection)
        for number in range(size):
            proof = inclusion_proof(number, size, nodes)
            assert inclusion_holds(number, size, nodes(0, number), proof, root)


def test_a_node_that_is_missing_is_an_error(borough: Borough):
    """A tree with a hole is no tree: nothing is made up in its place."""
    with borough.reading() as connection, pytest.raises(LogError, match="missing"):
        log.node_lookup(connection)(3, 7)


def test_the_head_is_read_in_the_transaction(borough: Borough):
    """What another process appended meanwhile is what the next entry follows."""
    with borough.writing() as connection:
        _write(connection, 1)
    with borough.writing() as connection:
        _write(connection, 2)
        _check_whole(connection)


def test_nothing_is_written_before_it_is_written(borough: Borough):
    """Entries are held until `write`, which gives the tree as it then is; twice is once."""
    with borough.writing() as connection:
        size = log.size_of(connection)
        appended = Log(connection)
        assert size == _append(appended)
        assert size == log.size_of(connection)
        grown = appended.write()
        assert grown is not None
        assert (size + 1, log.root(connection, size + 1)) == (grown.size, grown.root())
        assert appended.write() is None
        assert size + 1 == _append(appended)


def test_back_to_a_mark(borough: Borough):
    """What was appended since the mark is forgotten, with the values it is committed to."""
    with borough.writing() as connection:
        appended = Log(connection)
        kept = _append(appended)
        mark = appended.mark()
        for _ in range(3):
            appended.append(
                actor=ADA, at=NOW, kind="log.read", body={}, committed={"facts": b"gone"}
            )
        appended.back_to(mark)
        assert kept + 1 == _append(appended)
        appended.write()
        assert kept + 2 == _check_whole(connection)
        assert [] == connection.execute(select(tables.log_secrets)).all()


def test_back_to_a_mark_after_what_was_written_is_rolled_back(borough: Borough):
    """What was written at once and rolled back leaves no gap, in the chain or in the tree."""
    with borough.writing() as connection:
        appended = Log(connection)
        kept = _append(appended)
        appended.write()
        appended.at_once = True
        mark = appended.mark()
        with connection.begin_nested() as failed:
            for number in range(1, 4):
                assert kept + number == _append(appended)
                assert kept + number + 1 == log.size_of(connection)
            failed.rollback()
        appended.back_to(mark)
        assert kept + 1 == _append(appended)
        assert kept + 2 == _check_whole(connection)
        assert appended.head is not None
        assert kept + 2 == appended.head.tree.size


def test_personal_values_stay_out_of_the_entry(borough: Borough):
    """The entry holds a commitment that the value and its salt open, and not the value."""
    with borough.writing() as connection:
        appended = Log(connection)
        number = appended.append(
            actor=ADA, at=NOW, kind="request.decided", body={}, committed={"facts": b"Ada Marsh"}
        )
        appended.write()
        latest = appended.latest()
        assert latest is not None
        secret = connection.execute(select(tables.log_secrets)).one()
        assert b"Ada Marsh" == log.committed_value(connection, number, "facts")
    expected = hmac.digest(secret.salt, b"Ada Marsh", sha256).hex()
    assert expected == entries.read(latest.data).body["facts"]
    assert b"Marsh" not in latest.data


def test_erasing_a_value_leaves_the_log_whole(borough: Borough):
    """Values and salts may be deleted; chain and tree do not notice."""
    with borough.writing() as connection:
        appended = Log(connection)
        appended.append(
            actor=ADA, at=NOW, kind="request.decided", body={}, committed={"facts": b"Ada"}
        )
        appended.write()
        connection.execute(delete(tables.log_secrets))
        _check_whole(connection)


def test_free_text_is_refused(borough: Borough):
    """An entry with a name in it is not appended."""
    with borough.writing() as connection, pytest.raises(LogError, match="free text"):
        _append(Log(connection), person="Ada Marsh")


def test_a_row_cannot_refer_to_an_entry_that_is_not_there(borough: Borough):
    """State without its record is refused at the commit."""
    row = {"digest": "0" * 64, "entry": 99}
    with pytest.raises(IntegrityError, match=r"FOREIGN KEY|fk_"):
        borough.add(tables.rule_books, **row)


def test_pages_go_back_in_time(borough: Borough):
    """Pages are newest first, and each begins under the last of the page before."""
    with borough.writing() as connection:
        _write(connection, 7)
        size = log.size_of(connection)
        first = log.page(connection, limit=4)
        second = log.page(connection, before=first[-1].seq, limit=100)
    numbers = [entry.seq for entry in (*first, *second)]
    assert list(reversed(range(size))) == numbers


def test_pages_of_a_person_and_of_a_document(borough: Borough):
    """A person's page has what they did and what concerns them, once each; so a document's."""
    with borough.writing() as connection:
        appended = Log(connection)
        by_ada = _append(appended, actor=ADA)
        of_ada = _append(appended, actor=BEN, person=ADA, document=PAPER)
        both = _append(appended, actor=ADA, person=ADA)
        other = _append(appended, actor=BEN, document=PAPER)
        appended.write()

        def found(**wanted: str | int) -> list[int]:
            return [entry.seq for entry in log.page(connection, limit=10, **wanted)]  # type: ignore[arg-type]

        assert [both, of_ada, by_ada] == found(person=ADA)
        assert [of_ada, by_ada] == found(person=ADA, before=both)
        assert [other, of_ada] == found(document=PAPER)
        assert [of_ada] == found(person=ADA, document=PAPER)
        assert [both] == [entry.seq for entry in log.page(connection, person=ADA, limit=1)]


@pytest.mark.only_on("sqlite")  # which tells its plan for a database that is nearly empty
def test_a_person_is_found_without_going_through_the_log(borough: Borough):
    """What they did by one index, what others did that concerns them by another."""
    plans: list[str] = []

    def explain(_connection: Connection, cursor: Any, sql: str, asked: Any, *_rest: Any) -> None:
        cursor.execute(f"EXPLAIN QUERY PLAN {sql}", asked)
        plans.extend(detail for *_, detail in cursor)

    with borough.reading() as connection:
        event.listen(connection, "before_cursor_execute", explain)
        log.page(connection, person=ADA, limit=10)
    ways = {step for step in plans if "log_entries" in step}
    assert {
        f"SEARCH log_entries USING INDEX ix_log_entries_{who}_seq ({who}=?)"
        for who in ("actor", "person")
    } == ways


def test_the_moment_of_an_entry(borough: Borough):
    """An entry's moment is the one it was appended with."""
    with borough.writing() as connection:
        appended = Log(connection)
        number = _append(appended)
        appended.write()
        assert NOW == log.moment_of(connection, number)


def test_a_long_log_is_streamed_in_order(borough: Borough):
    """More entries than are read at once come in order, and no further than asked."""
    with borough.writing() as connection:
        _write(connection, 2100)
        numbers = [entries.read(data).seq for data in log.stream(connection, 2050)]
    assert list(range(2050)) == numbers
