"""Words for what a field's value cannot say by itself: pairs of fields, absences, terms.

Each entry is a pair of clauses that can follow "if": when it holds, and when it does not.
"""

Pair = tuple[str, str]

TERMS: dict[str, Pair] = {
    "any": ("anyone asks", "nobody asks"),
    "always": ("this is so in every case", "this is so in no case"),
    # who asks
    "member": ("you are a member of the council", "you are not a member of the council in office"),
    "co_optee": (
        "you are a co-opted member of a committee",
        "you are not a co-opted member of a committee",
    ),
    "seat_holder": (
        "you are a member of the council or of one of its committees",
        "you are neither a member of the council nor of one of its committees",
    ),
    "councillor": ("you count as a councillor", "you do not count as a councillor"),
    "interested": (
        "you have an interest in a matter that it is about",
        "you have no interest in a matter that it is about",
    ),
    "interest_cleared": (
        "your interest was found not to stand in the way",
        "your interest has not been found not to stand in the way",
    ),
    "clerk_conflicted": (
        "the only officer who can decide may not act on this request",
        "the officer who decides may act on this request",
    ),
    # what it holds
    "held_elsewhere": ("another authority holds it", "this council holds it"),
    "group_kind": ("it is a paper of a political group", "it is not a paper of a political group"),
    "private_kind": (
        "it is a private paper of a group or of a member",
        "it is not a private paper of a group or of a member",
    ),
    "adviser_advice": (
        "it is advice by a political adviser or assistant",
        "it is not advice by a political adviser or assistant",
    ),
    "group_note": (
        "it is an officer's note of a group's discussion",
        "it is not an officer's note of a group's discussion",
    ),
    "own_development_lifts": (
        "it is about the council's own development, which lifts every exemption",
        "it was not found to be about the council's own development, which lifts every exemption",
    ),
    "in_effect": ("counts", "does not count"),
    "openable": ("may be opened to members", "may not be opened to members"),
    "tagged": ("it is exempt information", "it is not exempt information"),
    "no_tags": ("it is not exempt information", "it is exempt information"),
    "tags_openable": (
        "it is exempt only under paragraphs that are open to members",
        "it is not exempt only under paragraphs that are open to members",
    ),
    "tags_clear": (
        "it is not exempt, or only under paragraphs that are open to members",
        "it is exempt under a paragraph that is not open to members",
    ),
    "tags_mixed": (
        "it is exempt under a paragraph that is open to members and under one that is not",
        "it is not exempt under both an open and a closed paragraph",
    ),
    "tags_barred": (
        "it is exempt, and under no paragraph that is open to members",
        "it is not exempt, or is exempt under a paragraph that is open to members",
    ),
    "tags_supported": (
        "the public interest test for its exemption is on record",
        "the public interest test for its exemption is not on record",
    ),
    "privileged": (
        "it is legally privileged",
        "it is not legally privileged",
    ),
    "registered_tag": (
        "it is financial information that must be registered, so that mark does not count",
        "it is not financial information that must be registered",
    ),
    "closed": (
        "it is exempt or confidential information",
        "it is neither exempt nor confidential information",
    ),
    "sensitive": (
        "it is exempt or confidential, or holds personal data or somebody's confidence",
        "it is neither exempt nor confidential and holds no personal data and nobody's confidence",
    ),
    "special_data": (
        "it holds special category data or criminal offence data",
        "it holds no special category data and no criminal offence data",
    ),
    "agreed": (
        "everybody it is about has agreed",
        "not everybody it is about has agreed",
    ),
    "prohibited": (
        "the law forbids showing it to you",
        "the law was not found to forbid showing it to you",
    ),
    "prohibition_open": (
        "nobody has yet found whether the law forbids showing it to you",
        "it is settled whether the law forbids showing it to you",
    ),
    "personal_data_unchecked": (
        "nobody has yet cleared the personal data in it",
        "the personal data in it, if any, is cleared",
    ),
    "special_data_unchecked": (
        "nobody has yet cleared the special category or criminal offence data in it",
        "the special category or criminal offence data in it, if any, is cleared",
    ),
    "third_party_open": (
        "the person who gave it in confidence must still be asked, or their objection weighed",
        "nobody who gave it in confidence must still be asked",
    ),
    "undertaking_needed": (
        "a co-opted member without a vote must first sign a promise of confidence",
        "no promise of confidence is needed first",
    ),
    "undertaking_missing": (
        "the promise of confidence that is needed first is not on file",
        "no promise of confidence is missing",
    ),
    "inseparable": (
        "it cannot be separated from a part that is not released",
        "it is not tied to a part that is not released",
    ),
    # meetings
    "to_come": ("is still to come", "is not still to come"),
    "over": ("is over", "is not over"),
    "s100f_link": (
        "it is for a coming meeting of the council or a committee, and you are a member",
        "it is not for a coming meeting of a principal council that gives you a member's right",
    ),
    "reg16_before": (
        "the executive holds it for a coming open meeting, and you are a member",
        "the executive does not hold it for a coming open meeting",
    ),
    "reg16_after": (
        "the executive holds it, its private meeting or decision is past, and you are a member",
        "it is not about a private executive meeting or decision that is past",
    ),
    "wales_after": (
        "the executive in Wales holds it, its meeting or decision is past, and you are a member",
        "it is not about an executive meeting or a member's decision in Wales that is past",
    ),
    "executive_link": (
        "a member's right to the executive's papers applies",
        "no member's right to the executive's papers applies",
    ),
    "reg17_link": (
        "you sit on overview and scrutiny, and it is about past business of the executive",
        "it is not past business of the executive that you can scrutinise",
    ),
    "statutory_link": (
        "a statutory right to papers of this kind may apply",
        "no statutory right to papers of this kind applies",
    ),
    "body_member": (
        "you belong to the body whose business it is",
        "you do not belong to the body whose business it is",
    ),
    "minority_leader_item": (
        "you lead a minority group, and it is for a coming meeting",
        "you do not lead a minority group with this item at a coming meeting",
    ),
    "special_role_item": (
        "you hold a leading post, and belong to the body whose business it is",
        "you do not hold a leading post on the body whose business it is",
    ),
    "casework_row": (
        "a casework rule allows it",
        "no casework rule allows it",
    ),
    # private papers
    "other_group": (
        "it belongs to another political group, which has not agreed",
        "it is not a paper of another group that has not agreed",
    ),
    "own_private": (
        "it is your own advice or correspondence",
        "it is not your own advice or correspondence",
    ),
    "private_other": (
        "it is somebody else's private paper, and they have not agreed",
        "it is not somebody else's private paper without their agreement",
    ),
    "owner_consents": (
        "it is a private paper, and its owner agrees that you may have it",
        "it is not a private paper whose owner agrees that you may have it",
    ),
    "privacy_open": (
        "nobody has yet settled whether it is private",
        "it is settled whether it is private",
    ),
    "consent_refused": ("its owner does not agree", "its owner did not say no"),
    "consent_unasked": ("its owner has not been asked", "its owner has been asked"),
    "group_barred": (
        "it belongs to another political group, and this council bars access to such papers",
        "it is not a paper of another group that this council bars",
    ),
    "report_offered": (
        "this council offers reports for one group to your group too",
        "this council does not offer reports for one group to you",
    ),
    "exists_in_confidence": (
        "we may not say whether it exists",
        "we may say whether it exists",
    ),
    # findings
    "purpose_confirmed": (
        "you have no other purpose than the political or personal one",
        "it was not found that you have no other purpose than the political or personal one",
    ),
    "purpose_unasked": (
        "you have not yet been asked whether you have another purpose",
        "you have been asked whether you have another purpose",
    ),
    "ground_given": (
        "there is a lawful reason to go without the person's consent",
        "no lawful reason to go without the person's consent is on record",
    ),
    "ground_missing": (
        "no lawful reason to go without the person's consent was found",
        "it was not found that a lawful reason to go without consent is missing",
    ),
    "member_query": (
        "it answers a members' query for the resident who is helped, and data law allows it",
        "it is not an answer to a members' query that may go to the resident",
    ),
    "need_not_asserted": (
        "no purpose is stated and no need to know is found",
        "a purpose is stated, or the need to know was looked at",
    ),
    "need_passed": (
        "your need to know was found to be made out, with all that this council asks for",
        "your need to know has not been found to be made out",
    ),
    "broad_unanswered": (
        "the request is very wide, and nothing has been found about it yet",
        "the request is not unusually wide, or something has been found about it",
    ),
    "general_route": (
        "no purpose is stated, or a general enquiry",
        "another purpose than a general enquiry is stated",
    ),
    "outsiders_present": (
        "people who are not councillors will be there",
        "only councillors will be there",
    ),
    "briefing_cleared": (
        "nothing in it is too sensitive for this audience, or the briefing is approved",
        "it is too sensitive for this audience, or the briefing is not approved",
    ),
}
"""Each condition that is more than one fact, in words that a councillor would use.

What a term takes in is told by its own expression (`sentence.definition`), never here.
"""

