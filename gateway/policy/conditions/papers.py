"""Conditions on what the segment holds: kind in effect, exempt tags, confidence, personal data."""

from gateway.policy.conditions.naming import condition, named
from gateway.policy.expressions import (
    Always,
    Before,
    Is,
    Not,
    OneOf,
    Present,
    Same,
    Some,
    Within,
    both,
    either,
)

ALWAYS = condition("always", Always())
PUBLIC = condition("public", Is("segment.public", True))
HELD_ELSEWHERE = condition(
    "held_elsewhere",
    both(Present("segment.held_by_council"), Not(Same("segment.held_by_council", "council"))),
)

# Kind in effect (section 4): a paper found not to be internal to a group counts as a report.
GROUP_KINDS = ("group_internal", "political_adviser_advice", "officer_note_of_group_discussion")
_STILL_A_GROUP_PAPER = Not(Is("findings.internal_to_group", False))
GROUP_KIND = condition("group_kind", both(OneOf("segment.kind", GROUP_KINDS), _STILL_A_GROUP_PAPER))
MEMBER_KIND = OneOf("segment.kind", ("advice_to_member", "correspondence"))
PRIVATE_KIND = condition("private_kind", either(GROUP_KIND, MEMBER_KIND))
ADVISER_ADVICE = condition(
    "adviser_advice", both(Is("segment.kind", "political_adviser_advice"), _STILL_A_GROUP_PAPER)
)
GROUP_NOTE = condition(
    "group_note",
    both(Is("segment.kind", "officer_note_of_group_discussion"), _STILL_A_GROUP_PAPER),
)

# Tags in effect (section 4).
FINANCIAL_PARAGRAPHS = (3, 14)
"""Money and business, in England and in Wales: under these alone do terms of negotiation count."""
FINANCIAL = OneOf("tag.paragraph", FINANCIAL_PARAGRAPHS)
OWN_DEVELOPMENT_LIFTS = condition(
    "own_development_lifts",
    both(
        Is("segment.own_development", True),
        Is("findings.own_development_connection", True),
    ),
)
IN_EFFECT = condition(
    "in_effect",
    both(
        Not(Is("profile.exemption_scheme", "none")),
        Is("second_look", False),
        Not(OWN_DEVELOPMENT_LIFTS),
        Not(both(FINANCIAL, Is("segment.registered_information", True))),
    ),
)
"""Of a tag: it is in effect."""
OPENABLE = condition(
    "openable",
    either(both(FINANCIAL, Is("tag.negotiation_terms", False)), OneOf("tag.paragraph", (6, 17))),
)
TAGGED = condition("tagged", Some("tag", IN_EFFECT))
_SOME_OPENABLE = Some("tag", both(IN_EFFECT, OPENABLE))
_SOME_NOT_OPENABLE = Some("tag", both(IN_EFFECT, Not(OPENABLE)))

NO_TAGS = condition("no_tags", Not(TAGGED))
TAGS_OPENABLE = condition("tags_openable", both(TAGGED, Not(_SOME_NOT_OPENABLE)))
TAGS_CLEAR = condition("tags_clear", either(NO_TAGS, TAGS_OPENABLE))
TAGS_MIXED = condition("tags_mixed", both(_SOME_OPENABLE, _SOME_NOT_OPENABLE))
TAGS_BARRED = condition("tags_barred", both(TAGGED, Not(_SOME_OPENABLE)))
NEEDS_NO_TEST = 16
"""Legal advice in Wales: it is exempt whether or not the public interest was tested."""
_TESTED = both(Present("tag.tested"), Not(Before("today", "tag.tested")))
TAGS_SUPPORTED = condition(
    "tags_supported",
    both(
        Some("tag", both(IN_EFFECT, either(_TESTED, Is("tag.paragraph", NEEDS_NO_TEST)))),
        Not(
            both(
                Is("segment.own_development", True),
                Not(Present("findings.own_development_connection")),
            )
        ),
    ),
)
PRIVILEGED = condition("privileged", Some("tag", both(IN_EFFECT, OneOf("tag.paragraph", (5, 16)))))
REGISTERED_TAG = condition(
    "registered_tag",
    both(Is("segment.registered_information", True), Some("tag", FINANCIAL)),
)

NOT_CONFIDENTIAL = Is("segment.confidential", "none")
CLOSED = condition("closed", either(TAGGED, Not(NOT_CONFIDENTIAL)))
HAS_PERSONAL_DATA = Not(Is("segment.personal_data", "none"))
SENSITIVE = condition(
    "sensitive",
    either(CLOSED, HAS_PERSONAL_DATA, Not(Is("segment.third_party_confidence", "none"))),
)
SPECIAL_DATA = condition("special_data", OneOf("segment.personal_data", ("special", "criminal")))
AGREED = condition(
    "agreed",
    both(Present("segment.subjects"), Within("segment.subjects", "request.consents")),
)

_BY_LAW = OneOf("segment.confidential", ("enactment", "court_order"))
_BY_DEPARTMENT = Is("segment.confidential", "government_department")
PROHIBITED = condition(
    "prohibited",
    either(
        both(_BY_LAW, Is("findings.order_covers_members", True)),
        both(_BY_DEPARTMENT, Is("findings.breach_of_confidence", True)),
    ),
)
PROHIBITION_OPEN = condition(
    "prohibition_open",
    either(
        both(_BY_LAW, Not(Present("findings.order_covers_members"))),
        both(_BY_DEPARTMENT, Not(Present("findings.breach_of_confidence"))),
    ),
)
PERSONAL_DATA_UNCHECKED = condition(
    "personal_data_unchecked",
    both(HAS_PERSONAL_DATA, Not(AGREED), Not(Is("findings.personal_data_cleared", True))),
)
SPECIAL_DATA_UNCHECKED = condition(
    "special_data_unchecked", both(SPECIAL_DATA, PERSONAL_DATA_UNCHECKED)
)
THIRD_PARTY_OPEN = condition(
    "third_party_open",
    either(
        Is("segment.third_party_confidence", "not_consulted"),
        both(
            Is("segment.third_party_confidence", "objects"),
            Not(Present("findings.third_party_effect")),
        ),
    ),
)
UNDERTAKING_NEEDED = condition(
    "undertaking_needed",
    both(Is("requester.kind", "committee_coopted_nonvoting"), SENSITIVE),
)
UNDERTAKING_MISSING = condition(
    "undertaking_missing", both(UNDERTAKING_NEEDED, Is("requester.undertaking", False))
)
INSEPARABLE = condition(
    "inseparable", both(Present("segment.not_severable"), Is("sibling_waits", True))
)

CONDITIONS = named(globals(), of_items=(IN_EFFECT, OPENABLE))
