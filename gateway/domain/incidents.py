"""Misuse of what was released: an incident, whom it concerns, and what came of it."""

from datetime import datetime
from typing import Annotated, Literal

from msgspec import Meta, Struct

from gateway.domain.access import Acceptance
from gateway.domain.copies import ShownCopy
from gateway.domain.requests import Id, SomeWords

IncidentOutcome = Literal[
    "no_misuse",
    "not_traced",
    "words_of_advice",
    "conduct_complaint",
    "employee_discipline",
    "regulator_told",
]
"""What came of it. No sanction follows by itself: complaints and discipline go their own ways."""


class IncidentForm(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A leak or other misuse of a document: what happened, whom it concerns, and which copies.

    Whoever holds one of the copies is concerned as well.
    """

    document: Id
    words: SomeWords
    people: Annotated[tuple[Id, ...], Meta(max_length=100)] = ()
    copies: Annotated[tuple[Id, ...], Meta(max_length=100)] = ()


class IncidentOutcomeForm(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What came of an incident, and why."""

    outcome: IncidentOutcome
    words: SomeWords


class ShownIncident(Struct, frozen=True, kw_only=True):
    """An incident, to whoever may see it. Words that were erased are None."""

    id: str
    entry: int
    at: datetime
    by: str
    document: str
    words: str | None
    people: tuple[str, ...]
    copies: tuple[str, ...]
    closed: int | None
    outcome: IncidentOutcome | None
    why: str | None


class Reader(Struct, frozen=True, kw_only=True):
    """Somebody who had a document: each copy with its fetches, and what they accepted for it."""

    person: str
    copies: tuple[ShownCopy, ...]
    accepted: tuple[Acceptance, ...]


class Enquiry(Struct, frozen=True, kw_only=True):
    """Who had a document, which copy, when and under which conditions. `entry` records the look."""

    entry: int
    document: str
    readers: tuple[Reader, ...]
