"""The rule ids that a segment's answer cites (section 9.4)."""

from gateway.policy import citations
from gateway.policy.conditions.papers import IN_EFFECT
from gateway.policy.council import Council
from gateway.policy.decide import Look
from gateway.policy.predicate import item_predicate
from gateway.policy.rules_reader import SECOND_LOOK
from gateway.policy.scope import tag_ids

_LATER_LAYERS = frozenset({"protocol", "determined", "unsettled", "limit", "discretion", "default"})
_WEIGHING_LAYERS = frozenset({"discretion", "default"})
_in_effect = item_predicate("tag", IN_EFFECT)


def rules_of(council: Council, look: Look) -> tuple[str, ...]:
    """Every rule id that the segment's answer rests on, each within its scope, in order.

    They depend on a few facts only; answers that share these share their rules, worked out once.
    """
    segment = look.case.segment
    tags = _tags(council, look) if segment.exempt else _NO_TAGS
    key = (
        look.row,
        look.by.row.row,
        tuple([hold.row.row for hold in look.holds]),
        look.outcome,
        look.case.told,
        tags,
        bool(segment.exempt),
        segment.own_development,
        frozenset(look.conditions.values()),
    )
    found = council.grounds.get(key)
    if found is None:
        found = council.grounds[key] = tuple(sorted(_rules(council, look, tags)))
    return found


_NO_TAGS: frozenset[str] = frozenset()


def _rules(council: Council, look: Look, tags: frozenset[str]) -> frozenset[str]:
    if look.row == SECOND_LOOK:
        ids = council.cited(citations.UNTESTED) | tags
        if look.case.segment.own_development:
            ids |= council.cited(citations.UNTESTED_OWN_DEVELOPMENT)
        return ids | _classification(council, look)
    ids = look.by.grounds
    for hold in look.holds:
        ids |= hold.grounds
    if look.by.cites_tags or any(hold.cites_tags for hold in look.holds):
        ids |= tags
    ids |= _classification(council, look) | _requester(council, look)
    for added in look.conditions.values():
        ids |= added
    if look.outcome == "refuse":
        ids |= _refusal(council, look)
    return ids


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
        return council.cited(citations.VOID_TAGS)
    ids: tuple[str, ...] = ()
    if "own_development_lifts" in case.told:
        ids += citations.OWN_DEVELOPMENT
    if "registered_tag" in case.told:
        ids += citations.REGISTERED
    return council.cited(ids)


def _requester(council: Council, look: Look) -> frozenset[str]:
    told, layer = look.case.told, look.by.row.layer
    ids: tuple[str, ...] = ()
    if layer in _LATER_LAYERS:
        if "co_optee" in told:
            ids += citations.CO_OPTEE
        if "assistant" in told:
            ids += citations.ASSISTANT
    if layer in _WEIGHING_LAYERS and "body_member" in told:
        ids += citations.BODY_MEMBER
    return council.cited(ids)


def _refusal(council: Council, look: Look) -> frozenset[str]:
    profile = council.profile
    ids = profile.reasons_rules
    if look.by.row.forum == "stages" or look.row == "L1":
        ids += profile.dispute_rules
    return council.cited(ids)
