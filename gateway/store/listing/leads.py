"""Where each way begins: the rows to which it leads, and the first of them in their order.

Nothing is decided here. Each way gives a few places in the order of all papers (`newest`: the
moment of registration, `~`, the document's id), and the first of them all together are asked about.
"""

from functools import lru_cache
from typing import Any, Final

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    FromClause,
    Integer,
    Select,
    Text,
    bindparam,
    select,
    true,
    union_all,
)

from gateway.store.json_lists import IsListed
from gateway.store.listing.asker import OWN_BODIES
from gateway.store.listing.operands import Clause
from gateway.store.listing.orders import Order
from gateway.store.listing.ways import Lead, Way
from gateway.store.prepared import Prepared
from gateway.store.tables import bodies, meetings, segment_business, segments
from gateway.store.tables.papers import is_consented, is_of_a_rare_kind, is_public

EXECUTIVE_BODIES: Final = Prepared(select(bodies.c.id).where(bodies.c.executive))

_by_business = segments.join(segment_business, segment_business.c.segment == segments.c.id)
_MOST: Final[BindParameter[int]] = bindparam("most", type_=Integer)


def rows_of(way: Way) -> tuple[FromClause, Clause]:  # noqa: PLR0911 - one line for each kind
    """The rows to which a way leads: segments, or segments with their business, and which."""
    s, b = segments.c, segment_business.c
    match way.lead:
        case Lead.ADVICE:
            return segments, s.advice_to == bindparam("person", type_=Text)
        case Lead.CONSENT:
            return segments, is_consented
        case Lead.KIND:
            return segments, (s.kind == way.kind) & is_of_a_rare_kind
        case Lead.DECIDED:
            return segments, s.executive_decision_made.is_not(None)
        case Lead.PUBLIC:
            return segments, is_public
        case Lead.COMING:
            coming = select(meetings.c.id).where(meetings.c.start >= bindparam("today", type_=Text))
            return _by_business, b.meeting.in_(coming)
        case Lead.BODIES:
            return _by_business, IsListed(b.body, bindparam(OWN_BODIES, type_=Text))
        case Lead.EXECUTIVE:
            return _by_business, b.body.in_(select(bodies.c.id).where(bodies.c.executive))
        case Lead.ALL:
            return segments, true()


@lru_cache(maxsize=1024)
def first_of(ways: frozenset[Way], number_of_bodies: int, order: Order) -> Prepared:
    """The first places to which ways lead, after the place `after`, at most `most` of them.

    A place comes as often as ways lead to it.

    The ways by bodies are walked body by body (`body_0` and so on), each in its order.
    """
    branches = [_first(*rows_of(way), order) for way in ways if way.lead not in BY_BODY]
    branches += [
        _first(
            _by_business, segment_business.c.body == bindparam(f"body_{number}", type_=Text), order
        )
        for number in range(number_of_bodies)
    ]
    together = union_all(*(select(one.subquery().c.newest) for one in branches)).subquery()
    return Prepared(_in_order(select(together.c.newest), together.c.newest, order))


BY_BODY: Final = frozenset({Lead.BODIES, Lead.EXECUTIVE})


def _first(rows: FromClause, which: Clause, order: Order) -> Select[Any]:
    # An index gives the places of business by itself: its segments are not looked up.
    table = segments if rows is segments else segment_business
    place = table.c.newest
    after = bindparam("after", type_=Text)
    beyond = place < after if order == "newest" else place > after
    return _in_order(select(place).where(which, beyond), place, order)


def _in_order(places: Select[Any], place: ColumnElement[str], order: Order) -> Select[Any]:
    return places.order_by(place.desc() if order == "newest" else place).limit(_MOST)
