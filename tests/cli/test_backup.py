"""`gateway backup` and `gateway restore`: what is set up again answers alike, and a byte shows."""

import json
import random
import shutil
import stat
from pathlib import Path

import pytest
from msgspec import Struct
from sqlalchemy import select

from gateway.casework.accounts import Invite
from gateway.casework.backup_form import DATABASE_NAME, LIST_NAME, SEAL_NAME
from gateway.casework.past import decide_again
from gateway.casework.sessions import begin
from gateway.casework.turn import Turn
from gateway.casework.writer import open_office
from gateway.domain.people import OPERATOR
from gateway.settings import DATABASE_FILE, Settings
from gateway.store import tables
from gateway.store.content_place import CONTENT_NAME, content_at
from gateway.store.engine import open_for_reading
from gateway.store.keys import PRIVATE_NAME, PUBLIC_NAME
from tests.api.town import Town
from tests.buckets import Buckets, names_in, serving
from tests.casework.asking import submit
from tests.cli.conftest import Place
from tests.databases import Databases, Files

BYTES = 25
"""How many changed bytes are looked for in each file."""


class Begin(Struct, frozen=True):
    """Begins a session."""

    person: str

    def carry_out(self, turn: Turn) -> None:
        """For somebody in office."""
        begin(turn, account=None, person=self.person, way="demonstration", replaced=None)


class Backed:
    """A town with a request in it, and a backup of it."""

    def __init__(self, folder: Path, databases: Databases, content_url: str = "") -> None:
        self.town = Town(folder / "data", databases=databases, content_url=content_url)
        self.settings = self.town.settings
        self.folder = folder / "backup"
        with open_office(self.settings.data, self.settings.database_url) as office:
            self.reference = submit(office, self.town.people["ada"], self.town.paper).reference
            for name in ("ada", "ben"):
                person = self.town.people[name]
                office.carry_out_now(Invite(by=OPERATOR, person=person, name=name))
            office.carry_out_now(Begin(person))
        self.place = Place(self.settings.data)
        self.place.environment["GATEWAY_DATABASE_URL"] = self.settings.database_url
        self.place.environment["GATEWAY_CONTENT_URL"] = content_url

    def backup(self, *words: str):
        """Make the backup."""
        return self.place.gateway("backup", str(self.folder), *words)

    def check(self, folder: Path | None = None, *words: str):
        """Look it through."""
        return self.place.gateway("restore", str(folder or self.folder), "--check", *words)


@pytest.fixture(scope="module")
def backed(tmp_path_factory, databases) -> Backed:
    """A backup without the private key; tests change copies of it only."""
    made = Backed(tmp_path_factory.mktemp("backed"), databases)
    answer = made.backup()
    assert 0 == answer.exit_code, answer.output
    return made


@pytest.fixture
def copied(backed: Backed, tmp_path: Path) -> Path:
    """A copy of the backup, to be spoilt."""
    return shutil.copytree(backed.folder, tmp_path / "copied")


def rows_of(url: str) -> dict[str, list[tuple]]:
    """Every row of every table, but for the passing notes of what changed."""
    engine = open_for_reading(url)
    try:
        with engine.connect() as connection:
            return {
                one.name: sorted(map(tuple, connection.execute(select(one))), key=repr)
                for one in tables.metadata.sorted_tables
                if one not in (tables.paper_changes, tables.people_changes)
            }
    finally:
        engine.dispose()


def test_a_backup_is_whole_and_closed_to_others(backed: Backed):
    """It is found whole in one sentence, has its own making on record, and no signing key."""
    answer = backed.check()

    assert 0 == answer.exit_code, answer.output
    assert answer.output.startswith("The backup of ")
    assert "entries of the log are unbroken." in answer.output
    assert "backup.made" == backed.town.entries()[-1]["kind"]
    assert not (backed.folder / PRIVATE_NAME).exists()
    modes = {stat.S_IMODE(one.stat().st_mode) for one in backed.folder.rglob("*") if one.is_file()}
    assert ({0o600}, 0o700) == (modes, stat.S_IMODE(backed.folder.stat().st_mode))
    assert not list(backed.folder.glob("*-wal"))