RELATIONS: dict[tuple[str, str, str], Pair] = {
    ("Same", "segment.held_by_council", "council"): (
        "this council holds it",
        "another authority holds it",
    ),
    ("Same", "segment.owner_group", "reader.group"): (
        "it belongs to the reader's own group",
        "it does not belong to the reader's own group",
    ),
    ("Same", "segment.advice_to", "requester.person"): (
        "it was written to or for you",
        "it was not written to or for you",
    ),
    ("Same", "substitute.body", "entry.body"): ("is for that body", "is for another body"),
    ("Same", "substitute.meeting", "entry.start"): (
        "is for that meeting",
        "is for another meeting",
    ),
    ("Has", "requester.bodies", "entry.body"): (
        "is of a body that you sit on",
        "is of a body that you do not sit on",
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
        "this council bars the purpose that is stated",
        "this council does not bar the purpose that is stated",
    ),
    ("Contains", "requester.positions", "scrutiny_member"): (
        "you sit on an overview and scrutiny committee",
        "you do not sit on an overview and scrutiny committee",
    ),
    ("Contains", "profile.need_findings", "good_faith"): (
        "this council also asks for good faith",
        "this council does not ask for a finding of good faith",
    ),
    ("Contains", "profile.need_findings", "third_party_effect"): (
        "this council also asks for the effect on other people",
        "this council does not ask for a finding on the effect on other people",
    ),
    ("Overlaps", "requester.adverse", "segment.matters"): (
        "you are on the other side in a matter that it is about",
        "you are not on the other side in a matter that it is about",
    ),
    ("Within", "segment.subjects", "request.consents"): (
        "everybody it is about has agreed",
        "not everybody it is about has agreed",
    ),
    ("Within", "segment.subjects", "request.on_behalf_of"): (
        "it is about nobody but the person who is being helped",
        "it is also about somebody other than the person who is being helped",
    ),
    ("Before", "now", "entry.start"): ("has not begun", "has begun"),
    ("SameDay", "now", "entry.start"): ("is today", "is not today"),
    ("Before", "now", "entry.ended"): ("has not ended", "has ended"),
    ("Before", "now", "decision.made"): (
        "the executive decision is not yet made",
        "the executive decision has been made",
    ),
    ("Before", "today", "tag.tested"): (
        "has its public interest test still to come",
        "has had its public interest test",
    ),
}

