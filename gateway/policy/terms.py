"""Words for each condition that is more than one fact, as a councillor would say them.

Each entry is a pair of clauses that can follow "if": when it holds, and when it does not. What a
term takes in is told by its own expression (`sentence.definition`), never here.
"""

Pair = tuple[str, str]

TERMS: dict[str, Pair] = {
    "any": ("anyone asks", "nobody asks"),
    "always": ("this is so in every case", "this is so in no case"),
    # who asks
    "member": ("you are a member of the council", "you are not at present a member of the council"),
    "co_optee": (
        "you are a co-opted member of a committee",
        "you are not a co-opted member of a committee",
    ),
    "seat_holder": (
        "you are a member of the council or of one of its committees",
        "you are a member neither of the council nor of one of its committees",
    ),
    "councillor": ("you may ask as a councillor", "you may not ask as a councillor"),
    "interested": (
        "you have an interest in a matter that it is about",
        "you have no interest in a matter that it is about",
    ),
    "interest_cleared": ("your interest has been cleared", "your interest has not been cleared"),
    "clerk_conflicted": (
        "the only officer who can decide may not act on this request",
        "there is an officer who may act on this request",
    ),
    # what it holds
    "held_elsewhere": ("another authority holds it", "this council holds it"),
    "group_kind": (
        "it is an internal paper of a political group",
        "it is not an internal paper of a political group",
    ),
    "private_kind": (
        "it is a private paper of a group or of a member",
        "it is not a private paper of a group or of a member",
    ),
    "adviser_advice": (
        "it is internal advice by a political adviser or assistant",
        "it is not internal advice by a political adviser or assistant",
    ),
    "group_note": (
        "it is an officer's internal note of a group's discussion",
        "it is not an officer's internal note of a group's discussion",
    ),
    "own_development_lifts": (
        "it is about the council's own development, which lifts every exemption",
        "nobody has found that it is about the council's own development, which lifts exemptions",
    ),
    "in_effect": ("counts", "does not count"),
    "openable": ("leaves it open to members", "closes it to members"),
    "tagged": ("it is exempt information", "it is not exempt information"),
    "tags_openable": (
        "it is exempt only under paragraphs that are open to members",
        "it is not exempt, or it is exempt under a paragraph that is closed to members",
    ),
    "tags_clear": (
        "it is not exempt, or only under paragraphs that are open to members",
        "it is exempt under a paragraph that is closed to members",
    ),
    "tags_mixed": (
        "it is exempt both under a paragraph that is open to members and under one that is not",
        "it is not exempt both under an open and under a closed paragraph",
    ),
    "tags_barred": (
        "it is exempt, and under no paragraph that is open to members",
        "it is not exempt, or it is exempt under a paragraph that is open to members",
    ),
    "tags_supported": (
        "its mark as exempt can support a refusal",
        "no mark as exempt on it can support a refusal yet",
    ),
    "privileged": ("it is legally privileged", "it is not legally privileged"),
    "registered_tag": (
        "its mark as financial falls away, because the law demands that it is registered",
        "no mark on it falls away because the law demands that it is registered",
    ),
    "closed": (
        "it is exempt or confidential information",
        "it is neither exempt nor confidential information",
    ),
    "sensitive": (
        "it is exempt, confidential or given in confidence, or holds personal data",
        "it is not exempt, confidential or given in confidence, and holds no personal data",
    ),
    "special_data": (
        "it holds special category data or criminal offence data",
        "it holds no special category data and no criminal offence data",
    ),
    "agreed": ("everybody it is about has agreed", "not everybody it is about has agreed"),
    "prohibited": (
        "the law forbids showing it to you",
        "the law was not found to forbid showing it to you",
    ),
    "prohibition_open": (
        "nobody has yet found whether the law forbids showing it to you",
        "it is settled whether the law forbids showing it to you",
    ),
    "personal_data_unchecked": (
        "it holds personal data that has not been cleared",
        "it holds no personal data that has not been cleared",
    ),
    "special_data_unchecked": (
        "it holds special category or criminal offence data that has not been cleared",
        "it holds no special category or criminal offence data that has not been cleared",
    ),
    "third_party_open": (
        "the person who gave it in confidence must still be asked, or their objection weighed",
        "nobody who gave it in confidence must still be asked, and no objection is left to weigh",
    ),
    "undertaking_needed": (
        "as a co-opted member without a vote, you must first sign a promise of confidence",
        "you need not sign a promise of confidence first",
    ),
    "undertaking_missing": (
        "you have not yet signed the promise of confidence that is needed first",
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
        "the right to papers for a coming council or committee meeting applies",
        "the right to papers for a coming council or committee meeting does not apply",
    ),
    "reg16_before": (
        "the right to the executive's papers for a coming open meeting applies",
        "the right to the executive's papers for a coming open meeting does not apply",
    ),
    "reg16_after": (
        "the right to the executive's papers after a private meeting or a decision applies",
        "the right to the executive's papers after a private meeting or a decision does not apply",
    ),
    "wales_after": (
        "the Welsh right to the executive's papers after a meeting or a decision applies",
        "the Welsh right to the executive's papers after a meeting or a decision does not apply",
    ),
    "executive_link": (
        "a member's right to the executive's papers applies",
        "no member's right to the executive's papers applies",
    ),
    "reg17_link": (
        "the right of scrutiny members to papers on past business of the executive applies",
        "the right of scrutiny members to papers on past business of the executive does not apply",
    ),
    "statutory_link": (
        "a right by law to papers on this business may reach it",
        "no right by law to papers on this business reaches it",
    ),
    "body_member": (
        "you belong to the body whose business it is",
        "you do not belong to the body whose business it is",
    ),
    "minority_leader_item": (
        "you lead a minority group, and it is for a coming meeting",
        "you do not lead a minority group, or it is not for a coming meeting",
    ),
    "special_role_item": (
        "you hold a leading post, and belong to the body whose business it is",
        "you hold no leading post, or do not belong to the body whose business it is",
    ),
    "casework_row": ("a casework rule allows it", "no casework rule allows it"),
    # private papers
    "other_group": (
        "it belongs to another political group, which has not agreed",
        "it does not belong to another political group that has not agreed",
    ),
    "own_private": (
        "it is your own advice or correspondence",
        "it is not your own advice or correspondence",
    ),
    "private_other": (
        "it is somebody else's private paper, and they have not agreed",
        "it is not a private paper of somebody else who has not agreed",
    ),
    "owner_consents": (
        "its owner agrees that you may have it",
        "it has no owner who agrees that you may have it",
    ),
    "privacy_open": (
        "nobody has yet settled whether it is private",
        "it is settled whether it is private",
    ),
    "group_barred": (
        "it is another political group's paper, and this council bars access to it",
        "it is not another political group's paper to which this council bars access",
    ),
    "report_offered": (
        "this council lets you have reports that were written for another group",
        "no rule of this council lets you have reports that were written for another group",
    ),
    "exists_in_confidence": ("we may not say whether it exists", "we may say whether it exists"),
    # findings
    "ground_given": (
        "an officer found a lawful reason to go without consent",
        "no officer has found a lawful reason to go without consent",
    ),
    "member_query": (
        "it answers a members' query, and may go to the resident",
        "it is not an answer to a members' query that may go to the resident",
    ),
    "need_not_asserted": (
        "you stated no purpose, and nobody has looked at whether you need to know",
        "you stated a purpose, or your need to know has been looked at",
    ),
    "need_passed": (
        "your need to know has been accepted, with every finding that this council asks for",
        "your need to know has not been accepted, or another finding is still missing",
    ),
    "broad_unanswered": (
        "the request is very wide, and nothing has been found about it yet",
        "the request is not unusually wide, or something has been found about it",
    ),
    "general_route": (
        "the purpose is a general enquiry, or none is stated",
        "a purpose other than a general enquiry is stated",
    ),
    "outsiders_present": (
        "people who are not councillors will be there",
        "only councillors will be there",
    ),
    "briefing_cleared": (
        "it suits this audience, and its disclosure is approved or needs no approval",
        "it does not suit this audience, or its disclosure is not approved",
    ),
}
