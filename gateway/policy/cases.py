"""Worked cases: what a decision was expected to be, and where it differs (section 2.7)."""

from collections.abc import Iterable, Iterator

from gateway.domain.decision import Decision
from gateway.domain.facts import Expect
from gateway.policy.book import RuleBook
from gateway.policy.rules_reader import SECOND_LOOK


def differences(decision: Decision, expect: Expect) -> list[str]:
    """Each point on which the decision is not as expected, in words; none: the case passes."""
    return [*_document(decision, expect), *_segments(decision, expect)]


def exercised(decisions: Iterable[Decision]) -> frozenset[str]:
    """The rows and holds that decided or held something in these decisions."""
    return frozenset(
        row for decision in decisions for one in decision.segments for row in (one.row, *one.holds)
    )


def all_rows(book: RuleBook) -> tuple[str, ...]:
    """Every row and hold of the rule book, in priority order, and the second look.

    The last hold row, which lets everything pass, decides nothing and is left out.
    """
    rows = {
        row.row: row.priority
        for council in book.councils.values()
        for row in council.rows
        if not (row.act == "hold" and row.eft == "allow")
    }
    return (*sorted(rows, key=rows.__getitem__), SECOND_LOOK)


def _document(decision: Decision, expect: Expect) -> Iterator[str]:
    yield from _unequal("outcome", expect.outcome, decision.outcome)
    yield from _unequal("refer_to", expect.refer_to, decision.refer_to)
    for name in ("rules", "conditions", "notify"):
        for missing in sorted(set(getattr(expect, name)) - set(getattr(decision, name))):
            yield f"{name}: {missing} is missing"
    for name in ("rules", "notify"):
        for wrong in sorted(set(getattr(expect, f"not_{name}")) & set(getattr(decision, name))):
            yield f"{name}: {wrong} should not be there"
    for clock, due in expect.due.items():
        yield from _unequal(f"due.{clock}", due, dict(decision.due).get(clock))  # type: ignore[call-overload]  # a case may name any clock


def _segments(decision: Decision, expect: Expect) -> Iterator[str]:
    by_id = {one.id: one for one in decision.segments}
    outcomes: dict[str, str] = {name: one.outcome for name, one in by_id.items()}
    for name in sorted(outcomes.keys() | expect.segments.keys()):
        yield from _unequal(f"segments.{name}", expect.segments.get(name), outcomes.get(name))
    for name, office in expect.dispute.items():
        found = by_id[name].dispute_to if name in by_id else "no such segment"
        yield from _unequal(f"dispute.{name}", office, found or "none")
    for name in expect.neither_confirm_nor_deny:
        if name not in by_id or not by_id[name].neither_confirm_nor_deny:
            yield f"neither_confirm_nor_deny: {name} does not carry it"


def _unequal(name: str, expected: object, actual: object) -> Iterator[str]:
    if expected != actual:
        yield f"{name}: expected {expected}, got {actual}"
