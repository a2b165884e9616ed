"""Why an answer is what it is: every rule that bore on it, with clause, sentence and facts.

Worked out from the same rows and expressions that decided, never stored apart from them.
"""

from collections.abc import Iterator

import msgspec

from gateway.domain.dates import in_words
from gateway.domain.decision import Decision, Ground, SegmentDecision
from gateway.domain.facts import Business, Facts
from gateway.policy import citations
from gateway.policy.case import Case
from gateway.policy.compose import look_at_all
from gateway.policy.council import Council
from gateway.policy.decide import Look
from gateway.policy.expressions import Always, And, Expression, Is, Named, Never, OneOf, Or, Some
from gateway.policy.grounds import noted, untested
from gateway.policy.letters import CONDITIONS, NOTICES, clock_sentence, effect_words
from gateway.policy.notices import notices
from gateway.policy.predicate import item_predicate, predicate
from gateway.policy.rules import Row
from gateway.policy.rules_reader import SECOND_LOOK, TAGS
from gateway.policy.sentence import clause
from gateway.policy.vocabulary import getter, items_of

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
        decision, segments=segments, grounds=tuple(_document(council, decision, looks))
    )


def rule_sentence(council: Council, row: Row) -> str:
    """A row as a sentence for one council: its effect, and everything that must hold for it."""
    test = council.test_of(row)
    if isinstance(test, Always):
        return f"{effect_words(row)} where no other rule decides."
    return f"{effect_words(row)} if {clause(test)}."


def _document(council: Council, decision: Decision, looks: list[Look]) -> Iterator[Ground]:
    for notice, ids in sorted(notices(council, looks).items()):
        yield Ground(
            part="notice", row=notice, clauses=tuple(sorted(ids)), sentence=NOTICES[notice]
        )
    for name, due in decision.due.items():
        yield Ground(
            part="clock",
            row=name,
            clauses=_sorted(council, citations.CLOCKS.get(name, ())),
            sentence=clock_sentence(name, due),
        )


def _segment(council: Council, look: Look, decided: SegmentDecision) -> Iterator[Ground]:
    yield _deciding(council, look, decided)
    for hold in look.holds:
        yield Ground(
            part="held",
            row=hold.row.row,
            clauses=_cited(council, hold.row, decided),
            sentence=rule_sentence(council, hold.row),
            facts=_once(
                facts_for(look.case.again(row=look.row, waits=True), council.test_of(hold.row))
            ),
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
            facts=_once(facts_for(look.case, council.test_of(row))),
        )
    return Ground(
        part="decided",
        row=row.row,
        clauses=_cited(council, row, decided),
        sentence=rule_sentence(council, row),
        facts=_once(facts_for(look.case, council.test_of(row))),
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
            sentence=rule_sentence(council, row),
            facts=_once(failures(look.case, council.test_of(row))),
        )


def facts_for(case: Case, expression: Expression) -> Iterator[str]:
    """The facts that make an expression hold: of alternatives, the one that is so."""
    match expression:
        case Always() | Named(_, Always()):
            return
        case And(parts):
            for part in parts:
                yield from facts_for(case, part)
        case Or(parts):
            for part in parts:
                if predicate(part)(case):
                    yield from facts_for(case, part)
                    return
        case Named(_, part) if isinstance(part, And | Or | Some | Named):
            yield from facts_for(case, part)
        case Some(item, where):
            holds = item_predicate(item, where)
            found = next((one for one in items_of(item)(case) if holds(case, one)), None)
            yield _with_item(clause(expression), found)
        case OneOf(field, _):
            yield clause(Is(field, getter(field)(case)))
        case _:
            yield clause(expression)


def failures(case: Case, expression: Expression) -> Iterator[str]:
    """Why an expression does not hold: each of its parts that fails, in words."""
    match expression:
        case And(parts):
            for part in parts:
                if not predicate(part)(case):
                    yield from failures(case, part)
        case _:
            yield clause(expression, holds=False)


def _once(facts: Iterator[str]) -> tuple[str, ...]:
    """Each fact told once, in the order in which it was met."""
    return tuple(dict.fromkeys(facts))


def _with_item(words: str, item: object) -> str:
    if isinstance(item, Business) and item.start is not None:
        return f"{words} ({in_words(item.start)})"
    return words
