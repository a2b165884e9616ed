"""The council as its pages name it."""

from sqlalchemy import select

from gateway.casework.turn import Reading
from gateway.store.tables import council


def council_title(reading: Reading) -> str:
    """The council's name, as `gateway init` was told it."""
    return str(reading.connection.execute(select(council.c.title)).scalar_one())
