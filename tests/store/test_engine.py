"""Which database it is, told from its address."""

import sys

import pytest

from gateway.errors import SetupError
from gateway.store import engine


@pytest.mark.parametrize("url", ["mysql://somewhere/gateway", "mariadb://x@y/z", "oracle://x/y"])
def test_other_databases_are_refused(url: str):
    """Only SQLite and PostgreSQL are worked with, and both are named."""
    with pytest.raises(SetupError, match=r"SQLite .* PostgreSQL"):
        engine.open_for_reading(url)


def test_an_address_must_be_one():
    """What is no URL is refused before anything is opened."""
    with pytest.raises(SetupError, match="not a URL"):
        engine.open_for_reading("no url")


def test_postgresql_without_its_driver(monkeypatch: pytest.MonkeyPatch):
    """Where the driver is not installed, the words say how to install it."""
    monkeypatch.setitem(sys.modules, "pg8000", None)
    monkeypatch.delitem(sys.modules, "gateway.store.postgresql", raising=False)
    monkeypatch.delitem(sys.modules, "gateway.store.postgresql_driver", raising=False)
    monkeypatch.delattr("gateway.store.postgresql", raising=False)
    with pytest.raises(SetupError, match="pip install"):
        engine.open_for_reading("postgresql://role@server/database")
