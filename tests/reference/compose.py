"""What a decided segment carries: conditions, grounds, notices (section 9, all but clocks)."""

from tests.reference.case import COMMITTEE_CO_OPTEES
from tests.reference.conditions import holds
from tests.reference.profiles import PRECEDENCE
from tests.reference.rows import LAYERS

RELEASED = ("disclose", "disclose_with_conditions")

_CONDITION_IDS = {
    "confidential": ("000-4.29g", "WLV-15.8a", "LYD-3.1j", "RUT-12.1d"),
    "official_duties_only": ("000-4.29e",),
    "purpose_only": ("WLV-15.6",),
    "no_onward": ("RUT-12.1b",),
    "controller_notice": ("DPA-S1-23",),
    "no_public_reference": ("WLV-12.2c",),
    "undertaking_first": ("LOC-27",),
    "inspect_only": (),
}


def conditions_of_release(case, row):
    """The conditions on a segment that this row releases (9.5)."""
    if row.layer == "public" or "shareable" in row.conditions:
        return set()
    attached = set().union(*(_meaning(case, word) for word in row.conditions))
    if holds("sensitive", case):
        attached.add("confidential")
    if holds("privileged", case):
        attached.add("no_onward")
    if holds("privileged", case) and row.layer != "statute":
        attached.add("inspect_only")
    if row.layer in ("protocol", "determined", "discretion") and holds("undertaking_needed", case):
        attached.add("undertaking_first")
    return attached


def _meaning(case, word):
    """What a word in a row's Conditions column stands for."""
    if word == "standard":
        return set(case.profile["standard_conditions"])
    if word == "casework":
        return {"confidential", "purpose_only", "controller_notice"}
    if word == "inspect_if_copy":
        return {"inspect_only"} if case.request.form == "copy" else set()
    if word == "briefing":
        return {"no_public_reference"} if case.profile["rule_prefix"] == "WLV" else set()
    return {word}


def condition_ids(case, conditions):
    """The ids that the conditions on a released segment bring."""
    ids = {rule for condition in conditions for rule in _CONDITION_IDS[condition]}
    if "confidential" in conditions and case.segment.personal_data != "none":
        ids.add("RUT-12.1e")
    return ids


def classification(case):
    """What the marking itself brings: (b) of section 9.4, on the tags as written."""
    written = case.segment.exempt
    ids = set()
    if written and case.scheme == "none":
        ids |= {"PBAM-1960", "LGA-100K"}
    if (
        written
        and case.scheme != "none"
        and case.segment.own_development
        and case.finding("own_development_connection") is True
    ):
        ids |= {"SCH12A-9", "SCH12A-W21", "LGA-100B"}
    if case.segment.registered_information and any(map(case.is_paragraph_3, written)):
        ids |= {"SCH12A-8", "SCH12A-W21"}
    return ids


def requester_and_seat(case, layer):
    """What the requester and their seat bring: (c) and (d) of section 9.4."""
    ids = set()
    if LAYERS.index(layer) >= LAYERS.index("protocol"):
        if case.requester.kind in COMMITTEE_CO_OPTEES:
            ids.add("WLV-2.2")
        if case.requester.kind == "political_assistant":
            ids |= {"WLV-13.5", "LGHA-9"}
    if layer in ("discretion", "default") and holds("body_member", case):
        ids |= {"CL-BHAM", "000-4.29c"}
    return ids


def in_scope(case, ids):
    """The ids that apply to this council, with `TAGS` spelt out."""
    spelt = set(ids)
    if "TAGS" in spelt:
        spelt.remove("TAGS")
        if case.scheme == "england":
            spelt |= {f"SCH12A-{tag.paragraph}" for tag in case.tags}
        if case.scheme == "wales" and case.tags:
            spelt.add("SCH12A-W")
    return {rule for rule in spelt if _applies(case.profile, rule)}


def _applies(profile, rule):
    """The scope table of 9.4: its lines in order, the first that names the id."""
    scheme = profile["exemption_scheme"]
    executive = profile["executive_arrangements"]
    scope = (
        (("000-", "WLV-", "OXF-", "LYD-", "RUT-"), rule.startswith(f"{profile['rule_prefix']}-")),
        (("LGA-100F-2",), scheme == "england"),
        (("LGA-100F-W", "SCH12A-W"), scheme == "wales"),
        (("SCH12A-",), scheme == "england"),
        (("R2012-",), scheme == "england" and executive),
        (("W2001-",), scheme == "wales" and executive),
        (("LGA-100K", "PBAM-1960"), profile["authority_type"] == "local"),
        (("LGA-100", "LGHA-"), profile["authority_type"] == "principal"),
    )
    return next((applies for starts, applies in scope if rule.startswith(starts)), True)


def notices(case, answer):
    """The notices that one segment's answer sends: name to the ids it brings (9.6)."""
    sent = {}
    if answer["outcome"] in RELEASED:
        sent = _notices_of_release(case, answer["row"])
    if case.request.purpose == "casework":
        sent = {name: ids for name, ids in sent.items() if name == "all_groups"}
    if case.request.channel == "wrongdoing":
        sent = {}
    if (
        answer["outcome"] == "refuse"
        and holds("reg17_link", case)
        and (case.kind == "political_adviser_advice" or holds("closed, not_relevant", case))
    ):
        sent["scrutiny_committee"] = {"R2012-17-4"}
    return {name: in_scope(case, ids) for name, ids in sent.items()}


def _notices_of_release(case, row):
    if row == "N8" and case.request.use_at_meeting:
        return {"board_member": {"OXF-23.8a3"}}
    if row == "B5":
        to_come = [entry for entry in case.segment.business if case.to_come(entry)]
        return {
            "board_member" if entry.executive else "committee_chair": set() for entry in to_come
        }
    if row == "B4":
        return {"all_groups": set()}
    if (
        row == "O2"
        and case.request.audience.group is not None
        and case.profile["group_report_rule"] in ("offer_to_all", "copy_on_request")
    ):
        return {"all_groups": {"000-4.21b", "RUT-8.7a", "LYD-4.3d"}}
    return {}


def document_outcome(outcomes):
    """The outcome of the whole document (9.2)."""
    released = [outcome in RELEASED for outcome in outcomes]
    if all(outcome == "disclose" for outcome in outcomes):
        return "disclose"
    if all(released):
        return "disclose_with_conditions"
    if any(released):
        return "disclose_in_part"
    if "refer" in outcomes:
        return "refer"
    if "officer_judgement" in outcomes:
        return "officer_judgement"
    return "refuse"


def refer_to(answers):
    """The office of highest precedence that the request waits for, or `None` (9.3)."""
    for outcome in ("refer", "officer_judgement"):
        offices = [answer["next"] for answer in answers if answer["outcome"] == outcome]
        if offices:
            return min(offices, key=PRECEDENCE.index)
    return None
