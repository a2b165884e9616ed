"""The check of the database's own log finds every change of every column, and nothing else."""

import random
import shutil
from contextlib import closing
from datetime import UTC, datetime

import msgspec
import pysqlite3
import pytest

from gateway.casework.log_check import CheckLog, check_log
from gateway.casework.record import record
from gateway.casework.transactions import CHECKPOINT_EVERY
from gateway.casework.writer import open_office
from gateway.domain.people import OPERATOR
from gateway.errors import LogError
from gateway.policy import book
from gateway.store.engine import open_for_reading
from gateway.store.keys import read_keys
from gateway.store.setup import create

ENTRIES = 2 * CHECKPOINT_EVERY + 30
COLUMNS = {
    "log_entries": ("seq", "bytes", "hash"),
    "log_nodes": ("level", "idx", "hash"),
    "log_checkpoints": ("size", "note"),
    "log_secrets": ("seq", "name", "salt", "value"),
}
CHANGES = 20


class Note(msgspec.Struct, frozen=True):
    """Records an invented event that is committed to a value."""

    value: bytes

    def carry_out(self, turn):
        """Record it."""
        kind, body = "log.read", {"page": 1}
        return record(turn, by=OPERATOR, kind=kind, body=body, committed={"why": self.value})


class Kept:
    """A data folder whose log can be checked, and tampered with as an administrator could."""

    def __init__(self, data):
        self.data = data
        self.url = f"sqlite:///{data / 'gateway.sqlite'}"

    @property
    def signer(self):
        """The log's pair of keys."""
        return read_keys(self.data)

    def office(self):
        """The office that writes to it."""
        return open_office(self.data, self.url)

    def check(self, *earlier):
        """The report of a check, with checkpoints kept elsewhere."""
        engine = open_for_reading(self.url)
        try:
            with engine.connect() as connection:
                return check_log(connection, self.signer.public, earlier)
        finally:
            engine.dispose()

    def carry_out(self, statement, *values):
        """Carry out SQL behind the gateway's back, with every trigger taken away; the rows."""
        with closing(pysqlite3.connect(self.data / "gateway.sqlite")) as connection:
            triggers = "SELECT name FROM sqlite_master WHERE type = 'trigger'"
            for (name,) in connection.execute(triggers).fetchall():
                connection.execute(f'DROP TRIGGER "{name}"')
            rows = connection.execute(statement, values).fetchall()
            connection.commit()
            return rows

    def rows(self, table):
        """The rows of a table of the log, in the order of its columns above."""
        return self.carry_out(f"SELECT {', '.join(COLUMNS[table])} FROM {table} ORDER BY 1, 2")  # noqa: S608  our own words

    def replace(self, table, old, new):
        """Put another row in the place of one."""
        settings = ", ".join(f"{column} = ?" for column in COLUMNS[table])
        same = " AND ".join(f"{column} = ?" for column in COLUMNS[table])
        self.carry_out(f"UPDATE {table} SET {settings} WHERE {same}", *new, *old)  # noqa: S608  our own words


@pytest.fixture(scope="module")
def honest(tmp_path_factory):
    """A log of some hundred entries with two checkpoints; not to be tampered with."""
    kept = Kept(tmp_path_factory.mktemp("honest") / "data")
    create(
        data=kept.data,
        database_url=kept.url,
        profile="england",
        title="Exampleton",
        rule_book=book.load(),
        moment=datetime(2026, 11, 22, 21, tzinfo=UTC),
    )
    with kept.office() as office:
        while office.carry_out_now(Note(b"because")) < ENTRIES - 1:
            pass
    return kept


@pytest.fixture
def kept(honest, tmp_path):
    """A copy of the honest log, to be tampered with."""
    shutil.copytree(honest.data, tmp_path / "data")
    return Kept(tmp_path / "data")


def problems(report):
    """The problems that a report tells."""
    return {finding.problem for finding in report.findings}


def test_an_honest_log_is_unbroken(honest):
    """No false alarm; the newest entries may await their checkpoint."""
    report = honest.check()

    assert (True, ENTRIES, ()) == (report.ok, report.entries, report.findings)
    assert 0 < report.unsigned < CHECKPOINT_EVERY


def test_a_check_is_itself_on_record(kept):
    """Checking adds one entry, after which the log is still unbroken."""
    with kept.office() as office:
        office.carry_out_now(CheckLog(by=OPERATOR))

    report = kept.check()

    assert (True, ENTRIES + 1) == (report.ok, report.entries)


def test_erasing_a_value_leaves_the_log_unbroken(kept):
    """Personal values can be erased with their salts: the commitments stay and prove nothing."""
    kept.carry_out("DELETE FROM log_secrets")

    assert kept.check().ok


