"""The invariants of section 11 that compare the decisions on facts which differ in one way."""

from collections.abc import Iterator
from typing import Any

from gateway.policy.conditions.papers import GROUP_KIND
from gateway.policy.expressions import Always, And, Is, Item, Not, Or, Some
from gateway.policy.proof.any_facts import opened, settled
from gateway.policy.proof.claims import Part, Says, Subject, when
from gateway.policy.proof.logic import TRUE, both, every, no
from gateway.policy.proof.translate import View
from gateway.policy.proof.verdict import Verdict
from gateway.policy.rules import what_expression

TAGS: frozenset[Item] = frozenset({"tag"})
_HELPFUL = {
    "reasonably_necessary": True,
    "relates_to_work": True,
    "good_faith": True,
    "casework_lawful": True,
    "personal_data_cleared": True,
    "interest_cleared": True,
    "briefing_approved": True,
    "third_party_effect": "low",
    "order_covers_members": False,
    "breach_of_confidence": False,
}
_ANY_PURPOSE = ("request.purpose", "request.channel", "request.broad")


def same_answer(before: Verdict, after: Verdict) -> Any:
    """The deciding row, the holds and the outcome are the same."""
    return every(
        (
            *(formula == after.decides[row] for row, formula in before.decides.items()),
            *(formula == after.holds[hold] for hold, formula in before.holds.items()),
            before.looked_at_again == after.looked_at_again,
        )
    )


def separable(view: View) -> View:
    """The same facts of a segment that is tied to no other."""
    return settled(view, {"segment.not_severable": None})


def untested_tags(subject: Subject) -> Iterator[Part]:
    """A refusal beside tags that nobody tested stands without the tags too."""

    def says(before: Verdict, after: Verdict) -> Says:
        untested = both(before.told("tagged"), no(before.told("tags_supported")))
        return both(before.refused, untested), after.refused

    view = subject.any_facts()
    yield subject.two("", subject.verdict(view), view.but(emptied=TAGS), says)


def void_tags(subject: Subject) -> Iterator[Part]:
    """In a council outside Schedule 12A, tags change no answer."""

    def says(before: Verdict, after: Verdict) -> Says:
        return when(before, Some("tag", Always())), same_answer(before, after)

    view = subject.any_facts()
    yield subject.two("", subject.verdict(view), view.but(emptied=TAGS), says)


def group(subject: Subject) -> Iterator[Part]:
    """The requester's group matters only to papers of groups and reports to them."""
    of_groups = Or((GROUP_KIND, what_expression("officer_report_to_group")))
    other_access = And((Is("request.type", "access"), Not(of_groups)))

    def says(before: Verdict, after: Verdict) -> Says:
        return when(before, other_access), same_answer(before, after)

    view = subject.any_facts()
    yield subject.two("", subject.verdict(view), opened(view, "requester.group"), says)


def purpose(subject: Subject) -> Iterator[Part]:
    """What is public or open by statute needs no purpose, channel or narrowness."""

    def says(before: Verdict, after: Verdict) -> Says:
        return both(before.in_layer("public", "statute"), before.released), after.released

    view = separable(subject.any_facts())
    yield subject.two("", subject.verdict(view), opened(view, *_ANY_PURPOSE), says)


def independence(subject: Subject) -> Iterator[Part]:
    """A segment that can be separated gets the same answer whatever becomes of the others."""

    def says(before: Verdict, after: Verdict) -> Says:
        return TRUE, same_answer(before, after)

    view = separable(subject.any_facts())
    yield subject.two("", subject.verdict(view), opened(view, "sibling_waits"), says)


def findings_help(subject: Subject) -> Iterator[Part]:
    """A finding in the requester's favour never takes a released segment away."""

    def stays(before: Verdict, after: Verdict) -> Says:
        return before.released, after.released

    def is_not_refused(before: Verdict, after: Verdict) -> Says:
        return before.released, no(after.refused)

    view = subject.any_facts()
    before = subject.verdict(view)
    for name, value in _HELPFUL.items():
        yield subject.two(name, before, settled(view, {f"findings.{name}": value}), stays)
    relevant = settled(view, {"findings.relevant_to_scrutiny": True})
    yield subject.two("relevant_to_scrutiny", before, relevant, is_not_refused)
