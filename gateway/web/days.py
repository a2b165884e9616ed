"""Days in the address of a page, as a browser's own field for days sends them."""

from datetime import date
from typing import Annotated

from litestar.params import QueryParameter

from gateway.errors import InputError

Day = Annotated[str, QueryParameter(max_length=10)]


def day_in(text: str, where: str) -> date | None:
    """The day that is written as 2027-03-27; None for nothing. Raises InputError otherwise."""
    try:
        return date.fromisoformat(text) if text else None
    except ValueError as error:
        raise InputError("Write the day as 2027-03-27.", where=where) from error
