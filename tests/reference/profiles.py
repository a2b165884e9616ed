"""The profiles of section 3 and the offices of section 3.1, as the reference decider reads them."""

_STATUTE_ONLY = {
    "force": "none",
    "rule_prefix": "",
    "authority_type": "principal",
    "exemption_scheme": "england",
    "executive_arrangements": True,
    "body_member_right": "weight",
    "exempt_to_non_member": "need_to_know",
    "general_enquiry_route": False,
    "special_advice": False,
    "group_internal_bar": False,
    "group_note_bar": False,
    "group_report_rule": "none",
    "kept_advice_bar": False,
    "correspondence_consent": False,
    "employment_bar": False,
    "casework": "lawful",
    "member_queries": False,
    "barred_purposes": (),
    "need_findings": ("reasonably_necessary",),
    "assistants_as_councillors": False,
    "sole_decider": False,
    "briefing_approval": False,
    "interest_office": "first_decider",
    "first_decider": "service_director",
    "proper_officer": "proper_officer",
    "adviser": "monitoring_officer",
    "determiner": "monitoring_officer",
    "data_protection_lead": "data_protection_officer",
    "dispute_stages": ("monitoring_officer",),
    "response_working_days": 0,
    "standard_conditions": (),
    "reasons_rules": (),
    "dispute_rules": (),
    "stand_in": {},
}

BESIDES = {"title", "advice_rules", "other_rules", "access_ends"}
"""Settings that decide nothing, and of which the model's table says nothing."""
PROFILES = {
    "england": _STATUTE_ONLY,
    "wales": _STATUTE_ONLY | {"exemption_scheme": "wales"},
    "borough": _STATUTE_ONLY
    | {
        "force": "guidance",
        "rule_prefix": "000",
        "group_note_bar": True,
        "group_report_rule": "offer_to_all",
        "employment_bar": True,
        "barred_purposes": ("political", "personal"),
        "need_findings": ("reasonably_necessary", "good_faith", "third_party_effect"),
        "briefing_approval": True,
        "dispute_stages": ("line_manager", "executive_director", "monitoring_officer"),
        "standard_conditions": ("official_duties_only",),
        "reasons_rules": ("000-4.24c",),
        "dispute_rules": ("000-4.34",),
    },
    "wolverhampton": _STATUTE_ONLY
    | {
        "force": "mandatory",
        "rule_prefix": "WLV",
        "body_member_right": "right",
        "exempt_to_non_member": "determiner",
        "group_internal_bar": True,
        "group_note_bar": True,
        "group_report_rule": "same_if_invited",
        "kept_advice_bar": True,
        "correspondence_consent": True,
        "employment_bar": True,
        "casework": "public_domain_only",
        "assistants_as_councillors": True,
        "interest_office": "adviser",
        "first_decider": "designated_officer",
        "standard_conditions": ("purpose_only",),
        "dispute_rules": ("WLV-15.4a",),
    },
    "oxford": _STATUTE_ONLY
    | {
        "force": "guidance",
        "rule_prefix": "OXF",
        "general_enquiry_route": True,
        "special_advice": True,
        "group_report_rule": "same_basis",
        "kept_advice_bar": True,
        "employment_bar": True,
        "first_decider": "head_of_service",
        "response_working_days": 5,
        "dispute_rules": ("OXF-23.17",),
    },
    "lydney": _STATUTE_ONLY
    | {
        "force": "guidance",
        "rule_prefix": "LYD",
        "authority_type": "local",
        "exemption_scheme": "none",
        "executive_arrangements": False,
        "group_note_bar": True,
        "group_report_rule": "copy_on_request",
        "employment_bar": True,
        "barred_purposes": ("personal",),
        "sole_decider": True,
        "first_decider": "town_clerk",
        "proper_officer": "town_clerk",
        "adviser": "town_clerk",
        "determiner": "chairman",
        "data_protection_lead": "town_clerk",
        "dispute_stages": ("town_clerk", "chairman", "personnel_committee"),
        "dispute_rules": ("LYD-5.2a",),
    },
    "rutland": _STATUTE_ONLY
    | {
        "force": "guidance",
        "rule_prefix": "RUT",
        "group_note_bar": True,
        "group_report_rule": "offer_to_all",
        "correspondence_consent": True,
        "employment_bar": True,
        "member_queries": True,
        "briefing_approval": True,
        "first_decider": "director",
        "adviser": "strategic_director_law_governance",
        "determiner": "chief_executive",
        "dispute_stages": ("director", "chief_executive"),
        "standard_conditions": ("no_onward",),
        "reasons_rules": ("RUT-9.2b",),
        "dispute_rules": ("RUT-9.2c",),
        "stand_in": {
            "proper_officer": "strategic_director_law_governance",
            "chief_executive": "strategic_director_law_governance",
        },
    },
}

COUNCILS = ("england", "wolverhampton", "borough", "oxford", "lydney", "rutland", "wales")

PRECEDENCE = (
    "full_council",
    "personnel_committee",
    "chairman",
    "chief_executive",
    "external_monitoring_officer",
    "deputy_monitoring_officer",
    "monitoring_officer",
    "strategic_director_law_governance",
    "executive",
    "proper_officer",
    "data_protection_officer",
    "town_clerk",
    "executive_director",
    "line_manager",
    "service_director",
    "designated_officer",
    "head_of_service",
    "director",
)

STAND_IN = {
    "service_director": "chief_executive",
    "designated_officer": "chief_executive",
    "head_of_service": "chief_executive",
    "director": "chief_executive",
    "line_manager": "executive_director",
    "executive_director": "monitoring_officer",
    "chief_executive": "monitoring_officer",
    "proper_officer": "monitoring_officer",
    "data_protection_officer": "proper_officer",
    "monitoring_officer": "deputy_monitoring_officer",
    "deputy_monitoring_officer": "external_monitoring_officer",
    "strategic_director_law_governance": "chief_executive",
    "town_clerk": "chairman",
    "chairman": "personnel_committee",
}

_OFFICE_KEYS = (
    "first_decider",
    "proper_officer",
    "adviser",
    "determiner",
    "data_protection_lead",
)


def office_key(profile, following):
    """The profile key or the office that a Next means, once `interest_office` is read."""
    return profile["interest_office"] if following == "interest_office" else following


def named_office(profile, following):
    """The office that a Next names, before anybody's conflict is looked at."""
    key = office_key(profile, following)
    return profile[key] if key in _OFFICE_KEYS else key


def resolve(profile, office, conflicted):
    """The office that acts: the one named, or the first stand-in without a conflict."""
    stand_in = STAND_IN | profile["stand_in"]
    passed_over = set()
    while office in conflicted:
        passed_over.add(office)
        office = stand_in.get(office)
        if office is None or office in passed_over:
            return "full_council"
    return office
