"""A council's profile: the settings by which its protocol differs (section 3)."""

from typing import Annotated, Literal

from msgspec import Meta, Struct

from gateway.domain.facts import Office, Purpose

Force = Literal["guidance", "mandatory", "none"]
RulePrefix = Literal["000", "WLV", "OXF", "LYD", "RUT", ""]
AuthorityType = Literal["principal", "local"]
ExemptionScheme = Literal["england", "wales", "none"]
BodyMemberRight = Literal["right", "weight"]
ExemptToNonMember = Literal["need_to_know", "determiner"]
GroupReportRule = Literal[
    "offer_to_all", "same_if_invited", "same_basis", "copy_on_request", "none"
]
Casework = Literal["lawful", "public_domain_only"]
NeedFinding = Literal["reasonably_necessary", "good_faith", "third_party_effect"]
InterestOffice = Literal["first_decider", "adviser"]
AccessEnds = Annotated[int, Meta(ge=1, le=3660)] | Literal["meeting", "request"]
"""When access ends that somebody gives without saying until when: so many days after the day on
which it is given, when no meeting on it is to come, or when the request has ended."""
StandardCondition = Literal["official_duties_only", "purpose_only", "no_onward"]


class OtherRules(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Rules of the council's own that are not in this rule book: their title, and where they stand.

    `link` leads to them, where the council publishes them.
    """

    title: Annotated[str, Meta(min_length=1, max_length=200)]
    where: Annotated[str, Meta(min_length=1, max_length=200)]
    link: Annotated[str, Meta(max_length=500, pattern=r"^(https://[!-~]+)?$(?!\n)")] = ""


class Profile(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """The settings of one council. Every key is required but the last ones.

    `rule_prefix` is the prefix of the council's own clauses ("" for a statute-only profile);
    `response_working_days` is 0 where the protocol gives no number; `stand_in` overrides the
    common table of stand-ins (section 3.1); `advice_rules` are the clauses by which members must
    follow the advice of a statutory officer; `other_rules` say more about access, and stand
    elsewhere; `access_ends` is when access ends that is given without saying until when; None: it
    must be said.
    """

    title: str
    force: Force
    rule_prefix: RulePrefix
    authority_type: AuthorityType
    exemption_scheme: ExemptionScheme
    executive_arrangements: bool
    body_member_right: BodyMemberRight
    exempt_to_non_member: ExemptToNonMember
    general_enquiry_route: bool
    special_advice: bool
    group_internal_bar: bool
    group_note_bar: bool
    group_report_rule: GroupReportRule
    kept_advice_bar: bool
    correspondence_consent: bool
    employment_bar: bool
    casework: Casework
    member_queries: bool
    barred_purposes: frozenset[Purpose]
    need_findings: frozenset[NeedFinding]
    assistants_as_councillors: bool
    sole_decider: bool
    briefing_approval: bool
    interest_office: InterestOffice
    first_decider: Office
    proper_officer: Office
    adviser: Office
    determiner: Office
    data_protection_lead: Office
    dispute_stages: Annotated[tuple[Office, ...], Meta(min_length=1)]
    response_working_days: Annotated[int, Meta(ge=0, le=60)]
    standard_conditions: tuple[StandardCondition, ...]
    reasons_rules: tuple[str, ...]
    dispute_rules: tuple[str, ...]
    stand_in: dict[Office, Office] = {}
    advice_rules: tuple[str, ...] = ()
    other_rules: tuple[OtherRules, ...] = ()
    access_ends: AccessEnds | None = None
