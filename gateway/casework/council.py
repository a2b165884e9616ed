"""The council as its pages name it."""

from sqlalchemy import select

from gateway.casework.turn import Reading
from gateway.errors import InputError
from gateway.language.speaking import Language, offered
from gateway.store.tables import council


def council_title(reading: Reading) -> str:
    """The council's name, as `gateway init` was told it."""
    return str(reading.connection.execute(select(council.c.title)).scalar_one())


def languages(reading: Reading) -> tuple[Language, ...]:
    """The languages in which the council's people may be spoken to, English first."""
    return offered(reading.rule_book.council(reading.council).profile)


def refuse_unless_offered(reading: Reading, language: Language) -> None:
    """Raises InputError for a language in which this council does not write."""
    if language not in languages(reading):
        raise InputError("This council does not write in that language.", where="language")
