"""The named conditions of section 5: a name, and what it asks of a case.

`inseparable` is not here: it reads the other segments' answers (see `decide`).
"""

from tests.reference.case import ADVICE_KINDS, GROUP_KINDS, PRIVATE_KINDS


def _prohibition(case, answer):
    found = {
        "enactment": "order_covers_members",
        "court_order": "order_covers_members",
        "government_department": "breach_of_confidence",
    }
    if case.segment.confidential == "none":
        return False
    return case.finding(found[case.segment.confidential]) is answer


def _tags_supported(case):
    if case.segment.own_development and case.finding("own_development_connection") is None:
        return False
    today = case.facts.now.date()
    return any(
        (tag.tested is not None and tag.tested <= today)
        or (case.scheme == "wales" and tag.paragraph == 16)
        for tag in case.tags
    )


def _privileged(case):
    paragraph = 16 if case.scheme == "wales" else 5
    return any(tag.paragraph == paragraph for tag in case.tags)


def _agreed(case):
    return bool(case.segment.subjects) and case.segment.subjects <= case.request.consents


def _s100f_link(case):
    return (
        case.who("member")
        and case.profile["authority_type"] == "principal"
        and any(not entry.executive and case.to_come(entry) for entry in case.segment.business)
    )


def _held_by_executive(case, scheme):
    return (
        case.scheme == scheme
        and case.profile["executive_arrangements"]
        and case.segment.held_by == "executive"
    )


def _reg16_before(case):
    return (
        case.who("member")
        and _held_by_executive(case, "england")
        and any(
            entry.executive and not entry.private and case.to_come(entry)
            for entry in case.segment.business
        )
    )


def _reg16_after(case):
    private_meeting_over = any(
        entry.executive and entry.private and case.over(entry) for entry in case.segment.business
    )
    return (
        case.who("member")
        and _held_by_executive(case, "england")
        and (private_meeting_over or case.decision_made())
    )


def _executive_meeting_over(case):
    return any(entry.executive and case.over(entry) for entry in case.segment.business)


def _wales_after(case):
    return (
        case.who("member")
        and _held_by_executive(case, "wales")
        and (_executive_meeting_over(case) or case.decision_made(by=("member",)))
    )


def _reg17_link(case):
    return (
        case.who("seat_holder")
        and "scrutiny_member" in case.requester.positions
        and _held_by_executive(case, "england")
        and (_executive_meeting_over(case) or case.decision_made())
    )


def _statutory_link(case):
    if case.kind == "political_adviser_advice":
        return _s100f_link(case)
    return holds("s100f_link, executive_link, reg17_link", case, any_of=True)


def _body_member(case):
    return any(entry.body in case.requester.bodies for entry in case.segment.business) or any(
        case.to_come(entry) and seat.body == entry.body and seat.meeting == entry.start
        for entry in case.segment.business
        for seat in case.requester.substitutes
    )


def _other_group(case):
    if case.kind not in GROUP_KINDS or case.segment.author_consents is True:
        return False
    officer_check = case.request.type == "officer_check"
    reader = case.request.audience.group if officer_check else case.requester.group
    owner = case.segment.owner_group
    return owner is None or reader is None or owner != reader


def _own_private(case):
    return case.kind in ADVICE_KINDS and case.segment.advice_to == case.requester.person


def _private_other(case):
    if case.kind in GROUP_KINDS:
        return _other_group(case)
    return (
        case.kind in ADVICE_KINDS
        and not _own_private(case)
        and case.segment.author_consents is not True
    )


def _privacy_open(case):
    if case.kind in GROUP_KINDS:
        return case.finding("internal_to_group") is None
    return case.kind in ADVICE_KINDS and case.finding("determination") is None


def _group_barred(case):
    note = case.kind == "officer_note_of_group_discussion"
    bar = "group_note_bar" if note else "group_internal_bar"
    return _other_group(case) and case.profile[bar]


def _report_offered(case):
    rule = case.profile["group_report_rule"]
    return rule == "offer_to_all" or (
        rule == "copy_on_request" and case.requester.group is not None
    )


