"""The invariants of section 11 that are about one decision."""

from collections.abc import Iterator
from typing import Any

from gateway.domain.facts import SegmentFindings
from gateway.policy import citations
from gateway.policy.conditions.people import CURRENT, MEMBER
from gateway.policy.expressions import And, Is, Not, Or
from gateway.policy.offices import LAST_RESORT
from gateway.policy.proof.any_facts import settled
from gateway.policy.proof.attachments import attached
from gateway.policy.proof.claims import Claim, Part, Says, Subject, when
from gateway.policy.proof.kinds import kind_of
from gateway.policy.proof.logic import TRUE, both, either, every, implies, no, some
from gateway.policy.proof.verdict import Verdict
from gateway.policy.rules_reader import TAGS

_PUBLIC = Is("segment.public", True)
_MEMBERS_ONLY = ("S1", "S2", "S3", "S4", "S5", "S8")
_STATUTORY_CONDITIONS = frozenset({"confidential", "no_onward"})
_CONFLICTED = "findings.conflicted_offices"


def total(subject: Subject) -> Iterator[Part]:
    """Every segment has one outcome, and at least one rule id."""

    def says(verdict: Verdict) -> Says:
        silent = [
            verdict.decides[row.row]
            for row in verdict.rules
            if not subject.council.cited(tuple(one for one in row.grounds if one != TAGS))
        ]
        if not subject.council.cited(citations.UNTESTED):
            silent.append(verdict.looked_at_again)
        one = either(verdict.released, verdict.refused, verdict.waiting)
        two = both(verdict.released, verdict.refused)
        return TRUE, every((no(verdict.undecided), one, no(two), no(some(silent))))

    yield subject.one("", subject.any_facts(), says)


def prohibition(subject: Subject) -> Iterator[Part]:
    """What the law bars, or may bar until somebody has looked, is not released."""

    def barred(verdict: Verdict) -> Says:
        open_ = verdict.told("prohibition_open")
        return either(verdict.told("prohibited"), open_), no(verdict.released)

    def ordered(verdict: Verdict) -> Says:
        lifted = Is("findings.order_covers_members", False)
        order = Is("segment.confidential", "court_order")
        return when(verdict, And((order, Not(lifted)))), no(verdict.released)

    yield subject.one("prohibited or not yet looked at", subject.any_facts(), barred)
    yield subject.one("a court order", subject.any_facts(), ordered)


def default(subject: Subject) -> Iterator[Part]:
    """The default row never refuses; only a row that says so refuses."""

    def waits(verdict: Verdict) -> Says:
        return verdict.in_layer("default"), no(verdict.refused)

    def says_so(verdict: Verdict) -> Says:
        refusing = [row.row for row in verdict.rules if row.next == "refuse"]
        return verdict.refused, some(verdict.decides[row] for row in refusing)

    yield subject.one("the default row", subject.any_facts(), waits)
    yield subject.one("a refusal", subject.any_facts(), says_so)


def group_bar(subject: Subject) -> Iterator[Part]:
    """Another group's paper under the council's bar is not released, unless it is public."""

    def says(verdict: Verdict) -> Says:
        barred = both(verdict.told("group_barred"), no(when(verdict, _PUBLIC)))
        return barred, no(verdict.released)

    yield subject.one("", subject.any_facts(), says)


def office(subject: Subject) -> Iterator[Part]:
    """Somebody who is not in office is released only what is public."""
    yield _only_public(subject, Or((Is("requester.kind", "public"), Not(CURRENT))))


def onward(subject: Subject) -> Iterator[Part]:
    """A wish to pass something on releases only what is public."""
    yield _only_public(subject, Is("request.type", "onward_disclosure"))


def _only_public(subject: Subject, who: Any) -> Claim:
    return subject.one(
        "",
        subject.any_facts(),
        lambda verdict: (
            when(verdict, who),
            implies(verdict.released, when(verdict, _PUBLIC)),
        ),
    )


def statutory_conditions(subject: Subject) -> Iterator[Part]:
    """A statutory right comes with no condition but confidence and not passing it on."""

    def says(verdict: Verdict) -> Says:
        others = [
            both(verdict.decides[row.row], formula)
            for row in verdict.rules
            if row.layer == "statute" and row.eft == "allow"
            for name, formula in attached(verdict, row).items()
            if name not in _STATUTORY_CONDITIONS
        ]
        return both(verdict.in_layer("statute"), verdict.released), no(some(others))

    yield subject.one("", subject.any_facts(), says)


def members_only(subject: Subject) -> Iterator[Part]:
    """Rows S1 to S5 and S8 decide only for members of the council."""

    def says(verdict: Verdict) -> Says:
        rows = (formula for row, formula in verdict.decides.items() if row in _MEMBERS_ONLY)
        return some(rows), when(verdict, MEMBER)

    yield subject.one("", subject.any_facts(), says)


def statute_never_refuses(subject: Subject) -> Iterator[Part]:
    """What a row of layer 3 decides is released or held."""

    def says(verdict: Verdict) -> Says:
        return verdict.in_layer("statute"), either(verdict.released, verdict.held)

    yield subject.one("", subject.any_facts(), says)


def conflict(subject: Subject) -> Iterator[Part]:
    """Nothing waits for an office that may not act, except for the full council."""

    def says(verdict: Verdict) -> Says:
        conflicted = verdict.view.many(_CONFLICTED)
        wrong = [
            both(waits, conflicted.has(kind_of(_CONFLICTED).constant(office)))
            for office, waits in verdict.waits_for.items()
            if office != LAST_RESORT
        ]
        return verdict.waiting, no(some(wrong))

    yield subject.one("", subject.any_facts(), says)


def no_findings(subject: Subject) -> Iterator[Part]:
    """Before anybody finds anything, only layers 2 to 4 and a cleared briefing release."""
    nothing = {f"findings.{name}": None for name in SegmentFindings.__struct_fields__}

    def says(verdict: Verdict) -> Says:
        early = verdict.in_layer("public", "statute", "protocol")
        return verdict.released, either(early, verdict.decides.get("O2", no(TRUE)))

    yield subject.one("", settled(subject.any_facts(), nothing), says)


def hold_only_holds(subject: Subject) -> Iterator[Part]:
    """A segment with a hold waits: it is neither refused nor released."""

    def says(verdict: Verdict) -> Says:
        return verdict.held, no(either(verdict.refused, verdict.released))

    yield subject.one("", subject.any_facts(), says)
