"""The invariants of section 11 that compare councils, and that are about a local council."""

from collections.abc import Iterator
from typing import Any

from gateway.domain.facts import Office
from gateway.policy.council import Council
from gateway.policy.proof.any_facts import settled, under
from gateway.policy.proof.claims import Claim, Part, Says, Settled, Subject
from gateway.policy.proof.logic import FALSE, both, every, implies, no, some
from gateway.policy.proof.two_decisions import TAGS, separable, void_tags
from gateway.policy.proof.verdict import Verdict
from gateway.policy.scope import tag_ids
from gateway.policy.wellformed import PARAGRAPHS

_LAW = ("authority_type", "exemption_scheme", "executive_arrangements")
"""The settings that say which law applies (section 1)."""
_FOREIGN = ("SCH12A", "LGA-100F", "LGA-100A", "R2012", "W2001")
"""How the ids begin of the law that does not reach a local council."""
_MONITORING: tuple[Office, ...] = (
    "monitoring_officer",
    "deputy_monitoring_officer",
    "external_monitoring_officer",
)


def statute_is_not_cut(subject: Subject) -> Iterator[Part]:
    """What statute opens under the law alone, no council's protocol takes away."""
    law = subject.book.councils.get(subject.council.profile.exemption_scheme)
    if law is None or _law_of(law) != _law_of(subject.council):
        return
    view = settled(separable(subject.any_facts()), {"segment.held_by_council": None})
    alone, local = Verdict(law, under(view, law)), subject.verdict(view)
    same = [
        implies(alone.decides[row.row], local.decides.get(row.row, FALSE))
        for row in alone.rules
        if row.layer == "statute"
    ]
    promise = every((*same, _same_holds(alone, local), no(local.refused)))
    yield Claim(
        about="", verdicts=(alone, local), premise=alone.in_layer("statute"), promise=promise
    )


def holds_of_statute(subject: Subject) -> Iterator[Part]:
    """The holds on layer 3 are the same for every council."""
    first = next(iter(subject.book.councils.values()))
    view = separable(subject.any_facts()).but(emptied=TAGS)
    view = settled(view, {"segment.held_by_council": None})
    theirs, ours = Verdict(first, under(view, first)), subject.verdict(view)
    alike = some(
        both(theirs.decides[row.row], ours.decides.get(row.row, FALSE))
        for row in theirs.rules
        if row.layer == "statute"
    )
    yield Claim(about="", verdicts=(theirs, ours), premise=alike, promise=_same_holds(theirs, ours))


def local_council(subject: Subject) -> Iterator[Part]:
    """A local council cites no law that does not reach it, and has no Monitoring Officer."""
    profile = subject.council.profile
    if profile.authority_type != "local":
        return
    cited = subject.council.cited(tuple(subject.book.clauses))
    cited |= tag_ids(list(PARAGRAPHS[profile.exemption_scheme]), profile)
    wrong = sorted(one for one in cited if one.startswith(_FOREIGN))
    yield Settled(
        reason="every id passes the scope of section 9.4, which lets none of these through",
        fault=f"it can cite {', '.join(wrong)}" if wrong else "",
    )

    def says(verdict: Verdict) -> Says:
        return verdict.waiting, no(some(verdict.waits_for.get(one, FALSE) for one in _MONITORING))

    yield subject.one("who it waits for", subject.any_facts(), says)
    yield from void_tags(subject)


def _law_of(council: Council) -> tuple[Any, ...]:
    return tuple(getattr(council.profile, name) for name in _LAW)


def _same_holds(one: Verdict, other: Verdict) -> Any:
    """Every hold that either council has stops both or neither."""
    return every(
        one.holds.get(name, FALSE) == other.holds.get(name, FALSE)
        for name in sorted(one.holds.keys() | other.holds.keys())
    )
