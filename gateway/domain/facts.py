"""The facts that a decision reads: who asks, for what, what the document holds, what was found.

Section 2 of the decision model. Everything is frozen; an absent optional fact is `None`, which
means "not known" and is never the same as `False`. Dates and times are local (Europe/London)
without an offset.
"""

from datetime import date, datetime
from typing import Annotated, Any, Final, Literal

from msgspec import Meta, Struct

Text = Annotated[str, Meta(min_length=1)]
LocalTime = Annotated[datetime, Meta(tz=False)]

RequesterKind = Literal[
    "councillor",
    "elected_mayor",
    "parish_coopted",
    "committee_coopted_voting",
    "committee_coopted_nonvoting",
    "political_assistant",
    "officer",
    "public",
]
MEMBERS: Final[tuple[RequesterKind, ...]] = ("councillor", "elected_mayor", "parish_coopted")
"""Members of the council."""
CO_OPTEES: Final[tuple[RequesterKind, ...]] = (
    "committee_coopted_voting",
    "committee_coopted_nonvoting",
)
"""Who sits on a committee, and is no member of the council."""
Standing = Literal["current", "former", "suspended"]
Position = Literal[
    "leader",
    "deputy_leader",
    "executive_member",
    "committee_chair",
    "committee_vice_chair",
    "group_leader",
    "minority_group_leader",
    "civic_mayor",
    "scrutiny_member",
]
InterestKind = Literal["disclosable_pecuniary", "other_registrable", "personal_or_prejudicial"]
RequestType = Literal["access", "onward_disclosure", "officer_check"]
Form = Literal["inspect", "copy"]
Purpose = Literal["none", "official_duty", "casework", "general_enquiry", "political", "personal"]
ScrutinyLink = Literal["none", "call_in", "review", "work_programme"]
Channel = Literal["standard", "member_queries", "wrongdoing"]
SegmentKind = Literal[
    "report",
    "accounts",
    "casework_record",
    "individual_employment",
    "officer_report_to_group",
    "group_internal",
    "political_adviser_advice",
    "officer_note_of_group_discussion",
    "advice_to_member",
    "correspondence",
]
HeldBy = Literal["council", "executive"]
DecisionMaker = Literal["member", "officer"]
Confidential = Literal["none", "government_department", "enactment", "court_order"]
ThirdPartyConfidence = Literal["none", "not_consulted", "consents", "objects"]
PersonalData = Literal["none", "ordinary", "special", "criminal"]
ThirdPartyEffect = Literal["low", "severe"]
CaseworkGround = Literal[
    "none", "cannot_consent", "cannot_reasonably_obtain", "would_prejudice", "unreasonably_withheld"
]
Determination = Literal["release", "refuse"]
Office = Literal[
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
]
"""The offices that a request can wait for, in order of precedence (section 3.1)."""


