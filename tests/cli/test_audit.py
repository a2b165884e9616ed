"""`gateway audit`: a copy of the log that anybody can check, and what the check says."""

import json
import stat

import pytest

from gateway.store.keys import PUBLIC_NAME, read_keys
from tests.cli.conftest import Place


@pytest.fixture
def exported(place: Place):
    """An export of the log, beside the place that it was taken from."""
    file = place.data.parent / "log.ndjson"
    assert 0 == place.gateway("audit", "export", str(file)).exit_code
    return file


def test_an_export_is_found_unbroken(place: Place, exported):
    """What was exported checks out, in one sentence and with exit code 0."""
    answer = place.gateway("audit", "verify", str(exported))

    assert 0 == answer.exit_code
    assert answer.output.startswith("All 3 entries are unbroken up to ")


def test_an_export_is_checked_without_the_installation(place: Place, exported):
    """The file and the public key are enough: no database, no settings."""
    key = place.data.parent / "key.txt"
    key.write_bytes((place.data / PUBLIC_NAME).read_bytes())
    elsewhere = Place(place.data.parent / "elsewhere")

    answer = elsewhere.gateway("audit", "verify", str(exported), "--key", str(key), "--json")

    report = json.loads(answer.output)
    assert (0, True, 3, 0) == (
        answer.exit_code,
        report["ok"],
        report["entries"],
        report["unsigned"],
    )


def test_an_export_is_recorded_and_closed_to_others(exported):
    """The copy holds the record of its own making, and only its owner can read it."""
    last = json.loads(exported.read_text().splitlines()[-1])

    assert ("log.exported", "command-line") == (last["kind"], last["actor"])
    assert 0o600 == stat.S_IMODE(exported.stat().st_mode)


def test_an_export_says_what_it_wrote(place: Place):
    """One line for people, or one of JSON."""
    file = place.data.parent / "log.ndjson"

    plain = place.gateway("audit", "export", str(file))
    as_json = place.gateway("audit", "export", str(file), "--json")

    assert f"Wrote 3 entries to {file}.\n" == plain.output
    assert {"entries": 4, "file": str(file)} == json.loads(as_json.output)


def test_an_export_that_cannot_be_written_leaves_nothing(place: Place):
    """A place that cannot be written to is told, and no part of a file stays."""
    file = place.data.parent / "nowhere" / "log.ndjson"

    answer = place.gateway("audit", "export", str(file))

    assert 2 == answer.exit_code
    assert "cannot be written" in answer.output
    assert not file.parent.exists()


def test_a_changed_export_is_found_broken(place: Place, exported):
    """Exit code 1, a sentence, and one more for each thing that is wrong."""
    exported.write_bytes(exported.read_bytes().replace(b"command-line", b"0" * 32, 1))

    answer = place.gateway("audit", "verify", str(exported))

    assert 1 == answer.exit_code
    assert answer.output.splitlines()[0] == (
        "The log is broken: 2 problems were found among 3 entries, first at entry 1."
    )
    assert "- Entry 1 does not name the entry before it: one of the two was changed." in (
        answer.output
    )


def test_what_is_told_of_a_log_that_is_wrong_all_over_is_limited(place: Place, exported):
    """The first hundred findings are told, the others counted."""
    header, entry, *_ = exported.read_bytes().splitlines(keepends=True)
    exported.write_bytes(header + entry * 150)

    answer = place.gateway("audit", "verify", str(exported))

    assert 1 == answer.exit_code
    assert 102 == len(answer.output.splitlines())
    assert answer.output.endswith(" more.\n")


def test_a_checkpoint_from_before_shows_a_log_that_was_cut_off(place: Place, exported):
    """An older, shorter log signed with the same key is broken beside a later checkpoint."""
    later = place.data.parent / "later.ndjson"
    place.gateway("audit", "export", str(later))
    note = place.data.parent / "checkpoint.txt"
    note.write_text(json.loads(later.read_text().splitlines()[0])["checkpoint"])

    answer = place.gateway("audit", "verify", str(exported), "--checkpoint", str(note))

    assert 0 == place.gateway("audit", "verify", str(exported)).exit_code
    assert 1 == answer.exit_code
    assert "some are missing" in answer.output
    assert 0 == place.gateway("audit", "verify", "--checkpoint", str(note)).exit_code


def test_the_installation_s_own_log_is_checked_and_that_is_recorded(place: Place):
    """Without an export the database is checked; each check adds its own record."""
    for entries in (3, 4):
        report = json.loads(place.gateway("audit", "verify", "--json").output)
        assert (True, entries, entries) == (report["ok"], report["entries"], report["unsigned"])


def test_a_log_is_checked_even_when_nothing_can_be_recorded(place: Place):
    """Without the signing key nothing is recorded; evidence is looked at all the same."""
    (place.data / "log-signing-key.pem").unlink()

    answer = place.gateway("audit", "verify")

    assert 0 == answer.exit_code
    assert "This check is not on record." in answer.output
    assert "All 2 entries are unbroken" in answer.output


def test_only_the_key_that_one_trusts_counts(place: Place, exported):
    """The key inside an export is not believed: under another key it is broken."""
    other = Place(place.data.parent / "other")
    other.gateway("init", "--council", "england")
    key = other.data / PUBLIC_NAME

    answer = place.gateway("audit", "verify", str(exported), "--key", str(key))

    assert str(read_keys(other.data).public) == key.read_text().strip()
    assert 1 == answer.exit_code
    assert "not signed by the key that you trust" in answer.output


@pytest.mark.parametrize("words", [("--key",), ("--checkpoint",), ()])
def test_what_cannot_be_read_ends_with_2(place: Place, exported, words):
    """A file that is no export, no key or no text is neither whole nor broken."""
    odd = place.data.parent / "odd"
    odd.write_bytes(b"\xff\xfe")

    answer = place.gateway("audit", "verify", *([str(exported)] if words else []), *words, str(odd))

    assert 2 == answer.exit_code


def test_a_key_is_needed(empty: Place):
    """Where nothing is set up there is no key to trust."""
    answer = empty.gateway("audit", "verify")

    assert 2 == answer.exit_code
    assert PUBLIC_NAME in answer.output
