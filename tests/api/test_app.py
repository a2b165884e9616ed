"""The whole, wired: it refuses to start where that would not be safe."""

import msgspec
import pytest

from gateway.app import create_app, server
from gateway.errors import SetupError


@pytest.mark.parametrize(
    "change",
    [
        {"host": "0.0.0.0"},  # noqa: S104  it is refused
        {"host": "192.0.2.1"},
        {"host": "withermere.test"},
        {"host": "::"},
        {"allowed_hosts": ("*",)},
        {"allowed_hosts": ("*.withermere.test",)},
        {"database_url": "postgresql://withermere.test/gateway"},
        {"database_url": "sqlite:///:memory:"},
        {"database_url": "sqlite:////nowhere/at/all.sqlite"},
    ],
    ids=str,
)
def test_an_unsafe_setting_is_refused_at_the_start(town, change):
    """The message names the setting; nothing is served."""
    with pytest.raises(SetupError) as refused:
        create_app(msgspec.structs.replace(town.settings, **change))

    assert refused.value.detail


def test_debugging_cannot_be_switched_on_from_outside(town, monkeypatch):
    """Whatever the environment says, an error never shows the code."""
    monkeypatch.setenv("LITESTAR_DEBUG", "1")
    monkeypatch.setenv("LITESTAR_PDB", "1")
    app = create_app(town.settings)

    assert (False, False) == (app.debug, app.pdb_on_exception)
    app.state.office.start()
    app.state.office.stop()


def test_the_server_tells_and_trusts_as_little_as_it_can(town):
    """It names no software, logs no address and believes no forwarding header."""
    made = server(town.settings)

    assert (False, False, False) == (
        made.config.server_header,
        made.config.access_log,
        made.config.proxy_headers,
    )
    made.config.app.state.office.start()
    made.config.app.state.office.stop()
