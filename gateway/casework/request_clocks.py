"""The clocks of a request as deadlines of the office that it waits for (section 9.7).

They are kept as the decision counted them, with the digest of its rule book. A wait that no clock
covers is a deadline too: after ten working days the requester may dispute it (section 10.1). They
run on while a refusal is disputed. Where nothing may be told of there is no clock.
"""

from typing import Final, get_args

import msgspec
from msgspec import Struct
from sqlalchemy import bindparam, select, update

from gateway.casework.cases import Case
from gateway.casework.deadlines import (
    Counted,
    add_deadline,
    end_deadlines,
    meet_deadline,
    working_days,
)
from gateway.casework.deciding import Decided
from gateway.casework.turn import Turn
from gateway.domain.deadlines import LONGEST_WAIT, DeadlineKind, late_from, read_due
from gateway.domain.decision import Clock
from gateway.domain.facts import Facts, Office
from gateway.domain.notices import to_office
from gateway.domain.profile import Profile
from gateway.policy.offices import resolved
from gateway.policy.told import facts_told
from gateway.store.prepared import Prepared
from gateway.store.tables import deadlines
from gateway.store.tables.duties import is_open

CLOCKS: Final[tuple[DeadlineKind, ...]] = (*get_args(Clock), "wait")
_OPENING: Final[frozenset[DeadlineKind]] = frozenset({"reg16_before", "reg16_after", "reg17"})
"""The clocks by which papers are to be opened, or copied, for whoever asks."""
_OPEN: Final = Prepared(
    select(
        deadlines.c.kind,
        deadlines.c.id,
        deadlines.c.first_due,
        deadlines.c.owed_by,
        deadlines.c.escalates_to,
    ).where(deadlines.c.about == bindparam("reference"), is_open)
)


def clocks_begin(turn: Turn, decided: Decided, entry: int) -> None:
    """Let the clocks of the first decision on a request begin. Nothing can be owed about it yet."""
    office = decided.told.refer_to
    if office is not None:
        for clock, counted in _counts(turn, decided).items():
            _begin(turn, decided, clock, counted, entry=entry, office=office)


def clocks_follow(turn: Turn, decided: Decided, entry: int) -> None:
    """Let the clocks of a request be those of the decision that was just recorded.

    While something of it waits, each clock is a deadline of the office that it waits for; one that
    was moved stays as it is. Once nothing waits, what was owed is done; but papers that are not
    opened are not, and need not be.
    """
    about, office = decided.facts.id, decided.told.refer_to
    held = _open(turn, about)
    if office is None:
        done = (held.keys() - _OPENING) | _opened(turn, decided)
        for clock in held:
            close = meet_deadline if clock in done else end_deadlines
            close(turn, about=about, entry=entry, kind=clock)
        return
    counts = _counts(turn, decided)
    for clock in held.keys() - counts.keys():
        end_deadlines(turn, about=about, entry=entry, kind=clock)
    for clock, counted in counts.items():
        if clock in held and held[clock].first_due == counted.count.due:
            _hand_over(turn, decided, held[clock], office)
            continue
        if clock in held:
            end_deadlines(turn, about=about, entry=entry, kind=clock)
        _begin(turn, decided, clock, counted, entry=entry, office=office)


def clocks_run_on(turn: Turn, case: Case, facts: Facts, *, entry: int, office: Office) -> None:
    """Let the clocks of an answer run on while it is disputed, owed by the office that hears it.

    Those that were missed before it was disputed are nobody's now, and the answer itself was given.
    """
    if not case.told.segments:
        return
    held = _open(turn, case.reference)
    for clock, count in turn.rule_book.counts(facts_told(facts, case.told)).items():
        to_come = late_from(read_due(count.due)) > turn.local
        if clock != "response" and clock not in held and to_come:
            add_deadline(
                turn,
                kind=clock,
                about=case.reference,
                owed_by=to_office(office),
                counted=Counted(count=count, calendar=turn.rule_book.digest),
                entry=entry,
            )


def _begin(
    turn: Turn,
    decided: Decided,
    clock: DeadlineKind,
    counted: Counted,
    *,
    entry: int,
    office: Office,
) -> None:
    add_deadline(
        turn,
        kind=clock,
        about=decided.facts.id,
        owed_by=to_office(office),
        counted=counted,
        entry=entry,
        escalates_to=_next_office(turn, decided, office),
    )


def _opened(turn: Turn, decided: Decided) -> set[DeadlineKind]:
    """The clocks of the parts that are released."""
    released = tuple(one for one in decided.told.segments if one.released)
    told = msgspec.structs.replace(decided.told, segments=released)
    return set(turn.rule_book.counts(facts_told(decided.facts, told)))


class _Held(Struct, frozen=True):
    """A clock that runs already: its deadline, what it was at first, who owes it, who is next."""

    id: str
    first_due: str
    owed_by: str
    escalates_to: Office | None


def _open(turn: Turn, about: str) -> dict[DeadlineKind, _Held]:
    rows = _OPEN.rows(turn.connection, {"reference": about})
    return {kind: _Held(*held) for kind, *held in rows if kind in CLOCKS}


def _counts(turn: Turn, decided: Decided) -> dict[DeadlineKind, Counted]:
    if not decided.told.due:
        received = decided.facts.request.received
        return {"wait": working_days(turn, LONGEST_WAIT, start=received)}
    counts = turn.rule_book.counts(facts_told(decided.facts, decided.told))
    rule_book = decided.decision.rule_book
    return {clock: Counted(count=count, calendar=rule_book) for clock, count in counts.items()}


def _hand_over(turn: Turn, decided: Decided, held: _Held, office: Office) -> None:
    """The same deadline, owed by the office that the request waits for now."""
    then = _next_office(turn, decided, office)
    if (held.owed_by, held.escalates_to) != (office, then):
        this = update(deadlines).where(deadlines.c.id == held.id)
        changed = {"owed_by_kind": "office", "owed_by": office, "escalates_to": then}
        turn.connection.execute(this.values(changed))


def _next_office(turn: Turn, decided: Decided, office: Office) -> Office | None:
    """Who is told when nobody acts: where a dispute about the delay would go (section 10.2).

    What is reported as wrongdoing is seen by the office that it waits for and by no other.
    """
    if decided.facts.request.channel == "wrongdoing":
        return None
    profile: Profile = turn.rule_book.council(turn.council).profile
    conflicted = decided.facts.findings.conflicted_offices
    for stage in profile.dispute_stages:
        then = resolved(stage, profile, conflicted)
        if then != office:
            return then
    return None
