"""What is kept in confidence: a report of suspected wrongdoing, and all that follows from it.

Lists and counts leave it out for everybody but its requester and those who may act on it.
"""

from typing import Any

from sqlalchemy import ColumnElement, and_, exists, select

from gateway.casework.cases import Case, case_of
from gateway.casework.standing import standing
from gateway.casework.turn import Reading
from gateway.errors import NotFoundError
from gateway.store.tables import requests


def is_confident(about: Any) -> ColumnElement[bool]:
    """Whether a column, or a reference, is of a report in confidence."""
    reported = and_(requests.c.reference == about, requests.c.channel == "wrongdoing")
    return exists().where(reported)


def in_confidence(reading: Reading, about: str) -> bool:
    """Whether this is about a report in confidence."""
    return bool(reading.connection.execute(select(is_confident(about))).scalar_one())


def openly(reading: Reading, about: str | None) -> str | None:
    """A reference as told to others than its requester: nothing of a report in confidence."""
    return None if about is None or in_confidence(reading, about) else about


def may_know_of(reading: Reading, about: str, person: str) -> bool:
    """Whether somebody stands in any way to the request that this is about, if to a request."""
    case = case_about(reading, about)
    return case is None or bool(standing(reading, case, person).relations)


def case_about(reading: Reading, about: str) -> Case | None:
    """The request that this is about; None when it is about something else."""
    try:
        return case_of(reading, about)
    except NotFoundError:
        return None
