"""Conditions on the person who asks: standing, interests, conflicts (sections 4 and 5)."""

from gateway.domain.facts import CO_OPTEES, MEMBERS
from gateway.policy.conditions.naming import condition, named
from gateway.policy.expressions import (
    Always,
    Contains,
    Has,
    Is,
    Not,
    OneOf,
    Overlaps,
    Some,
    both,
    either,
)

CURRENT = Is("requester.standing", "current")
MEMBER = condition(
    "member",
    both(CURRENT, OneOf("requester.kind", MEMBERS)),
)
CO_OPTEE = condition(
    "co_optee",
    both(CURRENT, OneOf("requester.kind", CO_OPTEES)),
)
SEAT_HOLDER = condition("seat_holder", either(MEMBER, CO_OPTEE))
ASSISTANT = condition("assistant", Is("requester.kind", "political_assistant"))
COUNCILLOR = condition(
    "councillor",
    either(SEAT_HOLDER, both(CURRENT, ASSISTANT, Is("profile.assistants_as_councillors", True))),
)
ANY = condition("any", Always())

WHO = {
    "member": MEMBER,
    "seat_holder": SEAT_HOLDER,
    "councillor": COUNCILLOR,
    "any": ANY,
}
"""The sets of requesters that a row may name in its Who."""

OUTSIDER = condition("outsider", Is("requester.kind", "public"))
NOT_IN_OFFICE = condition("not_in_office", Not(CURRENT))
ADVERSE = condition("adverse", Overlaps("requester.adverse", "segment.matters"))
INTERESTED = condition(
    "interested",
    either(
        ADVERSE,
        Some(
            "interest",
            both(Is("interest.dispensation", False), Has("segment.matters", "interest.matter")),
        ),
    ),
)
INTEREST_CLEARED = condition(
    "interest_cleared",
    either(Is("findings.interest_cleared", True), Is("findings.determination", "release")),
)
CLERK_CONFLICTED = condition(
    "clerk_conflicted",
    both(
        Is("profile.sole_decider", True),
        Has("findings.conflicted_offices", "profile.first_decider"),
    ),
)
SCRUTINY_MEMBER = Contains("requester.positions", "scrutiny_member")

CONDITIONS = named(globals())
