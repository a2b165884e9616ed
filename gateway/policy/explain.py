"""Why an answer is what it is: every rule that bore on it, with clause, sentence and facts.

Worked out from the same rows and expressions that decided, never stored apart from them.
"""

from collections.abc import Iterator
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from gateway.domain.deadlines import Count, read_due
from gateway.domain.decision import Clock, Decision, Ground, Notice
from gateway.domain.facts import Facts
from gateway.policy import citations
from gateway.policy.case import Case
from gateway.policy.clocks import counts
from gateway.policy.compose import answer, look_at_all, put_together
from gateway.policy.council import Council
from gateway.policy.decide import Look
from gateway.policy.expressions import Always, Never
from gateway.policy.grounds import noted, untested
from gateway.policy.letters import CONDITIONS, NOTICES, WAITS, clock_sentence, effect_words
from gateway.policy.notices import notices
from gateway.policy.rules import Row
from gateway.policy.rules_reader import SECOND_LOOK, TAGS
from gateway.policy.sentence import clause
from gateway.policy.telling import Fact, OfEntry, Reasons, Telling, failing, once, telling

_NO_RULE_SETTLES = "No rule settles it by itself, so an officer must decide."
_SECOND_LOOK_SENTENCE = (
    "It waits for the proper officer, because it would be refused only for marks as exempt "
    "that have had no public interest test."
)


def explain(council: Council, facts: Facts, decision: Decision) -> Decision:
    """The same decision, which must be of these facts, with its grounds."""
    looks = look_at_all(council, facts)
    segments = tuple(
        replace(one, grounds=_of_segment(council, look))
        for look, one in zip(looks, decision.segments, strict=True)
    )
    counted = counts(council, facts, looks)
    grounds = _of_document(council, notices(council, looks), counted)
    return replace(decision, segments=segments, grounds=grounds)


def decide_and_explain(council: Council, facts: Facts, *, rule_book: str) -> Decision:
    """What `explain` makes of what `decide` gives, in one look at the facts. Raises as it does."""
    looks = look_at_all(council, facts)
    told = notices(council, looks)
    counted = counts(council, facts, looks)
    segments = tuple([answer(council, look, _of_segment(council, look)) for look in looks])
    grounds = _of_document(council, told, counted)
    return put_together(
        council, facts, segments, told, counted, rule_book=rule_book, grounds=grounds
    )


def rule_sentence(council: Council, row: Row) -> str:
    """A row as a sentence for one council: its effect, and everything that must hold for it."""
    test, effect = council.test_of(row), effect_words(row)
    if not isinstance(test, Always):
        return f"{effect} if {clause(test)}."
    if effect == WAITS:
        return _NO_RULE_SETTLES
    return f"No rule says otherwise, so {effect[:1].lower()}{effect[1:]}."


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


def _of_document(
    council: Council, told: dict[Notice, frozenset[str]], counted: dict[Clock, Count]
) -> tuple[Ground, ...]:
    if not told and not counted:
        return ()
    return (
        *[_notice(name, ids) for name, ids in sorted(told.items())],
        *[_clock(council, name, count) for name, count in sorted(counted.items())],
    )


def _notice(name: Notice, ids: frozenset[str]) -> Ground:
    return Ground(part="notice", row=name, clauses=tuple(sorted(ids)), sentence=NOTICES[name])


def _clock(council: Council, name: Clock, count: Count) -> Ground:
    found = council.clocks.get((name, count))
    if found is not None:
        return found
    made = Ground(
        part="clock",
        row=name,
        clauses=_sorted(council, citations.CLOCKS.get(name, ())),
        sentence=clock_sentence(name, read_due(count.due)),
        facts=(count.sentence,),
    )
    return council.clocks.keep((name, count), made)


def _of_segment(council: Council, look: Look) -> tuple[Ground, ...]:
    """The grounds of a segment: those of its verdict, with the moments of its own meetings."""
    reasons = look.verdict.reasons
    if reasons is None:
        reasons = look.verdict.reasons = _reasons(council, look)
    if not reasons.dated:
        return reasons.grounds
    grounds = list(reasons.grounds)
    for place, facts in reasons.dated:
        grounds[place] = replace(grounds[place], facts=once(facts, look.case))
    return tuple(grounds)


def _reasons(council: Council, look: Look) -> Reasons:
    grounds: list[Ground] = []
    dated: list[tuple[int, tuple[Fact, ...]]] = []
    for ground, facts in _all_grounds(council, look):
        if any(isinstance(fact, OfEntry) for fact in facts):
            dated.append((len(grounds), facts))
        grounds.append(replace(ground, facts=once(facts, look.case)))
    return Reasons(grounds=tuple(grounds), dated=tuple(dated))


_Told = tuple[Ground, tuple[Fact, ...]]
"""A ground, and its facts as far as they are the same for all cases alike."""


def _all_grounds(council: Council, look: Look) -> Iterator[_Told]:
    verdict = look.verdict
    rules = answer(council, look).rules
    yield _deciding(council, look, rules)
    for hold in verdict.holds:
        asked = look.case.again(row=verdict.row, waits=True)
        yield _by_row(council, "held", hold.row, rules, asked)
    yield from ((ground, ()) for ground in _undated(council, look))
    if verdict.outcome == "refuse":
        yield from _routes_tried(council, look)


def _undated(council: Council, look: Look) -> Iterator[Ground]:
    for note in noted(council, look):
        yield Ground(
            part="noted",
            row=note.name,
            clauses=tuple(sorted(note.ids)),
            sentence=note.sentence,
        )
    for name, added in sorted(look.verdict.conditions.items()):
        yield Ground(
            part="condition",
            row=name,
            clauses=tuple(sorted(added)),
            sentence=CONDITIONS[name],
        )


def _deciding(council: Council, look: Look, rules: tuple[str, ...]) -> _Told:
    row = look.verdict.by.row
    ground, facts = _by_row(council, "decided", row, rules, look.case)
    if look.verdict.row != SECOND_LOOK:
        return ground, facts
    clauses = tuple(sorted(untested(council, look) | _tags(rules)))
    second = replace(ground, row=SECOND_LOOK, clauses=clauses, sentence=_SECOND_LOOK_SENTENCE)
    return second, facts


def _by_row(
    council: Council, part: Literal["decided", "held"], row: Row, rules: tuple[str, ...], case: Case
) -> _Told:
    ids = frozenset(one for one in row.grounds if one != TAGS)
    if TAGS in row.grounds:
        ids |= _tags(rules)
    words = _worded(council, row)
    clauses = _sorted(council, tuple(ids))
    ground = Ground(part=part, row=row.row, clauses=clauses, sentence=words.sentence)
    return ground, tuple(words.facts(case))


def _tags(rules: tuple[str, ...]) -> frozenset[str]:
    """The ids of the tags in effect that an answer cites."""
    return frozenset(rules).intersection(citations.TAGS)


def _sorted(council: Council, ids: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(sorted(council.cited(ids)))


def _routes_tried(council: Council, look: Look) -> Iterator[_Told]:
    """Every rule that could have released the segment and came first, and why it did not match."""
    for row in council.rows:
        if row.act != "release" or row.eft != "allow":
            continue
        if row.priority > look.verdict.by.row.priority:
            break
        if row.use not in ("any", look.case.request.type):
            continue
        if isinstance(council.test_of(row), Never):
            continue
        words = _worded(council, row)
        ids = tuple(one for one in row.grounds if one != TAGS)
        clauses = _sorted(council, ids)
        ground = Ground(part="route_tried", row=row.row, clauses=clauses, sentence=words.sentence)
        yield ground, tuple(words.failures(look.case))
