"""`gateway init`: what it makes, and that it never writes over anything."""

import stat

from gateway.store.keys import read_keys
from tests.cli.conftest import Place


def test_init_makes_database_and_keys_closed_to_others(place: Place):
    """After init nobody else on the machine can read the data folder, the database or the key."""
    closed = {
        path.name: stat.S_IMODE(path.stat().st_mode)
        for path in (place.data, place.data / "gateway.sqlite", place.data / "log-signing-key.pem")
    }

    assert {"data": 0o700, "gateway.sqlite": 0o600, "log-signing-key.pem": 0o600} == closed


def test_init_shows_the_public_key(empty: Place):
    """Whoever sets the gateway up is told the key with which the log is checked."""
    answer = empty.gateway("init", "--council", "england")

    assert str(read_keys(empty.data).public) in answer.output


def test_init_writes_over_nothing(place: Place):
    """A second init is refused and leaves every file as it was."""
    before = {path.name: path.read_bytes() for path in place.data.iterdir() if path.is_file()}

    answer = place.gateway("init", "--council", "england")

    after = {path.name: path.read_bytes() for path in place.data.iterdir() if path.is_file()}
    assert 2 == answer.exit_code
    assert "set up here already" in answer.output
    assert before == after


def test_init_knows_the_councils_of_the_rule_book(empty: Place):
    """A council without a profile is refused with the names of those that have one."""
    answer = empty.gateway("init", "--council", "atlantis")

    assert 2 == answer.exit_code
    assert "england" in answer.output
    assert not empty.data.exists()


def test_init_asks_which_council(empty: Place):
    """Without a council nothing is made."""
    answer = empty.gateway("init")

    assert 2 == answer.exit_code
    assert "gateway init --council NAME" in answer.output
    assert not empty.data.exists()


def test_upgrade_of_a_database_of_this_version_changes_nothing(place: Place):
    """`init --upgrade` can be run again at any time."""
    answer = place.gateway("init", "--upgrade")

    assert (0, "Nothing to do.\n") == (answer.exit_code, answer.output)
