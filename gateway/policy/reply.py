"""A decision in words, for the three who read it: one source, so that they are told the same.

The person who asked reads what, why, what next and by when (`reply`), on a page, as JSON or as a
letter. An officer reads every check that was made, its result, the facts and the clauses (the
`grounds` of the decision). The record holds ids alone (`record_words`). The sentences of the first
two are those of the grounds and of `letters.py`, word for word.
"""

import textwrap
from collections.abc import Iterator, Mapping
from datetime import date
from types import MappingProxyType
from typing import Final

from gateway.domain.dates import in_words
from gateway.domain.decision import Decision, Ground, SegmentDecision
from gateway.domain.profile import OtherRules
from gateway.domain.reply import NamedPaper, PartReply, Reply, StatedReason
from gateway.domain.saying import Say, as_written
from gateway.policy.in_short import in_short
from gateway.policy.letters import (
    CONDITIONS,
    HIDDEN,
    NOTICES,
    OTHER_ROUTES,
    OUTCOMES,
    clock_sentence,
    dispute_sentence,
    other_rules_sentence,
    part_name,
    waiting_sentence,
)

_WHY: Final = frozenset({"decided", "held", "noted"})
_NO_REASONS: Final = frozenset({"reasons", "disputes"})
"""What is noted about every refusal: clauses for the officer, and no reason for this one."""
_NO_HELP: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType({})
_WIDTH: Final = 76
_HERE: Final = "{sentence} Here: {facts}."
_WHY_WORDS: Final = "Why: {words}"
_NEXT: Final = "What next: {words}"
_RULES: Final = "Rules and clauses: {ids}"
_HELP: Final = "This would change the answer. {words}"
_HELPS: Final = "What would change the answer (any one of these is enough):"
_BY_WHEN: Final = "By when: {words}"
_ABOUT: Final = "Your request {reference}"
_ASKED: Final = "You asked us for a document on {received}. This is our answer."
_ANSWERED: Final = "We gave this answer on {answered}."
_PAPER: Final = "The paper: {title}"
_MEETING: Final = "Its meeting: {meeting}"
_REFERENCE: Final = "If you write to us about this, please give the reference {reference}."
OPEN_NOW: Final = "You can open it now."
IS_PUBLIC: Final = "It is public, so you may pass it on."
"""What asking to pass on releases is public (invariant 7)."""


def reply(
    decision: Decision,
    would_help: Mapping[str, tuple[str, ...]] = _NO_HELP,
    other_rules: tuple[OtherRules, ...] = (),
    say: Say = as_written,
    *,
    onward: bool = False,
) -> Reply:
    """The answer for the person who asked, from the decision as it is told to them, explained.

    `would_help` has the sentences of what would release a part, by the part, said already.
    `other_rules` are the council's own that stand elsewhere: where something is refused, they are
    named, and so is what anybody may ask for. `onward`: they asked to pass it on.
    """
    passes = onward and all(one.released for one in decision.segments)
    refused = any(one.outcome == "refuse" for one in decision.segments)
    return Reply(
        what=say(IS_PUBLIC if passes else what(decision)),
        parts=tuple(
            _part(one, would_help.get(one.id, ()), say, onward=onward) for one in decision.segments
        ),
        next=(
            *(say(NOTICES[name]) for name in decision.notify),
            *(other_rules_sentence(one, say) for one in other_rules if refused),
            *((say(OTHER_ROUTES),) if refused else ()),
        ),
        by_when=tuple(say(clock_sentence(name, due)) for name, due in decision.due.items()),
    )


def what(decision: Decision) -> str:
    """The first sentence of an answer. Without segments it neither confirms nor denies."""
    return OUTCOMES[decision.outcome] if decision.segments else HIDDEN


def why(ground: Ground, say: Say = as_written) -> str:
    """A reason: the rule in words, and the facts of this case that met it."""
    sentence = say(ground.sentence)
    if not ground.facts:
        return sentence
    return say(_HERE).format(sentence=sentence, facts="; ".join(map(say, ground.facts)))


def paragraphs(answer: Reply, say: Say = as_written) -> Iterator[str]:
    """The answer line by line, none of them wrapped; an empty line stands between parts."""
    yield answer.what
    for part in answer.parts:
        yield ""
        yield f"{part_name(part.part, say)}: {part.what}"
        yield from (say(_WHY_WORDS).format(words=words) for words in part.why)
        if part.rules:
            yield say(_RULES).format(ids=", ".join(part.rules))
        yield from (say(_NEXT).format(words=words) for words in part.next)
        yield from _helps(part.would_help, say)
    if answer.next or answer.by_when:
        yield ""
    yield from (say(_NEXT).format(words=words) for words in answer.next)
    yield from (say(_BY_WHEN).format(words=words) for words in answer.by_when)


