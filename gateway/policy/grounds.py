"""The rule ids that a segment's answer cites (section 9.4)."""

from gateway.policy.conditions.papers import IN_EFFECT
from gateway.policy.council import HOLDS, Council
from gateway.policy.decide import SECOND_LOOK, Look
from gateway.policy.predicate import item_predicate
from gateway.policy.scope import tag_ids

_LATER_LAYERS = frozenset({"protocol", "determined", "unsettled", "limit", "discretion", "default"})
_WEIGHING_LAYERS = frozenset({"discretion", "default"})


def rules_of(council: Council, look: Look) -> frozenset[str]:
    """Every rule id that the segment's answer rests on, each within its scope."""
    cited = council.cited
    if look.row == SECOND_LOOK:
        ids = cited(("SCH12A-10", "SCH12A-W21")) | _tags(council, look)
        if look.case.segment.own_development:
            ids |= cited(("SCH12A-9",))
        return ids | _classification(council, look)
    ids = look.by.grounds
    cites_tags = look.by.cites_tags
    for hold in look.holds:
        ids |= hold.grounds
        cites_tags = cites_tags or hold.cites_tags
    if cites_tags:
        ids |= _tags(council, look)
    ids |= _classification(council, look) | _requester(council, look)
    for added in look.conditions.values():
        ids |= added
    if look.outcome == "refuse":
        ids |= _refusal(council, look)
    return ids


_in_effect = item_predicate("tag", IN_EFFECT)


def _tags(council: Council, look: Look) -> frozenset[str]:
    case = look.case
    return tag_ids(
        [tag.paragraph for tag in case.segment.exempt if _in_effect(case, tag)], council.profile
    )


def _classification(council: Council, look: Look) -> frozenset[str]:
    case = look.case
    if not case.segment.exempt:
        return frozenset()
    if council.profile.exemption_scheme == "none":
        return council.cited(("PBAM-1960", "LGA-100K"))
    ids: tuple[str, ...] = ()
    if HOLDS["own_development_lifts"](case):
        ids += ("SCH12A-9", "SCH12A-W21", "LGA-100B")
    if HOLDS["registered_tag"](case):
        ids += ("SCH12A-8", "SCH12A-W21")
    return council.cited(ids)


def _requester(council: Council, look: Look) -> frozenset[str]:
    case, layer = look.case, look.by.row.layer
    ids: tuple[str, ...] = ()
    if layer in _LATER_LAYERS:
        if HOLDS["co_optee"](case):
            ids += ("WLV-2.2",)
        if HOLDS["assistant"](case):
            ids += ("WLV-13.5", "LGHA-9")
    if layer in _WEIGHING_LAYERS and HOLDS["body_member"](case):
        ids += ("CL-BHAM", "000-4.29c")
    return council.cited(ids)


def _refusal(council: Council, look: Look) -> frozenset[str]:
    profile = council.profile
    ids = profile.reasons_rules
    if look.by.row.forum == "stages" or look.row == "L1":
        ids += profile.dispute_rules
    return council.cited(ids)