def _special_role_item(case):
    roles = {"civic_mayor", "leader", "deputy_leader", "executive_member", "committee_chair"}
    return bool(roles & case.requester.positions) and _body_member(case)


def _adverse(case):
    return bool(case.requester.adverse & case.segment.matters)


def _interested(case):
    return _adverse(case) or any(
        interest.matter in case.segment.matters and not interest.dispensation
        for interest in case.requester.interests
    )


def _member_query(case):
    segment, helped = case.segment, case.request.on_behalf_of
    return (
        case.request.channel == "member_queries"
        and case.finding("casework_lawful") is True
        and not holds("closed", case)
        and segment.third_party_confidence == "none"
        and helped is not None
        and segment.subjects <= {helped}
        and (segment.personal_data == "none" or bool(segment.subjects))
    )


def _need_passed(case):
    positive = {"reasonably_necessary": True, "good_faith": True, "third_party_effect": "low"}
    return case.finding("reasonably_necessary") is True and all(
        case.finding(name) == positive[name] for name in case.profile["need_findings"]
    )


def _briefing_cleared(case):
    approved = case.finding("briefing_approved")
    sensitive = holds("sensitive", case)
    if approved is False or (case.request.audience.others > 0 and sensitive):
        return False
    return approved is True or (not sensitive and not case.profile["briefing_approval"])


def _personal_data_unchecked(case):
    return (
        case.segment.personal_data != "none"
        and not _agreed(case)
        and case.finding("personal_data_cleared") is not True
    )


def _third_party_open(case):
    view = case.segment.third_party_confidence
    return view == "not_consulted" or (
        view == "objects" and case.finding("third_party_effect") is None
    )


def _undertaking_needed(case):
    return case.requester.kind == "committee_coopted_nonvoting" and holds("sensitive", case)


def _exists_in_confidence(case):
    return (
        (case.kind == "advice_to_member" and holds("keep_from_others, private_other", case))
        or (case.kind == "individual_employment" and not _body_member(case))
        or holds("casework, special_data, not agreed", case)
    )


