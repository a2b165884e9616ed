"""The rule ids that a segment's answer cites (section 9.4)."""

from collections.abc import Iterator

from msgspec import Struct

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
    """Every rule id that the segment's answer rests on, each within its scope, in order."""
    return tuple(sorted(_rules(council, look, _tags(council, look))))


def _rules(council: Council, look: Look, tags: frozenset[str]) -> frozenset[str]:
    ids = frozenset[str]()
    if look.verdict.row == SECOND_LOOK:
        ids |= untested(council, look) | tags
    else:
        ids |= look.verdict.by.grounds
        for hold in look.verdict.holds:
            ids |= hold.grounds
        if look.verdict.by.cites_tags or any(hold.cites_tags for hold in look.verdict.holds):
            ids |= tags
        for added in look.verdict.conditions.values():
            ids |= added
    return ids.union(*(note.ids for note in noted(council, look)))


def untested(council: Council, look: Look) -> frozenset[str]:
    """What the second look cites besides the tags in effect (section 8)."""
    ids: tuple[str, ...] = citations.UNTESTED
    if look.case.segment.own_development:
        ids += citations.UNTESTED_OWN_DEVELOPMENT
    return council.cited(ids)


class Noted(Struct, frozen=True):
    """Something that is so and is cited, though no row says it (section 9.4 b, c, d and f)."""

    name: str
    sentence: str
    ids: frozenset[str]


def noted(council: Council, look: Look) -> tuple[Noted, ...]:
    """What a segment's answer cites besides its rows and conditions; only what applies here."""
    found = [
        Noted(name, sentence, council.cited(ids))
        for name, sentence, ids in (
            *_classification(council, look),
            *(_asked(look) if look.verdict.row != SECOND_LOOK else ()),
            *(_refusal(council, look) if look.verdict.outcome == "refuse" else ()),
        )
    ]
    return tuple(note for note in found if note.ids)


_Notes = Iterator[tuple[str, str, tuple[str, ...]]]


def _classification(council: Council, look: Look) -> _Notes:
    told = look.case.told
    if not look.case.segment.exempt:
        return
    if council.profile.exemption_scheme == "none":
        words = "Schedule 12A does not reach this council, so a mark as exempt means nothing here."
        yield "void_tags", words, citations.VOID_TAGS
        return
    if "own_development_lifts" in told:
        words = "It is about the council's own development, so no mark as exempt counts."
        yield "own_development", words, citations.OWN_DEVELOPMENT
    if "registered_tag" in told:
        words = "The law has it registered, so the mark for financial information does not count."
        yield "registered_information", words, citations.REGISTERED


def _asked(look: Look) -> _Notes:
    told, layer = look.case.told, look.verdict.by.row.layer
    if layer in _LATER_LAYERS and "co_optee" in told:
        words = "You are a co-opted member of a committee, whom the protocol takes in."
        yield "co_optee", words, citations.CO_OPTEE
    if layer in _LATER_LAYERS and "assistant" in told:
        words = "You are a political assistant, and serve one political group."
        yield "assistant", words, citations.ASSISTANT
    if layer in _WEIGHING_LAYERS and "body_member" in told:
        words = "You belong to the body whose business it is, which weighs in your favour."
        yield "body_member", words, citations.BODY_MEMBER


def _refusal(council: Council, look: Look) -> _Notes:
    yield "reasons", "We must tell you why.", council.profile.reasons_rules
    if look.verdict.by.row.forum == "stages" or look.verdict.row == "L1":
        words = "This is how disputes go at this council."
        yield "disputes", words, council.profile.dispute_rules


def _tags(council: Council, look: Look) -> frozenset[str]:
    case = look.case
    return tag_ids(
        [tag.paragraph for tag in case.segment.exempt if _in_effect(case, tag)], council.profile
    )