def _helps(would_help: tuple[str, ...], say: Say) -> Iterator[str]:
    """What would change the answer: one sentence, or a list under its heading."""
    if len(would_help) > 1:
        yield say(_HELPS)
        yield from (f"- {words}" for words in would_help)
    else:
        yield from (say(_HELP).format(words=words) for words in would_help)


def letter_lines(
    answer: Reply,
    *,
    reference: str,
    received: date,
    answered: date | None = None,
    paper: NamedPaper | None = None,
    say: Say = as_written,
) -> tuple[str, ...]:
    """The answer as the lines of a letter, none of them wrapped; the first is what it is about.

    `answered` is None where the day is no longer kept, `paper` where they may not know of it.
    """
    return (
        say(_ABOUT).format(reference=reference),
        "",
        say(_ASKED.format(received=in_words(received))),
        *([] if answered is None else [say(_ANSWERED.format(answered=in_words(answered)))]),
        *([] if paper is None else _named(paper, say)),
        "",
        *paragraphs(answer, say),
        "",
        say(_REFERENCE).format(reference=reference),
    )


def _named(paper: NamedPaper, say: Say) -> Iterator[str]:
    yield say(_PAPER).format(title=paper.title)
    if paper.meeting is not None:
        yield say(_MEETING.format(meeting=in_words(paper.meeting)))


def as_letter(lines: tuple[str, ...]) -> str:
    """The lines of a letter as plain text, at most 76 characters wide."""
    return _wrapped(*lines)


def stated(decision: Decision, parts: tuple[str, ...]) -> tuple[StatedReason, ...]:
    """The reasons for these parts of an explained decision, as its requester is told them."""
    return tuple(
        StatedReason(part=one.id, why=_reasons(one), clauses=one.rules)
        for one in decision.segments
        if one.id in parts
    )


def statement(
    reasons: tuple[StatedReason, ...], *, reference: str, received: date, decided: date
) -> str:
    """The statement to the scrutiny committee as a letter in plain text, like `letter`."""
    return _wrapped(
        f"Statement of reasons about request {reference}",
        "",
        f"On {in_words(received)} a scrutiny member asked for a document of the executive. On "
        f"{in_words(decided)} the answer was that the member may not have a copy of what is named "
        "below. Regulation 17(4) of SI 2012/2089 asks the executive to give you its reasons. These "
        "are the words in which the member was told them.",
        *(
            line
            for one in reasons
            for line in (
                "",
                f"{part_name(one.part)}: {OUTCOMES['refuse']}",
                *(f"Why: {words}" for words in one.why),
                f"Clauses: {', '.join(one.clauses)}",
            )
        ),
        "",
        _REFERENCE.format(reference=reference),
    )


def _wrapped(*lines: str) -> str:
    """The lines as a letter: none longer than a page of plain text is wide."""
    return "".join(
        f"{textwrap.fill(line, _WIDTH, break_long_words=False, break_on_hyphens=False)}\n"
        for line in lines
    )


def record_words(decision: Decision, one: SegmentDecision) -> str:
    """The ids of one segment's answer, as the record keeps them."""
    ids = (one.row, *one.holds, *one.conditions, *one.rules)
    return f"{decision.id} {one.id} {one.outcome} {one.next}: {' '.join(ids)}"


def _part(
    one: SegmentDecision, would_help: tuple[str, ...], say: Say, *, onward: bool
) -> PartReply:
    return PartReply(
        part=one.id,
        what=say(IS_PUBLIC if onward and one.released else OUTCOMES[one.outcome]),
        why=_reasons(one, say),
        in_short=in_short(one, say),
        next=tuple(say(words) for words in _next(one, onward=onward)),
        would_help=would_help,
        rules=(one.row, *one.rules) if one.outcome == "refuse" else (),
    )


def _reasons(one: SegmentDecision, say: Say = as_written) -> tuple[str, ...]:
    return tuple(
        why(ground, say)
        for ground in one.grounds
        if ground.part in _WHY and ground.row not in _NO_REASONS
    )


def _next(one: SegmentDecision, *, onward: bool) -> Iterator[str]:
    if one.released:
        yield from () if onward else (OPEN_NOW,)
    elif one.waits_for is None:
        yield dispute_sentence(one.dispute_to)
    else:
        yield waiting_sentence(one.waits_for)
    yield from (CONDITIONS[name] for name in one.conditions)
