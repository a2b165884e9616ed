"""Who may do what with copies and incidents: step x role x relation. Nothing else permits. Pure.

Whoever an incident concerns, and whoever is close to them, has none of the relations by office.
"""

from collections.abc import Collection
from typing import Final, Literal

from msgspec import Struct

from gateway.domain.casework import Role

Afterwards = Literal[
    "see_copy", "give_back_copy", "enquire", "record_incident", "see_incident", "close_incident"
]
Bearing = Literal["holder", "receiver", "adviser", "recorder", "anybody"]
"""How a person stands to a copy or an incident: they hold the copy; they act for the proper
officer, who gets copies back, or for the adviser; they recorded the incident; or it does not
concern them."""


class Allowed(Struct, frozen=True):
    """A row: people of the role who stand so may take the step."""

    step: Afterwards
    role: Role
    bearing: Bearing


AFTERWARDS: Final = (
    Allowed("see_copy", "signed_in", "holder"),
    Allowed("see_copy", "office_holder", "receiver"),
    Allowed("see_copy", "office_holder", "adviser"),
    Allowed("give_back_copy", "signed_in", "holder"),
    Allowed("give_back_copy", "office_holder", "receiver"),
    Allowed("enquire", "office_holder", "adviser"),
    Allowed("record_incident", "officer", "anybody"),
    Allowed("see_incident", "officer", "recorder"),
    Allowed("see_incident", "office_holder", "adviser"),
    Allowed("close_incident", "office_holder", "adviser"),
)
BEARINGS: Final[dict[Bearing, str]] = {
    "holder": "who holds the copy",
    "receiver": "who acts as proper officer",
    "adviser": "who acts as adviser",
    "recorder": "who recorded the incident",
    "anybody": "whom it does not concern",
}
"""The bearings as we call them."""


def may_afterwards(
    step: Afterwards, *, roles: Collection[Role], bearings: Collection[Bearing]
) -> bool:
    """What the table says of a step. Pure."""
    return any(
        row.step == step and row.role in roles and row.bearing in bearings for row in AFTERWARDS
    )