class _Fact(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A group of facts: frozen, and an unknown key is an error."""


class Substitute(_Fact, frozen=True):
    """A valid appointment as substitute for one meeting of one body."""

    body: Text
    meeting: LocalTime


class Interest(_Fact, frozen=True):
    """A declared interest in a matter. `kind` and `sensitive` never decide."""

    matter: Text
    kind: InterestKind
    dispensation: bool = False
    sensitive: bool = False


class Requester(_Fact, frozen=True):
    """Who asks, with the seats, group and interests of that moment (section 2.2)."""

    kind: RequesterKind
    person: Text
    standing: Standing = "current"
    group: Text | None = None
    positions: frozenset[Position] = frozenset()
    bodies: frozenset[Text] = frozenset()
    substitutes: tuple[Substitute, ...] = ()
    wards: frozenset[Text] = frozenset()
    interests: tuple[Interest, ...] = ()
    adverse: frozenset[Text] = frozenset()
    undertaking: bool = False


class Audience(_Fact, frozen=True):
    """The people to whom an officer would disclose: counts, and the group whose meeting it is."""

    councillors: Annotated[int, Meta(ge=0)] = 0
    others: Annotated[int, Meta(ge=0)] = 0
    group: Text | None = None


class Request(_Fact, frozen=True):
    """What is asked, how and why (section 2.3). `statement` never decides."""

    type: RequestType
    form: Form = "inspect"
    purpose: Purpose = "none"
    statement: str = ""
    broad: bool = False
    scrutiny_link: ScrutinyLink = "none"
    on_behalf_of: Text | None = None
    consents: frozenset[Text] = frozenset()
    channel: Channel = "standard"
    use_at_meeting: bool = False
    received: date | None = None
    received_by_executive: date | None = None
    audience: Audience | None = None


class Business(_Fact, frozen=True):
    """Business of a formal body to which a segment relates. No `start`: no meeting fixed."""

    body: Text
    executive: bool = False
    private: bool = False
    start: LocalTime | None = None
    ended: LocalTime | None = None


class ExecutiveDecision(_Fact, frozen=True):
    """An executive decision by one person, and the moment at which it is made."""

    by: DecisionMaker
    made: LocalTime


class ExemptTag(_Fact, frozen=True):
    """A mark under Schedule 12A. `tested` is the date of the last public interest test."""

    paragraph: Annotated[int, Meta(ge=1, le=18)]
    negotiation_terms: bool = False
    tested: date | None = None


class SegmentFindings(_Fact, frozen=True):
    """What people found, each with author and reason in the case record; `None`: not yet found."""

    reasonably_necessary: bool | None = None
    relates_to_work: bool | None = None
    good_faith: bool | None = None
    third_party_effect: ThirdPartyEffect | None = None
    no_other_purpose: bool | None = None
    relevant_to_scrutiny: bool | None = None
    casework_lawful: bool | None = None
    casework_ground: CaseworkGround | None = None
    order_covers_members: bool | None = None
    breach_of_confidence: bool | None = None
    internal_to_group: bool | None = None
    own_development_connection: bool | None = None
    personal_data_cleared: bool | None = None
    interest_cleared: bool | None = None
    briefing_approved: bool | None = None
    determination: Determination | None = None


class Findings(SegmentFindings, frozen=True):
    """Findings for the whole request, and the offices that may not act on it (section 2.5)."""

    conflicted_offices: frozenset[Office] = frozenset()


class Segment(_Fact, frozen=True):
    """Any part of a document that is decided by itself (section 2.4)."""

    id: Text
    kind: SegmentKind = "report"
    public: bool = False
    held_by: HeldBy = "council"
    held_by_council: Text | None = None
    business: tuple[Business, ...] = ()
    executive_decision: ExecutiveDecision | None = None
    exempt: tuple[ExemptTag, ...] = ()
    registered_information: bool = False
    own_development: bool = False
    confidential: Confidential = "none"
    third_party_confidence: ThirdPartyConfidence = "none"
    personal_data: PersonalData = "none"
    subjects: frozenset[Text] = frozenset()
    owner_group: Text | None = None
    advice_to: Text | None = None
    keep_from_others: bool = False
    author_consents: bool | None = None
    matters: frozenset[Text] = frozenset()
    not_severable: Text | None = None
    findings: SegmentFindings = SegmentFindings()


class Document(_Fact, frozen=True):
    """The document asked for. Its title never decides."""

    segments: Annotated[tuple[Segment, ...], Meta(min_length=1)]
    title: str = ""


class Expect(_Fact, frozen=True):
    """What a worked case expects (section 2.7). The decision never reads it."""

    outcome: str
    segments: dict[str, str]
    refer_to: Office | None = None
    rules: tuple[str, ...] = ()
    conditions: tuple[str, ...] = ()
    notify: tuple[str, ...] = ()
    not_rules: tuple[str, ...] = ()
    not_notify: tuple[str, ...] = ()
    due: dict[str, Any] = {}  # date or date-time; a type of either cannot be told apart here
    dispute: dict[str, str] = {}
    neither_confirm_nor_deny: tuple[str, ...] = ()


class Facts(_Fact, frozen=True):
    """One facts document: all that a decision reads, besides the rule book."""

    id: Text
    title: str
    council: Text
    now: LocalTime
    requester: Requester
    request: Request
    document: Document
    findings: Findings = Findings()
    expect: Expect | None = None
