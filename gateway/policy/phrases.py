"""Words for what one fact says where "it is X" would not do: pairs of fields, absences, values.

Each entry is a pair of clauses that can follow "if": when it holds, and when it does not.
"""

from gateway.policy.terms import Pair

RELATIONS: dict[tuple[str, str, str], Pair] = {
    ("Same", "segment.held_by_council", "council"): (
        "that is this council",
        "that is another authority",
    ),
    ("Same", "segment.owner_group", "reader.group"): (
        "it belongs to the reader's own group",
        "it does not belong to the reader's own group",
    ),
    ("Same", "segment.advice_to", "requester.person"): (
        "it was written to or for you",
        "it was not written to or for you",
    ),
    ("Same", "substitute.body", "entry.body"): ("for that body", "for another body"),
    ("Same", "substitute.meeting", "entry.start"): (
        "for that meeting",
        "for another meeting",
    ),
    ("Has", "requester.bodies", "entry.body"): (
        "belongs to a body that you sit on",
        "belongs to a body that you do not sit on",
    ),
    ("Has", "segment.matters", "interest.matter"): (
        "is in a matter that it is about",
        "is in another matter",
    ),
    ("Has", "findings.conflicted_offices", "profile.first_decider"): (
        "that officer may not act on this request",
        "that officer may act on this request",
    ),
    ("Has", "profile.barred_purposes", "request.purpose"): (
        "this council bars the purpose that you stated",
        "this council does not bar the purpose that you stated",
    ),
    ("Contains", "requester.positions", "scrutiny_member"): (
        "you sit on an overview and scrutiny committee",
        "you do not sit on an overview and scrutiny committee",
    ),
    ("Contains", "profile.need_findings", "good_faith"): (
        "this council also asks that the request is made in good faith",
        "this council asks for no finding of good faith",
    ),
    ("Contains", "profile.need_findings", "third_party_effect"): (
        "this council also asks for the effect on other people",
        "this council asks for no finding on the effect on other people",
    ),
    ("Overlaps", "requester.adverse", "segment.matters"): (
        "you are on the other side in a matter that it is about",
        "you are not on the other side in a matter that it is about",
    ),
    ("Within", "segment.subjects", "request.consents"): (
        "the agreement of everybody it is about is on file",
        "the agreement of somebody it is about is not on file",
    ),
    ("Within", "segment.subjects", "request.on_behalf_of"): (
        "it is about nobody but the person who is being helped",
        "it is also about somebody other than the person who is being helped",
    ),
    ("Before", "now", "entry.start"): (
        "comes to a meeting that has not begun",
        "comes to a meeting that has begun",
    ),
    ("SameDay", "now", "entry.start"): (
        "comes to a meeting today",
        "comes to no meeting today",
    ),
    ("Before", "now", "entry.ended"): (
        "comes to a meeting that has not ended",
        "comes to a meeting that has ended",
    ),
    ("Before", "now", "decision.made"): (
        "the executive decision is not yet made",
        "the executive decision has been made",
    ),
    ("Before", "today", "tag.tested"): (
        "has that test dated after today",
        "has that test dated no later than today",
    ),
}

NUMBERS: dict[tuple[str, int], Pair] = {
    ("audience.others", 0): (
        "somebody who is not a councillor will be there",
        "nobody but councillors will be there",
    ),
}
"""What "more than so many" means in words."""

