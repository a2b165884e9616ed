"""The fields that conditions may read, and the words for what they say.

Each field has a way to its value and plain words. `yes` and `no` are clauses that can follow "if"
("it is already public"); `is` is the start of a clause about a value ("it is", "the purpose is"),
and `values` puts words to the values that need them. A finding has `found`, the thing that
somebody found or did not find.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from operator import attrgetter
from typing import Any

from gateway.policy.case import Case
from gateway.policy.expressions import Item
from gateway.policy.words import VALUES


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """A field of the vocabulary: where its value is, and its words."""

    at: str
    says: str
    yes: str = ""
    no: str = ""
    found: str = ""
    values: dict[str, str] = field(default_factory=dict)


def _finding(name: str, found: str, says: str = "") -> Field:
    return Field(at=f"findings.{name}", says=says, found=found)


FIELDS: dict[str, Field] = {
    "council": Field(at="council", says="the council that decides"),
    "now": Field(at="now", says="the moment of the decision"),
    "today": Field(at="today", says="the day of the decision"),
    "second_look": Field(
        at="second_look",
        says="the second look",
        yes="this is the second look, in which no mark counts",
        no="this is not the second look, in which no mark counts",
    ),
    "row": Field(at="row", says="the rule that decides is"),
    "sibling_waits": Field(
        at="sibling_waits",
        says="the other parts",
        yes="a part that cannot be separated from it is not released",
        no="no part that cannot be separated from it is kept back",
    ),
    "reader.group": Field(at="reader_group", says="the reader's political group"),
    "audience.others": Field(
        at="audience.others", says="the number of people at the meeting who are not councillors"
    ),
    # requester
    "requester.kind": Field(at="requester.kind", says="you are"),
    "requester.standing": Field(at="requester.standing", says="you are"),
    "requester.person": Field(at="requester.person", says="you"),
    "requester.group": Field(at="requester.group", says="a political group of the person who asks"),
    "requester.positions": Field(at="requester.positions", says="you are"),
    "requester.bodies": Field(at="requester.bodies", says="the bodies of the person who asks"),
    "requester.adverse": Field(
        at="requester.adverse", says="the matters in which you are on the other side"
    ),
    "requester.undertaking": Field(
        at="requester.undertaking",
        says="the undertaking",
        yes="a signed promise of confidence is on file",
        no="no signed promise of confidence is on file",
    ),
    # request
    "request.type": Field(at="request.type", says="the request is"),
    "request.form": Field(at="request.form", says="the request is"),
    "request.purpose": Field(at="request.purpose", says="the purpose is"),
    "request.broad": Field(
        at="request.broad",
        says="breadth",
        yes="the request is very wide",
        no="the request is not unusually wide",
    ),
    "request.scrutiny_link": Field(at="request.scrutiny_link", says="the request is tied to"),
    "request.on_behalf_of": Field(at="request.on_behalf_of", says="the person who is being helped"),
    "request.consents": Field(at="request.consents", says="the people whose agreement is on file"),
    "request.channel": Field(at="request.channel", says="the request came"),
    "request.use_at_meeting": Field(
        at="request.use_at_meeting",
        says="use at a meeting",
        yes="it may be used at a meeting",
        no="it will not be used at a meeting",
    ),
    "audience.group": Field(at="audience.group", says="the group whose meeting it is"),
    # segment
    "segment.kind": Field(at="segment.kind", says="it is"),
    "segment.public": Field(
        at="segment.public",
        says="openness",
        yes="it is already public",
        no="it is not already public",
    ),
    "segment.held_by": Field(at="segment.held_by", says="it is held by"),
    "segment.held_by_council": Field(
        at="segment.held_by_council", says="the authority that holds it"
    ),
    "segment.business": Field(at="segment.business", says="business of a formal body"),
    "segment.exempt": Field(at="segment.exempt", says="a mark as exempt"),
    "segment.registered_information": Field(
        at="segment.registered_information",
        says="registration",
        yes="the law requires this financial information to be registered",
        no="this is not information that the law requires to be registered",
    ),
    "segment.own_development": Field(
        at="segment.own_development",
        says="development",
        yes="it is about development for which the council may give itself permission",
        no="it is not about development for which the council may give itself permission",
    ),
    "segment.confidential": Field(at="segment.confidential", says="it is"),
    "segment.third_party_confidence": Field(
        at="segment.third_party_confidence", says="as to somebody else's confidence,"
    ),
    "segment.personal_data": Field(at="segment.personal_data", says="it holds"),
    "segment.subjects": Field(at="segment.subjects", says="the people it is about"),
    "segment.owner_group": Field(at="segment.owner_group", says="the group it belongs to"),
    "segment.advice_to": Field(at="segment.advice_to", says="the member it was written for"),
    "segment.keep_from_others": Field(
        at="segment.keep_from_others",
        says="a wish for confidence",
        yes="that member asked for it to be kept from other councillors",
        no="nobody asked for it to be kept from other councillors",
    ),
    "segment.author_consents": Field(
        at="segment.author_consents",
        says="the owner's view",
        found="its owner agrees that you may have it",
    ),
    "segment.matters": Field(at="segment.matters", says="the matters it is about"),
    "segment.not_severable": Field(
        at="segment.not_severable", says="a tie to other parts that cannot be cut"
    ),
    "decision.made": Field(
        at="segment.executive_decision.made", says="the moment of the executive decision"
    ),
    "decision.by": Field(at="segment.executive_decision.by", says="the executive decision is by"),
    # findings
    "findings.reasonably_necessary": _finding("reasonably_necessary", "you need to know it"),
    "findings.relates_to_work": _finding(
        "relates_to_work", "it relates to the work of a councillor"
    ),
    "findings.good_faith": _finding("good_faith", "the request is made in good faith"),
    "findings.third_party_effect": _finding(
        "third_party_effect", "", "the effect on other people was found to be"
    ),
    "findings.no_other_purpose": _finding(
        "no_other_purpose", "there is no purpose besides the political or personal one"
    ),
    "findings.relevant_to_scrutiny": _finding(
        "relevant_to_scrutiny", "it is relevant to the scrutiny work"
    ),
    "findings.casework_lawful": _finding(
        "casework_lawful", "data protection law allows this disclosure for casework"
    ),
    "findings.casework_ground": _finding(
        "casework_ground", "", "the reason why consent is not needed is"
    ),
    "findings.order_covers_members": _finding(
        "order_covers_members", "that law or order keeps it from members too"
    ),
    "findings.breach_of_confidence": _finding(
        "breach_of_confidence", "disclosure would break the government department's confidence"
    ),
    "findings.internal_to_group": _finding(
        "internal_to_group", "the paper really is internal to the group"
    ),
    "findings.own_development_connection": _finding(
        "own_development_connection",
        "the tie to the council's own development that lifts every exemption is there",
    ),
    "findings.personal_data_cleared": _finding(
        "personal_data_cleared", "the personal data may go out with it"
    ),
    "findings.interest_cleared": _finding(
        "interest_cleared", "the interest does not stand in the way"
    ),
    "findings.briefing_approved": _finding(
        "briefing_approved", "a senior officer approves its disclosure"
    ),
    "findings.determination": _finding("determination", "", "the final local decision is to"),
    "findings.conflicted_offices": Field(
        at="facts.findings.conflicted_offices", says="the offices that may not act"
    ),
    # profile
    "profile.authority_type": Field(at="profile.authority_type", says="the council is"),
    "profile.exemption_scheme": Field(at="profile.exemption_scheme", says="the council is under"),
    "profile.executive_arrangements": Field(
        at="profile.executive_arrangements",
        says="executive",
        yes="the council has an executive",
        no="the council has no executive",
    ),
    "profile.rule_prefix": Field(at="profile.rule_prefix", says="the council's clauses begin with"),
    "profile.barred_purposes": Field(
        at="profile.barred_purposes", says="the purposes that this council bars"
    ),
    "profile.need_findings": Field(
        at="profile.need_findings", says="the findings that this council's need-to-know test asks"
    ),
    "profile.first_decider": Field(
        at="profile.first_decider", says="the officer who decides first"
    ),
    "profile.group_report_rule": Field(
        at="profile.group_report_rule", says="this council's rule for group reports is"
    ),
    "profile.sole_decider": Field(
        at="profile.sole_decider",
        says="the decider",
        yes="only one officer can decide",
        no="another officer can decide",
    ),
    "profile.assistants_as_councillors": Field(
        at="profile.assistants_as_councillors",
        says="assistants",
        yes="this council gives political assistants the access of councillors",
        no="this council does not give political assistants the access of councillors",
    ),
    "profile.briefing_approval": Field(
        at="profile.briefing_approval",
        says="approval",
        yes="this council asks a senior officer to approve every briefing",
        no="this council does not ask a senior officer to approve every briefing",
    ),
    "profile.group_internal_bar": Field(
        at="profile.group_internal_bar",
        says="bar",
        yes="this council bars access to another group's internal papers",
        no="this council does not bar access to another group's internal papers",
    ),
    "profile.group_note_bar": Field(
        at="profile.group_note_bar",
        says="bar",
        yes="this council bars access to notes of another group's discussion",
        no="this council does not bar access to notes of another group's discussion",
    ),
    "profile.body_member_right": Field(
        at="profile.body_member_right", says="membership of a body gives"
    ),
    "profile.exempt_to_non_member": Field(
        at="profile.exempt_to_non_member", says="closed papers go to those outside the body on"
    ),
    "profile.general_enquiry_route": Field(
        at="profile.general_enquiry_route",
        says="route",
        yes="this council has a general enquiry route",
        no="this council has no general enquiry route",
    ),
    "profile.special_advice": Field(
        at="profile.special_advice",
        says="route",
        yes="this council gives post-holders wider advice",
        no="this council does not give post-holders wider advice",
    ),
    "profile.kept_advice_bar": Field(
        at="profile.kept_advice_bar",
        says="bar",
        yes="this council keeps a member's advice from others when asked",
        no="this council has no rule that keeps a member's advice from others",
    ),
    "profile.correspondence_consent": Field(
        at="profile.correspondence_consent",
        says="bar",
        yes="this council shares letters between a member and officers only with consent",
        no="this council has no rule of consent for letters between a member and officers",
    ),
    "profile.employment_bar": Field(
        at="profile.employment_bar",
        says="bar",
        yes="this council keeps papers about one employee to the body that deals with them",
        no="this council has no rule about papers on one employee",
    ),
    "profile.casework": Field(at="profile.casework", says="this council gives papers for casework"),
    "profile.member_queries": Field(
        at="profile.member_queries",
        says="route",
        yes="this council answers members' queries for residents",
        no="this council has no members' query service",
    ),
    # items of a collection
    "entry.body": Field(at="body", says="its body"),
    "entry.executive": Field(
        at="executive", says="executive", yes="is the executive's", no="is not the executive's"
    ),
    "entry.private": Field(
        at="private",
        says="private",
        yes="belongs to a private meeting",
        no="belongs to an open meeting",
    ),
    "entry.start": Field(at="start", says="its meeting"),
    "entry.ended": Field(at="ended", says="the end of its meeting"),
    "tag.paragraph": Field(at="paragraph", says="is under"),
    "tag.negotiation_terms": Field(
        at="negotiation_terms",
        says="terms",
        yes="covers terms proposed in negotiating a contract",
        no="does not cover terms proposed in negotiating a contract",
    ),
    "tag.tested": Field(at="tested", says="the day of a mark's public interest test"),
    "interest.matter": Field(at="matter", says="the matter of a declared interest"),
    "interest.dispensation": Field(
        at="dispensation",
        says="dispensation",
        yes="has a dispensation",
        no="has no dispensation",
    ),
    "substitute.body": Field(at="body", says="its body"),
    "substitute.meeting": Field(at="meeting", says="its meeting"),
}

COLLECTIONS: dict[Item, str] = {
    "entry": "segment.business",
    "tag": "segment.exempt",
    "interest": "requester.interests",
    "substitute": "requester.substitutes",
}


def words_for(name: str, value: object) -> str:
    """The words for a value of a field."""
    return VALUES.get(name, {}).get(str(value), str(value).replace("_", " "))


def items_of(item: Item) -> Callable[[Case], Iterable[Any]]:
    """The collection that `Some(item, ...)` goes through."""
    return attrgetter(COLLECTIONS[item])


def getter(name: str) -> Callable[[Case], Any]:
    """The way to a field of the case. Raises KeyError for a field outside the vocabulary."""
    if name.startswith("decision."):
        part = name.removeprefix("decision.")
        return lambda case: getattr(case.segment.executive_decision, part, None)
    return attrgetter(FIELDS[name].at)


def item_getter(name: str, scope: tuple[Item, ...]) -> Callable[[Case, Any, Any], Any]:
    """The way to a field of the case or of an item in scope."""
    head = name.partition(".")[0]
    if head in COLLECTIONS:
        get = attrgetter(FIELDS[name].at)
        if scope.index(head) == 0:
            return lambda _case, outer, _inner: get(outer)
        return lambda _case, _outer, inner: get(inner)
    of_case = getter(name)
    return lambda case, _outer, _inner: of_case(case)
