"""Conditions on private papers: political groups, a member's own advice and correspondence."""

from gateway.policy.conditions.meetings import BODY_MEMBER
from gateway.policy.conditions.naming import condition, named
from gateway.policy.conditions.papers import (
    AGREED,
    GROUP_KIND,
    GROUP_NOTE,
    MEMBER_KIND,
    PRIVATE_KIND,
    SPECIAL_DATA,
)
from gateway.policy.expressions import Is, Not, Present, Same, both, either

_CONSENTED = Is("segment.author_consents", True)
OTHER_GROUP = condition(
    "other_group",
    both(GROUP_KIND, Not(_CONSENTED), Not(Same("segment.owner_group", "reader.group"))),
)
OWN_PRIVATE = condition(
    "own_private", both(MEMBER_KIND, Same("segment.advice_to", "requester.person"))
)
PRIVATE_OTHER = condition(
    "private_other",
    either(OTHER_GROUP, both(MEMBER_KIND, Not(OWN_PRIVATE), Not(_CONSENTED))),
)
OWNER_CONSENTS = condition("owner_consents", both(PRIVATE_KIND, _CONSENTED))
PRIVACY_OPEN = condition(
    "privacy_open",
    either(
        both(GROUP_KIND, Not(Present("findings.internal_to_group"))),
        both(MEMBER_KIND, Not(Present("findings.determination"))),
    ),
)
CONSENT_REFUSED = condition("consent_refused", Is("segment.author_consents", False))
CONSENT_UNASKED = condition("consent_unasked", Not(Present("segment.author_consents")))
KEEP_FROM_OTHERS = condition("keep_from_others", Is("segment.keep_from_others", True))
GROUP_BARRED = condition(
    "group_barred",
    both(
        OTHER_GROUP,
        either(
            both(GROUP_NOTE, Is("profile.group_note_bar", True)),
            both(Not(GROUP_NOTE), Is("profile.group_internal_bar", True)),
        ),
    ),
)
GROUPED = condition("grouped", Present("requester.group"))
REPORT_OFFERED = condition(
    "report_offered",
    either(
        Is("profile.group_report_rule", "offer_to_all"),
        both(Is("profile.group_report_rule", "copy_on_request"), GROUPED),
    ),
)
EXISTS_IN_CONFIDENCE = condition(
    "exists_in_confidence",
    either(
        both(Is("segment.kind", "advice_to_member"), KEEP_FROM_OTHERS, PRIVATE_OTHER),
        both(Is("segment.kind", "individual_employment"), Not(BODY_MEMBER)),
        both(Is("request.purpose", "casework"), SPECIAL_DATA, Not(AGREED)),
    ),
)

CONDITIONS = named(globals())
