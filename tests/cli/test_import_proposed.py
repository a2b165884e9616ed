"""`gateway import register --propose`: changes wait until an officer confirms or dismisses them."""

import json

import pytest

from tests.cli.conftest import Place
from tests.cli.staffed import staffed
from tests.importing import invented


@pytest.fixture
def proposed(place: Place) -> tuple[str, str]:
    """What waits to be confirmed: its id; and the file with an officer's token."""
    file = place.data.parent / "councillors.json"
    file.write_bytes(invented.councillors())
    token = str(staffed(place, "officer"))
    said = place.gateway("import", "register", str(file), "--propose")
    assert 0 == said.exit_code, said.output
    return said.output.rpartition(" ")[2].strip(), token


def test_what_waits_is_shown_and_confirmed(place: Place, proposed: tuple[str, str]):
    """In words or as JSON; once confirmed, nothing differs any more."""
    waits, token = proposed
    shown = place.gateway("import", "proposed").output
    plain = json.loads(place.gateway("import", "proposed", "--json").output)
    done = place.gateway("import", "confirm", waits, "--token-file", token)
    file = place.data.parent / "councillors.json"
    again = place.gateway("import", "register", str(file), "--propose").output

    assert shown.startswith(f"Waits to be confirmed: {waits}\n")
    assert (waits, 1) == (plain["proposal"], len(plain["sources"]))
    assert 0 == done.exit_code, done.output
    assert "Nothing differs.\n" == again
    assert "Nothing waits to be confirmed.\n" == place.gateway("import", "proposed").output


def test_what_is_dismissed_is_not_confirmed(place: Place, proposed: tuple[str, str]):
    """It does not wait any more."""
    waits, token = proposed
    gone = place.gateway("import", "dismiss", waits, "--token-file", token)
    late = place.gateway("import", "confirm", waits, "--token-file", token)

    assert "Dismissed.\n" == gone.output
    assert 2 == late.exit_code
    assert (
        '{"proposal":null,"sources":[]}\n' == place.gateway("import", "proposed", "--json").output
    )