def test_what_is_restored_answers_alike(backed: Backed, tmp_path: Path):
    """Every row and byte is there again; past decisions come out the same; it goes on working."""
    into = tmp_path / "again"
    key = str(backed.settings.data / PRIVATE_NAME)
    words = ("restore", str(backed.folder), "--into", str(into), "--private-key", key)

    answer = backed.place.gateway(*words)

    assert 0 == answer.exit_code, answer.output
    again = Settings(data=into)
    restored, now = rows_of(again.database_url), rows_of(backed.settings.database_url)
    log = restored.pop("log_entries")
    assert len(log) == len(now["log_entries"]) + 1
    assert [row for row in log if row in now["log_entries"]] == now.pop("log_entries")
    for table in ("sessions", "set_up_links"):
        assert ([], True) == (restored.pop(table), bool(now.pop(table))), "each may have ended"
    assert "End again what ended since" in answer.output
    for table in ("log_nodes", "log_checkpoints"):
        assert set(now.pop(table)) <= set(restored.pop(table))
    assert now == restored
    with open_office(into, again.database_url) as office:
        with office.reading() as reading:
            assert decide_again(reading, backed.reference).same
        assert submit(office, backed.town.people["ada"], backed.town.paper).entry
    verified = Place(into).gateway("audit", "verify")
    assert 0 == verified.exit_code, verified.output
    for one in (backed.settings.data / CONTENT_NAME).iterdir():
        assert one.read_bytes() == (into / CONTENT_NAME / one.name).read_bytes()


def test_rows_go_back_into_a_server(backed: Backed, tmp_path: Path, postgresql):
    """A backup of either kind fills an empty database of PostgreSQL, which then works."""
    into, url = tmp_path / "again", postgresql.new()
    key = str(backed.settings.data / PRIVATE_NAME)
    words = ("--into", str(into), "--private-key", key, "--database-url", url)

    answer = backed.place.gateway("restore", str(backed.folder), *words)

    assert 0 == answer.exit_code, answer.output
    with open_office(into, url) as office:
        with office.reading() as reading:
            assert decide_again(reading, backed.reference).same
        assert submit(office, backed.town.people["ada"], backed.town.paper).entry
    place = Place(into)
    place.environment["GATEWAY_DATABASE_URL"] = url
    verified = place.gateway("audit", "verify")
    assert 0 == verified.exit_code, verified.output
    full = backed.place.gateway(
        "restore", str(backed.folder), "--into", str(tmp_path / "b"), "--database-url", url
    )
    assert 2 == full.exit_code
    assert not (tmp_path / "b").exists()


def test_a_changed_byte_is_found(backed: Backed, copied: Path):
    """In every file, wherever it is: the check is not passed."""
    lot = random.Random(20261129)  # noqa: S311  no secret
    files = [one for one in copied.rglob("*") if one.is_file()]
    assert {DATABASE_NAME, LIST_NAME, SEAL_NAME, PUBLIC_NAME} < {one.name for one in files}
    for file in files:
        whole = file.read_bytes()
        for _ in range(BYTES if file.name == DATABASE_NAME else 5):
            place, other = lot.randrange(len(whole)), lot.randrange(1, 256)
            file.write_bytes(whole[:place] + bytes([whole[place] ^ other]) + whole[place + 1 :])
            answer = backed.check(copied)
            assert 0 != answer.exit_code, (file.name, place)
        file.write_bytes(whole)
    assert 0 == backed.check(copied).exit_code


def test_what_is_missing_is_found(backed: Backed, copied: Path):
    """A file that is gone is named, and nothing is set up from such a backup."""
    gone = next((copied / CONTENT_NAME).iterdir())
    gone.unlink()

    answer = backed.check(copied, "--json")
    into = backed.place.gateway("restore", str(copied), "--into", str(copied / "into"))

    assert f"content/{gone.name} is missing." in json.loads(answer.output)["findings"]
    assert (1, 2) == (answer.exit_code, into.exit_code)
    assert not (copied / "into").exists()


