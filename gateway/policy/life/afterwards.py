"""Who may do what with copies, incidents, questions and relationships: step x role x relation.

Nothing else permits. Pure. Whoever an incident concerns, and whoever is tied to a question or to
what it names, has none of the relations by office.
"""

from collections.abc import Collection
from typing import Final, Literal

from msgspec import Struct

from gateway.domain.casework import Role

Afterwards = Literal[
    "see_copy",
    "give_back_copy",
    "enquire",
    "record_incident",
    "see_incident",
    "close_incident",
    "put_question",
    "see_question",
    "answer_question",
    "depart_from_advice",
    "find_person",
    "see_relationship",
    "end_relationship",
]
Bearing = Literal[
    "holder",
    "receiver",
    "adviser",
    "recorder",
    "asker",
    "anybody",
    "seeker",
    "one_of_two",
    "declarer",
    "ender",
]
"""How a person stands to a copy, an incident, a question, a declared relationship or whom they look
for: they hold the copy; they act for the proper officer, who gets copies back, or for the adviser;
they recorded the incident; they ask the question; it does not concern them; they look for somebody
in office; they are one of the two who are close; they declared that they are, and neither of the
two is an officer or acts for an office; or they act as adviser in it, and are neither of the two.
"""


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
    Allowed("put_question", "member", "asker"),
    Allowed("put_question", "officer", "asker"),
    Allowed("see_question", "signed_in", "asker"),
    Allowed("see_question", "office_holder", "adviser"),
    Allowed("answer_question", "office_holder", "adviser"),
    Allowed("depart_from_advice", "member", "asker"),
    Allowed("find_person", "member", "seeker"),
    Allowed("see_relationship", "signed_in", "one_of_two"),
    Allowed("see_relationship", "office_holder", "adviser"),
    Allowed("see_relationship", "office_holder", "ender"),
    Allowed("end_relationship", "signed_in", "declarer"),
    Allowed("end_relationship", "office_holder", "ender"),
)
BEARINGS: Final[dict[Bearing, str]] = {
    "holder": "who holds the copy",
    "receiver": "who acts as proper officer",
    "adviser": "who acts as adviser",
    "recorder": "who recorded the incident",
    "asker": "who asks the question",
    "anybody": "whom it does not concern",
    "seeker": "who looks for somebody on the council, or for an officer who holds an office",
    "one_of_two": "who is one of the two",
    "declarer": "who declared it, where neither of the two is an officer or acts for an office",
    "ender": "who acts as adviser in it and is neither of the two",
}
"""The bearings as we call them."""


def may_afterwards(
    step: Afterwards, *, roles: Collection[Role], bearings: Collection[Bearing]
) -> bool:
    """What the table says of a step. Pure."""
    return any(
        row.step == step and row.role in roles and row.bearing in bearings for row in AFTERWARDS
    )