PRESENCE: dict[str, Pair] = {
    "findings.third_party_effect": (
        "the effect on other people has been weighed",
        "the effect on other people has not yet been weighed",
    ),
    "findings.casework_ground": (
        "an officer looked for a lawful reason to go without consent",
        "nobody has yet looked for a lawful reason to go without consent",
    ),
    "findings.order_covers_members": (
        "it is settled whether that law or order keeps it from members too",
        "nobody has yet found whether that law or order keeps it from members too",
    ),
    "findings.breach_of_confidence": (
        "it is settled whether disclosure would break the department's confidence",
        "nobody has yet found whether disclosure would break the department's confidence",
    ),
    "findings.own_development_connection": (
        "it is settled whether its tie to that development lifts every exemption",
        "nobody has yet found whether its tie to that development lifts every exemption",
    ),
    "findings.determination": (
        "there is a final local decision",
        "there is no final local decision yet",
    ),
    "findings.no_other_purpose": (
        "you have been asked whether you have another purpose",
        "you have not yet been asked whether you have another purpose",
    ),
    "findings.reasonably_necessary": (
        "your need to know has been looked at",
        "your need to know has not yet been looked at",
    ),
    "segment.author_consents": ("its owner has been asked", "its owner has not been asked"),
    "segment.held_by_council": (
        "the authority that holds it is named",
        "no other authority is named as its holder",
    ),
    "segment.subjects": ("the people it is about are known", "it names nobody"),
    "segment.exempt": ("it is marked as exempt", "it is not marked as exempt"),
    "segment.not_severable": (
        "it cannot be separated from another part",
        "it can be separated from the other parts",
    ),
    "requester.group": (
        "you are in a political group",
        "you are in no political group",
    ),
    "request.on_behalf_of": (
        "the person who is being helped is named",
        "nobody is named as the person who is being helped",
    ),
    "decision.made": (
        "it is about an executive decision by one person",
        "it is not about an executive decision by one person",
    ),
    "entry.start": ("comes to a meeting with a date", "comes to no meeting with a date"),
    "entry.ended": (
        "comes to a meeting that is known to have ended",
        "comes to a meeting that is not known to have ended",
    ),
    "tag.tested": (
        "has a public interest test on record",
        "has no public interest test on record",
    ),
}

