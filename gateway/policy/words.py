"""The words for the values of facts, as a councillor would say them."""

_KINDS = {
    "councillor": "a councillor",
    "elected_mayor": "the elected mayor",
    "parish_coopted": "a co-opted member of a parish or town council",
    "committee_coopted_voting": "a co-opted committee member with a vote",
    "committee_coopted_nonvoting": "a co-opted committee member without a vote",
    "political_assistant": "a political assistant",
    "officer": "an officer",
    "public": "a member of the public",
}
_PAPERS = {
    "report": "a report or record of the council",
    "accounts": "part of the council's accounts",
    "casework_record": "a casework record",
    "individual_employment": "a paper about one person's employment",
    "officer_report_to_group": "a report written by officers for a political group",
    "group_internal": "a political group's own paper",
    "political_adviser_advice": "advice by a political adviser or assistant",
    "officer_note_of_group_discussion": "an officer's note of a group's discussion",
    "advice_to_member": "advice by officers to one member",
    "correspondence": "correspondence between one member and officers",
}
_PARAGRAPHS = {str(number): f"paragraph {number}" for number in range(1, 19)}

VALUES: dict[str, dict[str, str]] = {
    "requester.kind": _KINDS,
    "requester.standing": {
        "current": "in office",
        "former": "no longer in office",
        "suspended": "suspended",
    },
    "requester.positions": {
        "leader": "the leader",
        "deputy_leader": "the deputy leader",
        "executive_member": "a member of the executive",
        "committee_chair": "the chair of a committee",
        "committee_vice_chair": "the vice-chair of a committee",
        "group_leader": "a group leader",
        "minority_group_leader": "a minority group leader",
        "civic_mayor": "the civic mayor",
        "scrutiny_member": "a member of an overview and scrutiny committee",
    },
    "request.type": {
        "access": "to see it",
        "onward_disclosure": "to pass on what is held in confidence",
        "officer_check": "an officer's check before disclosing",
    },
    "request.form": {"inspect": "to read it", "copy": "for a copy"},
    "request.purpose": {
        "none": "not stated",
        "official_duty": "a stated duty as a councillor",
        "casework": "casework for a resident",
        "general_enquiry": "a general enquiry",
        "political": "political",
        "personal": "personal",
    },
    "request.scrutiny_link": {
        "none": "no scrutiny work",
        "call_in": "a call-in",
        "review": "a scrutiny review",
        "work_programme": "a scrutiny work programme",
    },
    "request.channel": {
        "standard": "in the usual way",
        "member_queries": "through the members' query service",
        "wrongdoing": "as a confidential report of suspected wrongdoing",
    },
    "segment.kind": _PAPERS,
    "segment.held_by": {"council": "the council", "executive": "the executive"},
    "segment.confidential": {
        "none": "not confidential",
        "government_department": "given by a government department on terms of secrecy",
        "enactment": "closed by an Act or regulations",
        "court_order": "closed by a court order",
    },
    "segment.third_party_confidence": {
        "none": "that nobody else gave it in confidence",
        "not_consulted": "that the person who gave it has not been asked",
        "consents": "that the person who gave it agrees",
        "objects": "that the person who gave it objects",
    },
    "segment.personal_data": {
        "none": "no personal data",
        "ordinary": "ordinary personal data",
        "special": "special category data",
        "criminal": "criminal offence data",
    },
    "decision.by": {"member": "one member", "officer": "one officer"},
    "findings.third_party_effect": {"low": "low", "severe": "severe"},
    "findings.casework_ground": {
        "none": "none",
        "cannot_consent": "that the person cannot give it",
        "cannot_reasonably_obtain": "that it cannot reasonably be obtained",
        "would_prejudice": "that asking would do harm",
        "unreasonably_withheld": "that it is withheld without good reason",
    },
    "findings.determination": {"release": "release it", "refuse": "refuse it"},
    "profile.authority_type": {
        "principal": "a principal council",
        "local": "a town, parish or community council",
    },
    "profile.exemption_scheme": {
        "england": "the English exemption rules",
        "wales": "the Welsh exemption rules",
        "none": "no exemption rules",
    },
    "profile.body_member_right": {
        "right": "a right to read its papers",
        "weight": "weight to a request, and no right",
    },
    "profile.exempt_to_non_member": {
        "need_to_know": "a need to know, on which the first decider decides",
        "determiner": "a need to know, on which the determiner decides",
    },
    "profile.need_findings": {
        "reasonably_necessary": "that you need it, within reason",
        "good_faith": "that you ask in good faith",
        "third_party_effect": "what effect it has on other people",
    },
    "profile.casework": {
        "lawful": "where data protection law allows",
        "public_domain_only": "only where they are public already",
    },
    "profile.group_report_rule": {
        "offer_to_all": "to offer them to all groups",
        "same_if_invited": "the same advice for each group that asks",
        "same_basis": "the same basis for each group",
        "copy_on_request": "a copy for each group that asks",
        "none": "none",
    },
    "tag.paragraph": _PARAGRAPHS,
}

OFFICES: dict[str, str] = {
    "full_council": "full council",
    "personnel_committee": "Personnel Committee",
    "chairman": "Chairman",
    "chief_executive": "Chief Executive",
    "external_monitoring_officer": "Monitoring Officer of another authority",
    "deputy_monitoring_officer": "Deputy Monitoring Officer",
    "monitoring_officer": "Monitoring Officer",
    "strategic_director_law_governance": "Strategic Director for Law and Governance",
    "executive": "executive",
    "proper_officer": "proper officer",
    "data_protection_officer": "Data Protection Officer",
    "town_clerk": "Town Clerk",
    "executive_director": "Executive Director",
    "line_manager": "officer's line manager",
    "service_director": "service director",
    "designated_officer": "Designated Officer",
    "head_of_service": "head of service",
    "director": "director",
}
"""The offices in order of precedence (section 3.1) are `gateway.domain.facts.Office`."""
