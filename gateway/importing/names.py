"""How the things of a register are called, so that a report can tell a seat in words."""

from collections.abc import Mapping

from gateway.domain.dates import in_words
from gateway.domain.register import Collection, Register

Names = Mapping[tuple[Collection, str], str]
"""The name of each person, group, ward, body and meeting, by collection and id."""


def names_of(*registers: Register) -> Names:
    """How everything in the registers is called, so that a seat can be told in words."""
    names: dict[tuple[Collection, str], str] = {}
    for register in registers:
        for person in register.mentioned:
            names.setdefault(("people", person.id), person.name)
    for register in registers:
        for collection in ("people", "party_groups", "wards", "bodies"):
            names |= {(collection, row.id): row.name for row in getattr(register, collection)}
    for register in registers:
        for meeting in register.meetings:
            body = names.get(("bodies", meeting.body), meeting.body)
            names["meetings", meeting.id] = f"{body}, {in_words(meeting.start)}"
    return names