def changed(value, dice):
    """Another value of the same type: a number beside it, or one bit of a text or of bytes."""
    if isinstance(value, int):
        return value + dice.choice([-1, 1, 1000])
    data = bytearray(value if isinstance(value, bytes) else value.encode())
    data[dice.randrange(len(data))] ^= 1 << dice.randrange(7)
    return bytes(data) if isinstance(value, bytes) else data.decode(errors="replace")


@pytest.mark.parametrize(
    ("table", "column"), [(table, column) for table in COLUMNS for column in COLUMNS[table]]
)
def test_every_changed_value_of_every_column_is_found(kept, table, column):
    """Whatever is changed in whichever row and column of the log's tables: it is found."""
    dice = random.Random(f"{table} {column}")  # noqa: S311  the same changes every time
    rows, place, found = kept.rows(table), COLUMNS[table].index(column), []
    for old in dice.choices(rows, k=CHANGES):
        new = (*old[:place], changed(old[place], dice), *old[place + 1 :])
        try:
            kept.replace(table, old, new)
        except pysqlite3.DatabaseError:  # two rows of one key, or no JSON: it cannot be done
            continue
        found.append(not kept.check().ok)
        kept.replace(table, new, old)

    assert found
    assert all(found)
    assert kept.check().ok


@pytest.mark.parametrize("table", ["log_entries", "log_nodes"])
def test_every_removed_row_is_found(kept, table):
    """A row taken out of the entries or of the tree is found, wherever it stood."""
    rows, dice = kept.rows(table), random.Random(table)  # noqa: S311  the same rows every time
    columns, found = ", ".join(COLUMNS[table]), []
    for row in dice.sample(rows, CHANGES):
        first, second = COLUMNS[table][:2]
        kept.carry_out(f"DELETE FROM {table} WHERE {first} = ? AND {second} = ?", *row[:2])  # noqa: S608  our own words
        found.append(not kept.check().ok)
        kept.carry_out(f"INSERT INTO {table} ({columns}) VALUES (?, ?, ?)", *row)  # noqa: S608  our own words

    assert all(found)
    assert kept.check().ok


def test_added_rows_are_found(kept):
    """A further entry or a further node of the tree is found."""
    kept.carry_out("INSERT INTO log_nodes (level, idx, hash) VALUES (40, 1, x'00')")
    assert {"stored"} == problems(kept.check())

    kept.carry_out(
        "INSERT INTO log_entries (seq, bytes, hash) "
        "SELECT max(seq) + 1, bytes, hash FROM log_entries"
    )
    assert {"stored", "order"} <= problems(kept.check())


def test_a_cut_off_end_is_found(kept):
    """Without its last entries the log falls short of its newest checkpoint."""
    kept.carry_out(f"DELETE FROM log_entries WHERE seq >= {2 * CHECKPOINT_EVERY - 1}")  # noqa: S608  a number

    assert "missing" in problems(kept.check())


def test_without_its_checkpoints_a_log_is_broken(kept):
    """So many entries cannot all await their first checkpoint."""
    kept.carry_out("DELETE FROM log_checkpoints")

    assert {"unsigned"} == problems(kept.check())


def test_an_empty_log_is_broken(kept):
    """Every gateway's log begins with who set it up: nothing at all is too little."""
    for table in COLUMNS:
        kept.carry_out(f"DELETE FROM {table}")  # noqa: S608  our own words

    assert {"missing"} == problems(kept.check())


def test_a_return_to_an_old_copy_is_found_with_a_checkpoint_kept_elsewhere(kept, honest):
    """An old copy of the database is whole in itself: only a later checkpoint shows it is old."""
    with kept.office() as office:
        office.carry_out_now(CheckLog(by=OPERATOR))
    later = kept.check()
    note = kept.signer.sign(later.entries, bytes.fromhex(later.root))

    assert honest.check().ok
    assert {"missing"} == problems(honest.check(note))
    assert kept.check(note).ok


def test_a_table_that_was_made_anew_with_other_types_is_found(kept):
    """Entries that are text, not bytes, are not what was hashed."""
    kept.carry_out("ALTER TABLE log_entries RENAME TO old")
    kept.carry_out(
        "CREATE TABLE log_entries AS SELECT seq, CAST(bytes AS TEXT) bytes, hash FROM old"
    )

    assert "altered" in problems(kept.check())


def test_a_database_without_a_log_cannot_be_checked(kept):
    """Where there is no log there is nothing to call whole or broken."""
    kept.carry_out("ALTER TABLE log_entries RENAME TO elsewhere")

    with pytest.raises(LogError):
        kept.check()
