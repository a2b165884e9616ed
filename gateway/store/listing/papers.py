"""The segments that one person may see: the person is known, the segments are rows."""

from collections.abc import Callable
from typing import Any

from msgspec import Struct
from sqlalchemy import (
    FromClause,
    TableValuedAlias,
    and_,
    false,
    literal,
    not_,
    or_,
    select,
)

from gateway.policy.case import Case
from gateway.policy.expressions import Expression, Item
from gateway.policy.listing import Step
from gateway.policy.vocabulary import COLLECTIONS, FIELDS, getter
from gateway.store.business import entry_columns
from gateway.store.listing.asker import (
    ID_WIDTH,
    MATTERS,
    MOMENT_WIDTH,
    OPEN,
    SUBSTITUTING,
    given_list,
)
from gateway.store.listing.decided import decided
from gateway.store.listing.operands import Clause, InColumn, InList, Known, Operand, part_of
from gateway.store.listing.translate import clause
from gateway.store.tables import bodies, meetings, segment_business, segment_exemptions
from gateway.store.tables import segments as segments_table

_OF_ROWS = ("segment", "decision", *COLLECTIONS)
_LISTS = frozenset({"segment.subjects", "segment.matters"})


def settled_by(of: Case) -> dict[str, Any]:
    """Every field that is the same for all segments and all who ask a question of this shape."""
    return {
        name: value
        for name in FIELDS
        if name.partition(".")[0] not in _OF_ROWS and name not in ("row", "sibling_waits")
        if _is_nothing(value := getter(name)(of)) or name not in OPEN
    }


def _is_nothing(value: Any) -> bool:
    return value is None or value == frozenset()


class Papers:
    """The world of a question about the segments of a table (or alias), by somebody of a shape."""

    def __init__(self, of: Case, segments: FromClause) -> None:
        self._case = of
        self._segments = segments
        self._items: dict[str, Callable[[str], Any]] = {}
        self._named: dict[Expression, Clause] = {}

    def operand(self, field: str) -> Operand:
        """A column of the segment or of an item in scope; else what is known or handed over."""
        head, _, part = field.partition(".")
        if head in self._items:
            found: Operand = self._items[head](part)
            return found
        if head == "segment":
            column = self._segments.c[part]
            return InList(column) if field in _LISTS else InColumn(column)
        if head == "decision":
            return InColumn(self._segments.c[f"executive_decision_{part}"])
        value = getter(field)(self._case)
        return Known(value) if _is_nothing(value) or field not in OPEN else OPEN[field]

    def named(self, part: Expression) -> Clause:
        """A condition, written once, unless it speaks of an item in scope."""
        if self._items:
            return clause(part, self)
        if part not in self._named:
            self._named[part] = clause(part, self)
        return self._named[part]

    def some(self, item: Item, where: Expression) -> Clause:
        """Rows of the segment's business or marks, or of the lists that are handed over."""
        match item:
            case "entry":
                return self._entries(where)
            case "tag":
                return self._tags(where)
            case "interest":
                return self._interests(where)
            case "substitute":
                return self._substitutes(where)

    def _entries(self, where: Expression) -> Clause:
        business, body, meeting = segment_business.alias(), bodies.alias(), meetings.alias()
        columns = entry_columns(business, body, meeting)
        asked: set[str] = set()

        def part(name: str) -> Operand:
            asked.add(name)
            return InColumn(columns[name])

        test = self._with("entry", part, where)
        rows: FromClause = business
        if asked - {"body"}:  # what nothing is asked of is not joined
            rows = business.join(body, business.c.body == body.c.id).outerjoin(
                meeting, business.c.meeting == meeting.c.id
            )
        some = select(literal(1)).select_from(rows)
        some = some.where(business.c.segment == self._segments.c.id, test)
        return some.correlate_except(business, body, meeting).exists()

    def _tags(self, where: Expression) -> Clause:
        tag = segment_exemptions.alias()
        test = self._with("tag", lambda part: InColumn(tag.c[part]), where)
        some = select(literal(1)).where(tag.c.segment == self._segments.c.id, test)
        return some.correlate_except(tag).exists()

    def _interests(self, where: Expression) -> Clause:
        """One list of matters for those with a dispensation, and one for those without."""
        found: list[Clause] = [false()]
        for interest in self._case.requester.interests:
            freed = interest.dispensation
            given = given_list(MATTERS[freed])
            parts = {"matter": InColumn(given.c.value), "dispensation": Known(freed)}
            test = self._with("interest", parts.__getitem__, where)
            found.append(_some_of(given, test))
        return or_(*found)

    def _substitutes(self, where: Expression) -> Clause:
        if not self._case.requester.substitutes:
            return false()
        given = given_list(SUBSTITUTING)
        parts = {
            "meeting": InColumn(part_of(given.c.value, 1, MOMENT_WIDTH)),
            "body": InColumn(part_of(given.c.value, MOMENT_WIDTH + 1, ID_WIDTH)),
        }
        return _some_of(given, self._with("substitute", parts.__getitem__, where))

    def _with(self, item: Item, part: Callable[[str], Any], where: Expression) -> Clause:
        self._items[item] = part
        try:
            return clause(where, self)
        finally:
            del self._items[item]


def _some_of(given: TableValuedAlias, test: Clause) -> Clause:
    return select(literal(1)).select_from(given).where(test).correlate_except(given).exists()


class Released(Struct, frozen=True, kw_only=True):
    """The rows that can release, for whom, and the same once a segment's siblings wait (hold H9).

    A segment waits when one that is inseparable from it would not be released by itself.
    """

    of_whom: Case
    alone: tuple[Step, ...]
    tied: tuple[Step, ...]

    def released(self, segments: FromClause) -> Clause:
        """Whether a segment of the table is released."""
        return or_(decided(self.tied, Papers(self.of_whom, segments)), self.with_siblings(segments))

    def with_siblings(self, segments: FromClause) -> Clause:
        """Whether it is tied to others, and all of them, itself too, are released alone."""
        sibling = segments_table.alias()
        waits = (
            select(literal(1))
            .where(
                sibling.c.document == segments.c.document,
                sibling.c.not_severable == segments.c.not_severable,
                sibling.c.withdrawn_at.is_(None),
                not_(decided(self.alone, Papers(self.of_whom, sibling))),
            )
            .correlate_except(sibling)
            .exists()
        )
        return and_(segments.c.not_severable.is_not(None), not_(waits))
