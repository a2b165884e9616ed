"""Conditions on what was asked and found: need, purpose, casework, briefings (section 5)."""

from gateway.policy.conditions.naming import condition, named
from gateway.policy.conditions.papers import CLOSED, HAS_PERSONAL_DATA, SENSITIVE
from gateway.policy.expressions import (
    Contains,
    Has,
    Is,
    MoreThan,
    Not,
    OneOf,
    Present,
    Within,
    both,
    either,
)

SCRUTINY_LINKED = condition("scrutiny_linked", Not(Is("request.scrutiny_link", "none")))
RELEVANT = condition("relevant", Is("findings.relevant_to_scrutiny", True))
NOT_RELEVANT = condition("not_relevant", Is("findings.relevant_to_scrutiny", False))
RELEVANCE_OPEN = condition("relevance_open", Not(Present("findings.relevant_to_scrutiny")))

DETERMINED_RELEASE = condition("determined_release", Is("findings.determination", "release"))
DETERMINED_REFUSE = condition("determined_refuse", Is("findings.determination", "refuse"))
WRONGDOING = condition("wrongdoing", Is("request.channel", "wrongdoing"))
BAD_FAITH = condition("bad_faith", Is("findings.good_faith", False))
BARRED_PURPOSE = condition("barred_purpose", Has("profile.barred_purposes", "request.purpose"))
PURPOSE_CONFIRMED = condition("purpose_confirmed", Is("findings.no_other_purpose", True))
PURPOSE_UNASKED = condition("purpose_unasked", Not(Present("findings.no_other_purpose")))

CASEWORK = condition("casework", Is("request.purpose", "casework"))
CASEWORK_LAWFUL = condition("casework_lawful", Is("findings.casework_lawful", True))
CASEWORK_UNLAWFUL = condition("casework_unlawful", Is("findings.casework_lawful", False))
GROUND_MISSING = condition("ground_missing", Is("findings.casework_ground", "none"))
GROUND_GIVEN = condition(
    "ground_given", both(Present("findings.casework_ground"), Not(GROUND_MISSING))
)
MEMBER_QUERY = condition(
    "member_query",
    both(
        Is("request.channel", "member_queries"),
        CASEWORK_LAWFUL,
        Not(CLOSED),
        Is("segment.third_party_confidence", "none"),
        Present("request.on_behalf_of"),
        Within("segment.subjects", "request.on_behalf_of"),
        either(Not(HAS_PERSONAL_DATA), Present("segment.subjects")),
    ),
)

NEED_FOUND = condition("need_found", Is("findings.reasonably_necessary", True))
NEED_REJECTED = condition("need_rejected", Is("findings.reasonably_necessary", False))
NEED_OPEN = condition("need_open", Not(Present("findings.reasonably_necessary")))
NEED_NOT_ASSERTED = condition("need_not_asserted", both(Is("request.purpose", "none"), NEED_OPEN))
NEED_PASSED = condition(
    "need_passed",
    both(
        NEED_FOUND,
        either(
            Not(Contains("profile.need_findings", "good_faith")), Is("findings.good_faith", True)
        ),
        either(
            Not(Contains("profile.need_findings", "third_party_effect")),
            Is("findings.third_party_effect", "low"),
        ),
    ),
)
BROAD_UNANSWERED = condition(
    "broad_unanswered",
    both(
        Is("request.broad", True),
        NEED_OPEN,
        Not(Present("findings.relates_to_work")),
        Not(Present("findings.casework_lawful")),
    ),
)
GENERAL_ROUTE = condition("general_route", OneOf("request.purpose", ("none", "general_enquiry")))
RELATES = condition("relates", Is("findings.relates_to_work", True))
RELATES_NOT = condition("relates_not", Is("findings.relates_to_work", False))
SEVERE_EFFECT = condition("severe_effect", Is("findings.third_party_effect", "severe"))

OUTSIDERS_PRESENT = condition("outsiders_present", MoreThan("audience.others", 0))
BRIEFING_CLEARED = condition(
    "briefing_cleared",
    both(
        Not(both(OUTSIDERS_PRESENT, SENSITIVE)),
        Not(Is("findings.briefing_approved", False)),
        either(
            Is("findings.briefing_approved", True),
            both(Not(SENSITIVE), Is("profile.briefing_approval", False)),
        ),
    ),
)

CONDITIONS = named(globals())
