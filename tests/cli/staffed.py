"""A place with somebody in an office, known by a token in a file."""

from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import insert

from gateway.settings import Settings
from gateway.store import tables
from gateway.store.engine import open_for_writing
from tests.cli.conftest import Place

OFFICER = "b" * 32
LONG_AGO = datetime(2026, 5, 7, 12, tzinfo=UTC)


def staffed(place: Place, office: str) -> Path:
    """Give somebody the office; gives the file with their token."""
    engine = open_for_writing(Settings(data=place.data).database_url)
    person = {"id": OFFICER, "source": "t", "source_id": "o", "name": "Olu", "kind": "officer"}
    held = {"person": OFFICER, "office": office, "recorded_at": LONG_AGO}
    with engine.begin() as connection:
        connection.execute(insert(tables.people), person)
        connection.execute(
            insert(tables.offices), held | {"valid_from": LONG_AGO.replace(tzinfo=None)}
        )
    engine.dispose()
    issued = place.gateway("token", "issue", "--person", OFFICER)
    file = place.data.parent / "token.txt"
    file.write_text(issued.stdout)
    return file
