"""Why an answer is what it is: every rule that bore on it, with clause, sentence and facts.

Worked out from the same rows and expressions that decided, never stored apart from them.
"""

from collections.abc import Iterator

import msgspec
from msgspec import Struct

from gateway.domain.decision import Decision, Ground, SegmentDecision
from gateway.domain.facts import Facts
from gateway.policy import citations
from gateway.policy.clocks import counts
from gateway.policy.compose import look_at_all
from gateway.policy.council import Council
from gateway.policy.decide import Look
from gateway.policy.expressions import Always, Never
from gateway.policy.grounds import noted, untested
from gateway.policy.letters import CONDITIONS, NOTICES, clock_sentence, effect_words
from gateway.policy.notices import notices
from gateway.policy.rules import Row
from gateway.policy.rules_reader import SECOND_LOOK, TAGS
from gateway.policy.sentence import clause
from gateway.policy.telling import Telling, failing, once, telling

_SECOND_LOOK_SENTENCE = (
    "It waits for the proper officer, because it would be refused only for marks as exempt "
    "that have had no public interest test."
)


def explain(council: Council, facts: Facts, decision: Decision) -> Decision:
    """The same decision with its grounds, for the document and for each segment."""
    looks = look_at_all(council, facts)
    segments = tuple(
        msgspec.structs.replace(one, grounds=tuple(_segment(council, look, one)))
        for look, one in zip(looks, decision.segments, strict=True)
    )
    return msgspec.structs.replace(
        decision, segments=segments, grounds=tuple(_document(council, facts, decision, looks))
    )


def rule_sentence(council: Council, row: Row) -> str:
    """A row as a sentence for one council: its effect, and everything that must hold for it."""
    test = council.test_of(row)
    if isinstance(test, Always):
        return f"{effect_words(row)} where no other rule decides."
    return f"{effect_words(row)} if {clause(test)}."


class Worded(Struct, frozen=True):
    """A row in words for one council: its sentence, and what tells of a case."""

    sentence: str
    facts: Telling
    failures: Telling


def _worded(council: Council, row: Row) -> Worded:
    """The words of a row, made when they are first needed."""
    found = council.worded.get(row.row)
    if found is None:
        test = council.test_of(row)
        found = council.worded[row.row] = Worded(
            rule_sentence(council, row), telling(test), failing(test)
        )
    return found


def _document(
    council: Council, facts: Facts, decision: Decision, looks: list[Look]
) -> Iterator[Ground]:
    for notice, ids in sorted(notices(council, looks).items()):
        yield Ground(
            part="notice", row=notice, clauses=tuple(sorted(ids)), sentence=NOTICES[notice]
        )
    counted = counts(council, facts, [look.case for look in looks])
    for name, due in decision.due.items():
        yield Ground(
            part="clock",
            row=name,
            clauses=_sorted(council, citations.CLOCKS.get(name, ())),
            sentence=clock_sentence(name, due),
            facts=(counted[name].sentence,),
        )


def _segment(council: Council, look: Look, decided: SegmentDecision) -> Iterator[Ground]:
    yield _deciding(council, look, decided)
    for hold in look.holds:
        yield Ground(
            part="held",
            row=hold.row.row,
            clauses=_cited(council, hold.row, decided),
            sentence=_worded(council, hold.row).sentence,
            facts=once(_worded(council, hold.row).facts(look.case.again(row=look.row, waits=True))),
        )
    for note in noted(council, look):
        yield Ground(
            part="noted",
            row=note.name,
            clauses=tuple(sorted(note.ids)),
            sentence=note.sentence,
        )
    for name, added in sorted(look.conditions.items()):
        yield Ground(
            part="condition",
            row=name,
            clauses=tuple(sorted(added)),
            sentence=CONDITIONS[name],
        )
    if decided.outcome == "refuse":
        yield from _routes_tried(council, look)


def _deciding(council: Council, look: Look, decided: SegmentDecision) -> Ground:
    row = look.by.row
    if look.row == SECOND_LOOK:
        return Ground(
            part="decided",
            row=SECOND_LOOK,
            clauses=tuple(sorted(untested(council, look) | _tags(decided))),
            sentence=_SECOND_LOOK_SENTENCE,
            facts=once(_worded(council, row).facts(look.case)),
        )
    return Ground(
        part="decided",
        row=row.row,
        clauses=_cited(council, row, decided),
        sentence=_worded(council, row).sentence,
        facts=once(_worded(council, row).facts(look.case)),
    )


def _cited(council: Council, row: Row, decided: SegmentDecision) -> tuple[str, ...]:
    ids = frozenset(one for one in row.grounds if one != TAGS)
    if TAGS in row.grounds:
        ids |= _tags(decided)
    return _sorted(council, tuple(ids))


def _tags(decided: SegmentDecision) -> frozenset[str]:
    """The ids of the tags in effect that an answer cites."""
    return frozenset(decided.rules).intersection(citations.TAGS)


def _sorted(council: Council, ids: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(sorted(council.cited(ids)))


def _routes_tried(council: Council, look: Look) -> Iterator[Ground]:
    """Every rule that could have released the segment and came first, and why it did not match."""
    for row in council.rows:
        if row.act != "release" or row.eft != "allow":
            continue
        if row.priority > look.by.row.priority:
            break
        if row.use not in ("any", look.case.request.type):
            continue
        if isinstance(council.test_of(row), Never):
            continue
        yield Ground(
            part="route_tried",
            row=row.row,
            clauses=_sorted(council, tuple(one for one in row.grounds if one != TAGS)),
            sentence=_worded(council, row).sentence,
            facts=once(_worded(council, row).failures(look.case)),
        )
