"""What would change the answer: the smallest sets of changes that turn a segment into a release."""

from collections.abc import Callable, Sequence

from gateway.domain.decision import Decision
from gateway.domain.facts import Facts, Office, Segment
from gateway.domain.saying import Say, as_written
from gateway.errors import FactsError
from gateway.policy.changes import CHANGES, DETERMINED, Change
from gateway.policy.council import Council
from gateway.policy.decide import goes_out
from gateway.policy.letters import office_words

MOST_CHANGES = 3
"""The largest set that is looked for; more would help nobody."""
ALL_OF = {
    2: "Both: {first} and {second}.",
    MOST_CHANGES: "All three: {first}, {second} and {third}.",
}
"""What is needed together, by how many changes that are."""
_PLACES = ("first", "second", "third")
Changes = tuple[Change, ...]


def what_would_help(
    council: Council, decide: Callable[[Facts], Decision], facts: Facts, segment: str
) -> tuple[Changes, ...]:
    """Each smallest set of changes that would release the segment, nearest to the requester first.

    None of them holds another: what a smaller set does is not told again. Nothing is told of a
    segment whose existence must be neither confirmed nor denied (section 9.8).
    """
    decided = next(one for one in decide(facts).segments if one.id == segment)
    if decided.released or decided.neither_confirm_nor_deny:
        return ()
    found: list[Changes] = []
    sets: list[tuple[Changes, Facts]] = [((), facts)]
    for _ in range(MOST_CHANGES):
        sets = [
            (changes, changed)
            for smaller, before in sets
            for changes, changed in _one_more(smaller, before, segment)
            if not any(set(one) <= set(changes) for one in found)
        ]
        found += [
            changes
            for changes, changed in sets
            if goes_out(council, changed, _segment(changed, segment))
            and _is_released(decide, changed, segment)
        ]
    return tuple(found)


def _one_more(changes: Changes, facts: Facts, segment: str) -> list[tuple[Changes, Facts]]:
    """The set with each of the changes that come later and make a difference."""
    after = CHANGES.index(changes[-1]) + 1 if changes else 0
    return [
        ((*changes, change), changed)
        for change in CHANGES[after:]
        if (changed := change.to(facts, _segment(facts, segment))) is not None
    ]


def _is_released(decide: Callable[[Facts], Decision], facts: Facts, segment: str) -> bool:
    """Whether the whole decision releases it: what cannot be separated from it counts too."""
    try:
        decision = decide(facts)
    except FactsError:
        return False
    return any(one.released for one in decision.segments if one.id == segment)


def _segment(facts: Facts, name: str) -> Segment:
    return next(one for one in facts.document.segments if one.id == name)


def for_officers(answers: tuple[Changes, ...], last_word: Office) -> tuple[str, ...]:
    """Each set as one sentence about the requester: what it takes together stands with an "and".

    `last_word` is the office that has it. That it decides by itself stands first.
    """
    office = office_words(last_word)
    named = {"office": f"{office[:1].upper()}{office[1:]}"}
    first = sorted(answers, key=lambda some: [one.name for one in some] != [DETERMINED])
    return tuple(
        _together([change.for_officer.format(**named) for change in changes]) for changes in first
    )


def _together(sentences: Sequence[str]) -> str:
    first, *more = sentences
    *before, last = [first.removesuffix("."), *map(_clause, more)]
    return f"{', '.join(before)} and {last}." if before else first


def in_words(answers: tuple[Changes, ...], say: Say = as_written) -> tuple[str, ...]:
    """Each set as one sentence for the requester, which says that all of it is needed."""
    return tuple(_all_of([say(change.sentence) for change in changes], say) for changes in answers)


def _all_of(sentences: Sequence[str], say: Say) -> str:
    if len(sentences) == 1:
        return sentences[0]
    together = dict(zip(_PLACES, map(_clause, sentences), strict=False))
    return say(ALL_OF[len(sentences)]).format(**together)


def _clause(sentence: str) -> str:
    """A sentence as it stands inside another one."""
    return f"{sentence[:1].lower()}{sentence[1:]}".removesuffix(".")
