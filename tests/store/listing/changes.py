"""Random changes of a world, of everything on which what may be seen of papers depends."""

from collections.abc import Callable
from datetime import date, timedelta
from random import Random
from typing import Any, Final

from sqlalchemy import Connection, Table, delete, insert, select, update

from gateway.store import tables
from tests.store.borough import FOUNDED, LOCAL, NOW, id_of

_HOUR = timedelta(hours=1)
_OF_PARTS: Final[dict[str, tuple[Any, ...]]] = {
    "kind": ("report", "accounts", "advice_to_member", "group_internal"),
    "public": (True, False),
    "held_by": ("executive", "council"),
    "held_by_council": (None, "elsewhere"),
    "confidential": ("none", "enactment", "government_department"),
    "third_party_confidence": ("none", "not_consulted"),
    "personal_data": ("none", "ordinary", "special"),
    "subjects": (frozenset(), frozenset({"x"})),
    "owner_group": (None, id_of("g1"), id_of("g2")),
    "advice_to": (None, id_of("p0"), id_of("p1")),
    "keep_from_others": (True, False),
    "author_consents": (None, True, False),
    "matters": (frozenset(), frozenset({"m1"}), frozenset({"m1", "m\\3"})),
    "not_severable": (None, "tie", "other tie"),
    "registered_information": (True, False),
    "withdrawn_at": (None, None, NOW),
}
_OF_MEETINGS: Final[dict[str, tuple[Any, ...]]] = {
    "private": (None, True, False),
    "cancelled": (True, False),
}
_TIMES: Final = tuple(
    (start, ended)
    for start in (LOCAL - _HOUR, LOCAL, LOCAL + _HOUR)
    for ended in (None, LOCAL, LOCAL + _HOUR)
    if ended is None or start <= ended
)
"""When a meeting begins, and when it was over."""
_OF_DOCUMENTS: Final[dict[str, tuple[Any, ...]]] = {
    "title": ("Bridge of 100", "nothing"),
    "withdrawn_at": (None, NOW),
}


def change(connection: Connection, random: Random) -> None:
    """Make one change."""
    random.choice(_CHANGES)(connection, random)


def one_of(connection: Connection, random: Random, table: Table) -> Any:
    """One of the rows; None where there are none."""
    rows = connection.execute(select(table).order_by(table.c.id)).all()
    return random.choice(rows) if rows else None


def set_to(table: Table, options: dict[str, tuple[Any, ...]]) -> Callable[..., None]:
    """A change of one column of one row, to one of its options."""

    def setting(connection: Connection, random: Random) -> None:
        row, name = one_of(connection, random, table), random.choice(sorted(options))
        value = {name: random.choice(options[name])}
        connection.execute(update(table).where(table.c.id == row.id).values(value))

    return setting


def _decide(connection: Connection, random: Random) -> None:
    """An executive decision is made, or was not."""
    row, parts = one_of(connection, random, tables.segments), tables.segments
    made = random.choice((None, LOCAL - _HOUR, LOCAL + _HOUR))
    value = {"executive_decision_by": made and "member", "executive_decision_made": made}
    connection.execute(update(parts).where(parts.c.id == row.id).values(value))


def _meet(connection: Connection, random: Random) -> None:
    """A meeting begins, and was over, at other times."""
    row, meetings = one_of(connection, random, tables.meetings), tables.meetings
    start, ended = random.choice(_TIMES)
    value = {"start": start, "ended": ended}
    connection.execute(update(meetings).where(meetings.c.id == row.id).values(value))


def _put_on_an_agenda(connection: Connection, random: Random) -> None:
    part, meeting = (one_of(connection, random, one) for one in (tables.segments, tables.meetings))
    business = tables.segment_business
    connection.execute(delete(business).where(business.c.segment == part.id))
    row = {"segment": part.id, "body": meeting.body, "meeting": meeting.id}
    connection.execute(insert(business), row)


def _mark(connection: Connection, random: Random) -> None:
    part, marks = one_of(connection, random, tables.segments), tables.segment_exemptions
    paragraph = one_of(connection, random, marks).paragraph  # of those that the council has
    connection.execute(delete(marks).where(marks.c.segment == part.id))
    tested = random.choice((None, LOCAL.date(), date(2027, 1, 1)))
    row = {"paragraph": paragraph, "negotiation_terms": False, "tested": tested}
    connection.execute(insert(marks), {"segment": part.id, **row})


def _register(connection: Connection, random: Random) -> None:
    """A new document, mostly after all others; its part is like another document's."""
    part = one_of(connection, random, tables.segments)
    own = f"{random.getrandbits(128):032x}"
    moment = FOUNDED + timedelta(days=random.choice((0, 30, 30, 30)), seconds=random.random())
    named = {"id": own, "source": "x", "source_id": own}
    connection.execute(
        insert(tables.documents), {**named, "title": "Harbour", "registered_at": moment}
    )
    row = {**part._mapping, "id": own[::-1], "document": own}
    connection.execute(insert(tables.segments), row)


def _register_earlier(connection: Connection, random: Random) -> None:
    row, documents = one_of(connection, random, tables.documents), tables.documents
    moment = FOUNDED - timedelta(days=random.random())
    connection.execute(
        update(documents).where(documents.c.id == row.id).values(registered_at=moment)
    )


_CHANGES: Final = (
    *[set_to(tables.segments, _OF_PARTS)] * 4,
    set_to(tables.meetings, _OF_MEETINGS),
    _meet,
    set_to(tables.documents, _OF_DOCUMENTS),
    set_to(tables.bodies, {"executive": (True, False)}),
    _decide,
    _put_on_an_agenda,
    _mark,
    _register,
    _register_earlier,
)
