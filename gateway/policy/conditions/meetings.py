"""Conditions on business and meetings: the statutory links and body membership (section 5)."""

from gateway.policy.conditions.naming import condition, named
from gateway.policy.conditions.papers import ADVISER_ADVICE
from gateway.policy.conditions.people import MEMBER, SCRUTINY_MEMBER, SEAT_HOLDER
from gateway.policy.expressions import (
    Before,
    Contains,
    Has,
    Is,
    Not,
    OneOf,
    Present,
    Same,
    SameDay,
    Some,
    both,
    either,
)

# Of a business entry (section 4, "Meetings").
TO_COME = condition(
    "to_come",
    either(
        Before("now", "entry.start"),
        both(
            SameDay("now", "entry.start"),
            either(Not(Present("entry.ended")), Before("now", "entry.ended")),
        ),
    ),
)
OVER = condition("over", both(Present("entry.start"), Not(TO_COME)))
EXECUTIVE = Is("entry.executive", True)
COUNCIL_BUSINESS_TO_COME = both(Not(EXECUTIVE), TO_COME)
OPEN_EXECUTIVE_TO_COME = both(EXECUTIVE, Is("entry.private", False), TO_COME)
PRIVATE_EXECUTIVE_OVER = both(EXECUTIVE, Is("entry.private", True), OVER)

DECISION_MADE = both(Present("decision.made"), Not(Before("now", "decision.made")))

_ENGLISH_EXECUTIVE = both(
    Is("profile.exemption_scheme", "england"),
    Is("profile.executive_arrangements", True),
    Is("segment.held_by", "executive"),
)
S100F_LINK = condition(
    "s100f_link",
    both(
        MEMBER,
        Is("profile.authority_type", "principal"),
        Some("entry", COUNCIL_BUSINESS_TO_COME),
    ),
)
REG16_BEFORE = condition(
    "reg16_before", both(MEMBER, _ENGLISH_EXECUTIVE, Some("entry", OPEN_EXECUTIVE_TO_COME))
)
REG16_AFTER = condition(
    "reg16_after",
    both(
        MEMBER,
        _ENGLISH_EXECUTIVE,
        either(Some("entry", PRIVATE_EXECUTIVE_OVER), DECISION_MADE),
    ),
)
WALES_AFTER = condition(
    "wales_after",
    both(
        MEMBER,
        Is("profile.exemption_scheme", "wales"),
        Is("profile.executive_arrangements", True),
        Is("segment.held_by", "executive"),
        either(
            Some("entry", both(EXECUTIVE, OVER)),
            both(DECISION_MADE, Is("decision.by", "member")),
        ),
    ),
)
EXECUTIVE_LINK = condition("executive_link", either(REG16_BEFORE, REG16_AFTER, WALES_AFTER))
REG17_LINK = condition(
    "reg17_link",
    both(
        SEAT_HOLDER,
        SCRUTINY_MEMBER,
        _ENGLISH_EXECUTIVE,
        either(Some("entry", both(EXECUTIVE, OVER)), DECISION_MADE),
    ),
)
STATUTORY_LINK = condition(
    "statutory_link",
    either(S100F_LINK, both(Not(ADVISER_ADVICE), either(EXECUTIVE_LINK, REG17_LINK))),
)
BODY_MEMBER = condition(
    "body_member",
    either(
        Some("entry", Has("requester.bodies", "entry.body")),
        Some(
            "entry",
            both(
                TO_COME,
                Some(
                    "substitute",
                    both(
                        Same("substitute.body", "entry.body"),
                        Same("substitute.meeting", "entry.start"),
                    ),
                ),
            ),
        ),
    ),
)
MINORITY_LEADER_ITEM = condition(
    "minority_leader_item",
    both(Contains("requester.positions", "minority_group_leader"), Some("entry", TO_COME)),
)
SPECIAL_ROLE_ITEM = condition(
    "special_role_item",
    both(
        either(
            Contains("requester.positions", "civic_mayor"),
            Contains("requester.positions", "leader"),
            Contains("requester.positions", "deputy_leader"),
            Contains("requester.positions", "executive_member"),
            Contains("requester.positions", "committee_chair"),
        ),
        BODY_MEMBER,
    ),
)
CASEWORK_ROW = condition("casework_row", OneOf("row", ("N4", "N5", "N6", "N7")))

CONDITIONS = named(globals(), of_items=(TO_COME, OVER))
