"""The segments that one person may see: the person is known, the segments are rows."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import FromClause, and_, false, literal, not_, or_, select

from gateway.policy.case import Case
from gateway.policy.council import Council
from gateway.policy.expressions import Expression, Item
from gateway.policy.listing import Release, releases
from gateway.policy.vocabulary import COLLECTIONS, FIELDS, getter
from gateway.store.business import entry_columns
from gateway.store.listing.operands import Clause, InColumn, InList, Known, Operand
from gateway.store.listing.translate import clause
from gateway.store.tables import bodies, meetings, segment_business, segment_exemptions
from gateway.store.tables import segments as segments_table

_OF_ROWS = ("segment", "decision", "entry", "tag")
_LISTS = frozenset({"segment.subjects", "segment.matters"})


def settled_by(case: Case) -> dict[str, Any]:
    """Every field that is the same for all segments: who asks, for what, what was found."""
    return {
        name: getter(name)(case)
        for name in FIELDS
        if name.partition(".")[0] not in (*_OF_ROWS, *COLLECTIONS) and name != "row"
    }


class Papers:
    """The world of one person's question about the segments of a table (or alias)."""

    def __init__(self, case: Case, segments: FromClause) -> None:
        self._case = case
        self._segments = segments
        self._items: dict[str, Any] = {}

    def operand(self, field: str) -> Operand:
        """A column of the segment or of an item in scope; else a value that is known."""
        head, _, part = field.partition(".")
        if head in self._items:
            found: Operand = self._items[head](part)
            return found
        if head == "segment":
            column = self._segments.c[part]
            return InList(column) if field in _LISTS else InColumn(column)
        if head == "decision":
            return InColumn(self._segments.c[f"executive_decision_{part}"])
        return Known(getter(field)(self._case))

    def some(self, item: Item, where: Expression) -> Clause:
        """Rows of the segment's business or marks; what the person has is gone through here."""
        if item == "entry":
            return self._entries(where)
        if item == "tag":
            return self._tags(where)
        values: Iterable[Any] = getattr(
            self._case.requester, "interests" if item == "interest" else "substitutes"
        )
        return or_(false(), *(self._with(item, _known_part(one), where) for one in values))

    def _entries(self, where: Expression) -> Clause:
        business = segment_business.alias()
        body, meeting = bodies.alias(), meetings.alias()
        columns = entry_columns(business, body, meeting)
        test = self._with("entry", lambda part: InColumn(columns[part]), where)
        return (
            select(literal(1))
            .select_from(
                business.join(body, business.c.body == body.c.id).outerjoin(
                    meeting, business.c.meeting == meeting.c.id
                )
            )
            .where(business.c.segment == self._segments.c.id, test)
            .correlate(self._segments)
            .exists()
        )

    def _tags(self, where: Expression) -> Clause:
        tag = segment_exemptions.alias()
        test = self._with("tag", lambda part: InColumn(tag.c[part]), where)
        return (
            select(literal(1))
            .where(tag.c.segment == self._segments.c.id, test)
            .correlate(self._segments)
            .exists()
        )

    def _with(self, item: Item, parts: Any, where: Expression) -> Clause:
        self._items[item] = parts
        try:
            return clause(where, self)
        finally:
            del self._items[item]


def released(council: Council, case: Case, segments: FromClause) -> Clause:
    """Whether a segment of the table is released to the person of the case, hold H9 included."""
    rows = releases(council, settled_by(case))
    world = Papers(case, segments)
    sibling = segments_table.alias()
    waiting = (
        select(literal(1))
        .where(
            sibling.c.document == segments.c.document,
            sibling.c.not_severable == segments.c.not_severable,
            sibling.c.withdrawn_at.is_(None),
            not_(_alone(rows, Papers(case, sibling))),
        )
        .correlate(segments)
        .exists()
    )
    return or_(
        false(),
        *(
            and_(clause(one.when, world), not_(and_(clause(one.tied, world), waiting)))
            for one in rows
        ),
    )


def _alone(rows: tuple[Release, ...], world: Papers) -> Clause:
    return or_(false(), *(clause(one.when, world) for one in rows))


def _known_part(one: Any) -> Any:
    return lambda part: Known(getattr(one, part))
