"""Words for each condition that is more than one fact, as a councillor would say them.

Each entry is a pair of clauses that can follow "if": when it holds, and when it does not. What a
term takes in is told by its own expression (`sentence.definition`), never here.
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