CONDITIONS = {
    "always": lambda _: True,
    "public": lambda c: c.segment.public,
    "held_elsewhere": lambda c: c.segment.held_by_council not in (None, c.facts.council),
    "outsider": lambda c: c.requester.kind == "public",
    "not_in_office": lambda c: c.requester.standing != "current",
    "prohibited": lambda c: _prohibition(c, answer=True),
    "prohibition_open": lambda c: _prohibition(c, answer=None),
    "no_tags": lambda c: not c.tags,
    "tags_openable": lambda c: bool(c.tags) and all(map(c.openable, c.tags)),
    "tags_clear": lambda c: all(map(c.openable, c.tags)),
    "tags_mixed": lambda c: any(map(c.openable, c.tags)) and not all(map(c.openable, c.tags)),
    "tags_barred": lambda c: bool(c.tags) and not any(map(c.openable, c.tags)),
    "tags_supported": _tags_supported,
    "privileged": _privileged,
    "closed": lambda c: bool(c.tags) or c.segment.confidential != "none",
    "sensitive": lambda c: (
        holds("closed", c)
        or c.segment.personal_data != "none"
        or c.segment.third_party_confidence != "none"
    ),
    "special_data": lambda c: c.segment.personal_data in ("special", "criminal"),
    "agreed": _agreed,
    "s100f_link": _s100f_link,
    "reg16_before": _reg16_before,
    "reg16_after": _reg16_after,
    "wales_after": _wales_after,
    "executive_link": lambda c: _reg16_before(c) or _reg16_after(c) or _wales_after(c),
    "reg17_link": _reg17_link,
    "statutory_link": _statutory_link,
    "scrutiny_linked": lambda c: c.request.scrutiny_link != "none",
    "relevant": lambda c: c.finding("relevant_to_scrutiny") is True,
    "not_relevant": lambda c: c.finding("relevant_to_scrutiny") is False,
    "relevance_open": lambda c: c.finding("relevant_to_scrutiny") is None,
    "body_member": _body_member,
    "other_group": _other_group,
    "own_private": _own_private,
    "private_other": _private_other,
    "owner_consents": lambda c: c.kind in PRIVATE_KINDS and c.segment.author_consents is True,
    "privacy_open": _privacy_open,
    "consent_refused": lambda c: c.segment.author_consents is False,
    "consent_unasked": lambda c: c.segment.author_consents is None,
    "keep_from_others": lambda c: c.segment.keep_from_others,
    "group_barred": _group_barred,
    "grouped": lambda c: c.requester.group is not None,
    "report_offered": _report_offered,
    "minority_leader_item": lambda c: (
        "minority_group_leader" in c.requester.positions
        and any(c.to_come(entry) for entry in c.segment.business)
    ),
    "special_role_item": _special_role_item,
    "adverse": _adverse,
    "interested": _interested,
    "interest_cleared": lambda c: (
        c.finding("interest_cleared") is True or c.finding("determination") == "release"
    ),
    "determined_release": lambda c: c.finding("determination") == "release",
    "determined_refuse": lambda c: c.finding("determination") == "refuse",
    "clerk_conflicted": lambda c: (
        c.profile["sole_decider"] and c.profile["first_decider"] in c.conflicted
    ),
    "wrongdoing": lambda c: c.request.channel == "wrongdoing",
    "bad_faith": lambda c: c.finding("good_faith") is False,
    "barred_purpose": lambda c: c.request.purpose in c.profile["barred_purposes"],
    "purpose_confirmed": lambda c: c.finding("no_other_purpose") is True,
    "purpose_unasked": lambda c: c.finding("no_other_purpose") is None,
    "casework": lambda c: c.request.purpose == "casework",
    "casework_lawful": lambda c: c.finding("casework_lawful") is True,
    "casework_unlawful": lambda c: c.finding("casework_lawful") is False,
    "ground_given": lambda c: c.finding("casework_ground") not in (None, "none"),
    "ground_missing": lambda c: c.finding("casework_ground") == "none",
    "member_query": _member_query,
    "need_found": lambda c: c.finding("reasonably_necessary") is True,
    "need_rejected": lambda c: c.finding("reasonably_necessary") is False,
    "need_open": lambda c: c.finding("reasonably_necessary") is None,
    "need_not_asserted": lambda c: c.request.purpose == "none" and holds("need_open", c),
    "need_passed": _need_passed,
    "broad_unanswered": lambda c: (
        c.request.broad
        and c.finding("reasonably_necessary") is None
        and c.finding("relates_to_work") is None
        and c.finding("casework_lawful") is None
    ),
    "general_route": lambda c: c.request.purpose in ("none", "general_enquiry"),
    "relates": lambda c: c.finding("relates_to_work") is True,
    "relates_not": lambda c: c.finding("relates_to_work") is False,
    "severe_effect": lambda c: c.finding("third_party_effect") == "severe",
    "outsiders_present": lambda c: c.request.audience.others > 0,
    "briefing_cleared": _briefing_cleared,
    "personal_data_unchecked": _personal_data_unchecked,
    "special_data_unchecked": lambda c: holds("special_data, personal_data_unchecked", c),
    "third_party_open": _third_party_open,
    "undertaking_needed": _undertaking_needed,
    "undertaking_missing": lambda c: _undertaking_needed(c) and not c.requester.undertaking,
    "casework_row": lambda c: c.row in ("N4", "N5", "N6", "N7"),
    "exists_in_confidence": _exists_in_confidence,
}


def holds(when, case, *, any_of=False):
    """Whether conditions such as "public, not held_elsewhere" hold: all of them, or any of them."""
    names = when.split(", ") if isinstance(when, str) else when
    answers = (
        not CONDITIONS[name.removeprefix("not ")](case)
        if name.startswith("not ")
        else CONDITIONS[name](case)
        for name in names
    )
    return any(answers) if any_of else all(answers)