PRESENCE: dict[str, Pair] = {
    "findings.third_party_effect": (
        "the effect on other people has been weighed",
        "the effect on other people has not been weighed yet",
    ),
    "findings.casework_ground": (
        "somebody looked for a reason to go without consent",
        "nobody has looked yet for a reason to go without consent",
    ),
    "findings.determination": (
        "there is a final local decision",
        "there is no final local decision yet",
    ),
    "findings.no_other_purpose": (
        "you have been asked whether you have another purpose",
        "you have not yet been asked whether you have another purpose",
    ),
    "segment.author_consents": ("its owner has been asked", "its owner has not been asked"),
    "segment.held_by_council": (
        "another authority is named as the holder",
        "no other authority is named as the holder",
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
    "entry.start": ("has a meeting fixed", "has no meeting fixed"),
    "entry.ended": ("has an end on record", "has no end on record"),
    "tag.tested": ("has a public interest test on record", "has no public interest test on record"),
}

CHOICES: dict[tuple[str, str], Pair] = {
    ("segment.personal_data", "none"): ("it holds no personal data", "it holds personal data"),
    ("segment.confidential", "none"): (
        "it is not confidential information",
        "it is confidential information",
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
    ("request.purpose", "none"): ("no purpose is stated", "a purpose is stated"),
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
        "your need to know was found to be made out",
        "your need to know has not been found to be made out",
    ),
    ("findings.reasonably_necessary", "False"): (
        "it was found that you have no need to know",
        "it was not found that you have no need to know",
    ),
    ("findings.relates_to_work", "False"): (
        "it was found not to relate to the work of a councillor",
        "it was not found to be outside the work of a councillor",
    ),
    ("findings.good_faith", "False"): (
        "the request was found not to be made in good faith",
        "the request was not found to be made in bad faith",
    ),
    ("findings.relevant_to_scrutiny", "False"): (
        "it was found not to be relevant to the scrutiny work",
        "it was not found to be irrelevant to the scrutiny work",
    ),
    ("findings.casework_lawful", "False"): (
        "data protection law was found not to allow it for this casework",
        "data protection law was not found to stand against this casework",
    ),
    ("findings.casework_ground", "none"): (
        "no lawful reason to go without consent was found",
        "it was not found that a lawful reason to go without consent is missing",
    ),
    ("findings.briefing_approved", "False"): (
        "approval of the briefing was turned down",
        "approval of the briefing was not turned down",
    ),
    ("findings.internal_to_group", "False"): (
        "it was found not to be internal to the group",
        "it was not found to be open beyond the group",
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

ITEMS: dict[str, Pair] = {
    "entry": ("there is business of it that", "there is no business of it that"),
    "tag": ("there is a mark as exempt that", "there is no mark as exempt that"),
    "interest": ("there is a declared interest that", "there is no declared interest that"),
    "substitute": (
        "there is an appointment as substitute that",
        "there is no appointment as substitute that",
    ),
}
