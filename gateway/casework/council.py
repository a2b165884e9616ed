"""The council as its pages name it."""

from sqlalchemy import exists, select

from gateway.casework.turn import Reading
from gateway.domain.register import INVENTED
from gateway.store.tables import council, people


def council_title(reading: Reading) -> str:
    """The council's name, as `gateway init` was told it."""
    return str(reading.connection.execute(select(council.c.title)).scalar_one())


def is_invented(reading: Reading) -> bool:
    """Whether this is the demonstration: its register holds the people whom we invented."""
    invented = select(exists().where(people.c.source == INVENTED))
    return bool(reading.connection.execute(invented).scalar_one())