def test_bytes_that_were_gone_already_are_said(tmp_path: Path, databases):
    """The backup is made all the same, and says so; its check says so too."""
    made = Backed(tmp_path, databases)
    (lost, *_) = made.town.contents(made.town.paper)
    lost.unlink()

    answer = made.backup("--with-private-key", "--json")

    assert (1, [lost.name]) == (answer.exit_code, json.loads(answer.stdout)["damaged"])
    assert 0o600 == stat.S_IMODE((made.folder / PRIVATE_NAME).stat().st_mode)
    assert 1 == made.check().exit_code


def test_a_bucket_is_backed_up_and_filled_again(tmp_path: Path, buckets: Buckets):
    """The bytes go from the bucket into the backup, and from there into another bucket."""
    made = Backed(tmp_path, Files(), buckets.new())
    other, into = buckets.new(), tmp_path / "again"
    words = ("--into", str(into), "--content-url", other, "--private-key")

    backup = made.backup()
    check = made.check()
    again = made.place.gateway(
        "restore", str(made.folder), *words, str(made.settings.data / PRIVATE_NAME)
    )

    for answer in (backup, check, again):
        assert 0 == answer.exit_code, answer.output
    assert [] == list((into / CONTENT_NAME).iterdir())
    old, new = (content_at(url, into) for url in (made.settings.content_url, other))
    assert made.town.kept() == names_in(other)
    assert made.town.kept()
    for name in names_in(other):
        assert b"".join(old.pieces(name)) == b"".join(new.pieces(name))


def test_what_is_gone_from_a_bucket_is_said(tmp_path: Path, buckets: Buckets):
    """As with a folder: the rest is backed up, and what is missing is named."""
    made = Backed(tmp_path, Files(), buckets.new())
    lost = min(made.town.kept())
    content_at(made.settings.content_url, made.settings.data).discard(lost)

    answer = made.backup("--json")

    assert (1, [lost]) == (answer.exit_code, json.loads(answer.stdout)["damaged"])


def test_no_backup_without_the_bucket(tmp_path: Path):
    """While the bucket cannot be read nothing is sealed, and nobody takes it for a backup."""
    with serving() as server:
        made = Backed(tmp_path, Files(), server.new())
        server.stop()
        answer = made.backup()

    assert 2 == answer.exit_code
    assert "cannot be read now" in answer.output
    assert not (made.folder / SEAL_NAME).exists()


def test_nothing_is_written_over(backed: Backed, tmp_path: Path):
    """Neither a backup nor a restored gateway goes where something is."""
    (tmp_path / "something").write_text("mine")

    twice = backed.backup()
    into = backed.place.gateway("restore", str(backed.folder), "--into", str(tmp_path))
    neither = backed.place.gateway("restore", str(backed.folder))

    assert (2, 2, 2) == (twice.exit_code, into.exit_code, neither.exit_code)
    assert "holds something" in twice.output
    assert "holds something" in into.output
    assert ["something"] == [one.name for one in tmp_path.iterdir()]


def test_without_the_signing_key_somebody_is_told(backed: Backed, tmp_path: Path):
    """It is restored as far as can be, and what is left to do is said."""
    into = tmp_path / "again"
    elsewhere = Place(tmp_path / "nowhere")

    answer = elsewhere.gateway("restore", str(backed.folder), "--into", str(into))

    assert 0 == answer.exit_code, answer.output
    assert "Checked with the key in the backup itself" in answer.output
    assert f"- Put the log's signing key there: {PRIVATE_NAME}, mode 600." in answer.output
    assert (into / DATABASE_FILE).is_file()


def test_a_key_of_another_log_is_refused(backed: Backed, tmp_path: Path, place: Place):
    """A backup is not taken for one of another gateway, nor opened with a foreign signing key."""
    key = str(place.data / PUBLIC_NAME)
    private = str(place.data / PRIVATE_NAME)
    into = str(tmp_path / "again")

    checked = backed.check(None, "--key", key)
    restored = backed.place.gateway(
        "restore", str(backed.folder), "--into", into, "--private-key", private
    )

    assert (2, 2) == (checked.exit_code, restored.exit_code)
    assert "not sealed with the key that you trust" in checked.output
    assert not Path(into).exists()