CHOICES: dict[tuple[str, str], Pair] = {
    ("segment.personal_data", "none"): ("it holds no personal data", "it holds personal data"),
    ("segment.confidential", "none"): (
        "it is not confidential in the strict legal sense",
        "it is confidential in the strict legal sense",
    ),
    ("segment.third_party_confidence", "none"): (
        "nobody else gave it in confidence",
        "somebody else gave it in confidence",
    ),
    ("segment.third_party_confidence", "not_consulted"): (
        "the person who gave it in confidence has not been asked",
        "nobody who gave it in confidence is left unasked",
    ),
    ("segment.third_party_confidence", "objects"): (
        "the person who gave it in confidence objects",
        "nobody who gave it in confidence objects",
    ),
    ("segment.held_by", "executive"): ("the executive holds it", "the executive does not hold it"),
    ("request.scrutiny_link", "none"): (
        "the request is tied to no scrutiny work",
        "the request is tied to scrutiny work",
    ),
    ("request.channel", "wrongdoing"): (
        "the request reports suspected wrongdoing in confidence",
        "the request is no report of suspected wrongdoing",
    ),
    ("request.channel", "member_queries"): (
        "the request came through the members' query service",
        "the request did not come through the members' query service",
    ),
    ("request.purpose", "none"): ("you stated no purpose", "you stated a purpose"),
    ("request.purpose", "general_enquiry"): (
        "the purpose is a general enquiry",
        "the purpose is not a general enquiry",
    ),
    ("requester.standing", "current"): (
        "you are in office",
        "you are no longer in office or are suspended",
    ),
    ("profile.exemption_scheme", "none"): (
        "Schedule 12A does not reach this council",
        "Schedule 12A reaches this council",
    ),
    ("profile.exemption_scheme", "england"): (
        "the council is in England, under Schedule 12A",
        "the council is not under England's exemption rules",
    ),
    ("profile.exemption_scheme", "wales"): (
        "the council is in Wales, under Schedule 12A",
        "the council is not under Wales's exemption rules",
    ),
    ("decision.by", "member"): (
        "the executive decision is one member's",
        "the executive decision is not one member's",
    ),
    ("findings.reasonably_necessary", "True"): (
        "your need to know has been accepted",
        "your need to know has not been accepted",
    ),
    ("findings.reasonably_necessary", "False"): (
        "we found that you do not need it for this work",
        "your need to know has not been rejected",
    ),
    ("findings.relates_to_work", "True"): (
        "it was found to relate to your work as a councillor",
        "it has not been found to relate to your work as a councillor",
    ),
    ("findings.relates_to_work", "False"): (
        "it was found not to relate to your work as a councillor",
        "it was not found to be outside your work as a councillor",
    ),
    ("findings.no_other_purpose", "True"): (
        "the purpose that you stated was found to be your only one",
        "the purpose that you stated was not found to be your only one",
    ),
    ("findings.good_faith", "True"): (
        "the request was found to be made in good faith",
        "the request has not been found to be made in good faith",
    ),
    ("findings.good_faith", "False"): (
        "the request was found not to be made in good faith",
        "the request was not found to be made in bad faith",
    ),
    ("findings.relevant_to_scrutiny", "True"): (
        "it was found to be relevant to the scrutiny work",
        "it has not been found to be relevant to the scrutiny work",
    ),
    ("findings.relevant_to_scrutiny", "False"): (
        "it was found not to be relevant to the scrutiny work",
        "it was not found to be irrelevant to the scrutiny work",
    ),
    ("findings.casework_lawful", "True"): (
        "data protection law was found to allow it for this casework",
        "data protection law has not been found to allow it for this casework",
    ),
    ("findings.casework_lawful", "False"): (
        "data protection law was found not to allow it for this casework",
        "data protection law was not found to forbid it for this casework",
    ),
    ("findings.casework_ground", "none"): (
        "it was found that no lawful reason to go without consent applies",
        "a lawful reason to go without consent has not been ruled out",
    ),
    ("findings.order_covers_members", "True"): (
        "that law or order was found to keep it from members too",
        "that law or order was not found to keep it from members",
    ),
    ("findings.breach_of_confidence", "True"): (
        "disclosure was found to break the department's confidence",
        "disclosure was not found to break the department's confidence",
    ),
    ("findings.own_development_connection", "True"): (
        "its tie to that development was found to lift every exemption",
        "its tie to that development was not found to lift every exemption",
    ),
    ("findings.personal_data_cleared", "True"): (
        "an officer found that the personal data may go out with it",
        "no officer has found that the personal data may go out with it",
    ),
    ("findings.interest_cleared", "True"): (
        "your interest was found not to stand in the way",
        "nobody has found that your interest does not stand in the way",
    ),
    ("findings.briefing_approved", "True"): (
        "a senior officer approved its disclosure",
        "no senior officer has approved its disclosure",
    ),
    ("findings.briefing_approved", "False"): (
        "a senior officer turned its disclosure down",
        "no senior officer turned its disclosure down",
    ),
    ("findings.internal_to_group", "False"): (
        "it was found not to be internal to the group",
        "nobody has found that it is open beyond the group",
    ),
    ("findings.determination", "release"): (
        "the final local decision is to release it",
        "there is no final local decision to release it",
    ),
    ("findings.determination", "refuse"): (
        "the final local decision is to refuse it",
        "there is no final local decision to refuse it",
    ),
    ("findings.third_party_effect", "low"): (
        "the effect on other people was found to be low",
        "the effect on other people has not been found to be low",
    ),
    ("findings.third_party_effect", "severe"): (
        "the effect on other people was found to be severe",
        "the effect on other people was not found to be severe",
    ),
    ("segment.author_consents", "True"): (
        "its owner agrees that you may have it",
        "its owner has not agreed that you may have it",
    ),
    ("segment.author_consents", "False"): ("its owner does not agree", "its owner did not say no"),
}
"""Values whose words read better than "it is X" and "it is not X"."""

SUBJECTS: dict[str, str] = {
    "entry": "the business",
    "tag": "the mark",
    "interest": "the interest",
    "substitute": "the substitute",
}
"""Of what the words of an item are said, where it is not named before them."""

ITEMS: dict[str, Pair] = {
    "entry": ("it is about business that", "it is about no business that"),
    "tag": ("it has a mark as exempt that", "it has no mark as exempt that"),
    "interest": (
        "you have a declared interest that",
        "you have no declared interest that",
    ),
    "substitute": (
        "has you as a named substitute",
        "does not have you as a named substitute",
    ),
}
